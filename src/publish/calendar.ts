import ical, { type ICalCalendar, ICalCalendarMethod, type ICalEventData, ICalEventStatus } from 'ical-generator';
import type { EventStatus, Instant } from '../model.ts';
import { foldLines, unfoldLines } from './content-lines.ts';
import { dayAfter, type PublishedEvent } from './event.ts';

/** What a calendar says of an event besides the event: when it was last changed, and how often (RFC 5545, 3.8.7.4). */
export interface Revision {
  readonly uid: string;
  /** What an edit changes. */
  readonly fingerprint: string;
  readonly sequence: number;
  /** DTSTAMP: when it was given this sequence. */
  readonly stamped: Instant;
}

export interface CalendarHead {
  readonly title: string;
  readonly description: string;
  readonly url: string;
}

const PRODUCT = { company: 'tidings', product: 'tidings', language: 'EN' };

const statuses: Readonly<Record<EventStatus, ICalEventStatus>> = {
  scheduled: ICalEventStatus.CONFIRMED,
  rescheduled: ICalEventStatus.CONFIRMED,
  postponed: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/** How the events are to be revised in the calendar: one that is new or says something new is stamped `now`, the others keep what they had. */
export function reviseEvents(
  events: readonly PublishedEvent[],
  known: ReadonlyMap<string, Revision>,
  now: Instant,
): Map<string, Revision> {
  return new Map(
    events.map((event) => {
      const before = known.get(event.id);
      const fingerprint = fingerprintOf(event);
      if (before?.fingerprint === fingerprint) return [event.id, before];
      const sequence = before === undefined ? 0 : before.sequence + 1;
      return [event.id, { uid: event.id, fingerprint, sequence, stamped: now }];
    }),
  );
}

function fingerprintOf({ name, time, location, url, status }: PublishedEvent): string {
  return JSON.stringify([name, time, location, url, status]);
}

/** The events as one calendar to subscribe to (RFC 5545, RFC 7986), or as a file of their own where it is for one. */
export function calendarFile(
  head: CalendarHead,
  events: readonly PublishedEvent[],
  revisions: ReadonlyMap<string, Revision>,
): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH });
  describe(calendar, head);
  for (const event of events) {
    const revision = revisions.get(event.id);
    if (revision !== undefined) calendar.createEvent(eventData(event, revision));
  }
  return foldLines(unfoldLines(calendar.toString()).map(bareUri));
}

/** ical-generator escapes addresses like text; a URI is written as it is (RFC 5545, 3.3.13). */
function bareUri(line: string): string {
  return line.startsWith('URL') ? line.replace(/\\([,;])/g, '$1') : line;
}

function describe(calendar: ICalCalendar, { title, description, url }: CalendarHead): void {
  const HOURS_BETWEEN_REFRESHES = 6;
  calendar
    .name(title)
    .url(url)
    .ttl(HOURS_BETWEEN_REFRESHES * 3600);
  if (description !== '') calendar.description(description);
}

function eventData(event: PublishedEvent, { sequence, stamped }: Revision): ICalEventData {
  return {
    id: event.id,
    sequence,
    stamp: new Date(stamped),
    lastModified: new Date(stamped),
    summary: event.name,
    status: statuses[event.status],
    ...timesOf(event),
    ...(event.location === null ? {} : { location: event.location }),
    ...(event.url === null ? {} : { url: event.url }),
    ...(event.announcements.length === 0 ? {} : { description: announcementsOf(event) }),
  };
}

/** Instants are written in UTC, which needs no VTIMEZONE; days as DATE, the end being the day after the last. */
function timesOf({ time }: PublishedEvent): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  if (time.wholeDays) return { allDay: true, start: utcDay(time.first), end: utcDay(dayAfter(time.last)) };
  return { start: new Date(time.start), ...(time.end === null ? {} : { end: new Date(time.end) }) };
}

function utcDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function announcementsOf({ announcements }: PublishedEvent): string {
  return announcements
    .map(({ title, url, source }) => [`${source}: ${title}`, url ?? ''].join('\n').trim())
    .join('\n\n');
}
