import { Fault } from './fault.ts';
import type { Instant } from './model.ts';

/**
 * The clock of everything that is decided by date: it stands at `now` where that is given, and goes otherwise.
 * A `now` without an offset is in the site's zone.
 * @throws Fault where `now` is no ISO 8601 date and time.
 */
export async function openClock(now: string | undefined, timezone: string): Promise<() => Instant> {
  if (now === undefined || now === '') return () => Date.now();
  const { Temporal } = await import('temporal-polyfill');
  try {
    const hasOffset = /T.*(Z|[+-]\d\d(:?\d\d)?)$/i.test(now);
    const instant = hasOffset
      ? Temporal.Instant.from(now).epochMilliseconds
      : Temporal.PlainDateTime.from(now).toZonedDateTime(timezone).epochMilliseconds;
    return () => instant;
  } catch (thrown) {
    const mend = 'give the instant as in 2014-08-18T07:00:00+02:00';
    throw new Fault({ stage: 'usage', subject: `--now ${now}`, problem: 'is no date and time', mend, cause: thrown });
  }
}
