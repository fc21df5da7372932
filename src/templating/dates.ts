import type { Instant } from '../model.ts';

/** A point in time as a template has it: an instant, or schema.org's `2014-08-21` and `2014-08-21T14:00:00-05:00`. */
export type Moment = Instant | string;

/** The days and hours of something that lasts: `endDate` is inclusive. */
export interface Span {
  readonly startDate: Moment;
  readonly endDate?: Moment | null;
}

/** Dates as people of one language in one time zone write them. */
export interface Dates {
  /** "21 August 2014". */
  day(moment: Moment): string;
  /** "21 August"; with the year where it is not that of `reference`. */
  shortDay(moment: Moment, reference?: Moment): string;
  /** "24–27 June", "30 June – 2 July": both days inclusive, the year only where it is not that of `reference`. */
  days(from: Moment, to: Moment, reference?: Moment): string;
  /** "24–27 June", "21 August, 14:00", "21 August, 14:00–16:00", with weekdays where it is of one day. */
  when(span: Span, reference?: Moment): string;
  /** "14:00", or nothing where only the day is known. */
  time(moment: Moment): string;
  /** One part of a date: "21", "Aug", "Thursday". */
  part(moment: Moment, part: 'day' | 'month' | 'weekday' | 'year'): string;
}

/** How a language puts a day and an hour together: `{day}, {time}`. */
export type DayAndTime = (day: string, time: string) => string;

interface Known {
  readonly at: Date;
  readonly timeZone: string;
  readonly hasTime: boolean;
}

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Writes dates by Intl's data for `locale` (BCP 47) in `timeZone` (IANA). */
export function openDates(locale: string, timeZone: string, dayAndTime: DayAndTime): Dates {
  const formats = new Map<string, Intl.DateTimeFormat>();

  function format(known: Known, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify([known.timeZone, options]);
    const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: known.timeZone });
    formats.set(key, made);
    return made;
  }

  function write(known: Known, options: Intl.DateTimeFormatOptions): string {
    return plainSpaces(format(known, options).format(known.at));
  }

  function dayOptions(known: Known, reference: Moment | undefined): Intl.DateTimeFormatOptions {
    const year = reference !== undefined && yearOf(known) !== yearOf(know(reference, timeZone));
    return { day: 'numeric', month: 'long', ...(year ? { year: 'numeric' } : {}) };
  }

  function yearOf(known: Known): string {
    return write(known, { year: 'numeric' });
  }

  function sameDay(one: Known, other: Known): boolean {
    const options = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    return write(one, options) === write(other, options);
  }

  function range(from: Known, to: Known, reference: Moment | undefined): string {
    const options = { ...dayOptions(from, reference), ...dayOptions(to, reference) };
    const written = plainSpaces(format(from, options).formatRange(from.at, to.at));
    return sameMonth(from, to) ? written.replace(/(?<=\d) – (?=\d)/, '–') : written;
  }

  function sameMonth(one: Known, other: Known): boolean {
    const options = { year: 'numeric', month: 'numeric' } as const;
    return write(one, options) === write(other, options);
  }

  function hour(known: Known): string {
    return write(known, { hour: '2-digit', minute: '2-digit' });
  }

  function oneDay(from: Known, to: Known | null, reference: Moment | undefined): string {
    const day = write(from, { weekday: 'long', ...dayOptions(from, reference) });
    if (!from.hasTime) return day;
    const ends = to?.hasTime === true && to.at > from.at ? `–${hour(to)}` : '';
    return dayAndTime(day, `${hour(from)}${ends}`);
  }

  function severalDays(from: Known, to: Known, reference: Moment | undefined): string {
    if (!from.hasTime) return range(from, to, reference);
    const first = dayAndTime(write(from, dayOptions(from, reference)), hour(from));
    const last = write(to, dayOptions(to, reference));
    return `${first} – ${to.hasTime ? dayAndTime(last, hour(to)) : last}`;
  }

  return {
    day: (moment) => write(know(moment, timeZone), { dateStyle: 'long' }),
    shortDay(moment, reference) {
      const known = know(moment, timeZone);
      return write(known, dayOptions(known, reference));
    },
    days: (from, to, reference) => range(know(from, timeZone), know(to, timeZone), reference),
    when(span, reference) {
      const from = know(span.startDate, timeZone);
      const to = span.endDate == null ? null : know(span.endDate, timeZone);
      return to === null || sameDay(from, to) ? oneDay(from, to, reference) : severalDays(from, to, reference);
    },
    time(moment) {
      const known = know(moment, timeZone);
      return known.hasTime ? hour(known) : '';
    },
    part: (moment, part) => {
      const known = know(moment, timeZone);
      return part === 'day'
        ? dayNumber(known)
        : write(known, { [part]: part === 'month' ? 'short' : part === 'year' ? 'numeric' : 'long' });
    },
  };

  /** The bare number: some languages write "21日" or "21." for a day alone. */
  function dayNumber(known: Known): string {
    return (
      format(known, { day: 'numeric' })
        .formatToParts(known.at)
        .find((part) => part.type === 'day')?.value ?? ''
    );
  }
}

/** A day, and an hour without offset, are the same everywhere: they are read and written in UTC. */
function know(moment: Moment, timeZone: string): Known {
  if (typeof moment === 'number') return sound({ at: new Date(moment), timeZone, hasTime: true }, moment);
  if (dayOnly.test(moment))
    return sound({ at: new Date(`${moment}T12:00:00Z`), timeZone: 'UTC', hasTime: false }, moment);
  if (hasOffset.test(moment)) return sound({ at: new Date(moment), timeZone, hasTime: true }, moment);
  return sound({ at: new Date(`${moment}Z`), timeZone: 'UTC', hasTime: true }, moment);
}

function sound(known: Known, from: Moment): Known {
  if (Number.isNaN(known.at.getTime())) throw new RangeError(`${JSON.stringify(from)} is no date`);
  return known;
}

/** CLDR sets thin and narrow spaces that many mail fonts and terminals lack. */
function plainSpaces(text: string): string {
  return text.replace(/[\u2009\u202f]/g, ' ');
}
