import type { Kysely } from 'kysely';
import type { Event, Instant } from '../model.ts';
import { ENTRY_COLUMNS, entryOf, type LeanEntry } from './entry-row.ts';
import { EVENT_COLUMNS, eventOf } from './event-row.ts';
import { inPortions } from './portions.ts';
import type { Schema } from './schema.ts';

/** An event as an entry announced it. */
export interface StoredSighting {
  readonly event: Event;
  readonly entryId: number;
  readonly firstSeen: Instant;
  readonly published: Instant;
  /** When an edit of the entry was last seen; null: never. */
  readonly changed: Instant | null;
}

/** What of the editions so far the next one depends on. */
export interface EditionsSoFar {
  readonly names: ReadonlySet<string>;
  /** Where the period of the last one ended that was not rejected; null: there was none. */
  readonly covered: Instant | null;
  /** When the last one was due; null: there was none. */
  readonly lastDue: Instant | null;
}

/** What an edition is made of. */
export interface NewsQueries {
  /**
   * The entries that were in no edition yet, in the order first seen. Of those that came with a source's first poll
   * (`initial`), only what was published from `from` on.
   */
  unpublished(from: Instant): Promise<{ readonly entry: LeanEntry; readonly initial: boolean }[]>;
  /** The entries that were in an edition and first seen from `from` on: what a copy or the next part is told by. */
  told(from: Instant): Promise<LeanEntry[]>;
  /**
   * The entries published from `from` on that were too old for an edition when their source's first poll brought
   * them, or left out of it: by these a series is known to have begun before.
   */
  passedOver(from: Instant): Promise<LeanEntry[]>;
  /** The entries of these ids, in no order. */
  byId(ids: readonly number[]): Promise<LeanEntry[]>;
  /** The ids of the entries with this address. */
  withUrl(url: string): Promise<number[]>;
  /** The ids and addresses of the entries whose address has this in it. Looks at every entry. */
  withinUrl(part: string): Promise<{ readonly id: number; readonly url: string }[]>;
  /** What was announced of events that end at `from` or later. */
  sightings(from: Instant): Promise<StoredSighting[]>;
  /** What these entries announce, past events too. */
  announcedBy(ids: readonly number[]): Promise<ReadonlyMap<number, readonly Event[]>>;
  /** What was due after `now` was begun by a clock that ran ahead: only its name counts. */
  editionsSoFar(now: Instant): Promise<EditionsSoFar>;
}

export function newsQueries(db: Kysely<Schema>): NewsQueries {
  const entries = () =>
    db
      .selectFrom('entries')
      .innerJoin('sources', 'sources.id', 'entries.source_id')
      .select(ENTRY_COLUMNS)
      .where('entries.withdrawn', 'is', null);
  const events = () =>
    db
      .selectFrom('events')
      .innerJoin('entries', 'entries.id', 'events.entry_id')
      .select([...EVENT_COLUMNS, 'events.entry_id', 'entries.first_seen', 'entries.published', 'entries.changed'])
      .where('entries.withdrawn', 'is', null);
  return {
    async unpublished(from) {
      const rows = await entries()
        .select('entries.initial')
        .where('entries.edition', 'is', null)
        .where((is) => is.or([is('entries.initial', '=', 0), is('entries.published', '>=', from)]))
        .orderBy('entries.first_seen')
        .orderBy('entries.id')
        .execute();
      return rows.map((row) => ({ entry: entryOf(row), initial: row.initial === 1 }));
    },
    async told(from) {
      const rows = await entries()
        .where('entries.first_seen', '>=', from)
        .where('entries.edition', '!=', '')
        .orderBy('entries.first_seen')
        .orderBy('entries.id')
        .execute();
      return rows.map(entryOf);
    },
    async passedOver(from) {
      const rows = await entries()
        .where('entries.published', '>=', from)
        .where('entries.edition', '=', '')
        .where('entries.initial', '=', 1)
        .orderBy('entries.id')
        .execute();
      return rows.map(entryOf);
    },
    async byId(ids) {
      const rows = await inPortions(ids, (some) => entries().where('entries.id', 'in', some).execute());
      return rows.map(entryOf);
    },
    async withUrl(url) {
      const rows = await db.selectFrom('entries').select('id').where('url', '=', url).execute();
      return rows.map(({ id }) => id);
    },
    async withinUrl(part) {
      const rows = await db.selectFrom('entries').select(['id', 'url']).where('url', 'like', `%${part}%`).execute();
      return rows.flatMap(({ id, url }) => (url === null ? [] : [{ id, url }]));
    },
    async sightings(from) {
      const rows = await events()
        .where('events.ends_at', '>=', from)
        .orderBy('entries.first_seen')
        .orderBy('events.id')
        .execute();
      return rows.map(({ entry_id, first_seen, published, changed, ...row }) => ({
        event: eventOf(row),
        entryId: entry_id,
        firstSeen: first_seen,
        published,
        changed,
      }));
    },
    async announcedBy(ids) {
      const rows = await inPortions(ids, (some) => events().where('events.entry_id', 'in', some).execute());
      const byEntry = Map.groupBy(rows, (row) => row.entry_id);
      return new Map([...byEntry].map(([id, own]) => [id, own.map(eventOf)]));
    },
    async editionsSoFar(now) {
      const rows = await db.selectFrom('editions').select(['name', 'state', 'period_to', 'due_at']).execute();
      const past = rows.filter((row) => row.due_at <= now);
      const latest = (instants: number[]) => (instants.length === 0 ? null : Math.max(...instants));
      return {
        names: new Set(rows.map(({ name }) => name)),
        covered: latest(past.filter(({ state }) => state !== 'rejected').map((row) => row.period_to)),
        lastDue: latest(past.map((row) => row.due_at)),
      };
    },
  };
}
