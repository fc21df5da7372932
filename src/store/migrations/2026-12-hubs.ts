import type { Migration } from 'kysely/migration';
import { type Database, numberedBy } from './numbered.ts';

/** What hubs are asked for, and what they have pushed; see `schema.ts`. */
export function hubs(dialect: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db: Database) {
      await db.schema
        .createTable('hub_subscriptions')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('source_url', 'text', (column) => column.notNull())
        .addColumn('hub', 'text', (column) => column.notNull())
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('mode', 'text', (column) => column.notNull())
        .addColumn('tries', 'integer', (column) => column.notNull())
        .addColumn('next_ask', 'bigint', (column) => column.notNull())
        .addColumn('until', 'bigint')
        .execute();
      await numberedBy[dialect](db, 'pushes')
        .addColumn('subscription_id', 'text', (column) => column.notNull())
        .addColumn('content_type', 'text')
        .addColumn('body', 'text', (column) => column.notNull())
        .execute();
    },
  };
}
