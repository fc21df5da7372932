import { Temporal } from 'temporal-polyfill';
import type { Event, EventStatus, Instant } from '../model.ts';
import { oneLine, webAddress } from './plain.ts';

/** An event with everything that announces it, as the editor hands it over. */
export interface MergedEvent {
  readonly event: Event;
  /** Stable: it becomes the calendar's UID and a file's name. */
  readonly id: string;
  readonly announcements: readonly { readonly title: string; readonly url: string | null; readonly source: string }[];
  /** The numbers of the entries that do, as the state has them: never to be printed. */
  readonly entryIds: readonly number[];
}

/** When an event is: whole days, or instants. */
export type EventTime =
  | { readonly wholeDays: true; readonly first: string; readonly last: string }
  | { readonly wholeDays: false; readonly start: Instant; readonly end: Instant | null };

/** An event as all published files have it: fit to be printed. */
export interface PublishedEvent {
  readonly id: string;
  readonly name: string;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly time: EventTime;
  readonly startsAt: Instant;
  /** The first instant after it. */
  readonly endsAt: Instant;
  readonly location: string | null;
  readonly url: string | null;
  readonly status: EventStatus;
  readonly announcements: MergedEvent['announcements'];
  readonly entryIds: readonly number[];
}

/** The events in order of their start, each id once; a time without an offset is one of `timezone`. */
export function toPublishedEvents(events: readonly MergedEvent[], timezone: string): PublishedEvent[] {
  const byId = new Map(events.toReversed().map((merged) => [merged.id, publishedEvent(merged, timezone)]));
  return [...byId.values()].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
}

function publishedEvent({ event, id, announcements, entryIds }: MergedEvent, timezone: string): PublishedEvent {
  const time = eventTime(event, timezone);
  return {
    id: id.replace(/[^\w-]/g, '-'),
    name: oneLine(event.name),
    startDate: event.startDate,
    endDate: endOf(time) === null ? null : (event.endDate ?? null),
    time,
    ...bounds(time, timezone),
    location: oneLine(event.location ?? '') || null,
    url: webAddress(event.url) ?? announcements.map(({ url }) => webAddress(url)).find((url) => url !== null) ?? null,
    status: event.status ?? 'scheduled',
    announcements: announcements.map(({ title, url, source }) => ({
      title: oneLine(title),
      url: webAddress(url),
      source: oneLine(source),
    })),
    entryIds,
  };
}

/** An end before the start, and one that says no more than the start, is left out. */
function eventTime({ startDate, endDate }: Event, timezone: string): EventTime {
  const first = startDate.slice(0, 10);
  if (!hasTime(startDate)) {
    const last = endDate === undefined || endDate < first ? first : endDate.slice(0, 10);
    return { wholeDays: true, first, last };
  }
  const start = instantOf(startDate, timezone);
  const end = endDate === undefined ? null : lastInstant(endDate, timezone);
  return { wholeDays: false, start, end: end !== null && end > start ? end : null };
}

function endOf(time: EventTime): Instant | string | null {
  if (time.wholeDays) return time.last === time.first ? null : time.last;
  return time.end;
}

function bounds(time: EventTime, timezone: string): { startsAt: Instant; endsAt: Instant } {
  if (!time.wholeDays) return { startsAt: time.start, endsAt: time.end ?? time.start };
  return { startsAt: startOfDay(time.first, timezone), endsAt: startOfDay(dayAfter(time.last), timezone) };
}

/** The day after one such as `2014-08-31`. */
export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** The first instant of a day in a zone. */
export function startOfDay(day: string, timezone: string): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(timezone).epochMilliseconds;
}

/** The day of an instant in a zone, as `2014-08-21`. */
export function dayOf(instant: Instant, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate().toString();
}

function lastInstant(endDate: string, timezone: string): Instant {
  return hasTime(endDate) ? instantOf(endDate, timezone) : startOfDay(dayAfter(endDate), timezone);
}

function instantOf(date: string, timezone: string): Instant {
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(date);
  return hasOffset
    ? Temporal.Instant.from(date).epochMilliseconds
    : Temporal.PlainDateTime.from(date).toZonedDateTime(timezone).epochMilliseconds;
}

function hasTime(date: string): boolean {
  return date.length > 10;
}
