import type { Selectable } from 'kysely';
import type { Event } from '../model.ts';
import type { EventTable } from './schema.ts';

type EventRow = Omit<Selectable<EventTable>, 'id' | 'entry_id' | 'starts_at' | 'ends_at'>;

/** The columns of an event, for a query over `events`. */
export const EVENT_COLUMNS = [
  'events.name',
  'events.start_date',
  'events.end_date',
  'events.location',
  'events.url',
  'events.source',
  'events.confidence',
  'events.status',
  'events.uid',
] as const;

/** A row as the event it holds, without the properties it has not. */
export function eventOf(row: EventRow): Event {
  return {
    name: row.name,
    startDate: row.start_date,
    ...(row.end_date === null ? {} : { endDate: row.end_date }),
    ...(row.location === null ? {} : { location: row.location }),
    ...(row.url === null ? {} : { url: row.url }),
    source: row.source,
    confidence: row.confidence,
    ...(row.status === 'scheduled' ? {} : { status: row.status }),
    ...(row.uid === null ? {} : { uid: row.uid }),
  };
}
