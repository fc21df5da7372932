import { Temporal } from 'temporal-polyfill';

/** A day of the calendar by its number, 1 January 1970 being 0: so days are compared, counted on and told apart. */
export type Day = number;

/** A clock's time. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second?: number;
}

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const NS_PER_MINUTE = 60_000_000_000;
/** How many days a week has. */
export const DAYS_PER_WEEK = 7;

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
  if (hour === undefined || minute === undefined) return dateOf(date);
  const time = timeOfDay(Number(hour), Number(minute), Number(second ?? 0));
  if (time === null) return null;
  return offset === undefined ? inZone(date, time, timezone) : withOffset(date, time, offset);
}

/** The day of that date, or null where the calendar has none. */
export function calendarDay(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || year < 1 || year > 9999) return null;
  return new Date(0).setUTCFullYear(year, month - 1, day) / MS_PER_DAY;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** A day's date as it is written, `2014-08-21`. */
export function dateOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear();
}

/** The month of a day, from 1 to 12. */
export function monthOf(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCMonth() + 1;
}

/** The day's weekday, 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  // The first day was a Thursday.
  const sinceMonday = (day + 3) % DAYS_PER_WEEK;
  return sinceMonday < 0 ? sinceMonday + DAYS_PER_WEEK + 1 : sinceMonday + 1;
}

/** The next day of that weekday, which may be the day itself. */
export function onWeekday(day: Day, weekday: number): Day {
  return day + ((weekday - weekdayOf(day) + DAYS_PER_WEEK) % DAYS_PER_WEEK);
}

/** The same date a year on; of 29 February, the 28th. */
export function yearAfter(day: Day): Day {
  const date = new Date(day * MS_PER_DAY);
  const [year, month] = [date.getUTCFullYear() + 1, date.getUTCMonth()];
  return date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), daysInMonth(year, month + 1))) / MS_PER_DAY;
}

function timeOfDay(hour: number, minute: number, second: number): TimeOfDay | null {
  if (hour > 23 || minute > 59 || second > 60) return null;
  return { hour, minute, second: Math.min(second, 59) };
}

/** A wall clock's time in an IANA zone (or of a fixed offset such as `+02:00`), with the offset that holds there then. */
export function inZone(day: Day, time: TimeOfDay, timezone: string): string {
  const written = onClock(day, time);
  if (timezone === 'UTC') return `${written}Z`;
  const zoned = Temporal.PlainDateTime.from(written).toZonedDateTime(timezone);
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

function withOffset(day: Day, time: TimeOfDay, offset: string): string {
  const written = onClock(day, time);
  if (offset.toUpperCase() === 'Z') return `${written}Z`;
  const minutes = offset.slice(3).replace(':', '') || '00';
  return `${written}${offset.slice(0, 3)}:${minutes}`;
}

function onClock(day: Day, { hour, minute, second = 0 }: TimeOfDay): string {
  const [hours, minutes, seconds] = [hour, minute, second].map((part) => String(part).padStart(2, '0'));
  return `${dateOf(day)}T${hours}:${minutes}:${seconds}`;
}

/** The day of an event's date, as it is written. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** Whether an event's date says a time of day. */
export function hasTime(date: string): boolean {
  return date.length > 10;
}

/** How many minutes a zone's clocks are ahead of UTC's at an instant. */
export function offsetAt(instant: number, timezone: string): number {
  if (timezone === 'UTC') return 0;
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
  return zoned.offsetNanoseconds / NS_PER_MINUTE;
}

/** The day of an instant where clocks are so many minutes ahead of UTC's. */
export function dayAt(instant: number, offset: number): Day {
  return Math.floor((instant + offset * MS_PER_MINUTE) / MS_PER_DAY);
}

/** The day of an instant in a zone, as `2014-08-21`. */
export function dayInZone(instant: number, timezone: string): string {
  return dateOf(dayAt(instant, offsetAt(instant, timezone)));
}
