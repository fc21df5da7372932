import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the page that an entry's text is from is asked for by when it is wanted again. Of earlier ones nothing is known. */
export const validators: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('entries').addColumn('page', 'text').execute();
  },
};
