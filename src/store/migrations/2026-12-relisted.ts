import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where a source was first listed, for those that are listed under where they moved to. */
export const relisted: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('sources').addColumn('first_url', 'text').execute();
  },
};
