import type { Event } from '../../model.ts';

/** From here on an event is shown to readers. */
export const SURE = 0.5;

/** Those that do take place, as far as is known: without the cancelled, and the postponed that have no new date. */
export function announced(events: readonly Event[]): Event[] {
  return events.filter((event) => event.status !== 'cancelled' && event.status !== 'postponed');
}
