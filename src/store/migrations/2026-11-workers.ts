import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What several workers of one PostgreSQL state need beside it; a crash of the database may empty it without harm. */
export const workers: Migration = {
  async up(db) {
    await sql`create unlogged table turns (name text primary key, next float8 not null, gap float8 not null default 0)`.execute(
      db,
    );
    await db.schema.createIndex('sources_next_poll').on('sources').column('next_poll').execute();
  },
};
