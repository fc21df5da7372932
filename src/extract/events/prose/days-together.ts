import type { DayMention, Span } from './days.ts';
import { anyOf, wordPattern } from './fold.ts';
import type { EventLanguage } from './language.ts';
import { perLanguage } from './per-language.ts';

/** How two days named one after the other belong together: first and last, listed, or the first changed for the second. */
export type Link = 'until' | 'and' | 'moved';

/** How far around two days what makes them more than a range is looked for. */
const AROUND = 80;

/** The link and the hour of the first day are no longer. */
const MOST_BETWEEN = 40;

/** A longer one that names weekdays only is none. */
const LONGEST = 14;

/** What links two days, both named without a month; null where something else stands between them. */
export function linkOf(one: Span, other: Span, folded: string, language: EventLanguage): Link | null {
  if (other.from - one.to > MOST_BETWEEN) return null;
  const { link, goesOn, moved } = patternsOf(language);
  const { until, dash, movedTo, and, sign, comma } = link.exec(folded.slice(one.to, other.from))?.groups ?? {};
  if ((and ?? sign) !== undefined) return 'and';
  // "On Friday, Saturday is …" lists no days.
  if (comma !== undefined) return goesOn.test(folded.slice(other.to, other.to + MOST_BETWEEN)) ? 'and' : null;
  if ((until ?? dash ?? movedTo) === undefined) return null;
  if (moved.test(around(one, other, folded))) return 'moved';
  return (until ?? dash) === undefined ? null : 'until';
}

/** Whether it is said around two days that something is open, whose hours they then are. */
export function isSaidOpen(one: Span, other: Span, folded: string, language: EventLanguage): boolean {
  return patternsOf(language).open.test(around(one, other, folded));
}

/** What is said around them in their sentence. */
function around({ from }: Span, { to }: Span, folded: string): string {
  const [before = ''] = folded
    .slice(Math.max(0, from - AROUND), from)
    .split(SENTENCE_END)
    .slice(-1);
  const [after = ''] = folded.slice(to, to + AROUND).split(SENTENCE_END);
  return `${before} ${after}`;
}

const SENTENCE_END = /[.!?]\s/;

/** Days in order, those that are linked made one: "from Friday to Sunday", "on Saturday and Sunday". */
export function inRows(days: readonly DayMention[], folded: string, language: EventLanguage): readonly DayMention[] {
  if (days.length < 2 || !days.some(isNear)) return days;
  const rows: DayMention[] = [];
  let linked: DayMention[] = [];
  for (const day of days) {
    const last = linked.at(-1);
    const link = last && isNear(last) && isNear(day) ? linkOf(last, day, folded, language) : null;
    if (link === null) {
      rows.push(...atOnePlace(linked));
      linked = [day];
    } else linked = extended(linked, day, link);
  }
  return [...rows, ...atOnePlace(linked)];
}

function isNear({ said }: DayMention): boolean {
  return said === 'weekday' || said === 'today' || said === 'tomorrow';
}

/** What is said behind the last of several days is said of all. */
function atOnePlace(linked: readonly DayMention[]): readonly DayMention[] {
  if (linked.length < 2) return linked;
  const [first, last] = [linked[0], linked.at(-1)];
  return first && last ? linked.map((day) => ({ ...day, from: first.from, to: last.to })) : [];
}

/** Linked days with one more; in a row they are one mention. */
function extended(linked: readonly DayMention[], day: DayMention, link: Link): DayMention[] {
  const last = linked.at(-1);
  if (last === undefined || link === 'moved') return [day];
  const row = rowOf(last, day, link);
  return row === null ? [...linked, day] : [...linked.slice(0, -1), row];
}

function rowOf(first: DayMention, next: DayMention, link: Link): DayMention | null {
  if (next.day === first.day) return { ...first, to: next.to, part: first.part ?? next.part };
  const row = { ...first, to: next.to, lastDay: next.day };
  if (link === 'and') return next.day === (first.lastDay ?? first.day) + 1 ? { ...row, isList: true } : null;
  const length = next.day - first.day;
  return first.lastDay === null && length > 0 && length < LONGEST ? row : null;
}

interface Patterns {
  /** All that may stand between linked days, with a group for how they are. */
  readonly link: RegExp;
  /** What stands behind a day of a list that is not its last. */
  readonly goesOn: RegExp;
  readonly open: RegExp;
  readonly moved: RegExp;
}

const patternsOf = perLanguage(({ until, and, articles, on, times, open, moved, movedTo }: EventLanguage): Patterns => {
  const half = ['[ap]\\.?m\\.?', ...times.after];
  const before = anyOf(['at', '@', ...times.before]);
  const hour = `(?:,?\\s+(?:(?:${before})\\s*)?\\d{1,2}(?:[:.h]\\d{2})?\\s*(?:${anyOf(half)})?,?)?`;
  const article = `(?:(?:${anyOf([...articles, ...on])})(?:\\s+|(?<=')))?`;
  const range = `\\s+(?:(?<until>${anyOf(until)})|(?<movedTo>${anyOf(movedTo)}))\\s+|\\s*(?<dash>-)\\s*`;
  const list = `\\s+(?<and>${anyOf(and)})\\s+|\\s*(?:(?<sign>[/&+])|(?<comma>,))\\s*`;
  return {
    link: new RegExp(`^(?:${hour}(?:${range})|${list})${article}$`),
    goesOn: new RegExp(`^\\s*(?:,|(?:${anyOf(and)})\\s)`),
    open: wordPattern(open),
    moved: wordPattern(moved),
  };
});
