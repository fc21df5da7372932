import type { Block } from '../../reading.ts';
import type { Role } from '../../roles.ts';
import { endOfSentence } from '../../sentences.ts';
import { onWeekday, weekdayOf } from '../calendar-date.ts';
import { type DayHint, dayHint } from './day-hint.ts';
import type { DayMention, Span, Writing } from './days.ts';
import { blank, findDays } from './days.ts';
import { fold } from './fold.ts';
import type { EventLanguage } from './language.ts';
import { withoutOpeningHours } from './opening-hours.ts';
import type { TimeMention } from './times.ts';
import { besideParts, findTimes } from './times.ts';

/** A sentence, or a line that is none, with the days and times it names; positions are its own. */
export interface Passage {
  readonly text: string;
  readonly folded: string;
  readonly role: Role | 'title';
  /** The heading it stands under; empty where there is none. */
  readonly heading: string;
  /** Which block it is of, the title being the first, and which sentence of that. */
  readonly block: number;
  readonly sentence: number;
  readonly days: readonly DayMention[];
  readonly times: readonly TimeMention[];
}

/** Roles that are not read for events: code and its like, and what others wrote. */
const UNREAD: ReadonlySet<Role> = new Set(['code', 'quote']);

/** How many blocks from a day something may be said of it. */
const REACH = 8;

/** What is read of a block; what is longer is no paragraph that a person wrote. */
const LONGEST_LINE = 4000;

/** The title, or a block that is read, as a whole. */
export interface Line extends Pick<Passage, 'text' | 'role' | 'heading' | 'block'> {
  /** By what it may name a day; null where by nothing: most lines do not, and cost no more. */
  readonly hint: DayHint | null;
}

/** An entry's title and blocks as they are looked through for days. */
export function readLines(title: string, blocks: readonly Block[], language: EventLanguage): Line[] {
  const hintIn = dayHint(language);
  const lines: Line[] = [];
  let heading = '';
  const add = (text: string, role: Passage['role'], block: number): void => {
    const plain = withoutMarks(text.slice(0, LONGEST_LINE));
    lines.push({ text: plain, role, heading, block, hint: hintIn(plain) });
    if (role === 'heading') heading = plain;
  };
  add(title, 'title', 0);
  for (const [at, { text, role }] of blocks.entries()) if (!UNREAD.has(role)) add(text, role, at + 1);
  return lines;
}

/** What is read of an entry's text around the days that it names. */
export interface Passages {
  /** The title, the lines that name days, and what stands right above them: sentence by sentence, with the days and times in each. */
  readonly telling: readonly Passage[];
  /** These and the lines around them. Most days are no event's, and nobody asks what is said around. */
  around(): readonly Passage[];
}

/** Reads lines sentence by sentence around the days they name; none where no day is named that is not over. */
export function readPassages(lines: readonly Line[], writing: Writing): Passages {
  const named = lines.map((line) => daysOf(line, writing));
  const isAhead = named.some((days) => days.some(({ day, lastDay }) => (lastDay ?? day) >= writing.today));
  if (!isAhead) return { telling: NO_PASSAGES, around: () => NO_PASSAGES };
  const days = withoutOpeningHours(lines, named, writing.language);
  const isDated = (at: number) => (days[at] ?? NO_DAYS).length > 0;
  const telling = duringRanges(
    lines.flatMap((line, at) => {
      const isTelling = line.role === 'title' || isDated(at) || isDated(at + 1);
      return isTelling ? passagesOf(line, days[at] ?? NO_DAYS, writing) : NO_PASSAGES;
    }),
  );
  let around: readonly Passage[] | null = null;
  return {
    telling,
    around() {
      around ??= withNear(lines, telling, writing);
      return around;
    },
  };
}

const NO_DAYS: readonly DayMention[] = [];
const NO_PASSAGES: readonly Passage[] = [];

/** Passages with those of the lines that are near one of them that names a day. */
function withNear(lines: readonly Line[], telling: readonly Passage[], writing: Writing): Passage[] {
  const byBlock = Map.groupBy(telling, ({ block }) => block);
  const dated = new Set(telling.flatMap(({ block, days }) => (days.length > 0 ? block : [])));
  const isNear = ({ block }: Line) => block === 0 || [...dated].some((day) => Math.abs(day - block) <= REACH);
  return lines.flatMap((line) =>
    isNear(line) ? (byBlock.get(line.block) ?? passagesOf(line, NO_DAYS, writing)) : NO_PASSAGES,
  );
}

function daysOf({ text, hint }: Line, writing: Writing): readonly DayMention[] {
  return hint === null ? NO_DAYS : findDays(text, fold(text), hint, writing);
}

/** How many blocks on a range is still what is talked of. */
const RANGE_HOLDS = 2;

/** Bare weekdays after a range ("from July 17 to 23. On Thursday …") are days of it. */
function duringRanges(passages: readonly Passage[]): Passage[] {
  let range: DayMention | undefined;
  let since = 0;
  return passages.map((passage) => {
    if (passage.days.length === 0) return passage;
    if (passage.block - since > RANGE_HOLDS) range = undefined;
    const days = passage.days.map((mention) => {
      const isBare = mention.said === 'weekday';
      if (mention.lastDay !== null && !(isBare && range)) {
        range = mention;
        since = passage.block;
      }
      return isBare && range ? movedInto(mention, range) : mention;
    });
    return { ...passage, days };
  });
}

function movedInto(mention: DayMention, { day, lastDay }: DayMention): DayMention {
  const moved = onWeekday(day, weekdayOf(mention.day));
  if (lastDay === null || moved > lastDay) return mention;
  const lastMoved = mention.lastDay && mention.lastDay + moved - mention.day;
  return { ...mention, day: moved, lastDay: lastMoved };
}

/** Signs of Markdown that a converter left. */
function withoutMarks(text: string): string {
  if (!text.includes('*') && !text.includes('_')) return text;
  return text.replace(/\*\*|__|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '').trim();
}

function passagesOf(line: Line, days: readonly DayMention[], { language }: Writing): Passage[] {
  const { text, role, heading, block } = line;
  const folded = fold(text);
  const times = /\d|noon|mid/.test(folded) ? findTimes(blank(folded, lastNumbers(days, folded)), language) : [];
  return sentencesAround(text, [...days, ...times], language.code).map(({ from, to }, sentence) => {
    const said = { text: text.slice(from, to), folded: folded.slice(from, to), days: within(days, from, to) };
    const hours = besideParts(within(times, from, to), said.days, said.folded, language);
    return { ...said, role, heading, block, sentence, times: hours };
  });
}

/** The numbers that days end with, which begin no span of hours: the 12 of "samedi 12 à 14h". */
function lastNumbers(days: readonly DayMention[], folded: string): Span[] {
  return days.flatMap(({ from, to }) => {
    const number = /\d+$/.exec(folded.slice(from, to));
    return number === null ? [] : { from: from + number.index, to };
  });
}

/** The text's sentences, none ending inside one of the spans: "14. April" is one date. */
function sentencesAround(text: string, spans: readonly Span[], language: string): Span[] {
  const sentences: Span[] = [];
  let from = 0;
  let to = 0;
  while (to < text.length) {
    to = endOfSentence(text, to, language);
    if (spans.some((span) => span.from < to && to < span.to)) continue;
    sentences.push({ from, to });
    from = to;
  }
  return from < to ? [...sentences, { from, to }] : sentences;
}

function within<T extends Span>(spans: readonly T[], from: number, to: number): readonly T[] {
  if (spans.length === 0) return spans;
  return spans
    .filter((span) => span.from >= from && span.to <= to)
    .map((span) => ({ ...span, from: span.from - from, to: span.to - from }));
}
