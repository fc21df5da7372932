import type { Duration, Instant } from '../model.ts';

/** What an answer says about how long it stays fresh: the header fields as received. */
export interface FreshnessFields {
  readonly cacheControl: string | null;
  readonly expires: string | null;
  readonly date: string | null;
  readonly age: string | null;
}

/** One directive of Cache-Control: a token, with a token or a quoted string as its value. */
const DIRECTIVE = /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?\s*(?:,|$)/g;

const SECONDS = /^\d+$/;

/**
 * How long the answer stays fresh from now on (RFC 9111 §4.2): max-age before Expires against Date, less its Age.
 * null where it says nothing that makes sense, or wants to be asked each time.
 */
export function freshnessOf(fields: FreshnessFields, now: Instant): Duration | null {
  const directives = directivesOf(fields.cacheControl ?? '');
  if (directives.has('no-store') || directives.has('no-cache')) return null;
  const maxAge = directives.get('max-age');
  const lifetime = maxAge === undefined ? expiry(fields, now) : secondsOf(maxAge);
  if (lifetime === null) return null;
  const remaining = lifetime - (secondsOf(fields.age ?? '') ?? 0);
  return remaining > 0 ? remaining : null;
}

/** The directives by name; of one given twice the first counts. */
function directivesOf(cacheControl: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const [, name = '', quoted, token] of cacheControl.matchAll(DIRECTIVE)) {
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, quoted ?? token ?? '');
  }
  return directives;
}

function secondsOf(text: string): Duration | null {
  return SECONDS.test(text.trim()) ? Number(text) * 1000 : null;
}

function expiry({ expires, date }: FreshnessFields, now: Instant): Duration | null {
  const until = httpDate(expires);
  return until === null ? null : until - (httpDate(date) ?? now);
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** The three forms of RFC 9110 §5.6.7: IMF-fixdate, RFC 850, asctime. */
const FORMS = [
  /^[A-Za-z]+, (?<day>\d\d?)[ -](?<month>[A-Za-z]{3})[ -](?<year>\d{4}|\d\d) (?<time>\d\d:\d\d:\d\d) (?:GMT|UTC|\+0000)$/,
  /^[A-Za-z]{3} (?<month>[A-Za-z]{3}) {1,2}(?<day>\d\d?) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/** Reads an HTTP date in any form that RFC 9110 §5.6.7 wants read; null for anything else. */
export function httpDate(text: string | null): Instant | null {
  for (const form of FORMS) {
    const parts = form.exec(text?.trim() ?? '')?.groups;
    if (parts === undefined) continue;
    const { day = '', month = '', year = '', time = '' } = parts;
    const monthAt = MONTHS.toLowerCase().indexOf(month.toLowerCase());
    if (monthAt % 3 !== 0) return null;
    const instant = Date.parse(`${fullYear(year)}-${pad(monthAt / 3 + 1)}-${pad(Number(day))}T${time}Z`);
    return Number.isNaN(instant) ? null : instant;
  }
  return null;
}

function fullYear(year: string): string {
  if (year.length === 4) return year;
  const PIVOT = 70;
  return Number(year) < PIVOT ? `20${year}` : `19${year}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * When a host that sent Retry-After (RFC 9110 §10.2.3), as seconds or as a date, wants to be asked again.
 * null for what is past, zero or no sense.
 */
export function retryAfter(value: string | null, now: Instant): Instant | null {
  if (value === null) return null;
  const seconds = secondsOf(value);
  const until = seconds === null ? httpDate(value) : now + seconds;
  return until !== null && until > now ? until : null;
}
