import type { Kysely } from 'kysely';
import type { Entry, Event, Instant } from '../model.ts';
import { ENTRY_COLUMNS, entryOf } from './entry-row.ts';
import { EVENT_COLUMNS, eventOf } from './event-row.ts';
import type { Schema } from './schema.ts';

/** An event as an entry announced it. */
export interface StoredSighting {
  readonly event: Event;
  readonly entryId: number;
  readonly firstSeen: Instant;
}

/** What an edition is made of. */
export interface NewsQueries {
  /**
   * The entries that were in no edition yet, in the order first seen. Of those that came with a source's first poll,
   * only what was published from `from` on.
   */
  unpublished(from: Instant): Promise<Omit<Entry, 'events'>[]>;
  /** The entries that were in an edition and first seen from `from` on: what a copy or the next part is told by. */
  told(from: Instant): Promise<Omit<Entry, 'events'>[]>;
  /** The entries of these ids, in no order. */
  byId(ids: readonly number[]): Promise<Omit<Entry, 'events'>[]>;
  /** What was announced of events that end at `from` or later. */
  sightings(from: Instant): Promise<StoredSighting[]>;
}

/** How many ids one query names. */
const IDS_A_QUERY = 500;

export function newsQueries(db: Kysely<Schema>): NewsQueries {
  const entries = () =>
    db
      .selectFrom('entries')
      .innerJoin('sources', 'sources.id', 'entries.source_id')
      .select(ENTRY_COLUMNS)
      .where('entries.withdrawn', 'is', null);
  return {
    async unpublished(from) {
      const rows = await entries()
        .where('entries.edition', 'is', null)
        .where((is) => is.or([is('entries.initial', '=', 0), is('entries.published', '>=', from)]))
        .orderBy('entries.first_seen')
        .orderBy('entries.id')
        .execute();
      return rows.map(entryOf);
    },
    async told(from) {
      const rows = await entries()
        .where('entries.edition', '>', '')
        .where('entries.first_seen', '>=', from)
        .orderBy('entries.first_seen')
        .orderBy('entries.id')
        .execute();
      return rows.map(entryOf);
    },
    async byId(ids) {
      const found: Omit<Entry, 'events'>[] = [];
      for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
        const rows = await entries()
          .where('entries.id', 'in', ids.slice(start, start + IDS_A_QUERY))
          .execute();
        found.push(...rows.map(entryOf));
      }
      return found;
    },
    async sightings(from) {
      const rows = await db
        .selectFrom('events')
        .innerJoin('entries', 'entries.id', 'events.entry_id')
        .select([...EVENT_COLUMNS, 'events.entry_id', 'entries.first_seen'])
        .where('events.ends_at', '>=', from)
        .where('entries.withdrawn', 'is', null)
        .orderBy('entries.first_seen')
        .orderBy('events.id')
        .execute();
      return rows.map((row) => ({ event: eventOf(row), entryId: row.entry_id, firstSeen: row.first_seen }));
    },
  };
}
