import type { Event, Instant } from '../../model.ts';
import type { EntryDocument } from '../document.ts';
import { readDocument } from '../reading.ts';
import { dayInZone, dayOf } from './calendar-date.ts';
import { hEvents } from './h-event.ts';
import { jsonLdEvents } from './json-ld.ts';
import { mergeEvents } from './merge.ts';
import { attributeEvents } from './microdata.ts';
import { proseEvents } from './prose/prose-events.ts';
import { eventOfSchema } from './schema-event.ts';

/** What is known of an entry besides its HTML. */
export interface EventContext {
  readonly title: string;
  readonly url: string | null;
  /** What "next Tuesday" is counted from; without it prose is not read. */
  readonly published: Instant | null;
  /** The site's IANA zone, for dates that name none. */
  readonly timezone: string;
  /** A BCP 47 tag. */
  readonly language: string | null;
  /** What the feed's item itself carried outside its HTML. */
  readonly itemEvents: readonly Event[];
  /** The whole web page, where it was fetched: its markup tells more than the article's. */
  readonly page?: EntryDocument;
}

/**
 * The events an entry tells of that are not over when it is published, soonest first, each day's once: those of its
 * markup and, where the markup is silent, those of its prose. Cancelled ones are among them, see {@link announced}.
 */
export function findEvents(document: EntryDocument, context: EventContext): Event[] {
  const markedUp = markedUpEvents(document, context);
  const structured = [...context.itemEvents, ...markedUp];
  const { published, timezone } = context;
  if (published === null) return distinct(structured);
  const today = dayInZone(published, timezone);
  const told = new Set(structured.map(({ startDate }) => dayOf(startDate)));
  const prose = proseEvents(readDocument(document).blocks, { ...context, published });
  return distinct([
    ...structured.filter(({ startDate, endDate }) => dayOf(endDate ?? startDate) >= today),
    ...prose.filter(({ startDate }) => !told.has(dayOf(startDate))),
  ]);
}

/** The events of one entry, each once, soonest first. */
function distinct(events: readonly Event[]): Event[] {
  return mergeEvents(events.map((event) => ({ event, entryId: 0, firstSeen: 0 }))).map(({ event }) => event);
}

/** Those that do take place, as far as is known: without the cancelled, and the postponed that have no new date. */
export function announced(events: readonly Event[]): Event[] {
  return events.filter((event) => event.status !== 'cancelled' && event.status !== 'postponed');
}

function markedUpEvents(document: EntryDocument, { page, timezone }: EventContext): Event[] {
  const trees = page ? [page, document] : [document];
  return trees.flatMap((tree) => [
    ...[...jsonLdEvents(tree), ...attributeEvents(tree).map(({ node }) => node)].flatMap(
      (node) => eventOfSchema(node, timezone, tree.baseUrl) ?? [],
    ),
    ...hEvents(tree, timezone).map(({ event }) => event),
  ]);
}
