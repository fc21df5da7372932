import { spellings } from './day-hint.ts';
import { anyOf } from './fold.ts';
import type { EventLanguage } from './language.ts';
import { perLanguage } from './per-language.ts';

/** The regular expressions of one language, for folded text. Their groups are named alike in all of them. */
export interface DayPatterns {
  /** Whether a text can name a day at all: "1. 2." alone does not. */
  readonly hint: RegExp;
  /** A month's name beside a number, as all that `named` matches has it: to look from digits is quick, for they are few. */
  readonly monthByNumber: RegExp;
  /** Dates with a month's name: `weekday`, `days`, `month`, `year`, and `lastDay`, `lastMonth`, `lastYear` of a range, or of a list by `and`. */
  readonly named: readonly RegExp[];
  /** "Thursday 12", where a weekday has been found: `weekday`, `days`. */
  readonly numbered: RegExp;
  /** A word for a day: a `weekday`'s name, or "tomorrow". */
  readonly word: RegExp;
  /** A weekday at the end of what stands before a date in digits. */
  readonly weekdayBefore: RegExp;
  /** What makes a weekday a habit, before it. */
  readonly every: RegExp;
  /** A day's number, with what stands before it, inside `days`. */
  readonly each: RegExp;
  readonly until: RegExp;
  monthOf(word: string): number | null;
  weekdayOf(word: string | undefined): number | null;
  /** How many days ahead the day is that a word like "tomorrow" says. */
  aheadOf(word: string): number;
}

/** The patterns of a language. */
export const dayPatterns = perLanguage((language: EventLanguage): DayPatterns => {
  const months = anyOf(language.months.flat());
  const weekdays = anyOf(language.weekdays.flat());
  const near = anyOf(language.nearDays.flat());
  const ordinal = language.ordinals.length === 0 ? '' : `(?:${anyOf(language.ordinals)})?`;
  const article = `(?:(?:${anyOf(language.articles)})(?:\\s+|(?<=')))?`;
  const number = `\\d{1,2}(?!\\d|[:.,]\\d|\\s?h(?:\\d|\\b)|\\s?(?:[ap]\\.?m\\b|uhr|uur))${ordinal}`;
  const weekday = `(?:(?:${weekdays})(?![a-z]),?\\s*)?`;
  const until = `(?:-|/|${anyOf(language.until)})`;
  const and = `,?\\s*(?:${anyOf(language.and)})`;
  const next = `\\s*${weekday}${article}${number}`;
  const days = `(?<days>${number}(?:(?:,${next}){0,8}\\s*${and}${next}|\\s*${until}${next})?)`;
  const of = language.of.length === 0 ? '' : `(?:(?:${anyOf(language.of)})\\s+)?`;
  const year = (name: string) => `(?:(?:,?\\s*|\\s+)${of}(?<${name}>(?:19|20)\\d{2})(?![\\d]))?`;
  const month = (name: string) => `(?<${name}>${months})(?![a-z])`;
  const first = `(?<![\\w.,:/#$€£+-])(?:(?<weekday>${weekdays})(?![a-z])\\s*,?\\s*(?:${and}\\s*(?:${weekdays})\\s*,?\\s*)?)?${article}`;
  const last = (date: string) =>
    `(?:(?:\\s*${until}|(?<and>${and}))\\s*${weekday}${article}${date}${year('lastYear')})?`;
  const dayFirst = `${first}${days}\\s*[-,]?\\s*${of}${month('month')}${year('year')}`;
  const monthFirst = `${month('month')}\\s*${article}${days}${year('year')}`;
  const lastDay = `(?<lastDay>${number})`;
  const nearDayOf = indexOf(language.nearDays);
  return {
    hint: new RegExp(`(?<![a-z])(?:${months}|${weekdays}|${near})(?![a-z])|\\d[./-]\\d`),
    monthByNumber: new RegExp(
      `\\d${ordinal}\\s*[-,]?\\s*${of}(?:${months})(?![a-z])${language.monthFirst ? `|(?<=(?:${months})\\s*${article})${number}` : ''}`,
    ),
    named: [
      new RegExp(dayFirst + last(`${lastDay}\\s*${of}${month('lastMonth')}`), 'g'),
      ...(language.monthFirst
        ? [new RegExp(first + monthFirst + last(`${month('lastMonth')}\\s*${article}${lastDay}`), 'g')]
        : []),
      ...(language.monthFirst
        ? [new RegExp(`(?<!\\w)(?<year>(?:19|20)\\d{2})\\s+${month('month')}\\s+${days}`, 'g')]
        : []),
    ],
    numbered: new RegExp(
      `(?<![\\w-])(?<weekday>${weekdays})(?![a-z]),?\\s*${article}\\(?(?<days>${number})(?!\\w|\\s*(?:${months})(?![a-z])|[-/]\\d)`,
      'y',
    ),
    word: new RegExp(`\\b(?:(?<weekday>${weekdays})|${near})(?![a-z])`, 'g'),
    weekdayBefore: new RegExp(`(?<![a-z])(?:${weekdays})(?![a-z]),?\\s*${article}$`),
    every: new RegExp(`(?<![a-z])(?:${anyOf(language.cues.recurring)})\\s*$`),
    each: /(\D*)(\d{1,2})/g,
    until: new RegExp(until),
    monthOf: indexOf(language.months),
    weekdayOf: indexOf(language.weekdays),
    aheadOf: (word) => (nearDayOf(word.replace(/\s+/g, ' ')) ?? TODAY) - TODAY,
  };
});

/** Its place among the near days. */
const TODAY = 1;

/** Which of the lists, counted from 1, holds the word; one that was matched with its full stop is one without. */
function indexOf(lists: readonly (readonly string[])[]): (word: string | undefined) => number | null {
  const places = lists.flatMap((words, at) => words.flatMap(spellings).map((spelling) => [spelling, at + 1] as const));
  // Of two lists with one word the first holds it.
  const byWord = new Map(places.toReversed().map(([spelling, place]) => [spelling.replace('.', ''), place]));
  return (word) => (word === undefined ? null : (byWord.get(word.replace('.', '')) ?? null));
}
