import type { Kysely } from 'kysely';
import type { DatedEvent } from './entries.ts';
import { keepRow } from './keep-row.ts';
import type { Schema } from './schema.ts';

/** Writes the events that an entry announces, in the transaction of the caller. */
export async function insertEvents(db: Kysely<Schema>, entryId: number, events: readonly DatedEvent[]): Promise<void> {
  for (const { event, startsAt, endsAt } of events) {
    await keepRow(db, 'events', {
      entry_id: entryId,
      name: event.name,
      start_date: event.startDate,
      end_date: event.endDate ?? null,
      starts_at: startsAt,
      ends_at: endsAt,
      location: event.location ?? null,
      url: event.url ?? null,
      source: event.source,
      confidence: event.confidence,
      status: event.status ?? 'scheduled',
      uid: event.uid ?? null,
    });
  }
}
