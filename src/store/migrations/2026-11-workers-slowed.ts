import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How far apart those want their turns who asked the workers of a PostgreSQL state to be slower; 0: nobody asked. */
export const slowedWorkers: Migration = {
  async up(db) {
    await sql`alter table turns add column gap float8 not null default 0`.execute(db);
  },
};
