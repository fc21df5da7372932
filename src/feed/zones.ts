import { Temporal } from 'temporal-polyfill';
import type { Duration, Instant } from '../model.ts';

const MINUTE: Duration = 60_000;
const HOUR: Duration = 60 * MINUTE;

/** Zones that feeds name by letters, in hours east of Greenwich; where two zones share a name, the one that feeds mean. */
const NAMED: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 1, bst: 1, cet: 1, met: 1, mez: 1, cest: 2, mest: 2, mesz: 2 },
    ...{ eet: 2, eest: 3, msk: 3, msd: 4, ist: 5.5, pkt: 5, ict: 7, wib: 7, sgt: 8, hkt: 8, jst: 9, kst: 9 },
    ...{ awst: 8, acst: 9.5, acdt: 10.5, aest: 10, aedt: 11, nzst: 12, nzdt: 13, sast: 2, cat: 2, eat: 3, wat: 1 },
    ...{ nst: -3.5, ndt: -2.5, ast: -4, adt: -3, at: -4, est: -5, edt: -4, et: -5, cst: -6, cdt: -5, ct: -6 },
    ...{ mst: -7, mdt: -6, mt: -7, pst: -8, pdt: -7, pt: -8, akst: -9, akdt: -8, hst: -10, hdt: -9 },
    ...{ brt: -3, brst: -2, art: -3, clt: -4, clst: -3 },
  }),
);

/** A time on a clock, as an instant it would be in UTC. */
export type LocalTime = Instant;

/** The instant of a clock's time in a zone that is written as an offset, a name, or not at all (UTC then). */
export function inZone(local: LocalTime, zone: string): Instant | null {
  const name = zone.trim().toLowerCase();
  const offset = offsetOf(name);
  if (offset !== null) return local - offset;
  // RFC 822's military letters were defined the wrong way round, and mean nothing (RFC 2822, 4.3).
  if (/^[a-z]?$/.test(name)) return local;
  return /^[a-z]+\/[\w+/-]+$/.test(name) ? inNamedPlace(local, zone.trim()) : null;
}

/** `+02:00`, `-0500`, `+2`, `GMT+0200`, `EST`, and `GMT` before or after a number. */
function offsetOf(name: string): Duration | null {
  const numeric = /^(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?(?:\s*(?:z|gmt|utc))?$/.exec(name);
  if (numeric === null) {
    const hours = NAMED.get(name);
    return hours === undefined ? null : hours * HOUR;
  }
  const [, sign, hours = '0', minutes = '0'] = numeric;
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}

/** The instant of a clock's time in a zone of the IANA database; null for one that it does not have. */
export function inNamedPlace(local: LocalTime, zone: string): Instant | null {
  try {
    const clock = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
    return clock.toZonedDateTime(zone).epochMilliseconds;
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
