import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Indexes by which what a run asks of entries and readers costs as much after a million of them as after ten thousand. They
 * hold only the rows that are asked for, so that those of the past lie beside the way.
 */
export const indexes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('entries_source_published').execute();
    await sql`create index entries_source_published on entries (source_id, published) where withdrawn is null`.execute(
      db,
    );
    await sql`create index entries_source_guid on entries (source_id, guid) where withdrawn is null`.execute(db);
    await sql`create index entries_changed on entries (changed) where changed is not null`.execute(db);
    await db.schema.createIndex('entries_first_seen').on('entries').column('first_seen').execute();
    await db.schema.createIndex('entries_url').on('entries').column('url').execute();
    await db.schema.createIndex('subscribers_state').on('subscribers').columns(['state', 'since']).execute();
    await db.schema.createIndex('editions_begun').on('editions').columns(['state', 'begun_at']).execute();
  },
};
