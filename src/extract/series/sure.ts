import type { Duration } from '../../model.ts';
import { LAST } from './numbers.ts';
import { type Part, type PartKind, readPart, type SeriesEntry } from './part.ts';
import { isSameTopic } from './topic.ts';

/** Columns that come out regularly are known by a word of their name, where only a bare number counts them. */
const COLUMN =
  /week|news|notes|links|digest|journal|podcast|round-?up|recap|update|bulletin|diary|log ?book|devlog|chronicle|chronique|carnet|tagebuch|dagboek|diario|revue|semaine|nouvelles|veille|lettre|woche|nachrichten|rundschau|semana|noticias|bolet[ií]n|resumen|settimana|notizie|nieuws/iu;
/** "Post 12", "Entry #12", "Release notes 12": a count of posts or of versions, with no story or column to it. */
const MERE_COUNT =
  /(?:^|\s)(?:posts?|entry|entries|items?|articles?|title|story|stories|tests?|examples?|samples?|events?|headlines?|messages?|photos?|images?|release notes|billets?|beitrag|eintrag|artikel|entrada|art[ií]culo|articolo)$|^(?:news|notes?|updates?|reports?|links?)$/iu;
/** "Fixing issue #12", "Merge PR #12": what is numbered is a ticket, and the post none of its issues. */
const TICKET =
  /(?:^|\s)(?:fix(?:e[sd]|ing)?|clos(?:e[sd]?|ing)|resolv(?:e[sd]?|ing)|merg(?:e[sd]?|ing)|see|bugs?|issues?|tickets?|prs?|mr|pull requests?|merge requests?|commits?)$/iu;
const DAY = 86_400_000;
const SHORTEST_COLUMN_GAP = 0.8 * DAY;
/** What marks are out of. */
const MARKS: ReadonlySet<number | null> = new Set([5, 6, 10, 20]);
/** How far from its post a day lies that the title names without its year. */
const NEAR = 60 * DAY;

/** What of parts that are numbered in one way is a series for sure; each kind of number has its own doubts. */
const SURE: Record<PartKind, (parts: readonly Part[]) => (readonly Part[])[]> = {
  day: (parts) => (isCounted(parts) && !areFirstAndLast(parts) ? [parts] : []),
  part: (parts) => (isCounted(parts) ? [parts] : []),
  fraction: fractions,
  // A number in brackets may be a mark or a count, but not where it counts on under the same words.
  apart: (parts) => consecutive(parts).filter((run) => isOneSubject(run) && !run.every(isMereCount)),
  week: (parts) => (isCounted(parts) ? [parts] : []),
  issue: (parts) => (isCounted(parts) && !parts.every(isTicket) ? [parts] : []),
  hash: (parts) => (isColumn(parts) && !parts.every(isTicket) ? [parts] : []),
  // A number without a word is a version or a count more often than a part.
  bare: (parts) =>
    consecutive(parts).filter(
      (run) => beginsUnnumbered(run) || (isColumn(run) && (run.every(isNamedColumn) || isCountedOff(run))),
    ),
  roman: (parts) => (parts[0]?.number === 1 ? [parts] : []),
};

/** Those of the parts, in order of their numbers, that are series for sure. */
export function sureSeries(parts: readonly Part[]): (readonly Part[])[] {
  const [first] = parts;
  return first === undefined ? [] : SURE[first.kind](parts);
}

/** Whether the first part is not numbered itself. */
export function beginsUnnumbered([first]: readonly Part[]): boolean {
  return first !== undefined && readPart(first.entry.title) === null;
}

/**
 * "3/5" is a mark and "3/12" a date as well as a part of several. Parts are those under the same words that begin with
 * the first, are three or more that count on, or two that can be neither; and under other words those that are all there.
 */
function fractions(parts: readonly Part[]): (readonly Part[])[] {
  const isOne = isOneSubject(parts);
  const runs = isOne && beginsAtFirst(parts) ? [parts] : consecutive(parts);
  const isSure = (run: readonly Part[]) =>
    isOne
      ? beginsAtFirst(run) || run.length > 2 || !run.some(mayBeOther)
      : beginsAtFirst(run) && run.at(-1)?.number === run.at(-1)?.total;
  return runs.filter((run) => isSure(run) && !run.every(isDated));
}

function beginsAtFirst([first]: readonly Part[]): boolean {
  return first !== undefined && first.number <= 1;
}

/** Whether "3/5" may be a mark, or "3/12" a day that the post is about. */
function mayBeOther({ number, total, entry }: Part): boolean {
  return MARKS.has(total) || datesWithin(NEAR, entry).some(([day, month]) => number === day && total === month);
}

/** Whether "24/11" is the day on which the post came out, or that before or after it, in another zone. */
function isDated({ number, total, entry }: Part): boolean {
  return datesWithin(DAY, entry).some(
    ([day, month]) => (number === day && total === month) || (number === month && total === day),
  );
}

/** The days and months of the dates that are no further from a post's than so long. */
function datesWithin(longest: Duration, { published }: SeriesEntry): [number, number][] {
  const days = Array.from({ length: 1 + (2 * longest) / DAY }, (_, at) => new Date(published - longest + at * DAY));
  return days.map((date) => [date.getUTCDate(), date.getUTCMonth() + 1]);
}

function isCounted(parts: readonly Part[]): boolean {
  return new Set(parts.map(({ number }) => number)).size > 1;
}

/** Of a job or of spring too there is a first and a last day; those of a meeting have one between that is numbered. */
function areFirstAndLast(parts: readonly Part[]): boolean {
  return parts.every(({ number }) => number === 1 || number === LAST);
}

function isOneSubject(parts: readonly Part[]): boolean {
  return parts.every(({ topics }) => isSameTopic(topics.own, parts[0]?.topics.own ?? ''));
}

function consecutive(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run !== undefined && part.number === (run.at(-1)?.number ?? 0) + 1) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

/** Whether numbered posts are issues of one column: not just counted as posts, and not several on a day. */
function isColumn(parts: readonly Part[]): boolean {
  const isSpaced = parts.slice(1).every((part, index) => {
    const gap = part.entry.published - (parts[index]?.entry.published ?? 0);
    return gap >= SHORTEST_COLUMN_GAP;
  });
  return isSpaced && !parts.some(isMereCount);
}

function isNamedColumn({ topics }: Part): boolean {
  return COLUMN.test(topics.lead);
}

/** From the first on, three or more, each with a subtitle: "Pillar 1: code", "Pillar 2: tests", "Pillar 3: tools". */
function isCountedOff(parts: readonly Part[]): boolean {
  const subtitles = parts.map(({ topics }) => topics.others.at(-1) ?? '');
  const isEachItsOwn = new Set(subtitles).size === parts.length && !subtitles.includes('');
  return beginsAtFirst(parts) && parts.length > 2 && isEachItsOwn;
}

function isMereCount({ topics }: Part): boolean {
  return MERE_COUNT.test(topics.lead);
}

function isTicket({ topics }: Part): boolean {
  return TICKET.test(topics.lead);
}
