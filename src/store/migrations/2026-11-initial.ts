import type { Migration } from 'kysely/migration';
import { type Database, type Numbered, numberedBy } from './numbered.ts';

/** The tables of the first release; see `schema.ts` for what the columns mean. */
export function initial(dialect: 'sqlite' | 'postgres'): Migration {
  const numbered = numberedBy[dialect];
  return {
    async up(db: Database) {
      await createSources(db, numbered);
      await createEntries(db, numbered);
      await createEvents(db, numbered);
      await createEditions(db);
      await createSubscribers(db, numbered);
      await db.schema
        .createTable('facts')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute();
    },
  };
}

async function createSources(db: Database, numbered: Numbered): Promise<void> {
  await numbered(db, 'sources')
    .addColumn('url', 'text', (column) => column.notNull().unique())
    .addColumn('title', 'text')
    .addColumn('feed_id', 'text')
    .addColumn('home_page_url', 'text')
    .addColumn('language', 'text')
    .addColumn('hub_urls', 'text', (column) => column.notNull().defaultTo('[]'))
    .addColumn('moved_to', 'text')
    .addColumn('validator_url', 'text')
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('last_polled', 'bigint')
    .addColumn('last_succeeded', 'bigint')
    .addColumn('last_changed', 'bigint')
    .addColumn('next_poll', 'bigint')
    .addColumn('next_reasons', 'text', (column) => column.notNull().defaultTo('[]'))
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('last_error', 'text')
    .addColumn('last_status', 'integer')
    .addColumn('gone', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('memory', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
  await db.schema
    .createTable('hosts')
    .addColumn('host', 'text', (column) => column.primaryKey())
    .addColumn('not_before', 'bigint', (column) => column.notNull())
    .execute();
}

async function createEntries(db: Database, numbered: Numbered): Promise<void> {
  await numbered(db, 'entries')
    .addColumn('source_id', 'bigint', (column) => column.notNull().references('sources.id').onDelete('cascade'))
    .addColumn('guid_key', 'text')
    .addColumn('link_key', 'text')
    .addColumn('title_key', 'text')
    .addColumn('raw', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('guid', 'text')
    .addColumn('url', 'text')
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('content_html', 'text', (column) => column.notNull())
    .addColumn('own_summary', 'text')
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('image', 'text')
    .addColumn('published', 'bigint', (column) => column.notNull())
    .addColumn('updated', 'bigint')
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('changed', 'bigint')
    .addColumn('withdrawn', 'bigint')
    .addColumn('initial', 'integer', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('words', 'integer', (column) => column.notNull())
    .addColumn('minutes', 'integer', (column) => column.notNull())
    .addColumn('authors', 'text', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('attachments', 'text', (column) => column.notNull())
    .addColumn('links', 'text', (column) => column.notNull())
    .addColumn('sketch', 'text', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('truncated', 'integer', (column) => column.notNull())
    .addColumn('edition', 'text')
    .execute();
  for (const key of ['guid_key', 'link_key', 'title_key']) {
    await db.schema.createIndex(`entries_${key}`).on('entries').columns(['source_id', key]).execute();
  }
  await db.schema.createIndex('entries_published').on('entries').columns(['published', 'id']).execute();
  await db.schema
    .createIndex('entries_withdrawn')
    .on('entries')
    .column('withdrawn')
    .where('withdrawn', 'is not', null)
    .execute();
  await db.schema.createIndex('entries_source_published').on('entries').columns(['source_id', 'published']).execute();
  await db.schema.createIndex('entries_edition').on('entries').columns(['edition', 'first_seen']).execute();
}

async function createEvents(db: Database, numbered: Numbered): Promise<void> {
  await numbered(db, 'events')
    .addColumn('entry_id', 'bigint', (column) => column.notNull().references('entries.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('start_date', 'text', (column) => column.notNull())
    .addColumn('end_date', 'text')
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('location', 'text')
    .addColumn('url', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('uid', 'text')
    .execute();
  await db.schema.createIndex('events_entry').on('events').column('entry_id').execute();
  await db.schema.createIndex('events_ends_at').on('events').column('ends_at').execute();
  await db.schema
    .createTable('calendar')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('stamped', 'bigint', (column) => column.notNull())
    .execute();
}

async function createEditions(db: Database): Promise<void> {
  await db.schema
    .createTable('editions')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('period_from', 'bigint', (column) => column.notNull())
    .addColumn('period_to', 'bigint', (column) => column.notNull())
    .addColumn('begun_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('preheader', 'text', (column) => column.notNull())
    .addColumn('html', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('web_html', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('decisions', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('deliveries')
    .addColumn('edition', 'text', (column) => column.notNull().references('editions.name').onDelete('cascade'))
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('subscriber_id', 'bigint')
    .addColumn('message_id', 'text', (column) => column.notNull().unique())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('next_try', 'bigint', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('first_tried_at', 'bigint')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('last_error', 'text')
    .addColumn('last_code', 'text')
    .addPrimaryKeyConstraint('deliveries_pk', ['edition', 'email_key'])
    .execute();
  await db.schema.createIndex('deliveries_open').on('deliveries').columns(['edition', 'state', 'next_try']).execute();
  await db.schema.createIndex('deliveries_email_key').on('deliveries').column('email_key').execute();
}

async function createSubscribers(db: Database, numbered: Numbered): Promise<void> {
  await numbered(db, 'subscribers')
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('kept', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('suppressions')
    .addColumn('email_hash', 'text', (column) => column.primaryKey())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('soft_bounces')
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('edition', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('soft_bounces_pk', ['email_key', 'edition'])
    .execute();
  await numbered(db, 'confirmations')
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'bigint', (column) => column.notNull())
    .execute();
}
