import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { initial } from './migrations/2026-11-initial.ts';
import { workers } from './migrations/2026-11-workers.ts';
import { hubs } from './migrations/2026-12-hubs.ts';
import { indexes } from './migrations/2026-12-indexes.ts';
import { listed } from './migrations/2026-12-listed.ts';
import { relisted } from './migrations/2026-12-relisted.ts';
import { validators } from './migrations/2026-12-validators.ts';

/** What a state is that a newer program has migrated. */
export class NewerState extends Error {
  constructor(migration: string, options: ErrorOptions) {
    super(`was made by a newer tidings (${migration})`, options);
  }
}

/** By names in whose order they are done. */
export function migrationsFor(dialect: 'sqlite' | 'postgres'): Record<string, Migration> {
  return {
    '2026-11-initial': initial(dialect),
    ...(dialect === 'postgres' ? { '2026-11-workers': workers } : {}),
    '2026-12-hubs': hubs(dialect),
    '2026-12-indexes': indexes,
    '2026-12-listed': listed,
    '2026-12-relisted': relisted,
    '2026-12-validators': validators,
  };
}

/**
 * Brings the state to this program's schema, by all migrations in the order of their names.
 * A released migration is never edited. `schema` is the site's own in a PostgreSQL database, where others may be beside it.
 * @throws NewerState where the state is newer than the program; Error where a migration fails: nothing of it stays.
 */
export async function migrate<T>(db: Kysely<T>, dialect: 'sqlite' | 'postgres', schema?: string): Promise<void> {
  const migrations = migrationsFor(dialect);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const stranger = (await namesOfDone(db)).find((name) => !(name in migrations));
  if (stranger !== undefined) throw new NewerState(stranger, { cause: error });
  throw error;
}

async function namesOfDone<T>(db: Kysely<T>): Promise<string[]> {
  const table = sql.table(DEFAULT_MIGRATION_TABLE);
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(db).catch(() => ({ rows: [] }));
  return rows.map(({ name }) => name);
}
