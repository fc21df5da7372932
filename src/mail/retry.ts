import type { Duration, Instant } from '../model.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST_WAIT: Duration = 15 * MINUTE;
const LONGEST_WAIT: Duration = 8 * HOUR;
/** RFC 5321, 4.5.4.1 asks for four to five days; a newsletter is stale before its successor comes. */
const GIVE_UP_AFTER: Duration = 4 * 24 * HOUR;

/** When to try again after the `attempts`th refusal, or null where it is time to give up. */
export function retryAt(attempts: number, firstTried: Instant, now: Instant, chance: () => number): Instant | null {
  if (now - firstTried >= GIVE_UP_AFTER) return null;
  const doubled = FIRST_WAIT * 2 ** Math.max(0, attempts - 1);
  const jitter = 0.8 + 0.4 * chance();
  return now + Math.round(Math.min(LONGEST_WAIT, doubled * jitter));
}
