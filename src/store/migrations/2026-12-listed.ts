import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which entries their feeds hold, so that only what was there can be gone. Of earlier ones the next poll will tell. */
export const listed: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('entries')
      .addColumn('listed', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`create index entries_listed on entries (source_id) where listed = 1`.execute(db);
  },
};
