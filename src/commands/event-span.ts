import { Temporal } from 'temporal-polyfill';
import type { Event, Instant } from '../model.ts';

/**
 * The first and the last instant of an event: whole days where it names no time, in `timezone` where it names no
 * offset. null where its dates are none.
 */
export function spanOf(
  { startDate, endDate }: Pick<Event, 'startDate' | 'endDate'>,
  timezone: string,
): { readonly startsAt: Instant; readonly endsAt: Instant } | null {
  const start = boundsOf(startDate, timezone);
  const end = endDate === undefined ? start : boundsOf(endDate, timezone);
  if (start === null || end === null) return null;
  return { startsAt: start.first, endsAt: Math.max(start.last, end.last) };
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/;

function boundsOf(date: string, timezone: string): { readonly first: Instant; readonly last: Instant } | null {
  try {
    if (DAY.test(date)) {
      const day = Temporal.PlainDate.from(date);
      const first = day.toZonedDateTime(timezone).epochMilliseconds;
      return { first, last: day.add({ days: 1 }).toZonedDateTime(timezone).epochMilliseconds - 1 };
    }
    const instant = OFFSET.test(date)
      ? Temporal.Instant.from(date).epochMilliseconds
      : Temporal.PlainDateTime.from(date).toZonedDateTime(timezone).epochMilliseconds;
    return { first: instant, last: instant };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
