import type { ParsedResult } from 'chrono-node';
import { calendarDay, type Day, onWeekday } from '../calendar-date.ts';
import type { DayPatterns } from './day-patterns.ts';
import type { DayMention, Writing } from './days.ts';
import type { EventLanguage } from './language.ts';

/** How far from a word for a day what says which one may stand. */
const REACH = 24;

/** How many of them one block of text may be asked for: more are no prose. */
const MOST_WORDS = 24;

/**
 * The days that are named by their distance: "next Tuesday", "this week Thursday", "tomorrow", as chrono-node reads them;
 * `words` are the places where the text's pattern for such a word matches.
 * Digits are kept from it, for an hour already gone would move "Friday at 10" a week on; and so are hits of its that hold
 * no word for a day, being an hour, a while or a syllable. "Every Friday" is a habit and no day.
 */
export function relativeDays(
  words: readonly RegExpExecArray[],
  text: string,
  folded: string,
  writing: Writing,
  patterns: DayPatterns,
): DayMention[] {
  const { language, published, offset, today } = writing;
  const reference = { instant: new Date(published), timezone: offset };
  const meant = words
    .slice(0, MOST_WORDS)
    .filter((word) => isName(word, text, language) && !isHabit(folded, word.index, patterns));
  return meant.flatMap((word) => {
    const from = Math.max(0, word.index - REACH);
    const around = text.slice(from, word.index + word[0].length + REACH).replace(/\d/g, ' ');
    const hits = language.chrono.parse(around, reference, { forwardDate: true });
    const at = word.index - from;
    const hit = hits.find(({ index, text: said }) => index <= at && at < index + said.length);
    return hit ? mentionOf(hit, from, word, patterns, today) : [];
  });
}

function isHabit(folded: string, at: number, { every }: DayPatterns): boolean {
  return every.test(folded.slice(Math.max(0, at - REACH), at));
}

/** "sun" is a day where it has a capital. */
function isName({ index, groups }: RegExpExecArray, text: string, { capitals }: EventLanguage): boolean {
  return groups?.weekday === undefined || !capitals || /\p{Lu}/u.test(text.charAt(index));
}

function mentionOf(
  { start, index, text }: ParsedResult,
  offset: number,
  word: RegExpExecArray,
  patterns: DayPatterns,
  today: Day,
): DayMention | [] {
  const read = calendarDay(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
  if (read === null) return [];
  const weekday = patterns.weekdayOf(word.groups?.weekday);
  return {
    from: offset + index,
    to: offset + index + text.trimEnd().length,
    // Chrono reads "this week Thursday" as a week from today.
    day: weekday === null ? read : onWeekday(read, weekday),
    lastDay: null,
    isList: false,
    said: weekday !== null ? 'weekday' : read === today ? 'today' : 'tomorrow',
    hasWeekday: weekday !== null,
  };
}
