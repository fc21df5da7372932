import { DAYS_PER_WEEK, type Day, onWeekday, weekdayOf } from '../calendar-date.ts';
import type { DayPatterns } from './day-patterns.ts';
import type { DayMention, DayPart, Span, Writing } from './days.ts';
import { isSaidOpen, type Link, linkOf } from './days-together.ts';
import { anyOf } from './fold.ts';
import type { Around, EventLanguage, WhichWeekday } from './language.ts';
import { perLanguage } from './per-language.ts';

/** How far before a word for a day what says which one may stand. */
const REACH = 24;

/** How many of them one block of text may be asked for: more are no prose. */
const MOST_WORDS = 24;

/** A word for a day, with what says which one is meant. */
interface Word extends Span {
  readonly said: string;
  /** Null of a word like "tomorrow", which says how far ahead it is. */
  readonly weekday: number | null;
  readonly ahead: number;
  readonly which: WhichWeekday | null;
  readonly part: DayPart | null;
  readonly isHabit: boolean;
  /** How it is linked to the word before it. */
  readonly link: Link | null;
}

/** Words that are linked, each to the one before it: "every Monday, Wednesday and Friday". */
type Chain = readonly [Word, ...Word[]];

/**
 * The days that are named by their distance: "next Tuesday", "this week Thursday", "tomorrow evening"; `words` are the
 * places where the text's pattern for such a word matches. "Every Friday" is a habit and no day, and so are hours.
 */
export function relativeDays(
  words: readonly RegExpExecArray[],
  text: string,
  folded: string,
  writing: Writing,
  patterns: DayPatterns,
): DayMention[] {
  const { language } = writing;
  const read = words
    .slice(0, MOST_WORDS)
    .filter((word) => isName(word, text, language))
    .map((word) => wordOf(word, folded, language, patterns));
  return withoutHours(chainsOf(read, folded, language), folded, language)
    .filter(([{ isHabit }]) => !isHabit)
    .flatMap((chain) => mentionsOf(chain, writing));
}

/** "sun" is a day where it has a capital. */
function isName({ index, groups }: RegExpExecArray, text: string, { capitals }: EventLanguage): boolean {
  return groups?.weekday === undefined || !capitals || /\p{Lu}/u.test(text.charAt(index));
}

function wordOf(match: RegExpExecArray, folded: string, language: EventLanguage, patterns: DayPatterns): Word {
  const { index, 0: said, groups } = match;
  const end = index + said.length;
  const weekday = patterns.weekdayOf(groups?.weekday);
  const { before, behind } = patternsOf(language);
  behind.lastIndex = end;
  const lead = folded.slice(Math.max(0, index - REACH), index);
  const head = before.exec(lead);
  const tail = behind.exec(folded);
  const which = whichOf(whichIn(head), whichIn(tail));
  const isSaidOfIt = weekday !== null || WEEKS_ON.has(which);
  return {
    from: index - (isSaidOfIt ? lengthOf(head) : 0),
    to: end + lengthOf(tail),
    said,
    weekday,
    ahead: weekday === null ? patterns.aheadOf(said) : 0,
    which: isSaidOfIt ? which : null,
    part: partOf(said, tail, language),
    isHabit: which === 'none' || patterns.every.test(lead),
    link: null,
  };
}

/** By how many weeks a word like "tomorrow" may be put on: "a week tomorrow". */
const WEEKS_ON: ReadonlyMap<WhichWeekday | null, number> = new Map([
  ['weekLater', 1],
  ['inTwoWeeks', 2],
]);

/** "Le vendredi" is one of every week, "le vendredi de la semaine prochaine" is not. */
function whichOf(before: WhichWeekday | null, behind: WhichWeekday | null): WhichWeekday | null {
  return before === null || before === 'none' ? (behind ?? before) : before;
}

function chainsOf(words: readonly Word[], folded: string, language: EventLanguage): Chain[] {
  const chains: [Word, ...Word[]][] = [];
  for (const word of words) {
    const chain = chains.at(-1);
    const last = chain?.at(-1);
    const link = last ? linkOf(last, word, folded, language) : null;
    if (chain && link) chain.push({ ...word, link });
    else chains.push([word]);
  }
  return chains;
}

/** How near to something's hours on other days those of one more stand: "Mo. bis Fr. 9–17 Uhr, Sa. 10–13 Uhr". */
const MORE_HOURS = /^(?:[^.!?]|[.](?=\d)){0,40}$/;

/** What is left without the days on which something has its hours. */
function withoutHours(chains: readonly Chain[], folded: string, language: EventLanguage): Chain[] {
  let hours: Word | undefined;
  return chains.filter((chain) => {
    const [first, ...others] = chain;
    const areMore = hours && first.which === null && MORE_HOURS.test(folded.slice(hours.to, first.from));
    if (!areMore && !areHours(chain, folded, language)) return true;
    hours = others.at(-1) ?? first;
    return false;
  });
}

/** So many weekdays in a row are an event's; more are hours, unless they reach into the weekend. */
const MOST_IN_WEEK = 3;
const MOST_WITH_WEEKEND = 4;
const SATURDAY = 6;

/** Whether weekdays say when something is open every week, and not when an event is: two that are no weekend, or a range. */
function areHours([first, last]: Chain, folded: string, language: EventLanguage): boolean {
  if (last === undefined || first.which !== null || last.which !== null) return false;
  if (first.weekday === null || last.weekday === null || last.link === 'moved') return false;
  const length = ((last.weekday - first.weekday + DAYS_PER_WEEK) % DAYS_PER_WEEK) + 1;
  if (last.link === 'and') return length > 2 && isSaidOpen(first, last, folded, language);
  const isOfWeekend = first.weekday + length > SATURDAY;
  if (length > (isOfWeekend ? MOST_WITH_WEEKEND : MOST_IN_WEEK)) return true;
  const isTable = isShort(first) && /^\W*\d/.test(folded.slice(last.to));
  return isTable || isSaidOpen(first, last, folded, language);
}

/** "Mon", "Sa." */
function isShort({ said }: Word): boolean {
  return said.replace('.', '').length <= 4;
}

function mentionsOf(chain: Chain, writing: Writing): DayMention[] {
  const days = daysOf(chain, writing);
  return chain.flatMap(({ from, to, weekday, part }, at): DayMention | [] => {
    const day = days[at];
    if (day === undefined) return [];
    const said = weekday !== null ? 'weekday' : day === writing.today ? 'today' : 'tomorrow';
    return { from, to, day, lastDay: null, isList: false, said, hasWeekday: weekday !== null, part };
  });
}

/** Of days that are linked, each is the next after the one before it, where nothing else is said of it. */
function daysOf(chain: Chain, writing: Writing): Day[] {
  const row = rowOf(chain, writing);
  if (row !== null) return row;
  const days: Day[] = [];
  for (const [at, word] of chain.entries()) {
    const last = word.which === null && word.link !== 'moved' ? days.at(-1) : undefined;
    // "Tomorrow, Thursday" is one day.
    const since = last !== undefined && chain[at - 1]?.weekday !== null ? last + 1 : last;
    days.push(dayOf(word, since, writing));
  }
  return days;
}

/** What is said of the last of several days in a row is said of the first: it may have begun already. */
function rowOf([first, last, ...others]: Chain, writing: Writing): Day[] | null {
  if (last === undefined || others.length > 0 || first.which !== null) return null;
  if (first.weekday === null || last.weekday === null) return null;
  if (last.link !== 'until' && last.weekday !== first.weekday + 1) return null;
  const lastDay = dayOf(last, undefined, writing);
  return [onWeekday(lastDay - DAYS_PER_WEEK + 1, first.weekday), lastDay];
}

function dayOf({ weekday, ahead, which, part }: Word, since: Day | undefined, writing: Writing): Day {
  if (weekday === null) return writing.today + ahead + DAYS_PER_WEEK * (WEEKS_ON.get(which) ?? 0);
  if (since !== undefined) return onWeekday(since, weekday);
  return dayMeant(weekday, which ?? 'any', part === 'late', writing);
}

/** "Next Tuesday" is the one of the next week. What is said of the day of writing is of a week later when it would be over. */
function dayMeant(weekday: number, which: WhichWeekday, isLate: boolean, { today, isAfternoon }: Writing): Day {
  const first = onWeekday(today, weekday);
  if (which === 'last') return first - DAYS_PER_WEEK;
  if (which === 'nextWeek') return today - weekdayOf(today) + DAYS_PER_WEEK + weekday;
  if (which === 'inTwoWeeks') return today - weekdayOf(today) + 2 * DAYS_PER_WEEK + weekday;
  if (which === 'weekLater') return first + DAYS_PER_WEEK;
  const isOver = which === 'coming' || (which === 'any' && isAfternoon && !isLate);
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

/** What says which weekday is meant; null of what stands by any. */
function whichIn(match: RegExpExecArray | null): WhichWeekday | null {
  const groups = match?.groups ?? {};
  return TELLING.find((which) => groups[which] !== undefined) ?? null;
}

const TELLING: readonly WhichWeekday[] = ['last', 'this', 'coming', 'nextWeek', 'inTwoWeeks', 'weekLater', 'none'];

function lengthOf(match: RegExpExecArray | null): number {
  return match?.[0].length ?? 0;
}
