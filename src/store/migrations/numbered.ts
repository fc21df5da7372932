import type { CreateTableBuilder, Kysely } from 'kysely';

export type Database = Kysely<unknown>;

/** Starts a table whose rows number themselves, which is the one thing that SQLite and PostgreSQL write differently. */
export type Numbered = <T extends string>(db: Database, table: T) => CreateTableBuilder<T, 'id'>;

export const numberedBy: Record<'sqlite' | 'postgres', Numbered> = {
  sqlite: (db, table) =>
    db.schema.createTable(table).addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement()),
  postgres: (db, table) => db.schema.createTable(table).addColumn('id', 'bigserial', (column) => column.primaryKey()),
};
