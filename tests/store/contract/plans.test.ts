import type { CompiledQuery, Kysely, KyselyPlugin } from 'kysely';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { freshState } from '../../../src/poll/settle.ts';
import { activityQueries } from '../../../src/store/activity.ts';
import { deliveryQueries } from '../../../src/store/deliveries.ts';
import { editionQueries } from '../../../src/store/editions.ts';
import { entryQueries } from '../../../src/store/entries.ts';
import { newsQueries } from '../../../src/store/news.ts';
import { openPostgres } from '../../../src/store/postgres.ts';
import { publishingQueries } from '../../../src/store/publishing.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { sourceQueries } from '../../../src/store/sources.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';
import { subscriberQueries } from '../../../src/store/subscribers.ts';
import { databases } from '../../support/states.ts';
import { BLOG, draft, entry, intake, NOW, person } from './samples.ts';

type Database = Kysely<Schema>;

/** The tables that grow for ever. */
const GROWING: ReadonlySet<string> = new Set(['entries', 'events', 'deliveries', 'subscribers']);

/** Indexes of the few rows that are exceptions, which may be read from end to end. */
const OF_EXCEPTIONS: ReadonlySet<string> = new Set(['entries_withdrawn', 'entries_changed']);

/** Indexes that may be followed for the newest rows, as far as the limit of a query. */
const IN_ORDER: ReadonlySet<string> = new Set(['entries_published', 'entries_pkey']);

const brought = intake([entry('new')], {
  changed: [{ ...entry('changed'), id: 1 }],
  amended: [{ ...entry('amended'), id: 1 }],
  renamed: [{ ...entry('renamed'), id: 1 }],
  present: [1],
  withdrawn: ['a guid'],
});

/** After nearly all that PostgreSQL is filled with. */
const LATE = 19_950_000;

const [edition, run] = ['2014-W33', 'a run'];
const result = {
  key: 'ann',
  state: 'failed' as const,
  attempts: 1,
  firstTried: NOW,
  nextTry: NOW,
  error: '',
  code: null,
  suppress: true,
};

/** What runs ask of a state, by what they ask it for. */
const asked: readonly (readonly [string, (db: Database) => Promise<unknown>])[] = [
  ['which entries of a feed are known', (db) => entryQueries(db).known(BLOG, [entry('one').keys])],
  ['which pages texts are from', (db) => entryQueries(db).pages([1, 2])],
  ['taking in a feed', (db) => sourceQueries(db).write([{ state: freshState(BLOG), intake: brought }])],
  ['which sources are due', (db) => sourceQueries(db).due(NOW)],
  ['the newest posts', (db) => publishingQueries(db).newest(50, null)],
  ['the newest posts of some sources', (db) => publishingQueries(db).newest(50, [BLOG, `${BLOG}?2`])],
  ['the texts of posts', (db) => publishingQueries(db).texts([1, 2])],
  ['how many entries there are', (db) => publishingQueries(db).lastEntry()],
  ['a document of the archive', (db) => publishingQueries(db).between(1, 500)],
  ['what is withdrawn', (db) => publishingQueries(db).withdrawn()],
  ['what was edited', (db) => publishingQueries(db).lastEdits(500)],
  ['when each source last posted', (db) => publishingQueries(db).sources()],
  ['what is in no edition yet', (db) => newsQueries(db).unpublished(LATE)],
  ['what was told lately', (db) => newsQueries(db).told(LATE)],
  ['what was passed over', (db) => newsQueries(db).passedOver(LATE)],
  ['entries by their numbers', (db) => newsQueries(db).byId([1, 2])],
  ['an entry by its address', (db) => newsQueries(db).withUrl(BLOG)],
  ['events to come', (db) => newsQueries(db).sightings(LATE)],
  ['what entries announce', (db) => newsQueries(db).announcedBy([1, 2])],
  ['how many entries came lately', (db) => activityQueries(db).newEntries(LATE, 1000, 14)],
  ['how many addresses were suppressed lately', (db) => activityQueries(db).suppressedSince(NOW)],
  ['beginning an edition', (db) => editionQueries(db).begin(draft(['ann'], { entryIds: [1], leftOut: [2] }))],
  ['how many recipients there are', (db) => editionQueries(db).countRecipients(draft(['ann']).fixed)],
  ['whether an edition is finished', (db) => editionQueries(db).finish(edition, NOW)],
  ['taking back deliveries of the dead', (db) => deliveryQueries(db).reclaim(edition, run)],
  ['claiming deliveries', (db) => deliveryQueries(db).claim(edition, run, NOW, 100)],
  [
    'recording what became of deliveries',
    (db) => deliveryQueries(db).record(edition, run, NOW, { results: [result], ending: ['bob'] }),
  ],
  ['giving deliveries back', (db) => deliveryQueries(db).release(edition, run)],
  ['what became of an edition', (db) => deliveryQueries(db).counts(edition)],
  ['what went wrong with an edition', (db) => deliveryQueries(db).troubles(edition, 10)],
  ['whose message bounced', (db) => deliveryQueries(db).byMessageId('<a@b>')],
  ['whether an edition is in hand', (db) => deliveryQueries(db).areInHand(edition)],
  ['a subscriber by the address', (db) => subscriberQueries(db).byKey('ann')],
  ['adding subscribers', (db) => subscriberQueries(db).add([person('ann@example.org')], NOW)],
  ['unsubscribing', (db) => subscriberQueries(db).unsubscribe('ann', NOW)],
];

/** What `act` asks of a database, as it was put into SQL. */
async function queriesOf(db: Database, act: (db: Database) => Promise<unknown>): Promise<CompiledQuery[]> {
  const queries: CompiledQuery[] = [];
  const listener: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      queries.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await act(db.withPlugin(listener));
  return queries.filter(({ sql }) => /^(with|select|update|delete)\b/i.test(sql));
}

/** What a plan reads from end to end of a growing table, in words. */
type Scans = (db: Database, query: CompiledQuery) => Promise<string[]>;

/** PostgreSQL goes by how many rows there are, and does without indexes where there are few. */
async function fillPostgres(db: Database): Promise<void> {
  await sql`insert into sources (url) select 'https://blog.example.org/' || n from generate_series(1, 100) n`.execute(
    db,
  );
  await sql`insert into entries (source_id, raw, fingerprint, guid_key, guid, url, title, content_html, summary, published, first_seen,
      initial, words, minutes, authors, tags, attachments, links, sketch, truncated, edition)
    select n % 100 + 1, '', '', n, n, n, '', '', '', n * 1000, n * 1000 + 1, 0, 0, 0, '[]', '[]', '[]', '[]', '', 0,
      case when n < 19900 then 'W' || n / 1000 end
    from generate_series(1, 20000) n`.execute(db);
  await sql`insert into events (entry_id, name, start_date, starts_at, ends_at, source, confidence, status)
    select n, '', '', n * 1000, n * 1000, 'ical', 1, 'scheduled' from generate_series(1, 20000, 5) n`.execute(db);
  await sql`analyze`.execute(db);
}

const explained: Record<'SQLite' | 'PostgreSQL', { open(address: string): Promise<Database>; scans: Scans }> = {
  SQLite: {
    open: async (address) => (await openSqlite(address)).db,
    async scans(db, query) {
      const explain = { ...query, sql: `explain query plan ${query.sql}` };
      const { rows } = await db.executeQuery<{ detail: string }>(explain);
      return rows.flatMap(({ detail }) => {
        const [, table = '', index = ''] = /^SCAN (\S+)(?:.* INDEX (\S+))?/.exec(detail) ?? [];
        return isHarmful(table, index, query) ? [detail] : [];
      });
    },
  },
  PostgreSQL: {
    async open(address) {
      const { db } = await openPostgres(address, 'tidings');
      await fillPostgres(db);
      return db;
    },
    scans: (db, query) =>
      db.transaction().execute(async (transaction) => {
        await sql`set local enable_seqscan = off`.execute(transaction);
        const explain = { ...query, sql: `explain (format json) ${query.sql}` };
        const { rows } = await transaction.executeQuery<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(explain);
        return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => scansIn(Plan, query)));
      }),
  },
};

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

function scansIn(node: PlanNode, query: CompiledQuery): string[] {
  const below = (node.Plans ?? []).flatMap((plan) => scansIn(plan, query));
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index = '', 'Index Cond': condition } = node;
  const reads = type === 'Seq Scan' || (/^Index/.test(type) && condition === undefined);
  return reads && isHarmful(table, index, query) ? [`${type} on ${table} ${index}`, ...below] : below;
}

function isHarmful(table: string, index: string, { sql }: CompiledQuery): boolean {
  if (!GROWING.has(table) || OF_EXCEPTIONS.has(index)) return false;
  return !(IN_ORDER.has(index) && /\blimit\b|^select max/.test(sql));
}

describe.each(databases)('$name: no growing table is read from end to end for', ({ name, missing, make }) => {
  it.skipIf(missing !== null)('what runs ask', async () => {
    const { open, scans } = explained[name === 'SQLite' ? 'SQLite' : 'PostgreSQL'];
    await using state = await make();
    const db = await open(state.address);
    const harmful: Record<string, string[]> = {};
    for (const [what, act] of asked) {
      const queries = await queriesOf(db, act);
      expect(queries, what).not.toHaveLength(0);
      for (const query of queries) {
        const found = await scans(db, query);
        if (found.length > 0) harmful[what] = [...(harmful[what] ?? []), ...found, query.sql];
      }
    }
    await db.destroy();
    expect(harmful).toEqual({});
  });
});

it('tells a table that is read from end to end', async () => {
  const [sqlite] = databases;
  if (sqlite === undefined) throw new RangeError('no database');
  await using state = await sqlite.make();
  const db = await explained.SQLite.open(state.address);
  const [query] = await queriesOf(db, (own) => own.selectFrom('entries').select('id').where('words', '=', 1).execute());
  expect(query && (await explained.SQLite.scans(db, query))).toEqual(['SCAN entries']);
  await db.destroy();
});
