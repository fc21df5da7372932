import type { Duration, Instant, PollingHints } from '../model.ts';

/** The bounds within which the sources of a site are asked. */
export interface IntervalSettings {
  readonly min: Duration;
  readonly default: Duration;
  readonly max: Duration;
}

/** When a source is asked next, and why then: each reason a phrase for a person. */
export interface Plan {
  readonly at: Instant;
  readonly reasons: readonly string[];
}

/** What decides when a source that answered well is asked again. */
export interface Facts {
  /** When it was asked. */
  readonly asked: Instant;
  /** How many polls since the last one with news. */
  readonly quietPolls: number;
  /** How far apart its entries usually are; null where nobody can tell. */
  readonly rhythm: Duration | null;
  /** The interval of its own that the list gives it. */
  readonly ownInterval: Duration | null;
  /** Whether a hub pushes its news, so that polling is only there for what the hub forgets. */
  readonly isPushed: boolean;
  /** How long its server calls the answer fresh. */
  readonly freshness: Duration | null;
  readonly hints: PollingHints;
}

const MINUTE: Duration = 60_000;
const HOUR: Duration = 60 * MINUTE;
const DAY: Duration = 24 * HOUR;

/** The longest that a Retry-After is honoured. */
const LONGEST_HOLD: Duration = 30 * DAY;

/** A source is asked this often in the time between two of its entries. */
const POLLS_AN_ENTRY = 8;

/** How much sooner than planned chance may let a source be asked, so that not all come at once. */
const JITTER = 0.1;

/** How much later than the end of a wait that a server asked for. */
const GRACE: Duration = 10 * MINUTE;

/** Once a host may be asked again, its sources are within this time, however often they have failed. */
const PROMPT: Duration = 5 * HOUR;

/** When to ask a source again that has just answered well. */
export function nextPoll(facts: Facts, settings: IntervalSettings, chance: () => number): Plan {
  const wanted = facts.ownInterval === null ? adaptive(facts, settings, chance) : own(facts.ownInterval);
  const floor = serverFloor(facts, settings);
  const { wait, reasons } = floor !== null && floor.wait > wanted.wait ? floor : wanted;
  return whenWanted({ at: facts.asked + wait, reasons }, facts.hints, chance);
}

/** The plan, put off until after the hours and days that the feed wants skipped. */
export function whenWanted({ at, reasons }: Plan, hints: PollingHints, chance: () => number): Plan {
  const open = afterSkipped(at, hints);
  if (open === at) return { at, reasons };
  return {
    at: open + chance() * GRACE,
    reasons: [...reasons, 'the feed asks not to be polled in some hours or days (skipHours, skipDays)'],
  };
}

interface Wait {
  readonly wait: Duration;
  readonly reasons: readonly string[];
}

function own(interval: Duration): Wait {
  return { wait: interval, reasons: [`its list says every ${inWords(interval)}`] };
}

/**
 * The usual interval after news; longer with each poll without, sooner so where its entries are far apart, and at once
 * where a hub pushes and the poll found that nothing was missing.
 */
function adaptive({ quietPolls, rhythm, isPushed }: Facts, settings: IntervalSettings, chance: () => number): Wait {
  if (quietPolls === 0)
    return { wait: jittered(settings.default, settings, chance), reasons: ['it had news at the last poll'] };
  if (isPushed) return { wait: jittered(settings.max, settings, chance), reasons: ['its hub tells of its news'] };
  const backedOff = settings.default * 2 ** quietPolls;
  const paced = rhythm === null ? 0 : rhythm / POLLS_AN_ENTRY;
  const reasons = [`it had no news at the last ${quietPolls === 1 ? 'poll' : `${quietPolls} polls`}`];
  if (rhythm !== null && paced > backedOff) reasons.push(`its entries are about ${inWords(rhythm)} apart`);
  return { wait: jittered(Math.max(backedOff, paced), settings, chance), reasons };
}

/** The longest wait that the server or the feed asks for, within the settings' bounds. */
function serverFloor({ freshness, hints }: Facts, { min, max }: IntervalSettings): Wait | null {
  const asked: readonly (readonly [Duration | null, string])[] = [
    [freshness, 'its server calls the answer fresh (Cache-Control, Expires) for'],
    [hints.ttl, 'the feed gives itself a time to live (ttl) of'],
    [hints.updatePeriod, 'the feed says that it is updated (sy:updatePeriod) every'],
  ];
  let longest: Wait | null = null;
  for (const [duration, reason] of asked) {
    if (duration === null || duration <= (longest?.wait ?? 0)) continue;
    longest = { wait: duration, reasons: [`${reason} ${inWords(duration)}`] };
  }
  if (longest === null) return null;
  if (longest.wait <= max) return { ...longest, wait: Math.max(longest.wait, min) };
  return { wait: max, reasons: [...longest.reasons, `poll.interval.max is ${inWords(max)}`] };
}

/** What decides when a source that failed is tried again. */
export interface FailureFacts {
  readonly asked: Instant;
  /** How many times in a row it has failed. */
  readonly failures: number;
  /** Until when its host wants to be left alone. */
  readonly held: Instant | null;
  readonly hints: PollingHints;
}

/** When to ask a source again that has failed: ever later. */
export function nextRetry(facts: FailureFacts, settings: IntervalSettings, chance: () => number): Plan {
  const { asked, failures, held, hints } = facts;
  const first = Math.min(settings.default, HOUR);
  const wait = jittered(first * 2 ** (failures - 1), settings, chance);
  const reason = failures === 1 ? 'it failed at the last poll' : `it failed at the last ${failures} polls`;
  const backedOff = { at: asked + wait, reasons: [reason] };
  const plan = held === null ? backedOff : afterHold(held, backedOff, chance);
  return whenWanted(plan, hints, chance);
}

function afterHold(held: Instant, backedOff: Plan, chance: () => number): Plan {
  const lifted = held + chance() * GRACE;
  if (lifted >= backedOff.at) return { at: lifted, reasons: HELD };
  return { at: Math.min(backedOff.at, held + PROMPT), reasons: backedOff.reasons };
}

/** When to ask a source again that redirects to a host which wants to be left alone. */
export function nextOnceLifted(held: Instant, hints: PollingHints, chance: () => number): Plan {
  const reasons = ['a host that it redirects to asked to be left alone until then (Retry-After)'];
  return whenWanted({ at: held + chance() * GRACE, reasons }, hints, chance);
}

/** Why a source is asked when it is whose host wants to be left alone. */
export const HELD = ['its host asked to be left alone until then (Retry-After)'];

/** The end of a hold as it is honoured: a host may not silence its sources for ever. */
export function honouredHold(until: Instant, now: Instant): Instant {
  return Math.min(until, now + LONGEST_HOLD);
}

/** The holds that last; one longer than any that is honoured was set by a clock that ran ahead. */
export function lastingHolds(holds: ReadonlyMap<string, Instant>, now: Instant): Map<string, Instant> {
  return new Map([...holds].filter(([, until]) => until > now && until === honouredHold(until, now)));
}

/** What is remembered of a source's turn. */
export interface Turn {
  readonly lastPolled: Instant | null;
  readonly nextPoll: Instant | null;
  readonly hints: PollingHints;
}

/**
 * When a source's next turn is, in no hour that the feed wants skipped. A plan made by a clock that ran ahead is none: a
 * source polled in the future is due.
 */
export function turnOf({ lastPolled, nextPoll: planned, hints }: Turn, held: Instant | null, now: Instant): Instant {
  const own = planned === null || lastPolled === null || lastPolled > now ? now : planned;
  const at = held === null ? own : Math.max(own, held);
  const begins = Math.max(at, now);
  const open = afterSkipped(begins, hints);
  return open === begins ? at : open;
}

/** Whether a source is to be asked now. */
export function isDue(turn: Turn, held: Instant | null, now: Instant): boolean {
  return turnOf(turn, held, now) <= now;
}

/** The first instant from `at` on in no hour and on no day (in GMT) that the feed wants skipped. */
function afterSkipped(at: Instant, { skipHours, skipDays }: PollingHints): Instant {
  if (skipHours.length === 0 && skipDays.length === 0) return at;
  const skipped = (instant: Instant) => {
    const date = new Date(instant);
    return skipHours.includes(date.getUTCHours()) || skipDays.includes(date.getUTCDay());
  };
  const HOURS_A_WEEK = 7 * 24;
  let open = at;
  for (let tries = 0; tries <= HOURS_A_WEEK; tries += 1) {
    if (!skipped(open)) return open;
    open = (Math.floor(open / HOUR) + 1) * HOUR;
  }
  return at;
}

/** How far apart entries of these dates usually are: the median, or the time since the newest if that is longer. */
export function rhythmOf(dates: readonly Instant[], now: Instant): Duration | null {
  const ENOUGH = 3;
  const past = [...new Set(dates)].filter((date) => date <= now).sort((a, b) => b - a);
  const [newest] = past;
  if (newest === undefined || past.length < ENOUGH) return null;
  const gaps = past
    .slice(1)
    .map((date, index) => (past[index] ?? date) - date)
    .sort((a, b) => a - b);
  return Math.max(gaps[Math.floor(gaps.length / 2)] ?? 0, now - newest);
}

function jittered(wait: Duration, { min, max }: IntervalSettings, chance: () => number): Duration {
  return clamp(clamp(wait, min, max) * (1 - JITTER * chance()), min, max);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

/** A duration as a person says it: its largest unit, rounded. */
export function inWords(duration: Duration): string {
  if (duration >= 2 * DAY) return `${Math.round(duration / DAY)} days`;
  if (duration >= 2 * HOUR) return `${Math.round(duration / HOUR)} hours`;
  if (duration >= 2 * MINUTE) return `${Math.round(duration / MINUTE)} minutes`;
  const seconds = Math.round(duration / 1000);
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
