import ICAL from 'ical.js';
import type { Duration, Instant } from '../../model.ts';
import { instantOf, type Moment, onClockOf } from './moment.ts';
import { timeAt, UTC, type Zone } from './zone.ts';

export interface Recurrence {
  readonly start: Moment;
  readonly length: Duration;
  /** The value of RRULE; there may be only one. */
  readonly rule: string | null;
  /** RDATE. */
  readonly added: readonly Moment[];
  /** EXDATE, and the RECURRENCE-IDs of occurrences that were moved. */
  readonly removed: readonly Moment[];
}

/** The stretch of time whose occurrences are wanted. */
export interface Window {
  readonly now: Instant;
  readonly horizon: Duration;
  readonly readersZone: Zone;
  readonly patience: Patience;
}

/** What is left for a calendar's rules, counted down; when it is used up, each gives its next occurrence alone. */
export interface Patience {
  steps: number;
  occurrences: number;
}

export function patienceForOneCalendar(): Patience {
  return { steps: MOST_STEPS_IN_ALL, occurrences: MOST_OCCURRENCES_IN_ALL };
}

const DAY: Duration = 24 * 60 * 60 * 1000;

/** Steps through a rule: enough for a daily event of a lifetime. */
const MOST_STEPS = 20_000;
/** Steps through all rules of a calendar. */
const MOST_STEPS_IN_ALL = 200_000;
/** Steps through a rule that are made even so: enough for the next occurrence, as a rule. */
const LEAST_STEPS = 20;
const MOST_OCCURRENCES = 30;
const MOST_OCCURRENCES_IN_ALL = 20_000;

/**
 * The occurrences not yet over, up to the horizon and at least the next one (RFC 5545, 3.8.5); of what recurs no more,
 * the first.
 */
export function upcoming(recurrence: Recurrence, window: Window): readonly Moment[] {
  const { start, length } = recurrence;
  const removed = new Set(recurrence.removed.map((moment) => dayOrClock(moment, start)));
  const found: Moment[] = [];
  // No clock is further from UTC than a day; asking the zone costs a hundred times as much as a step.
  const from = window.now - length - DAY;
  for (const clock of clocksOf(recurrence, from, window.patience)) {
    if (clock < from || isRemoved(clock, removed)) continue;
    const instant = instantOf({ ...start, clock }, window.readersZone);
    if (instant + length < window.now) continue;
    if (found.length > 0 && instant > window.now + window.horizon) break;
    found.push({ ...start, clock });
    if (found.length === MOST_OCCURRENCES || --window.patience.occurrences < 0) break;
  }
  return found.length === 0 && !removed.has(start.clock) ? [start] : found;
}

/** What is removed is a clock's time or, as an EXDATE may name the day alone, a day. */
function isRemoved(clock: Instant, removed: ReadonlySet<string | Instant>): boolean {
  return removed.size > 0 && (removed.has(clock) || removed.has(dayOf(clock)));
}

function dayOrClock(moment: Moment, start: Moment): string | Instant {
  return moment.isDay && !start.isDay ? dayOf(moment.clock) : onClockOf(moment, start);
}

function dayOf(clock: Instant): string {
  return new Date(clock).toISOString().slice(0, 10);
}

/** What the clock shows at each occurrence, in order; those before `from` may be missing. */
function* clocksOf({ start, rule, added }: Recurrence, from: Instant, patience: Patience): Generator<Instant> {
  const extra = [...new Set([start.clock, ...added.map((moment) => onClockOf(moment, start))])].sort((a, b) => b - a);
  for (const clock of rule === null ? [] : clocksOfRule(rule, start, from, patience)) {
    while ((extra.at(-1) ?? Number.POSITIVE_INFINITY) <= clock) {
      const early = extra.pop();
      if (early !== undefined && early !== clock) yield early;
    }
    yield clock;
  }
  yield* extra.toReversed();
}

function* clocksOfRule(text: string, start: Moment, from: Instant, patience: Patience): Generator<Instant> {
  const rule = readRule(text);
  if (rule === null || !canBeFollowed(rule)) return;
  const until = rule.until === null ? Number.POSITIVE_INFINITY : untilOn(rule.until, start);
  rule.until = null;
  try {
    const times = rule.iterator(timeAt(skipped(rule, start.clock, from)));
    for (let step = 0; step < LEAST_STEPS || (step < MOST_STEPS && patience.steps > 0); step++) {
      patience.steps--;
      const time: ICAL.Time | null = times.next();
      if (time === null || clockOf(time) > until) return;
      yield clockOf(time);
    }
  } catch (thrown) {
    // ical.js throws plain Errors at rules that contradict themselves, some only on the way.
    if (!(thrown instanceof Error)) throw thrown;
  }
}

/**
 * A start nearer to `from` that a rule goes on from as it would from its own: whole weeks or years of its intervals on,
 * (of daily ones, days), which lead to the same weekday, or the same day of the same month. What is counted must be counted from the start.
 */
function skipped(rule: ICAL.Recur, start: Instant, from: Instant): Instant {
  const interval = Math.max(rule.interval, 1);
  if (rule.count !== null || from <= start) return start;
  if (rule.freq === 'DAILY' || rule.freq === 'WEEKLY') {
    const period = interval * (rule.freq === 'DAILY' ? DAY : 7 * DAY);
    return start + Math.floor((from - start) / period) * period;
  }
  const date = new Date(start);
  if (date.getUTCMonth() === 1 && date.getUTCDate() === 29) return start;
  const years = new Date(from).getUTCFullYear() - 1 - date.getUTCFullYear();
  return years < interval ? start : date.setUTCFullYear(date.getUTCFullYear() + years - (years % interval));
}

function readRule(text: string): ICAL.Recur | null {
  try {
    return ICAL.Recur.fromString(text);
  } catch (thrown) {
    // ical.js throws plain Errors at what it cannot read.
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}

const FREQUENCIES: ReadonlySet<string> = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
const LARGEST_INTERVAL = 1000;
const NARROWING = ['BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'];

/**
 * ical.js searches on for ever where a daily rule is narrowed to days that never come, 30 February or every seventh day
 * but on another weekday; nor does anything for people happen every second.
 */
function canBeFollowed(rule: ICAL.Recur): boolean {
  if (!FREQUENCIES.has(rule.freq) || rule.interval > LARGEST_INTERVAL) return false;
  if (rule.freq !== 'DAILY') return true;
  const narrowed = NARROWING.filter((part) => rule.getComponent(part).length > 0).length;
  return rule.interval === 1 ? narrowed <= 1 : narrowed === 0 && rule.getComponent('BYDAY').length === 0;
}

/** UNTIL is usually in UTC where DTSTART has a zone; a day is meant to its end. */
function untilOn(until: ICAL.Time, start: Moment): Instant {
  const clock = clockOf(until);
  if (until.isDate) return clock + DAY - 1;
  return until.zone === ICAL.Timezone.utcTimezone ? onClockOf({ clock, isDay: false, zone: UTC }, start) : clock;
}

function clockOf(time: ICAL.Time): Instant {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}
