import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Fault, reasonOf } from '../fault.ts';
import { type CalendarQueries, calendarQueries } from './calendar.ts';
import { type DeliveryQueries, deliveryQueries } from './deliveries.ts';
import { type EditionQueries, editionQueries } from './editions.ts';
import { type EntryQueries, entryQueries } from './entries.ts';
import { type FactQueries, factQueries } from './facts.ts';
import { type SiteLock, takeLock } from './lock.ts';
import { migrate } from './migrations.ts';
import { type NewsQueries, newsQueries } from './news.ts';
import { type PublishingQueries, publishingQueries } from './publishing.ts';
import type { Schema } from './schema.ts';
import { type SourceQueries, sourceQueries } from './sources.ts';
import { NodeSqliteDialect, openSqliteFile } from './sqlite.ts';
import { type SubscriberQueries, subscriberQueries } from './subscribers.ts';

/** The state of a site: its queries by subject. */
export interface Store {
  readonly facts: FactQueries;
  readonly sources: SourceQueries;
  readonly entries: EntryQueries;
  readonly editions: EditionQueries;
  readonly deliveries: DeliveryQueries;
  readonly subscribers: SubscriberQueries;
  readonly calendar: CalendarQueries;
  readonly publishing: PublishingQueries;
  readonly news: NewsQueries;
  /** Takes the site's lock, or returns null where another living process holds it. */
  lock(): SiteLock | null;
  close(): Promise<void>;
}

/**
 * Opens the state in the SQLite file `path`, making and migrating it where needed.
 * @throws Fault where the file cannot be opened, is no database of this program, or is newer than it.
 */
export async function openStore(path: string): Promise<Store> {
  const database = openDatabase(path);
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) });
  try {
    await migrate(db, 'sqlite');
  } catch (thrown) {
    await db.destroy();
    throw unusable(path, thrown);
  }
  return {
    facts: factQueries(db),
    sources: sourceQueries(db),
    entries: entryQueries(db),
    editions: editionQueries(db),
    deliveries: deliveryQueries(db),
    subscribers: subscriberQueries(db),
    calendar: calendarQueries(db),
    publishing: publishingQueries(db),
    news: newsQueries(db),
    lock: () => takeLock(path),
    close: () => db.destroy(),
  };
}

function openDatabase(path: string): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSqliteFile(path);
  } catch (thrown) {
    throw unusable(path, thrown);
  }
}

function unusable(path: string, thrown: unknown): Fault {
  return new Fault({
    stage: 'store',
    subject: path,
    problem: `cannot be used as the state: ${reasonOf(thrown)}`,
    mend: 'set "state" in tidings.yaml to a file that can be written, or move this one away',
    cause: thrown,
  });
}
