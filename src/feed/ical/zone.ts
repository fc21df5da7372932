import ICAL from 'ical.js';
import type { Duration, Instant } from '../../model.ts';
import { inNamedPlace } from '../zones.ts';
import { ianaName } from './windows-zones.ts';

const MINUTE: Duration = 60_000;

/** How far a zone's clocks are ahead of UTC when they show a time, which is given as if it were UTC. */
export type Zone = (clock: Instant) => Duration;

export const UTC: Zone = () => 0;

/**
 * The zones of a calendar by TZID: those that the world knows by that name, those the calendar itself defines, and those
 * of Windows.
 */
export function zonesOf(definitions: readonly (readonly string[])[]): (tzid: string) => Zone | null {
  const defined = new Map(definitions.flatMap(definedZone));
  const met = new Map<string, Zone | null>();
  return (tzid) => {
    const zone = met.get(tzid);
    if (zone !== undefined) return zone;
    const found = placeIn(tzid) ?? defined.get(tzid.trim()) ?? placeIn(ianaName(tzid) ?? '');
    met.set(tzid, found);
    return found;
  };
}

/** A zone by its IANA name, which vendors put their own name before: `/mozilla.org/20070129_1/Europe/Berlin`. */
export function placeIn(tzid: string): Zone | null {
  const parts = tzid.trim().split('/');
  const names = [tzid.trim(), parts.slice(-3).join('/'), parts.slice(-2).join('/')];
  const name = names.find(
    (candidate) => /^(?:UTC|GMT|[A-Z]\w+(?:\/[\w+-]+){1,2})$/.test(candidate) && inNamedPlace(0, candidate) !== null,
  );
  return name === undefined ? null : remembering((clock) => clock - (inNamedPlace(clock, name) ?? clock));
}

const MOST_REMEMBERED = 10_000;

/** Asks a zone once for each clock: what recurs is asked for again and again. */
function remembering(zone: Zone): Zone {
  const offsets = new Map<Instant, Duration>();
  return (clock) => {
    const known = offsets.get(clock);
    if (known !== undefined) return known;
    const offset = zone(clock);
    if (offsets.size < MOST_REMEMBERED) offsets.set(clock, offset);
    return offset;
  };
}

function definedZone(lines: readonly string[]): readonly (readonly [string, Zone])[] {
  const timezone = parseZone(lines);
  if (timezone === null) return [];
  return [[timezone.tzid.trim(), (clock) => timezone.utcOffset(timeAt(clock)) * 1000]];
}

function parseZone(lines: readonly string[]): ICAL.Timezone | null {
  try {
    const component = new ICAL.Component(ICAL.parse(lines.join('\r\n')));
    return new ICAL.Timezone({ component, tzid: String(component.getFirstPropertyValue('tzid')) });
  } catch (thrown) {
    // ical.js throws plain Errors at what it cannot read.
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}

/** What a clock shows, as ical.js has it. */
export function timeAt(clock: Instant): ICAL.Time {
  const date = new Date(clock);
  return ICAL.Time.fromData({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isDate: false,
  });
}

/** `+02:00` */
export function writeOffset(offset: Duration): string {
  const minutes = Math.abs(Math.round(offset / MINUTE));
  const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${digits.join(':')}`;
}
