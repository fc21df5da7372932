import type { Instant } from '../../../model.ts';
import { matchesOf } from '../../matches.ts';
import { type Day, dayAt, offsetAt, yearAfter } from '../calendar-date.ts';
import type { DayHint } from './day-hint.ts';
import type { DayPatterns } from './day-patterns.ts';
import { dayPatterns } from './day-patterns.ts';
import { inRows } from './days-together.ts';
import type { EventLanguage } from './language.ts';
import { numericDates } from './numeric-days.ts';
import { relativeDays } from './relative-days.ts';
import type { DayParts } from './resolve-day.ts';
import { resolveDay, resolveNumber } from './resolve-day.ts';

/** A day, or a range of days, that a text names. */
export interface DayMention {
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  readonly day: Day;
  /** The last day of a range, or of a list of days in a row, inclusive. */
  readonly lastDay: Day | null;
  /** Whether they are listed ("the 20th and 21st"), so that each may have an event of its own. */
  readonly isList: boolean;
  /** How it is said: a whole date, one without its year, a weekday with or without its number, "today", "tomorrow". */
  readonly said: 'date' | 'day and month' | 'weekday' | 'today' | 'tomorrow';
  readonly hasWeekday: boolean;
  /** The part of the day, where one is said beside its name: "tomorrow evening". */
  readonly part: DayPart | null;
}

/** Until noon, or after it. */
export type DayPart = 'early' | 'late';

/** Where and when a text was written: what its days are counted from. */
export interface Writing {
  readonly language: EventLanguage;
  /** The site's IANA zone. */
  readonly timezone: string;
  /** The day of publication there, and whether that was after noon. */
  readonly today: Day;
  readonly isAfternoon: boolean;
}

/** In milliseconds. */
const HALF_DAY = 43_200_000;

/** Of a text that was published at an instant. */
export function writingOf(published: Instant, timezone: string, language: EventLanguage): Writing {
  const offset = offsetAt(published, timezone);
  const today = dayAt(published, offset);
  return { language, timezone, today, isAfternoon: dayAt(published + HALF_DAY, offset) > today };
}

/**
 * The days that a text names, in order; `folded` is the text as `fold` gives it, `hint` what it may name them by. Dates
 * with a month, ranges and lists are read here, and what is left are weekdays, and words like "tomorrow".
 */
export function findDays(text: string, folded: string, hint: DayHint, writing: Writing): readonly DayMention[] {
  const patterns = dayPatterns(writing.language);
  const { today } = writing;
  const words = hint.word ? matchesOf(patterns.word, folded) : [];
  const dated = withoutOverlaps([
    ...(hint.month ? namedDays(text, folded, patterns, writing.language, today) : []),
    ...digitDays(folded, hint, patterns, writing),
    ...words.flatMap((word) => numberedDay(word, folded, patterns, today)),
  ]);
  if (dated.length === 0 && words.length === 0) return dated;
  const relative =
    dated.length === 0
      ? relativeDays(words, text, folded, writing, patterns)
      : relativeDaysBeside(dated, text, folded, writing, patterns);
  return inRows(
    [...dated, ...relative].sort((a, b) => a.from - b.from),
    folded,
    writing.language,
  );
}

/** Those in what is left of a text without the dates read already, in which a word may begin that did not before. */
function relativeDaysBeside(
  dated: readonly DayMention[],
  text: string,
  folded: string,
  writing: Writing,
  patterns: DayPatterns,
): DayMention[] {
  const rest = blank(folded, dated);
  return relativeDays(matchesOf(patterns.word, rest), blank(text, dated), rest, writing, patterns);
}

function namedDays(
  text: string,
  folded: string,
  patterns: DayPatterns,
  language: EventLanguage,
  today: Day,
): DayMention[] {
  if (!patterns.monthByNumber.test(folded)) return [];
  return patterns.named
    .flatMap((pattern) => matchesOf(pattern, folded))
    .filter((match) => !language.capitals || isDate(match, text))
    .flatMap((match) => mentionsOf(match, patterns, today));
}

/** In English, "3 may" is a date where it has a capital, an ordinal or a year. */
function isDate(match: RegExpExecArray, text: string): boolean {
  const { month = '', days = '', year } = match.groups ?? {};
  const written = text.slice(match.index, match.index + match[0].length);
  return year !== undefined || /[a-z]/.test(days) || written.includes(month.charAt(0).toUpperCase());
}

function mentionsOf(match: RegExpExecArray, patterns: DayPatterns, today: Day): DayMention[] {
  const { weekday, days = '', month = '', year, lastDay, lastMonth, lastYear, and } = match.groups ?? {};
  const said: Omit<DayParts, 'day'> = {
    month: patterns.monthOf(month) ?? 0,
    year: numberOf(year ?? lastYear),
    weekday: patterns.weekdayOf(weekday),
  };
  const place = { from: match.index, to: match.index + match[0].length };
  const manner = {
    said: said.year === null ? 'day and month' : 'date',
    hasWeekday: weekday !== undefined,
    part: null,
  } as const;
  const numbers = matchesOf(patterns.each, days);
  const resolved = numbers.flatMap(([, , number], i) => {
    return resolveDay({ ...said, day: Number(number), weekday: i === 0 ? said.weekday : null }, today) ?? [];
  });
  const isRange = numbers.some(([, before = '']) => patterns.until.test(before));
  if (lastDay !== undefined && lastMonth !== undefined) {
    const last = {
      day: numberOf(/\d+/.exec(lastDay)?.[0]) ?? 0,
      month: patterns.monthOf(lastMonth) ?? 0,
      year: numberOf(lastYear ?? year),
      weekday: null,
    };
    resolved.push(...[resolveDay(last, today) ?? []].flat());
    return ranges(resolved, and === undefined).map((range) => ({ ...place, ...range, ...manner }));
  }
  return ranges(resolved, isRange).map((range) => ({ ...place, ...range, ...manner }));
}

type Range = Pick<DayMention, 'day' | 'lastDay' | 'isList'>;

/** The days as one range where they are said to be one or follow each other, else each by itself. */
function ranges(days: readonly Day[], isRange: boolean): Range[] {
  const [first, ...others] = days;
  const last = others.at(-1);
  if (first === undefined) return [];
  if (last === undefined) return [{ day: first, lastDay: null, isList: false }];
  const length = last - first;
  if (isRange || length === others.length) return [{ ...rangeOf(first, last, length), isList: !isRange }];
  return days.map((day) => ({ day, lastDay: null, isList: true }));
}

/** A range over New Year's whose year was left open ends in the year after. */
function rangeOf(day: Day, lastDay: Day, length: number): Omit<Range, 'isList'> {
  if (length > 0) return { day, lastDay };
  return length < -300 ? { day, lastDay: yearAfter(lastDay) } : { day, lastDay: null };
}

function digitDays(
  folded: string,
  hint: DayHint,
  patterns: DayPatterns,
  { language, timezone, today }: Writing,
): DayMention[] {
  if (!hint.digits && !(/\d[./-]\s\d/.test(folded) && (hint.month || patterns.hint.test(folded)))) return [];
  const habits = {
    monthFirst: language.monthFirst && /^america\//i.test(timezone),
    dotted: language.ordinals.includes('\\.'),
  };
  return numericDates(folded, habits).flatMap(({ from, to, first, last }): DayMention | [] => {
    const day = resolveDay(first, today);
    if (day === null) return [];
    const lastDay = last && resolveDay(last, today);
    const range = typeof lastDay === 'number' ? rangeOf(day, lastDay, lastDay - day) : { day, lastDay };
    const said = first.year === null ? 'day and month' : 'date';
    const weekday = patterns.weekdayBefore.exec(folded.slice(0, from));
    return {
      from: weekday?.index ?? from,
      to,
      ...range,
      isList: false,
      said,
      hasWeekday: weekday !== null,
      part: null,
    };
  });
}

function numberedDay(word: RegExpExecArray, folded: string, patterns: DayPatterns, today: Day): DayMention[] {
  const { numbered } = patterns;
  numbered.lastIndex = word.index;
  const match = numbered.exec(folded);
  if (match === null) return [];
  const { weekday, days = '' } = match.groups ?? {};
  const day = resolveNumber(Number.parseInt(days, 10), patterns.weekdayOf(weekday) ?? 0, today);
  if (day === null) return [];
  const place = { from: match.index, to: match.index + match[0].length };
  return [{ ...place, day, lastDay: null, isList: false, said: 'weekday', hasWeekday: true, part: null }];
}

/** Of readings that overlap, the longest; those of one list stand at one place and all stay. */
function withoutOverlaps(mentions: readonly DayMention[]): DayMention[] {
  const kept: DayMention[] = [];
  for (const mention of mentions.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    const overlaps = kept.some(
      ({ from, to }) => from < mention.to && mention.from < to && !(from === mention.from && to === mention.to),
    );
    if (!overlaps) kept.push(mention);
  }
  return kept.sort((a, b) => a.from - b.from);
}

/** Where something stands in a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The text with what has been read blanked out, everything else at its place. */
export function blank(text: string, read: readonly Span[]): string {
  let rest = text;
  for (const { from, to } of read) rest = `${rest.slice(0, from)}${' '.repeat(to - from)}${rest.slice(to)}`;
  return rest;
}

function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
