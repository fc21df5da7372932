import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { Instant } from '../model.ts';
import { type Intake, takeInEntries } from './entries.ts';
import { keepRow } from './keep-row.ts';
import type { Schema, SourceTable } from './schema.ts';
import { inTransaction, isPostgres } from './transactions.ts';

/** What is remembered of a source between polls; see `poll/poll-store.ts`. */
export interface SourceState {
  readonly url: string;
  readonly title: string | null;
  readonly feedId: string | null;
  readonly homePageUrl: string | null;
  readonly language: string | null;
  readonly hubUrls: readonly string[];
  readonly movedTo: string | null;
  readonly validatorUrl: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly lastPolled: Instant | null;
  readonly lastSucceeded: Instant | null;
  readonly lastChanged: Instant | null;
  readonly nextPoll: Instant | null;
  readonly nextReasons: readonly string[];
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastStatus: number | null;
  readonly gone: boolean;
  readonly memory: string;
}

/** The state of polling: of sources, by their address as listed, and of hosts. */
export interface SourceQueries {
  states(): Promise<ReadonlyMap<string, SourceState>>;
  /**
   * Keeps sources' states with their validators, and the entries that came with them, all in one transaction; what a
   * hub pushed and they came of is dropped in the same.
   */
  write(batch: readonly Brought[]): Promise<void>;
  /** Until when hosts asked to be left alone. */
  holds(): Promise<ReadonlyMap<string, Instant>>;
  hold(host: string, until: Instant): Promise<void>;
  /** The sources whose turn may have come, by what was planned when they were last polled. */
  due(now: Instant): Promise<{ readonly url: string; readonly movedTo: string | null }[]>;
  /** Goes on with sources under the addresses that they are listed under now; nobody else may poll meanwhile. */
  relist(relistings: readonly Relisting[]): Promise<void>;
  /** Which of these were ever polled. */
  known(urls: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * The same of these sources alone, for one of several workers: where another has polled a source since this one read
   * its state, what this one brings of it is left out, for it was compared with what is no longer so.
   */
  share(urls: readonly string[]): Pick<SourceQueries, 'states' | 'write' | 'holds' | 'hold'>;
}

/** What came of a visit to a source. */
export interface Brought {
  readonly state: SourceState;
  readonly intake: Intake | null;
  readonly pushId?: number | null;
}

/** A source that was listed under one address and is under another now. */
export interface Relisting {
  readonly from: string;
  readonly to: string;
}

/** How many addresses one query names. */
const URLS_A_QUERY = 1000;

export function sourceQueries(db: Kysely<Schema>): SourceQueries {
  const queries: SourceQueries = {
    async states() {
      const rows = await db.selectFrom('sources').selectAll().execute();
      return new Map(rows.map((row) => [row.url, stateOf(row)]));
    },
    write: (batch) =>
      inTransaction(db, async (transaction) => {
        for (const brought of batch) await keepBrought(transaction, brought);
      }),
    async holds() {
      const rows = await db.selectFrom('hosts').selectAll().execute();
      return new Map(rows.map((row) => [row.host, row.not_before]));
    },
    async hold(host, until) {
      await db
        .insertInto('hosts')
        .values({ host, not_before: until })
        .onConflict((conflict) => conflict.column('host').doUpdateSet({ not_before: until }))
        .execute();
    },
    due: (now) =>
      db
        .selectFrom('sources')
        .select(['url', 'moved_to as movedTo'])
        .where('gone', '=', 0)
        .where((is) => is.or([is('next_poll', 'is', null), is('next_poll', '<=', now), is('last_polled', '>', now)]))
        .execute(),
    relist: (relistings) =>
      inTransaction(db, async (transaction) => {
        for (const { from, to } of relistings) await relist(transaction, from, to);
      }),
    async known(urls) {
      const found = new Set<string>();
      for (let start = 0; start < urls.length; start += URLS_A_QUERY) {
        const some = urls.slice(start, start + URLS_A_QUERY);
        const rows = await db.selectFrom('sources').select('url').where('url', 'in', some).execute();
        for (const { url } of rows) found.add(url);
      }
      return found;
    },
    share(urls) {
      const polledAt = new Map<string, Instant | null>();
      return {
        holds: queries.holds,
        hold: queries.hold,
        async states() {
          const rows = await db.selectFrom('sources').selectAll().where('url', 'in', urls).execute();
          for (const url of urls) polledAt.set(url, null);
          for (const row of rows) polledAt.set(row.url, row.last_polled);
          return new Map(rows.map((row) => [row.url, stateOf(row)]));
        },
        async write(batch) {
          await inTransaction(db, async (transaction) => {
            for (const brought of batch) {
              const { url } = brought.state;
              if ((await polledSince(transaction, url)) !== (polledAt.get(url) ?? null)) continue;
              await keepBrought(transaction, brought);
            }
          });
          for (const { state } of batch) polledAt.set(state.url, state.lastPolled);
        },
      };
    },
  };
  return queries;
}

async function relist(db: Transaction<Schema>, from: string, to: string): Promise<void> {
  await db
    .updateTable('sources')
    .set(({ fn, ref, val }) => ({ url: to, first_url: fn.coalesce(ref('first_url'), val(from)) }))
    .where('url', '=', from)
    .execute();
  await db.updateTable('hub_subscriptions').set({ source_url: to }).where('source_url', '=', from).execute();
}

/** When a source was polled last, which nobody else may change until the transaction ends. */
async function polledSince(db: Transaction<Schema>, url: string): Promise<Instant | null> {
  await db
    .insertInto('sources')
    .values({ url, hub_urls: '[]', next_reasons: '[]', failures: 0, gone: 0, memory: '{}' })
    .onConflict((conflict) => conflict.column('url').doNothing())
    .execute();
  const row = await db
    .selectFrom('sources')
    .select('last_polled')
    .where('url', '=', url)
    .$if(isPostgres(db), (known) => known.forUpdate())
    .executeTakeFirstOrThrow();
  return row.last_polled;
}

async function keepBrought(db: Transaction<Schema>, { state, intake, pushId = null }: Brought): Promise<void> {
  const sourceId = await keepRow(db, 'sources', columnsOf(state));
  if (intake !== null) await takeInEntries(db, sourceId, intake);
  if (pushId !== null) await db.deleteFrom('pushes').where('id', '=', pushId).execute();
}

function columnsOf(state: SourceState): Omit<Insertable<SourceTable>, 'id'> {
  return {
    url: state.url,
    title: state.title,
    feed_id: state.feedId,
    home_page_url: state.homePageUrl,
    language: state.language,
    hub_urls: JSON.stringify(state.hubUrls),
    moved_to: state.movedTo,
    validator_url: state.validatorUrl,
    etag: state.etag,
    last_modified: state.lastModified,
    last_polled: state.lastPolled,
    last_succeeded: state.lastSucceeded,
    last_changed: state.lastChanged,
    next_poll: state.nextPoll === null ? null : Math.round(state.nextPoll),
    next_reasons: JSON.stringify(state.nextReasons),
    failures: state.failures,
    last_error: state.lastError,
    last_status: state.lastStatus,
    gone: state.gone ? 1 : 0,
    memory: state.memory,
  };
}

function stateOf(row: Selectable<SourceTable>): SourceState {
  return {
    url: row.url,
    title: row.title,
    feedId: row.feed_id,
    homePageUrl: row.home_page_url,
    language: row.language,
    hubUrls: JSON.parse(row.hub_urls),
    movedTo: row.moved_to,
    validatorUrl: row.validator_url,
    etag: row.etag,
    lastModified: row.last_modified,
    lastPolled: row.last_polled,
    lastSucceeded: row.last_succeeded,
    lastChanged: row.last_changed,
    nextPoll: row.next_poll,
    nextReasons: JSON.parse(row.next_reasons),
    failures: row.failures,
    lastError: row.last_error,
    lastStatus: row.last_status,
    gone: row.gone === 1,
    memory: row.memory,
  };
}
