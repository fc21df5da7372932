import type { Element } from 'domhandler';
import type { Event, Instant } from '../../model.ts';
import type { EntryDocument } from '../document.ts';
import { hasClass } from '../elements.ts';
import type { Block, Reading } from '../reading.ts';
import { dayInZone, dayOf } from './calendar-date.ts';
import { EVENT_CLASSES, hEvents } from './h-event.ts';
import { jsonLdEvents } from './json-ld.ts';
import { mergeEvents, soonestFirst } from './merge.ts';
import { attributeEvents } from './microdata.ts';
import { proseEvents } from './prose/prose-events.ts';
import { eventOfSchema } from './schema-event.ts';
import { isTime, timeEvents } from './time-element.ts';

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
  /** The whole web page, where it was fetched: its markup is read instead of the article's, which is part of it. */
  readonly page?: EntryDocument;
}

/**
 * The events an entry tells of that are not over when it is published, soonest first, each day's once: those of its
 * markup and, where the markup is silent, those of its prose. Cancelled ones are among them, see {@link announced}.
 */
export function findEvents(document: EntryDocument, reading: Reading, context: EventContext): Event[] {
  const { published, timezone } = context;
  const tree = context.page ?? document;
  const telling = tellingElements(document);
  const { events, texts } = markup(tree, tree === document ? telling : tellingElements(tree), timezone);
  const structured = [...context.itemEvents, ...events];
  if (published === null) return distinct(structured);
  const timed = timeEvents(telling.filter(isTime), document, { ...context, published });
  const told = [...texts, ...timed.map(({ text }) => text)];
  const prose = proseEvents(outside(told, reading.blocks), { ...context, published });
  const marked = [
    ...structured,
    ...unlessTold(
      structured,
      timed.map(({ event }) => event),
    ),
  ];
  return distinct([...notOver(marked, published, timezone), ...unlessTold(marked, prose)]);
}

/** Those that last to the day of an instant or begin later. */
function notOver(events: readonly Event[], now: Instant, timezone: string): Event[] {
  if (events.length === 0) return [];
  const today = dayInZone(now, timezone);
  return events.filter(({ startDate, endDate }) => dayOf(endDate ?? startDate) >= today);
}

/** The events of one entry, each once, soonest first. */
function distinct(events: readonly Event[]): Event[] {
  // Events of different days are different events, but for those that say by a UID that they are one.
  const days = new Set(events.map(({ startDate }) => dayOf(startDate)));
  if (days.size === events.length && events.every(({ uid }) => uid === undefined)) return events.toSorted(soonestFirst);
  return mergeEvents(events.map((event) => ({ event, entryId: 0, firstSeen: 0, published: 0 }))).map(
    ({ event }) => event,
  );
}

/** The elements that may tell of events: most documents have none. */
function tellingElements({ annotated }: EntryDocument): Element[] {
  return annotated.filter((element) => isTime(element) || mayDescribeEvents(element));
}

/** The events a tree's markup describes, and the texts of the elements that do so. */
function markup(
  tree: EntryDocument,
  telling: readonly Element[],
  timezone: string,
): { events: Event[]; texts: string[] } {
  if (!telling.some(mayDescribeEvents)) return { events: [], texts: [] };
  const attributes = attributeEvents(tree);
  const nodes = [...jsonLdEvents(tree), ...attributes.map(({ node }) => node)];
  const microformats = hEvents(tree, timezone);
  const elements = [...attributes, ...microformats].map(({ element }) => element);
  return {
    events: [
      ...nodes.flatMap((node) => eventOfSchema(node, timezone, tree.baseUrl) ?? []),
      ...microformats.map(({ event }) => event),
    ],
    texts: elements.map((element) => tree.$(element).text().replace(/\s+/g, ' ')),
  };
}

/** Whether an element has what one of the vocabularies needs. */
function mayDescribeEvents(element: Element): boolean {
  const { name, attribs } = element;
  return name === 'script' || 'itemscope' in attribs || 'typeof' in attribs || hasClass(element, EVENT_CLASSES);
}

/** The blocks that are no part of those texts: what markup says exactly, its words need not say again. */
function outside(texts: readonly string[], blocks: readonly Block[]): readonly Block[] {
  if (texts.length === 0) return blocks;
  return blocks.filter((block) => !texts.some((text) => text.includes(block.text)));
}

/** Those of days on which nothing better told takes place. */
function unlessTold(told: readonly Event[], events: readonly Event[]): Event[] {
  const days = new Set(told.map(({ startDate }) => dayOf(startDate)));
  return events.filter(({ startDate }) => !days.has(dayOf(startDate)));
}
