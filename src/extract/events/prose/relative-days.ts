import { type Day, onWeekday, weekdayOf } from '../calendar-date.ts';
import type { DayPatterns } from './day-patterns.ts';
import type { DayMention, DayPart, Writing } from './days.ts';
import { anyOf } from './fold.ts';
import type { Around, EventLanguage, WhichWeekday } from './language.ts';
import { perLanguage } from './per-language.ts';

/** How far before a word for a day what says which one may stand. */
const REACH = 24;

/** How many of them one block of text may be asked for: more are no prose. */
const MOST_WORDS = 24;

const DAYS_PER_WEEK = 7;

/**
 * The days that are named by their distance: "next Tuesday", "this week Thursday", "tomorrow evening"; `words` are the
 * places where the text's pattern for such a word matches. "Every Friday" is a habit and no day.
 */
export function relativeDays(
  words: readonly RegExpExecArray[],
  text: string,
  folded: string,
  writing: Writing,
  patterns: DayPatterns,
): DayMention[] {
  return words
    .slice(0, MOST_WORDS)
    .filter((word) => isName(word, text, writing.language) && !isHabit(folded, word.index, patterns))
    .map((word) => mentionOf(word, folded, writing, patterns));
}

function isHabit(folded: string, at: number, { every }: DayPatterns): boolean {
  return every.test(folded.slice(Math.max(0, at - REACH), at));
}

/** "sun" is a day where it has a capital. */
function isName({ index, groups }: RegExpExecArray, text: string, { capitals }: EventLanguage): boolean {
  return groups?.weekday === undefined || !capitals || /\p{Lu}/u.test(text.charAt(index));
}

function mentionOf(word: RegExpExecArray, folded: string, writing: Writing, patterns: DayPatterns): DayMention {
  const { index, 0: said, groups } = word;
  const end = index + said.length;
  const weekday = patterns.weekdayOf(groups?.weekday);
  const { before, behind } = patternsOf(writing.language);
  behind.lastIndex = end;
  const tail = behind.exec(folded);
  const part = partOf(said, tail, writing.language);
  const head = weekday === null ? null : before.exec(folded.slice(Math.max(0, index - REACH), index));
  const place = { from: index - lengthOf(head), to: end + lengthOf(tail), lastDay: null, isList: false, part };
  if (weekday === null) {
    const ahead = patterns.aheadOf(said);
    return { ...place, day: writing.today + ahead, said: ahead === 0 ? 'today' : 'tomorrow', hasWeekday: false };
  }
  const day = dayMeant(weekday, whichIn(head) ?? whichIn(tail) ?? 'this', part === 'late', writing);
  return { ...place, day, said: 'weekday', hasWeekday: true };
}

/** "Next Tuesday" is the one of the next week. What is said of the day of writing is of a week later when it would be over. */
function dayMeant(weekday: number, which: WhichWeekday, isLate: boolean, { today, isAfternoon }: Writing): Day {
  const first = onWeekday(today, weekday);
  if (which === 'last') return first - DAYS_PER_WEEK;
  if (which === 'nextWeek') return today - weekdayOf(today) + DAYS_PER_WEEK + weekday;
  const isOver = which === 'coming' || (isAfternoon && !isLate);
  return first === today && isOver ? first + DAYS_PER_WEEK : first;
}

interface Patterns {
  /** What says, at the end of what stands before a weekday, which one is meant: a group for each. */
  readonly before: RegExp;
  /** The same from where it ends, and the part of the day: `late` is one after noon, `early` one until then. */
  readonly behind: RegExp;
  /** The part of a day that its word ends with: "Freitagabend", "tonight". */
  readonly endsEarly: RegExp;
  readonly endsLate: RegExp;
}

const patternsOf = perLanguage(({ whichWeekday, dayParts: { early, late } }: EventLanguage): Patterns => {
  const which = (side: keyof Around) =>
    Object.entries(whichWeekday)
      .filter(([, around]) => around[side].length > 0)
      .map(([name, around]) => `(?<${name}>${anyOf(around[side])})`)
      .join('|');
  const part = `\\s+(?:(?<early>${anyOf(early)})|(?<late>${anyOf(late)}))(?![a-z])`;
  const anyPart = `\\s+(?:${anyOf([...early, ...late])})(?![a-z])`;
  return {
    before: new RegExp(`(?<![a-z])(?:${which('before')})\\s+$`),
    behind: new RegExp(`(?:${part})?(?:,?\\s+(?:${which('behind')})(?![a-z])(?:${anyPart})?)?`, 'y'),
    endsEarly: new RegExp(`(?<=.)(?:${anyOf(early)})$`),
    endsLate: new RegExp(`(?<=.)(?:${anyOf(late)})$`),
  };
});

function partOf(said: string, tail: RegExpExecArray | null, language: EventLanguage): DayPart | null {
  const { endsEarly, endsLate } = patternsOf(language);
  if (tail?.groups?.late !== undefined || endsLate.test(said)) return 'late';
  return tail?.groups?.early !== undefined || endsEarly.test(said) ? 'early' : null;
}

function whichIn(match: RegExpExecArray | null): WhichWeekday | null {
  const { last, coming, nextWeek } = match?.groups ?? {};
  if (last !== undefined) return 'last';
  if (coming !== undefined) return 'coming';
  return nextWeek === undefined ? null : 'nextWeek';
}

function lengthOf(match: RegExpExecArray | null): number {
  return match?.[0].length ?? 0;
}
