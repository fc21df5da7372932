import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { Duration, Instant } from '../model.ts';
import type { Schema } from './schema.ts';
import { isPostgres } from './transactions.ts';

/** How long what is bulky stays, and of how many entries it stays however old they are. */
export interface Retention {
  /** What was brought, changed, finished or over before is old. */
  readonly before: Instant;
  /** So many of the newest entries of each source keep their text, and so many of the site's what copies are told by. */
  readonly newest: { readonly ofSource: number; readonly ofSite: number };
  /** The number of the last entry that may lose anything. */
  readonly last: number;
}

/**
 * Lets go of what is old and bulky. What an entry is recognised by stays for ever, and so does what published files
 * show of it; so do editions as they were published, and the addresses that are never to be mailed again.
 */
export interface RetentionQueries {
  /**
   * Looks at the next `count` entries numbered above `after`, and takes from the old ones their text, what copies were
   * told by, and events long over. `next` is where to go on; null: no old one is left.
   */
  pruneEntries(
    retention: Retention,
    after: number,
    count: number,
  ): Promise<{ readonly next: number | null; readonly pruned: number }>;
  /**
   * Deletes at most `count` deliveries of old editions that are done, but for the latest `spared`; an edition that has
   * none left loses its mail and what was decided. Returns how many there were.
   */
  pruneDeliveries(before: Instant, spared: number, count: number): Promise<number>;
  /** Forgets soft bounces, confirmations asked for, and hosts' wishes to be left alone, that are old. */
  pruneTraces(before: Instant): Promise<void>;
  /** Gives room that is free back to the disk: takes a while and, on SQLite, as much room again meanwhile. */
  compact(): Promise<void>;
  /** How many bytes the state takes. */
  size(): Promise<number>;
}

/** The tables that lose rows or what is in them. */
const SHRINKING: readonly (keyof Schema)[] = [
  'entries',
  'events',
  'editions',
  'deliveries',
  'soft_bounces',
  'confirmations',
  'hosts',
];

/** Calendars count whole days, in any zone. */
const DAY: Duration = 86_400_000;

export function retentionQueries(db: Kysely<Schema>): RetentionQueries {
  return {
    async pruneEntries(retention, after, count) {
      const { before, last: end } = retention;
      const rows = await db
        .selectFrom('entries')
        .select(['id', 'first_seen'])
        .where('id', '>', after)
        .where('id', '<=', end)
        .orderBy('id')
        .limit(count)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) return { next: null, pruned: 0 };
      const pruned = await pruneEntriesBetween(db, retention, after, last.id);
      return { next: rows.length < count || last.first_seen >= before ? null : last.id, pruned };
    },
    pruneDeliveries: (before, spared, count) => pruneDeliveries(db, before, spared, count),
    async pruneTraces(before) {
      await db.deleteFrom('soft_bounces').where('at', '<', before).execute();
      await db.deleteFrom('confirmations').where('sent_at', '<', before).execute();
      await db.deleteFrom('hosts').where('not_before', '<', before).execute();
    },
    async compact() {
      const tables = sql.join(SHRINKING.map((table) => sql.table(table)));
      await (isPostgres(db) ? sql`vacuum (analyze) ${tables}` : sql`vacuum`).execute(db);
    },
    size: () => (isPostgres(db) ? sizeOfSchema(db) : sizeOfFile(db)),
  };
}

async function pruneEntriesBetween(
  db: Kysely<Schema>,
  { before, newest }: Retention,
  after: number,
  last: number,
): Promise<number> {
  const isOld = (entry: ExpressionBuilder<Schema, 'entries'>) =>
    entry.and([
      entry('id', '>', after),
      entry('id', '<=', last),
      entry('first_seen', '<', before),
      entry.or([entry('changed', 'is', null), entry('changed', '<', before)]),
    ]);
  const stripped = await db
    .updateTable('entries')
    .set({ content_html: '', own_summary: null, page: null })
    .where(isOld)
    .where('content_html', '!=', '')
    .where('published', '<', (entry) =>
      newestOf(entry)
        .whereRef('newer.source_id', '=', 'entries.source_id')
        .limit(1)
        .offset(newest.ofSource - 1),
    )
    .executeTakeFirst();
  await db
    .updateTable('entries')
    .set({ sketch: '', links: '[]' })
    .where(isOld)
    .where('content_html', '=', '')
    .where('sketch', '!=', '')
    .where('edition', 'is not', null)
    .where('published', '<', (entry) =>
      newestOf(entry)
        .limit(1)
        .offset(newest.ofSite - 1),
    )
    .execute();
  await db
    .deleteFrom('events')
    .where('ends_at', '<', before - DAY)
    .where('entry_id', 'in', (event) => event.selectFrom('entries').select('id').where(isOld))
    .execute();
  return Number(stripped.numUpdatedRows);
}

/** When the entries were published that their sources have not withdrawn, the newest first. */
function newestOf(entry: ExpressionBuilder<Schema, 'entries'>) {
  return entry
    .selectFrom('entries as newer')
    .select('newer.published')
    .where('newer.withdrawn', 'is', null)
    .orderBy('newer.published', 'desc');
}

async function pruneDeliveries(db: Kysely<Schema>, before: Instant, spared: number, count: number): Promise<number> {
  const old = await db
    .selectFrom('editions')
    .select('name')
    .where('state', '=', 'done')
    .where('finished_at', '<', before)
    .where('html', '!=', '')
    .where('name', 'not in', (edition) => latestEditions(edition, spared))
    .orderBy('begun_at')
    .execute();
  let deleted = 0;
  for (const { name } of old) {
    deleted += await deleteDeliveries(db, name, count - deleted);
    if (deleted >= count) return deleted;
    await db.updateTable('editions').set({ html: '', decisions: '[]' }).where('name', '=', name).execute();
  }
  return deleted;
}

function latestEditions(edition: ExpressionBuilder<Schema, 'editions'>, count: number) {
  return edition
    .selectFrom('editions as latest')
    .select('latest.name')
    .orderBy('latest.begun_at', 'desc')
    .orderBy('latest.name', 'desc')
    .limit(count);
}

async function deleteDeliveries(db: Kysely<Schema>, edition: string, count: number): Promise<number> {
  const deleted = await db
    .deleteFrom('deliveries')
    .where('edition', '=', edition)
    .where('email_key', 'in', (delivery) =>
      delivery.selectFrom('deliveries').select('email_key').where('edition', '=', edition).limit(count),
    )
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

async function sizeOfFile(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select page_count * page_size as size from pragma_page_count(), pragma_page_size()`.execute(db);
  return rows[0]?.size ?? 0;
}

async function sizeOfSchema(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ size: number | string }>`
    select sum(pg_total_relation_size(oid)) as size from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(db);
  return Number(rows[0]?.size ?? 0);
}
