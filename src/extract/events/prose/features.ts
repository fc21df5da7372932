import { remembered } from '../../remembered.ts';
import { type Day, yearOf } from '../calendar-date.ts';
import type { Candidate } from './candidates.ts';
import { CUES, cueReader } from './cue-reader.ts';
import { anyOf, fold, wordPattern } from './fold.ts';
import type { Cue, EventLanguage } from './language.ts';
import type { Passage } from './passages.ts';
import { perLanguage } from './per-language.ts';

/** What speaks for or against a day's being an event's: names of signs, as in the table of weights. */
export type Signs = ReadonlySet<string>;

/** The names of a cue's signs, which are dear to put together for every day anew. */
interface CueSigns {
  readonly near: string;
  readonly inSentence: string;
  /** Null where a heading, or a title, does not tell it of what stands under it. */
  readonly inHeading: string | null;
  readonly inTitle: string | null;
}

interface Patterns {
  readonly limit: RegExp;
  readonly on: RegExp;
  readonly when: RegExp;
  readonly labelled: RegExp;
  readonly recap: RegExp;
  readonly month: RegExp;
}

const patternsOf = perLanguage((language): Patterns => {
  const { limits, on, articles, months, weekdays, labels, recaps } = language;
  const article = `(?:(?:${anyOf([...articles, ...weekdays.flat()])})(?:\\s+|,\\s*|(?<=')))*`;
  return {
    limit: new RegExp(`(?<![a-z])(?:${anyOf(limits)})\\s*:?\\s*${article}$`),
    on: new RegExp(`(?<![a-z])(?:${anyOf(on)})\\s*${article}$`),
    when: new RegExp(`^(?:\\W*)(?:${anyOf(labels.when)})(?![a-z])\\s*[:?|-]?`),
    labelled: new RegExp(`(?<![a-z])(?:${anyOf(labels.when)})\\s*:\\s*${article}$`),
    recap: wordPattern(recaps),
    month: wordPattern(months.flat()),
  };
});

/** The cues that tell something of all that stands under a heading, or under a title. */
const OF_HEADINGS: ReadonlySet<Cue> = new Set(['occasion', 'closing', 'release']);
const OF_TITLES: ReadonlySet<Cue> = new Set(['occasion', 'happens', 'closing', 'release', 'office']);

const CUE_SIGNS: ReadonlyMap<Cue, CueSigns> = new Map(
  CUES.map((cue) => [
    cue,
    {
      near: `${cue} near`,
      inSentence: `${cue} in sentence`,
      inHeading: OF_HEADINGS.has(cue) ? `${cue} in heading` : null,
      inTitle: OF_TITLES.has(cue) ? `${cue} in title` : null,
    },
  ]),
);

const NEAR_DAYS: ReadonlySet<string> = new Set(['weekday', 'today', 'tomorrow']);

/** How many characters around a day are said of it rather than of something else in its sentence. */
const NEAR = 60;

/** Tells the signs of a day named in an entry. */
export type SignReader = (candidate: Candidate) => Signs;

/**
 * Reads the signs of the days named in one entry, written on `today`. A title is that of all of them, a heading that of
 * many: which cues they hold is looked up once.
 */
export function signReader(language: EventLanguage, today: Day): SignReader {
  const patterns = patternsOf(language);
  const cuesOf = remembered(cueReader(language));
  const titleOf = remembered((title) => readTitle(title, patterns, cuesOf));
  return (candidate) => {
    const signs = new Set<string>();
    const add = (sign: string, holds: boolean) => holds && signs.add(sign);
    addManner(candidate, today, cuesOf, add);
    addPosition(candidate, patterns, add);
    addCues(candidate, cuesOf, add);
    addHeading(candidate, cuesOf, add);
    addNames(candidate, patterns, add);
    addTitle(candidate, titleOf, add);
    return signs;
  };
}

/** The cues in a folded text. */
type CueReader = (text: string) => readonly Cue[];

type Add = (sign: string, holds: boolean) => void;

function addManner(candidate: Candidate, today: Day, cuesOf: CueReader, add: Add): void {
  const { mention, passage } = candidate;
  // Weekdays that have begun, "from Tuesday to Thursday" on a Wednesday, are as often those of a report.
  const ahead = NEAR_DAYS.has(mention.said) ? Math.max(mention.day - today, 0) : mention.day - today;
  add(`said as ${mention.said}`, true);
  add('weekday said', mention.hasWeekday && mention.said !== 'weekday');
  // "On Saturday and Sunday" is said of much; from one weekday to another, of events.
  add('range', mention.lastDay !== null && !(mention.isList && mention.said === 'weekday'));
  add('time said', passage.times.length > 0);
  add(
    'near day with a time',
    NEAR_DAYS.has(mention.said) && (passage.times.length > 0 || isTimedBelow(candidate, cuesOf)),
  );
  add('day of writing', ahead === 0);
  add('day of writing without a time', ahead === 0 && passage.times.length === 0);
  add('within a week', ahead > 0 && ahead <= 7);
  add('within a month', ahead > 7 && ahead <= 31);
  add('months ahead', ahead > 100 && ahead <= 200);
  add('far ahead', ahead > 200);
}

/** How many blocks below a title the time of the day that it names may be told. */
const BELOW = 4;

/** Whether the text under a title that names a day goes on with an hour, and not with one at which something was. */
function isTimedBelow({ passage, around }: Candidate, cuesOf: CueReader): boolean {
  if (passage.role !== 'title') return false;
  const telling = around().find(({ block, times, days }) => block > 0 && (times.length > 0 || days.length > 0));
  if (telling === undefined || telling.days.length > 0 || telling.block > BELOW) return false;
  return !cuesOf(telling.folded).includes('past');
}

function addPosition(
  { mention, passage, before, after, near, isAmongMany }: Candidate,
  patterns: Patterns,
  add: Add,
): void {
  const { role, folded, block, sentence } = passage;
  add(`in ${role}`, role !== 'paragraph');
  add('at the start', role !== 'title' && !/\w/.test(folded.slice(0, mention.from)));
  add('alone', role !== 'title' && folded.length - (mention.to - mention.from) < 12);
  add('in brackets', /[([]\s*$/.test(before));
  add('early', role !== 'title' && block <= 2);
  add(
    'said again',
    near.some((other) => other !== passage && other.days.some(({ day }) => day === mention.day)),
  );
  add('among many', isAmongMany);
  add(
    'labelled as when',
    patterns.when.test(folded) || patterns.labelled.test(before) || isUnderLabel(passage, near, patterns.when),
  );
  add('limit before', patterns.limit.test(before));
  add('on before', patterns.on.test(before));
  add('first sentence', sentence === 0);
  add('at the end', role !== 'title' && !/\w/.test(after));
}

/** Whether the block before holds nothing but such a label. */
function isUnderLabel({ block, sentence }: Passage, near: readonly Passage[], label: RegExp): boolean {
  const above = near.findLast((other) => other.block < block);
  return sentence === 0 && above !== undefined && above.folded.length < 30 && label.test(above.folded);
}

function addCues({ passage, before, after }: Candidate, cuesOf: CueReader, add: Add): void {
  const around = cuesOf(`${before.slice(-NEAR)} · ${after.slice(0, NEAR)}`);
  const inSentence = cuesOf(passage.folded);
  for (const [cue, names] of CUE_SIGNS) {
    if (around.includes(cue)) add(names.near, true);
    else add(names.inSentence, inSentence.includes(cue));
  }
}

function addHeading({ passage }: Candidate, cuesOf: CueReader, add: Add): void {
  if (passage.heading === '') return;
  for (const cue of cuesOf(fold(passage.heading))) {
    const sign = CUE_SIGNS.get(cue)?.inHeading;
    if (sign) add(sign, true);
  }
}

/** Whether something is named as events are: "PyCon", "EuroPython 2023" when the day is of that year. */
function addNames({ mention, passage }: Candidate, { month }: Patterns, add: Add): void {
  const year = String(yearOf(mention.day));
  const names = passage.text.includes(year) ? (passage.text.match(/\p{Lu}[\p{L}.’'-]+ (?:19|20)\d\d/gu) ?? []) : [];
  add(
    'named with its year',
    names.some((name) => name.endsWith(year) && !month.test(fold(name))),
  );
  add('named as events are', /(?<=\p{L})(?:Con|CON|Conf|CONF|Camp|Fest|Days|Fair)(?!\p{L})/u.test(passage.text));
}

/** What a folded title tells of every day of its entry. */
interface Title {
  readonly signs: readonly string[];
  readonly isRecap: boolean;
  /** Its words of four letters or more. */
  readonly words: ReadonlySet<string>;
}

function readTitle(title: string, { recap }: Patterns, cuesOf: CueReader): Title {
  return {
    signs: cuesOf(title).flatMap((cue) => CUE_SIGNS.get(cue)?.inTitle ?? []),
    isRecap: recap.test(title),
    words: new Set(title.match(LONG_WORD)),
  };
}

const LONG_WORD = /[a-z]{4,}/g;

function addTitle({ passage, near }: Candidate, titleOf: (title: string) => Title, add: Add): void {
  const { signs, isRecap, words } = titleOf(near[0]?.role === 'title' ? near[0].folded : '');
  for (const sign of signs) add(sign, true);
  add('recap in title', isRecap);
  add('title echoed', passage.role !== 'title' && sharesWords(words, passage.folded));
}

/** Whether two of those words are in a sentence, or the only one. */
function sharesWords(words: ReadonlySet<string>, sentence: string): boolean {
  if (words.size === 0) return false;
  const shared = new Set(sentence.match(LONG_WORD)?.filter((word) => words.has(word)));
  return shared.size >= Math.min(2, words.size);
}
