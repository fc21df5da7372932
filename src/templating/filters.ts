import type { Liquid } from 'liquidjs';
import type { Dates, Moment, Span } from './dates.ts';
import { textDirection } from './direction.ts';
import type { Words } from './words.ts';
import { columns, wrap } from './wrap.ts';

/** Columns of a text part: one quoting still fits into 80. */
const textWidth = 76;

/** Teaches an engine the words and dates of the site's language. docs/templates.md describes each filter to authors. */
export function registerFilters(engine: Liquid, words: Words, dates: Dates): void {
  const filters: Record<string, (value: unknown, ...given: unknown[]) => unknown> = {
    t: (key, ...given) =>
      words.say(
        String(key),
        placesOf(given),
        given.find((one) => typeof one === 'number'),
      ),
    day: (value) => dates.day(moment(value)),
    short_day: (value, reference) => dates.shortDay(moment(value), optionalMoment(reference)),
    when: (value, reference) => dates.when(span(value), optionalMoment(reference)),
    days: (value, to) => dates.days(moment(value), moment(to)),
    month_of_year: (value) => dates.monthOfYear(moment(value)),
    time: (value) => dates.time(moment(value)),
    day_number: (value) => dates.part(moment(value), 'day'),
    month: (value) => dates.part(moment(value), 'month'),
    weekday: (value) => dates.part(moment(value), 'weekday'),
    year: (value) => dates.part(moment(value), 'year'),
    iso: (value) => iso(moment(value)),
    dir: (value) => textDirection(String(value ?? '')),
    host: (value) => new URL(String(value)).hostname.replace(/^www\./, ''),
    wrap: (value, width) => wrap(String(value ?? ''), Number(width ?? textWidth)),
    indent: (value, first, rest) => wrap(String(value ?? ''), textWidth, String(rest ?? first), String(first ?? '')),
    underline: (value, character) => String(character ?? '-').repeat(Math.min(textWidth, columns(String(value ?? '')))),
  };
  for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter);
  engine.registerFilter('tongue', { handler: tongue, raw: true });
}

/** The attributes of an element whose text may be in a language, or run in a direction, that is not the page's.
 * Mail clients do not know `text-align: start`. */
function tongue(item: unknown, direction: unknown): string {
  const lang = typeof item === 'object' && item !== null && 'lang' in item ? item.lang : null;
  const align =
    direction === 'rtl' ? ' style="text-align:right"' : direction === 'ltr' ? ' style="text-align:left"' : '';
  return attribute('lang', lang, /^[\w-]+$/) + attribute('dir', direction, /^(?:ltr|rtl)$/) + align;
}

function attribute(name: string, value: unknown, form: RegExp): string {
  return typeof value === 'string' && form.test(value) ? ` ${name}="${value}"` : '';
}

/** Liquid hands `name: value` over as a pair. */
function placesOf(given: readonly unknown[]): Record<string, string> {
  const pairs = given.filter((one): one is [unknown, unknown] => Array.isArray(one) && one.length === 2);
  return Object.fromEntries(pairs.map(([name, value]) => [String(name), String(value)]));
}

function moment(value: unknown): Moment {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw new TypeError(`${JSON.stringify(value) ?? 'undefined'} is no date`);
}

function optionalMoment(value: unknown): Moment | undefined {
  return value === undefined || value === null ? undefined : moment(value);
}

function span(value: unknown): Span {
  if (typeof value !== 'object' || value === null || !('startDate' in value)) return { startDate: moment(value) };
  const end = 'endDate' in value ? optionalMoment(value.endDate) : undefined;
  return end === undefined
    ? { startDate: moment(value.startDate) }
    : { startDate: moment(value.startDate), endDate: end };
}

function iso(value: Moment): string {
  return typeof value === 'number' ? new Date(value).toISOString() : value;
}
