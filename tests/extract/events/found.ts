import { openDocument } from '../../../src/extract/document.ts';
import type { EventContext } from '../../../src/extract/events/find.ts';
import { findEvents } from '../../../src/extract/events/find.ts';
import { readDocument } from '../../../src/extract/reading.ts';
import type { Event } from '../../../src/model.ts';

/** A Tuesday in June. */
export const TUESDAY = Date.parse('2014-06-10T10:00:00+02:00');

const context: EventContext = {
  title: '',
  url: null,
  published: TUESDAY,
  timezone: 'Europe/Paris',
  language: 'en',
  itemEvents: [],
};

/** The events found in a piece of HTML that a site in Paris carries. */
export function eventsIn(html: string, differing: Partial<EventContext> = {}): Event[] {
  const document = openDocument(html, 'https://blog.example.org/post');
  return findEvents(document, readDocument(document), { ...context, ...differing });
}
