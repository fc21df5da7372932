import type { Kysely } from 'kysely';
import { Fault, reasonOf } from '../fault.ts';
import { type ActivityQueries, activityQueries } from './activity.ts';
import { type CalendarQueries, calendarQueries } from './calendar.ts';
import { type DeliveryQueries, deliveryQueries } from './deliveries.ts';
import { type EditionQueries, editionQueries } from './editions.ts';
import { type EntryQueries, entryQueries } from './entries.ts';
import { type FactQueries, factQueries } from './facts.ts';
import { type HubQueries, hubQueries } from './hubs.ts';
import { findDamage } from './integrity.ts';
import { NewerState } from './migrations.ts';
import { type NewsQueries, newsQueries } from './news.ts';
import { type PublishingQueries, publishingQueries } from './publishing.ts';
import { type RetentionQueries, retentionQueries } from './retention.ts';
import type { Schema } from './schema.ts';
import type { Sharing } from './sharing.ts';
import { type SourceQueries, sourceQueries } from './sources.ts';
import { type SubscriberQueries, subscriberQueries } from './subscribers.ts';
import { type Tables, tables } from './tables.ts';

/** Held while a command changes the site. */
export interface SiteLock {
  release(): Promise<void>;
}

/** The state of a site: its queries by subject. */
export interface Store {
  readonly facts: FactQueries;
  readonly sources: SourceQueries;
  readonly hubs: HubQueries;
  readonly entries: EntryQueries;
  readonly editions: EditionQueries;
  readonly deliveries: DeliveryQueries;
  readonly subscribers: SubscriberQueries;
  readonly calendar: CalendarQueries;
  readonly publishing: PublishingQueries;
  readonly news: NewsQueries;
  readonly activity: ActivityQueries;
  readonly retention: RetentionQueries;
  readonly tables: Tables;
  /** What is wrong with the state, in words; empty where nothing is. */
  findDamage(): Promise<readonly string[]>;
  /** How several workers share this state; null: it is one process's, as a SQLite file is. */
  readonly sharing: Sharing | null;
  /** Takes the site's lock, or returns null where another living process, or a worker, holds it. */
  lock(): Promise<SiteLock | null>;
  close(): Promise<void>;
}

/** A database with the tables of a site, and what SQLite and PostgreSQL each do in their own way. */
export interface Backend extends Pick<Store, 'lock' | 'sharing'> {
  readonly db: Kysely<Schema>;
}

/**
 * Opens the state, a SQLite file or a `postgres://` address, making and migrating it where needed. `site` tells the
 * sites of one PostgreSQL database apart: each has a schema of this name to itself.
 * @throws Fault where the state cannot be opened, is none of this program's, or is newer than it.
 */
export async function openStore(state: string, site = 'tidings'): Promise<Store> {
  const { db, sharing, lock } = await openBackend(state, site).catch((thrown: unknown) => {
    throw thrown instanceof Fault ? thrown : unusable(state, thrown);
  });
  return {
    facts: factQueries(db),
    sources: sourceQueries(db),
    hubs: hubQueries(db),
    entries: entryQueries(db),
    editions: editionQueries(db),
    deliveries: deliveryQueries(db),
    subscribers: subscriberQueries(db),
    calendar: calendarQueries(db),
    publishing: publishingQueries(db),
    news: newsQueries(db),
    activity: activityQueries(db),
    retention: retentionQueries(db),
    tables: tables(db),
    findDamage: () => findDamage(db),
    sharing,
    lock,
    close: () => db.destroy(),
  };
}

/** Loads only the database that is wanted, for it takes a command longer to load both than to do its work. */
async function openBackend(state: string, site: string): Promise<Backend> {
  if (/^postgres(ql)?:\/\//.test(state)) return (await import('./postgres.ts')).openPostgres(state, site);
  if (state.includes('://')) throw new Error('is neither a file nor an address such as postgres://user@host/database');
  return (await import('./sqlite.ts')).openSqlite(state);
}

function unusable(state: string, thrown: unknown): Fault {
  if (thrown instanceof NewerState) {
    const mend = 'run that version, or restore a copy that this one made by: tidings restore FILE';
    return new Fault({ stage: 'store', subject: withoutPassword(state), problem: thrown.message, mend, cause: thrown });
  }
  return new Fault({
    stage: 'store',
    subject: withoutPassword(state),
    problem: `cannot be used as the state: ${reasonOf(thrown)}`,
    mend: 'set "state" in tidings.yaml to a file that can be written or a database that answers, or move this one away',
    cause: thrown,
  });
}

/** An address as it may be shown. */
export function withoutPassword(state: string): string {
  return state.replace(/^([a-z]+:\/\/[^/?#@:]*):[^/?#]*@/i, '$1@').replace(/([?&]password=)[^&#]*/i, '$1…');
}
