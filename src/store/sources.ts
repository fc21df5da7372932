import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Instant } from '../model.ts';
import { type Intake, takeInEntries } from './entries.ts';
import type { Schema, SourceTable } from './schema.ts';
import { inTransaction } from './transactions.ts';

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
  /** Keeps sources' states with their validators, and the entries that came with them, all in one transaction. */
  write(batch: readonly { readonly state: SourceState; readonly intake: Intake | null }[]): Promise<void>;
  /** Until when hosts asked to be left alone. */
  holds(): Promise<ReadonlyMap<string, Instant>>;
  hold(host: string, until: Instant): Promise<void>;
}

export function sourceQueries(db: Kysely<Schema>): SourceQueries {
  return {
    async states() {
      const rows = await db.selectFrom('sources').selectAll().execute();
      return new Map(rows.map((row) => [row.url, stateOf(row)]));
    },
    write: (batch) =>
      inTransaction(db, async (transaction) => {
        for (const { state, intake } of batch) {
          const sourceId = await keepState(transaction, state);
          if (intake !== null) await takeInEntries(transaction, sourceId, intake);
        }
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
  };
}

async function keepState(db: Kysely<Schema>, state: SourceState): Promise<number> {
  const { url, ...columns } = columnsOf(state);
  const { id } = await db
    .insertInto('sources')
    .values({ url, ...columns })
    .onConflict((conflict) => conflict.column('url').doUpdateSet(columns))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
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
