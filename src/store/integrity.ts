import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { isPostgres } from './transactions.ts';

/** How many things that are wrong are told of. */
const MOST_TOLD = 10;

/** What is wrong with the state, in words: SQLite's own look at its file, and editions that do not hold together. */
export async function findDamage(db: Kysely<Schema>): Promise<readonly string[]> {
  const damage = isPostgres(db) ? [] : await damageOfFile(db);
  const unfinished = await db
    .selectFrom('deliveries')
    .innerJoin('editions', 'editions.name', 'deliveries.edition')
    .select('editions.name')
    .distinct()
    .where('editions.state', '=', 'done')
    .where('deliveries.state', 'in', ['queued', 'sending', 'deferred'])
    .limit(MOST_TOLD)
    .execute();
  return [...damage, ...unfinished.map(({ name }) => `edition ${name} is done and has deliveries to make`)];
}

async function damageOfFile(db: Kysely<Schema>): Promise<string[]> {
  const checked = await sql<{ integrity_check: string }>`pragma integrity_check(${sql.lit(MOST_TOLD)})`.execute(db);
  const broken = checked.rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const strays = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db);
  const told = strays.rows.slice(0, MOST_TOLD).map(({ table, parent }) => `a row of ${table} belongs to no ${parent}`);
  return [...broken, ...told];
}
