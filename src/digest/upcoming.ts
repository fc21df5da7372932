import { Temporal } from 'temporal-polyfill';
import type { Duration, Event, Instant } from '../model.ts';

/** From when until when events are upcoming. */
export interface Horizon {
  readonly now: Instant;
  /** How far ahead the last one may start. */
  readonly ahead: Duration;
  /** An IANA zone, for events that name none. */
  readonly timezone: string;
}

interface Span {
  /** The day of the start in the zone: `2014-08-21`. */
  readonly day: string;
  readonly allDay: boolean;
  readonly start: Instant;
  /** When it is over: the end of its last day, or its end; where that is unknown, its start. */
  readonly end: Instant;
}

/**
 * Those events that are not over and start before the horizon, soonest first; on one day those of the whole day come
 * first, and where they start together they are in the order of their names.
 */
export function upcoming<T extends { readonly event: Event }>(found: readonly T[], horizon: Horizon): T[] {
  return found
    .map((item) => ({ item, span: spanOf(item.event, horizon.timezone) }))
    .filter(({ span }) => !isOver(span, horizon.now) && span.start <= horizon.now + horizon.ahead)
    .sort((a, b) => bySpan(a.span, b.span) || compare(a.item.event.name, b.item.event.name))
    .map(({ item }) => item);
}

function isOver({ start, end }: Span, now: Instant): boolean {
  return end === start ? end < now : end <= now;
}

function bySpan(a: Span, b: Span): number {
  return compare(a.day, b.day) || Number(b.allDay) - Number(a.allDay) || a.start - b.start;
}

function spanOf({ startDate, endDate }: Event, timezone: string): Span {
  const start = firstInstant(startDate, timezone);
  const end = endDate ?? startDate;
  return {
    day: Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timezone).toPlainDate().toString(),
    allDay: isDay(startDate),
    start,
    end: isDay(end) ? firstInstant(dayAfter(end), timezone) : Math.max(start, firstInstant(end, timezone)),
  };
}

function isDay(date: string): boolean {
  return !date.includes('T');
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

function firstInstant(date: string, timezone: string): Instant {
  if (/T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(date)) return Temporal.Instant.from(date).epochMilliseconds;
  return Temporal.PlainDateTime.from(date).toZonedDateTime(timezone).epochMilliseconds;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
