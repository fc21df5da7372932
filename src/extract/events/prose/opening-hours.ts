import type { DayMention } from './days.ts';
import { anyOf, fold } from './fold.ts';
import type { EventLanguage } from './language.ts';
import type { Line } from './passages.ts';
import { perLanguage } from './per-language.ts';

/** An event of several days has no more lines that hold a weekday and its hours; a week's opening hours have. */
const MOST_OF_EVENT = 3;

/** What is longer says more than that. */
const LONGEST = 60;

type Days = readonly DayMention[];

const NO_DAYS: Days = [];

/** The days that each line names, without those of lines that are a table of opening hours: "Monday 10–18", "Mon–Fri 9am–5pm". */
export function withoutOpeningHours(
  lines: readonly Line[],
  days: readonly Days[],
  language: EventLanguage,
): readonly Days[] {
  const pattern = patternOf(language);
  const ofTable = lines.map(
    ({ text, hint }) => hint?.word === true && text.length < LONGEST && pattern.test(fold(text)),
  );
  const table = days.filter((_, at) => ofTable[at]);
  const areOfWeek = table.length > 1 && table.some((named) => named.length === 0);
  if (!areOfWeek && table.length <= MOST_OF_EVENT) return days;
  return days.map((named, at) => (ofTable[at] ? NO_DAYS : named));
}

/** A whole line of weekdays, hours and small words, some of the hours from one to another. */
const patternOf = perLanguage(({ weekdays, times, until, and, articles, on }: EventLanguage): RegExp => {
  const untils = anyOf(until);
  const small = anyOf([...times.before, ...times.after, ...until, ...and, ...articles, ...on, '[ap]\\.?m\\.?']);
  const span = `\\d[a-z.\\s]{0,6}(?:-|\\s(?:${untils})\\s)\\s*(?:[a-z]{1,6}\\s)?\\d`;
  return new RegExp(
    `^(?=.*${span})\\W*(?:${anyOf(weekdays.flat())})(?![a-z])(?:[\\W\\d]|(?:${anyOf(weekdays.flat())}|${small})(?![a-z]))+$`,
  );
});
