import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { initial } from './migrations/2026-11-initial.ts';

/**
 * Brings the state to this program's schema, by all migrations in the order of their names.
 * A released migration is never edited.
 * @throws Error where a migration fails (nothing of it stays) or where the state is newer than the program.
 */
export async function migrate<T>(db: Kysely<T>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const migrations: Record<string, Migration> = { '2026-11-initial': initial(dialect) };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
