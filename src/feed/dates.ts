import type { Instant } from '../model.ts';
import { monthNamed } from './months.ts';
import { inZone } from './zones.ts';

/** A date as read, before it is known to exist. */
interface Reading {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** Milliseconds. */
  readonly fraction?: number;
  /** As written; empty where none is. */
  readonly zone: string;
}

/**
 * Reads a date in any of the forms that feeds use: ISO 8601 and W3CDTF whole or cut short, RFC 822 and 2822 with their
 * common mistakes, asctime, and those of people and programs in many languages. Without a zone it is UTC. What is no
 * date, or names a day or hour that does not exist, is null.
 */
export function readDate(text: string): Instant | null {
  const plain = westernise(text.replace(/\s+/g, ' ').trim());
  if (plain.length < 4 || plain.length > LONGEST || !/\d/.test(plain)) return null;
  const reading = readRfc5322(plain) ?? readIso(plain) ?? readWords(plain);
  return reading === null ? null : instantOf(reading);
}

const LONGEST = 120;

/** Chinese, Japanese and Korean write the units after the numbers, and Korea's own feeds mean Korean time. */
function westernise(text: string): string {
  if (!/[年년오午]/.test(text)) return text;
  const korean = /[년오]/.test(text) && !/[+-]\d{4}|Z$/.test(text);
  const western = text
    .replace(/\s*[年년月월]\s*/g, '-')
    .replace(/\s*[日일]\s*/g, ' ')
    .replace(/(오전|上午|午前)\s*([\d:]+)/, '$2 AM')
    .replace(/(오후|下午|午後)\s*([\d:]+)/, '$2 PM');
  return korean ? `${western.trim()} KST` : western.trim();
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec';
const RFC_5322 = new RegExp(
  `^(?:[a-z]{3}, )?(\\d{1,2}) (${MONTHS.replaceAll(' ', '|')}) (\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) (gmt|utc|[+-]\\d{4})$`,
  'i',
);

/** A date as RFC 5322, section 3.3, has it: most feeds keep to it, and need not be searched for what else they may mean. */
function readRfc5322(text: string): Reading | null {
  const match = RFC_5322.exec(text);
  if (match === null) return null;
  const [, day, name = '', year, hour, minute, second, zone = ''] = match;
  return {
    year: Number(year),
    month: MONTHS.indexOf(name.toLowerCase()) / 4 + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    zone,
  };
}

const ISO_DATE =
  /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2})|-?(\d{3})|-?W(\d{2})(?:-?([1-7]))?)?(?=$|[\sTt,])/;
const ISO_TIME = /^[\s,]*[Tt]?\s*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,:](\d{1,9}))?)?)?\s*([ap]m\b)?\s*(.*)$/i;

/** ISO 8601 in its extended and basic forms: calendar dates, ordinal dates, weeks. */
function readIso(text: string): Reading | null {
  const match = ISO_DATE.exec(text);
  if (match === null) return null;
  const [whole, year = '', month, day, basicMonth, basicDay, ordinal, week, weekday] = match;
  const date = dateOf(Number(year), month ?? basicMonth, day ?? basicDay, ordinal, week, weekday);
  const rest = text.slice(whole.length);
  if (rest === '') return { ...date, zone: '' };
  const time = ISO_TIME.exec(rest);
  if (time === null) return null;
  const [, hour, minute = '0', second = '0', fraction = '0', half, zone = ''] = time;
  return {
    ...date,
    hour: hourOf(Number(hour), half),
    minute: Number(minute),
    second: Number(second),
    fraction: Math.trunc(Number(`0.${fraction}`) * 1000),
    zone: zoneOf(zone),
  };
}

function dateOf(
  year: number,
  month = '1',
  day = '1',
  ordinal?: string,
  week?: string,
  weekday = '1',
): Pick<Reading, 'year' | 'month' | 'day'> {
  if (week !== undefined) return dayOfYear(year, firstMonday(year) + (Number(week) - 1) * 7 + Number(weekday) - 1);
  if (ordinal !== undefined) return dayOfYear(year, Number(ordinal));
  return { year, month: Number(month), day: Number(day) };
}

/** The day of the year, possibly before it, on which its first ISO week begins: the week that holds 4 January. */
function firstMonday(year: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4)).getUTCDay();
  return 4 - ((fourth + 6) % 7);
}

function dayOfYear(year: number, day: number): Pick<Reading, 'year' | 'month' | 'day'> {
  const date = new Date(Date.UTC(year, 0, day));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const CLOCK = /(?:^|[\s,T–-])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,:](\d{1,9}))?)?\s*([ap]\.?\s?m\b\.?)?/i;
const ZONE_WORD =
  /(?:^|\s)((?:gmt|utc)\s*[+-]\s*\d{1,2}:?\d{0,2}|[+-]\d{1,2}:?\d{2}(?:\s*(?:z|gmt|utc)\b)?|[a-z]+\/[a-z][\w+/-]*|[a-z]{1,5})$/i;

/** Everything else: the clock's part is found first, the zone behind it, and the day in what is left. */
function readWords(text: string): Reading | null {
  const bare = text.replace(/\([^)]*\)?/g, ' ').trim();
  const clock = CLOCK.exec(bare);
  if (clock === null) return readDay(bare, ZONE_WORD.exec(bare)?.[1] ?? '');
  const [whole, hour, minute, second = '0', fraction = '0', half] = clock;
  const behind = bare.slice(clock.index + whole.length).trim();
  const zone = behind.replace(/(?:^|\s)\d{4}$/, '');
  const day = readDay(`${bare.slice(0, clock.index)} ${behind.slice(zone.length)}`, zoneOf(zone));
  if (day === null) return null;
  return {
    ...day,
    hour: hourOf(Number(hour), half),
    minute: Number(minute),
    second: Number(second),
    fraction: Math.trunc(Number(`0.${fraction}`) * 1000),
  };
}

/** `-05:00Z` and `GMT+0200` say the zone twice. */
function zoneOf(text: string): string {
  return text
    .replace(/\([^)]*\)?/g, '')
    .replace(/^([+-]\d{2}:?\d{2})\s*\S*$/, '$1')
    .trim();
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  const afternoon = /^p/i.test(half);
  return (hour % 12) + (afternoon ? 12 : 0);
}

function readDay(text: string, zone: string): Reading | null {
  const numeric = /(?:^|[\s,])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?=$|[\s,T])/.exec(text);
  if (numeric !== null)
    return numericDay(Number(numeric[1]), Number(numeric[3]), Number(numeric[4]), numeric[2] ?? '', zone);
  const words = text.match(/\p{L}[\p{L}\p{M}.]*/gu) ?? [];
  // The last name of a month, for a weekday may look like one: “mar., 01 déc. 2020”.
  const month = words.map(monthNamed).findLast((number) => number !== null);
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  if (month === undefined || month === null || numbers.length !== 2) return null;
  const [first = 0, second = 0] = numbers;
  return first > 31 ? { year: first, month, day: second, zone } : { year: fullYear(second), month, day: first, zone };
}

/** Days of numbers alone: the year first, or last after a day and a month, in America the month and the day. */
function numericDay(first: number, second: number, third: number, mark: string, zone: string): Reading {
  if (first > 31) return { year: first, month: second, day: third, zone };
  const american = mark === '/' && first <= 12;
  return { year: fullYear(third), month: american ? first : second, day: american ? second : first, zone };
}

/** Two digits are a year from 1969 to 2068 (POSIX). */
function fullYear(year: number): number {
  if (year >= 100) return year;
  return year + (year >= 69 ? 1900 : 2000);
}

function instantOf(reading: Reading): Instant | null {
  const { year, month, day, hour = 0, minute = 0, second = 0, fraction = 0, zone } = reading;
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  const onClock = (hour < 24 || (hour === 24 && minute === 0 && second === 0)) && minute < 60 && second <= 60;
  if (!exists || !onClock) return null;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, Math.min(second, 59), fraction);
  return inZone(local.getTime(), zone) ?? local.getTime();
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
