import { Temporal } from 'temporal-polyfill';

/** How markup writes dates and times: ISO 8601, extended or basic, with or without offset; HTML allows a space for the T. */
const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * An event's date from markup as the model writes it: `2014-08-21`, or `2014-08-21T14:00:00-05:00`, a time without
 * offset being one of `timezone`. Null where it is no ISO 8601 date or the day does not exist.
 */
export function readMarkupDate(text: string, timezone: string): string | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, offset] = match;
  const date = calendarDay(Number(year), Number(month), Number(day));
  if (date === null) return null;
  if (hour === undefined || minute === undefined) return date.toString();
  const time = timeOfDay(Number(hour), Number(minute), Number(second ?? 0));
  if (time === null) return null;
  return offset === undefined ? inZone(date, time, timezone) : withOffset(date, time, offset);
}

/** The day of that number, or null where the calendar has none. */
export function calendarDay(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || year < 1 || year > 9999) return null;
  return new Temporal.PlainDate(year, month, day);
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function timeOfDay(hour: number, minute: number, second: number): Temporal.PlainTime | null {
  if (hour > 23 || minute > 59 || second > 60) return null;
  return Temporal.PlainTime.from({ hour, minute, second: Math.min(second, 59) });
}

/** A wall clock's time in an IANA zone (or of a fixed offset such as `+02:00`), with the offset that holds there then. */
export function inZone(date: Temporal.PlainDate, time: Temporal.PlainTime, timezone: string): string {
  const zoned = date.toZonedDateTime({ timeZone: timezone, plainTime: time });
  const written = zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
  return timezone === 'UTC' ? written.replace('+00:00', 'Z') : written;
}

function withOffset(date: Temporal.PlainDate, time: Temporal.PlainTime, offset: string): string {
  const written = `${date.toString()}T${time.toString({ smallestUnit: 'second' })}`;
  if (offset.toUpperCase() === 'Z') return `${written}Z`;
  const minutes = offset.slice(3).replace(':', '') || '00';
  return `${written}${offset.slice(0, 3)}:${minutes}`;
}

/** The day of an event's date, as it is written. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** Whether an event's date says a time of day. */
export function hasTime(date: string): boolean {
  return date.length > 10;
}

/** The day of an instant in a zone, as `2014-08-21`. */
export function dayInZone(instant: number, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate().toString();
}
