import type { Attachment, Author, Duration, Event, EventStatus, FeedItem, Instant } from '../model.ts';
import type { FeedContent } from './feed.ts';
import { NO_HINTS } from './hints.ts';
import { splitCalendar } from './ical/lines.ts';
import { durationOf, instantOf, lastOf, type Moment, momentsOf, onClockOf, writeMoment } from './ical/moment.ts';
import { firstValue, type Property, readProperties } from './ical/property.ts';
import { patienceForOneCalendar, upcoming, type Window } from './ical/recurrence.ts';
import { placeIn, UTC, type Zone, zonesOf } from './ical/zone.ts';
import { looksLikeHtml, textAsHtml } from './text.ts';
import { resolveUrl } from './urls.ts';

export interface CalendarContext {
  readonly url: string | null;
  readonly now: Instant;
  readonly timezone: string;
  readonly horizon: Duration;
}

interface Reading {
  readonly zones: (tzid: string) => Zone | null;
  readonly window: Window;
  readonly url: string | null;
}

const CALENDAR = namesOf('x-wr-calname name x-wr-caldesc description url refresh-interval x-published-ttl');
const EVENT = namesOf(
  'uid summary description x-alt-desc dtstart dtend duration location url status categories attach organizer created ' +
    'last-modified rrule rdate exdate recurrence-id',
);

function namesOf(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

/**
 * Reads an iCalendar (RFC 5545) as a feed of one item an event; what recurs carries its next occurrences, moved and
 * cancelled ones as they have become.
 */
export function readCalendar(text: string, context: CalendarContext): FeedContent {
  const lines = splitCalendar(text);
  const calendar = readProperties(lines.calendar, CALENDAR);
  const reading: Reading = {
    zones: zonesOf(lines.zones),
    window: {
      now: context.now,
      horizon: context.horizon,
      readersZone: placeIn(context.timezone) ?? UTC,
      patience: patienceForOneCalendar(),
    },
    url: context.url,
  };
  const refresh = firstValue(calendar, 'refresh-interval') ?? firstValue(calendar, 'x-published-ttl');
  return {
    format: 'ical',
    id: null,
    title: firstValue(calendar, 'x-wr-calname') ?? firstValue(calendar, 'name') ?? '',
    description: firstValue(calendar, 'x-wr-caldesc') ?? firstValue(calendar, 'description'),
    homePageUrl: addressOf(firstValue(calendar, 'url'), context.url),
    feedUrl: null,
    hubUrls: [],
    language: null,
    hints: { ...NO_HINTS, ttl: refresh === null ? null : durationOf(refresh) || null },
    items: itemsOf(lines.events, reading),
    deleted: [],
  };
}

/**
 * Each event with its moved occurrences, which are events of the same UID with a RECURRENCE-ID. Those are few, and read
 * first; the others one after another, for a calendar may have 100,000.
 */
function itemsOf(components: readonly (readonly string[])[], reading: Reading): readonly FeedItem[] {
  const occurrences = components.filter(isOccurrence).map((lines) => readProperties(lines, EVENT));
  const moved = Map.groupBy(occurrences, (event) => firstValue(event, 'uid') ?? '');
  const items = components
    .filter((lines) => !isOccurrence(lines))
    .map((lines) => {
      const event = readProperties(lines, EVENT);
      return itemOf(event, moved.get(firstValue(event, 'uid') ?? '') ?? [], reading);
    });
  const known = new Set(items.map(({ guid }) => guid ?? ''));
  const orphans = [...moved].flatMap(([uid, events]) => (known.has(uid) ? [] : events));
  return [...items, ...orphans.map((event) => itemOf(event, [], reading))];
}

function isOccurrence(lines: readonly string[]): boolean {
  return lines.some((line) => /^recurrence-id\b/i.test(line));
}

function itemOf(event: readonly Property[], moved: readonly (readonly Property[])[], reading: Reading): FeedItem {
  const html = event.find(({ name, parameter }) => name === 'x-alt-desc' && /html/i.test(parameter('fmttype') ?? ''))
    ?.values[0];
  const description = firstValue(event, 'description') ?? '';
  return {
    guid: firstValue(event, 'uid'),
    url: addressOf(firstValue(event, 'url'), reading.url),
    title: firstValue(event, 'summary') ?? '',
    contentHtml: html ?? (looksLikeHtml(description) ? description : textAsHtml(description)),
    baseUrl: reading.url,
    summary: null,
    image: null,
    published: instantIn(event, 'created', reading),
    updated: instantIn(event, 'last-modified', reading),
    authors: event.filter(({ name }) => name === 'organizer').flatMap(organiserOf),
    tags: [
      ...new Set(
        event.filter(({ name }) => name === 'categories').flatMap(({ values }) => values.map((tag) => tag.trim())),
      ),
    ].filter(Boolean),
    attachments: event
      .filter(({ name }) => name === 'attach')
      .flatMap((property) => attachmentOf(property, reading.url)),
    language: event.find(({ name }) => name === 'summary')?.parameter('language') ?? null,
    events: eventsOf(event, moved, reading),
    origin: null,
  };
}

function instantIn(event: readonly Property[], name: string, { zones, window }: Reading): Instant | null {
  const [moment] = momentsNamed(event, name, zones);
  return moment === undefined ? null : instantOf(moment, window.readersZone);
}

function momentsNamed(event: readonly Property[], wanted: string, zones: Reading['zones']): readonly Moment[] {
  return event.filter(({ name }) => name === wanted).flatMap((property) => momentsOf(property, zones));
}

function eventsOf(
  event: readonly Property[],
  moved: readonly (readonly Property[])[],
  reading: Reading,
): readonly Event[] {
  const { zones, window } = reading;
  const [start] = momentsNamed(event, 'dtstart', zones);
  if (start === undefined) return [];
  const length = lengthOf(event, start, zones);
  const removed = ['exdate', 'recurrence-id'].flatMap((name) =>
    [event, ...moved].flatMap((of) => (of === event && name === 'recurrence-id' ? [] : momentsNamed(of, name, zones))),
  );
  const rule = firstValue(event, 'rrule');
  const added = momentsNamed(event, 'rdate', zones);
  const recurs = rule !== null || added.length > 0;
  const starts = recurs ? upcoming({ start, length, rule, added, removed }, window) : [start];
  const changes = moved.flatMap((occurrence) => changeFrom(occurrence, start, zones)).sort((a, b) => a.from - b.from);
  const regular = starts.map((moment) => {
    const change = changes.findLast(({ from }) => from <= moment.clock);
    if (change === undefined) return eventAt(event, moment, length, reading, recurs);
    const changed = { ...moment, clock: moment.clock + change.delay };
    return eventAt([...change.properties, ...event], changed, change.length, reading, recurs);
  });
  const irregular = moved.flatMap((occurrence) => movedEvent(occurrence, event, reading));
  return [...regular, ...irregular].sort((a, b) => (a.startDate < b.startDate ? -1 : 1));
}

/** What becomes of an event from one occurrence on. */
interface Change {
  /** On the clock of the event's own start. */
  readonly from: Instant;
  /** How much later it begins; less than nothing is earlier. */
  readonly delay: Duration;
  readonly length: Duration;
  readonly properties: readonly Property[];
}

/** The change that a moved occurrence makes to all that follow it (RFC 5545, 3.2.13), if it does. */
function changeFrom(occurrence: readonly Property[], start: Moment, zones: Reading['zones']): readonly Change[] {
  const range = occurrence.find(({ name }) => name === 'recurrence-id')?.parameter('range');
  const [original] = momentsNamed(occurrence, 'recurrence-id', zones);
  const [moved] = momentsNamed(occurrence, 'dtstart', zones);
  if (range?.toUpperCase() !== 'THISANDFUTURE' || original === undefined || moved === undefined) return [];
  const from = onClockOf(original, start);
  return [
    {
      from,
      delay: onClockOf(moved, start) - from,
      length: lengthOf(occurrence, moved, zones),
      properties: occurrence,
    },
  ];
}

/** A moved occurrence says only what is different. */
function movedEvent(occurrence: readonly Property[], master: readonly Property[], reading: Reading): readonly Event[] {
  const [start] = momentsNamed(occurrence, 'dtstart', reading.zones);
  if (start === undefined) return [];
  const length = lengthOf(occurrence, start, reading.zones);
  if (instantOf(start, reading.window.readersZone) + length < reading.window.now) return [];
  return [eventAt([...occurrence, ...master], start, length, reading, true)];
}

/** From DTEND or DURATION; a day without either lasts that day, a time without either is a point (RFC 5545, 3.6.1). */
function lengthOf(event: readonly Property[], start: Moment, zones: Reading['zones']): Duration {
  const [end] = momentsNamed(event, 'dtend', zones);
  if (end !== undefined) return Math.max(instantOf(end, UTC) - instantOf(start, UTC), 0);
  return durationOf(firstValue(event, 'duration') ?? '');
}

function eventAt(
  event: readonly Property[],
  start: Moment,
  length: Duration,
  reading: Reading,
  recurs: boolean,
): Event {
  const last = lastOf(start, length);
  const status = statusOf(firstValue(event, 'status'));
  const location = firstValue(event, 'location');
  const url = addressOf(firstValue(event, 'url'), reading.url);
  const uid = firstValue(event, 'uid');
  return {
    name: onOneLine(firstValue(event, 'summary') ?? ''),
    startDate: writeMoment(start),
    ...(last.clock === start.clock ? {} : { endDate: writeMoment(last) }),
    ...(location === null ? {} : { location: onOneLine(location) }),
    ...(url === null ? {} : { url }),
    source: 'ical',
    confidence: 1,
    ...(status === null ? {} : { status }),
    ...(uid === null ? {} : { uid: recurs ? `${uid}/${writeMoment(start)}` : uid }),
  };
}

/** Only what breaks lines is put right: spaces of other kinds are the calendar's own. */
function onOneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/g, (blank) => (/[^ ]/.test(blank) ? ' ' : blank));
}

function statusOf(text: string | null): EventStatus | null {
  return text !== null && /^cancell?ed$/i.test(text) ? 'cancelled' : null;
}

function organiserOf(property: Property): readonly Author[] {
  const name = property
    .parameter('cn')
    ?.replace(/^["']+|["']+$/g, '')
    .trim();
  return name ? [{ name }] : [];
}

function attachmentOf(property: Property, base: string | null): readonly Attachment[] {
  const url =
    property.parameter('value')?.toUpperCase() === 'BINARY' ? null : addressOf(property.values[0] ?? null, base);
  if (url === null) return [];
  return [
    { url, mimeType: property.parameter('fmttype'), size: null, duration: null, title: property.parameter('filename') },
  ];
}

function addressOf(value: string | null, base: string | null): string | null {
  return value === null ? null : resolveUrl(value, base);
}
