import ICAL from 'ical.js';
import type { Duration, Instant } from '../../model.ts';
import type { Property } from './property.ts';
import { UTC, writeOffset, type Zone } from './zone.ts';

/** A day, or a time on a clock in a zone; without a zone it is the same on every clock (RFC 5545, 3.3.5). */
export interface Moment {
  /** What the clock shows, as an instant it would be in UTC. */
  readonly clock: Instant;
  readonly isDay: boolean;
  readonly zone: Zone | null;
}

const DAY: Duration = 24 * 60 * 60 * 1000;
const VALUE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z)?)?$/;

/** The moments of a DTSTART, EXDATE or the like. */
export function momentsOf(property: Property, zones: (tzid: string) => Zone | null): readonly Moment[] {
  const tzid = property.parameter('tzid');
  return property.values.flatMap((value) => momentIn(value, tzid === null ? null : zones(tzid)) ?? []);
}

function momentIn(value: string, zone: Zone | null): Moment | null {
  const match = VALUE.exec(value);
  if (match === null) return null;
  const [, year, month, day, hour, minute = '0', second = '0', utc] = match;
  const clock = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute),
    Number(second),
  );
  if (new Date(clock).getUTCDate() !== Number(day)) return null;
  return { clock, isDay: hour === undefined, zone: utc === undefined ? zone : UTC };
}

/** When it is; what has no zone is where the reader is. */
export function instantOf({ clock, zone }: Moment, readersZone: Zone): Instant {
  return clock - (zone ?? readersZone)(clock);
}

/** The same moment on the clocks of another's zone, so that the two can be compared by what clocks show. */
export function onClockOf(moment: Moment, other: Moment): Instant {
  if (moment.zone === null || other.zone === null || moment.isDay) return moment.clock;
  const instant = moment.clock - moment.zone(moment.clock);
  return instant + other.zone(instant);
}

/** `2014-08-21`, `2014-08-21T14:00:00+02:00`, or without an offset where none is known. */
export function writeMoment({ clock, isDay, zone }: Moment): string {
  const iso = new Date(clock).toISOString();
  if (isDay) return iso.slice(0, 10);
  const offset = zone === null ? '' : zone === UTC ? 'Z' : writeOffset(zone(clock));
  return iso.slice(0, 19) + offset;
}

/** The end, inclusive, of what begins at a moment: DTEND names the first day that a whole-day event no longer has. */
export function lastOf(start: Moment, length: Duration): Moment {
  return { ...start, clock: start.clock + (start.isDay ? Math.max(length - DAY, 0) : length) };
}

export function durationOf(text: string): Duration {
  try {
    return ICAL.Duration.fromString(text).toSeconds() * 1000;
  } catch (thrown) {
    // ical.js throws plain Errors at what it cannot read.
    if (thrown instanceof Error) return 0;
    throw thrown;
  }
}
