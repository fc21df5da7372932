import type { Instant } from '../model.ts';

/** A point in time as a template has it: an instant, or schema.org's `2014-08-21` and `2014-08-21T14:00:00-05:00`. */
export type Moment = Instant | string;

/** The days and hours of something that lasts: `endDate` is inclusive. */
export interface Span {
  readonly startDate: Moment;
  readonly endDate?: Moment | null;
}

export type DatePart = 'day' | 'month' | 'weekday' | 'year';

/** How a language puts a day and an hour together: `{day}, {time}`. */
export type DayAndTime = (day: string, time: string) => string;

/** A moment with the zone it is shown in. */
interface Shown {
  readonly at: Date;
  readonly timeZone: string;
  readonly hasTime: boolean;
}

const dayOfYear = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const dayOfThisYear = { day: 'numeric', month: 'long' } as const;
const weekdayOfYear = { weekday: 'long', ...dayOfYear } as const;
const weekdayOfThisYear = { weekday: 'long', ...dayOfThisYear } as const;
const hour = { hour: '2-digit', minute: '2-digit' } as const;
const monthAndYear = { year: 'numeric', month: 'long' } as const;
const partForms = {
  day: { day: 'numeric' },
  month: { month: 'short' },
  weekday: { weekday: 'long' },
  year: { year: 'numeric' },
} as const;

const WRITTEN_KEPT = 500;

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const withOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Dates as people of one language in one time zone write them, by Intl's data. */
export class Dates {
  readonly #locale: string;
  readonly #timeZone: string;
  readonly #dayAndTime: DayAndTime;
  readonly #formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>();
  /** What was written of late: the same moments come again, in both parts of a message and wherever years are compared. */
  readonly #written = new Map<Intl.DateTimeFormat, Map<Instant, string>>();

  /** `locale` is a BCP 47 tag, `timeZone` IANA's name of a zone. */
  constructor(locale: string, timeZone: string, dayAndTime: DayAndTime) {
    this.#locale = locale;
    this.#timeZone = timeZone;
    this.#dayAndTime = dayAndTime;
  }

  /** "21 August 2014". */
  day(moment: Moment): string {
    return this.#write(this.#shown(moment), dayForm(true));
  }

  /** "21 August"; with the year where it is not that of `reference`. */
  shortDay(moment: Moment, reference?: Moment): string {
    const shown = this.#shown(moment);
    return this.#write(shown, dayForm(this.#isOtherYear(shown, reference)));
  }

  /** "18–24 August 2014": both days inclusive; a single one where they are the same. */
  days(from: Moment, to: Moment): string {
    return this.#range(this.#shown(from), this.#shown(to), true);
  }

  /** "August 2014". */
  monthOfYear(moment: Moment): string {
    return this.#write(this.#shown(moment), monthAndYear);
  }

  /** "Thursday 21 August, 14:00–16:00", "24–27 June"; with the year where it is not that of `reference`. */
  when(span: Span, reference?: Moment): string {
    const from = this.#shown(span.startDate);
    const to = this.#shown(span.endDate ?? span.startDate);
    const year = this.#isOtherYear(from, reference) || this.#isOtherYear(to, reference);
    return this.#agree(from, to, dayForm(true)) ? this.#oneDay(from, to, year) : this.#severalDays(from, to, year);
  }

  /** "14:00", or nothing where only the day is known. */
  time(moment: Moment): string {
    const shown = this.#shown(moment);
    return shown.hasTime ? this.#write(shown, hour) : '';
  }

  /** One part of a date: "21", "Aug", "Thursday", "2014". Of a day the bare number, also where a language writes "21日". */
  part(moment: Moment, part: DatePart): string {
    const shown = this.#shown(moment);
    if (part !== 'day') return this.#write(shown, partForms[part]);
    const parts = this.#format(shown.timeZone, partForms.day).formatToParts(shown.at);
    return parts.find((one) => one.type === 'day')?.value ?? '';
  }

  #oneDay(from: Shown, to: Shown, year: boolean): string {
    const day = this.#write(from, year ? weekdayOfYear : weekdayOfThisYear);
    if (!from.hasTime) return day;
    const start = this.#write(from, hour);
    return this.#dayAndTime(day, to.hasTime && to.at > from.at ? `${start}–${this.#write(to, hour)}` : start);
  }

  #severalDays(from: Shown, to: Shown, year: boolean): string {
    if (!from.hasTime) return this.#range(from, to, year);
    const [first, last] = [from, to].map((shown) => {
      const day = this.#write(shown, dayForm(year));
      return shown.hasTime ? this.#dayAndTime(day, this.#write(shown, hour)) : day;
    });
    return `${first} – ${last}`;
  }

  #range(from: Shown, to: Shown, year: boolean): string {
    const written = plainSpaces(this.#format(from.timeZone, dayForm(year)).formatRange(from.at, to.at));
    return this.#agree(from, to, monthAndYear) ? written.replace(/(?<=\d) – (?=\d)/, '–') : written;
  }

  #agree(one: Shown, other: Shown, form: Intl.DateTimeFormatOptions): boolean {
    return this.#write(one, form) === this.#write(other, form);
  }

  #isOtherYear(shown: Shown, reference: Moment | undefined): boolean {
    return reference !== undefined && !this.#agree(shown, this.#shown(reference), partForms.year);
  }

  #write(shown: Shown, form: Intl.DateTimeFormatOptions): string {
    const format = this.#format(shown.timeZone, form);
    const written = this.#written.get(format) ?? new Map<Instant, string>();
    const at = shown.at.getTime();
    const text = written.get(at) ?? plainSpaces(format.format(at));
    if (written.size >= WRITTEN_KEPT) written.clear();
    this.#written.set(format, written.set(at, text));
    return text;
  }

  /** Making a format costs a hundred times what using it does. */
  #format(timeZone: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const zones = this.#formats.get(form) ?? new Map<string, Intl.DateTimeFormat>();
    const format = zones.get(timeZone) ?? new Intl.DateTimeFormat(this.#locale, { ...form, timeZone });
    this.#formats.set(form, zones.set(timeZone, format));
    return format;
  }

  /** A day, and an hour without offset, are the same everywhere: they are read and written in UTC. */
  #shown(moment: Moment): Shown {
    const shown = this.#read(moment);
    if (Number.isNaN(shown.at.getTime())) throw new RangeError(`${JSON.stringify(moment)} is no date`);
    return shown;
  }

  #read(moment: Moment): Shown {
    if (typeof moment === 'number') return { at: new Date(moment), timeZone: this.#timeZone, hasTime: true };
    if (dayOnly.test(moment)) return { at: new Date(`${moment}T12:00:00Z`), timeZone: 'UTC', hasTime: false };
    if (withOffset.test(moment)) return { at: new Date(moment), timeZone: this.#timeZone, hasTime: true };
    return { at: new Date(`${moment}Z`), timeZone: 'UTC', hasTime: true };
  }
}

function dayForm(year: boolean): Intl.DateTimeFormatOptions {
  return year ? dayOfYear : dayOfThisYear;
}

/** CLDR sets thin and narrow spaces that many mail fonts and terminals lack. */
function plainSpaces(text: string): string {
  return text.replace(/[\u2009\u202f]/g, ' ');
}
