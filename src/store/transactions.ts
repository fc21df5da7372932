import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** What PostgreSQL calls a transaction that it broke off for another's sake: a conflict of reads, a deadlock. */
const BROKEN_OFF: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** How often a transaction is begun that is broken off again and again. */
const TRIES = 10;

/** Whether the state is PostgreSQL's, where transactions run beside one another; SQLite's writers take turns. */
export function isPostgres(db: Kysely<Schema>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Does `act` in a transaction, and again where the database broke it off for another's sake. */
export async function inTransaction<T>(db: Kysely<Schema>, act: (db: Transaction<Schema>) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(act);
    } catch (thrown) {
      if (tries === TRIES || !isBrokenOff(thrown)) throw thrown;
    }
  }
}

function isBrokenOff(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && BROKEN_OFF.has(thrown.code);
}

/** From weakest to strongest; see "Table-level Locks" in PostgreSQL's manual for which lets which in. */
type TableLock = 'row exclusive' | 'share' | 'share row exclusive';

/** Keeps others from a table until the transaction ends. SQLite's writers take turns anyway. */
export async function lockTable(db: Transaction<Schema>, table: keyof Schema, mode: TableLock): Promise<void> {
  if (isPostgres(db)) await sql`lock table ${sql.table(table)} in ${sql.raw(mode)} mode`.execute(db);
}
