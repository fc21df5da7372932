import type { Duration } from '../model.ts';
import { hostOf } from './duplicates/canonical-link.ts';
import { labelsOf, type Opening, openingsOf, withoutLabels } from './series/heads.ts';
import { LAST } from './series/numbers.ts';
import { type Part, type PartKind, readPart, type SeriesEntry } from './series/part.ts';
import { beginsUnnumbered, sureSeries } from './series/sure.ts';
import { isSameTopic, namingWords, sharedTopic, type Topics, topicWords } from './series/topic.ts';

export type { SeriesEntry } from './series/part.ts';

/** Entries that tell one story in parts. */
export interface Series {
  /** What the parts' titles share: "linux.conf.au in Perth"; where they share nothing, the first part's own title. */
  readonly title: string;
  /** Whether its title is shared, and so names the later parts as well. */
  readonly named: boolean;
  /** The entries' ids in the order of the parts, those of earlier editions included. */
  readonly parts: readonly number[];
  /** Whether it began before: a part was in an earlier edition, or the first that is known is not the first by its number. */
  readonly continued: boolean;
  /** Whether it is a column without an end ("Week 47", "#12"), whose issues are told as one only where they meet. */
  readonly periodical: boolean;
  /** How the parts are numbered, in words: `4 parts counted by day`. */
  readonly reason: string;
}

const DAY = 86_400_000;

/** How long after one part the next may come. */
const LONGEST_GAP: Record<PartKind, Duration> = {
  day: 14 * DAY,
  part: 60 * DAY,
  fraction: 60 * DAY,
  apart: 60 * DAY,
  week: 21 * DAY,
  issue: 21 * DAY,
  hash: 21 * DAY,
  bare: 21 * DAY,
  roman: 60 * DAY,
};
/** The same for parts whose titles share nothing but the way they are numbered. */
const UNNAMED_GAP = 10 * DAY;
/** Where numbers begin anew after such a time, so does the story. */
const RESTART_GAP = 7 * DAY;

const COUNTED: Record<PartKind, string> = {
  day: 'counted by day',
  part: 'numbered as such',
  fraction: 'numbered as such',
  apart: 'whose titles count on',
  week: 'counted by week',
  issue: 'counted as issues',
  hash: 'whose titles count on',
  bare: 'whose titles count on',
  roman: 'in Roman numerals',
};

/** With how many of the latest runs that begin with one word a part is compared. */
const RUNS_COMPARED = 8;

/** With how many of a run's latest parts one is compared that may be of another story told at the same time. */
const LATEST_COMPARED = 16;

/** Authors number parts of one story now in words and now in brackets. */
const PARTS: readonly PartKind[] = ['part', 'fraction', 'apart'];

const PERIODICAL: readonly PartKind[] = ['week', 'issue', 'hash'];

/** Parts that follow each other, at least one. */
type Run = [Part, ...Part[]];

/**
 * The series among entries, each from one source: parts numbered alike, near in time, whose titles share a topic or are
 * nothing but numbers and subtitles that follow each other. Entries of earlier editions are to be given too, so that a
 * series is known to go on; of a story in several sources, only the original. Ordered by first part.
 */
export function tellSeries(entries: readonly SeriesEntry[]): Series[] {
  const bySource = Map.groupBy(entries, ({ sourceUrl, url }) => `${sourceUrl} ${hostOf(url ?? '')}`);
  return [...bySource.values()].flatMap(seriesOf).sort((a, b) => (a.parts[0] ?? 0) - (b.parts[0] ?? 0));
}

function seriesOf(entries: readonly SeriesEntry[]): Series[] {
  const read = entries.map((entry) => ({ entry, part: readPart(entry.title) }));
  if (read.every(({ part }) => part === null)) return [];
  const labels = labelsOf(read.flatMap(({ entry, part }) => (part === null ? [entry] : [])));
  const parts = read.flatMap(({ entry, part }) =>
    part === null ? [] : [{ ...part, topics: withoutLabels(part.topics, labels, entry), entry }],
  );
  const byTitle = Map.groupBy(
    read.flatMap(({ entry, part }) => openingsOf(entry, part !== null, labels)),
    ({ title }) => title,
  );
  return runsOf(parts.sort(byDate))
    .map((run) => withUnnumberedFirst(run.toSorted(byNumber), byTitle))
    .flatMap(sureSeries)
    .filter((run) => run.length > 1)
    .map(toSeries);
}

/** Each part goes to the run whose last part it follows, the surest, likest and latest of them; else it begins one. */
function runsOf(parts: readonly Part[]): Run[] {
  const runs: Run[] = [];
  const byKey = new Map<string, Run[]>();
  for (const part of parts) {
    const known = new Set(keysOf(part).flatMap((key) => byKey.get(key)?.slice(-RUNS_COMPARED) ?? []));
    const [nearest] = [...known]
      .reverse()
      .map((run) => ({ run, near: nearness(run, part) }))
      .filter(({ near }) => near > 0)
      .sort((a, b) => b.near - a.near || likeness(b.run, part) - likeness(a.run, part));
    if (nearest !== undefined) nearest.run.push(part);
    else runs.push(open(byKey, part));
  }
  return runs;
}

function open(byKey: Map<string, Run[]>, part: Part): Run {
  const run: Run = [part];
  for (const key of keysOf(part)) {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [run]);
    else known.push(run);
  }
  return run;
}

/**
 * What two parts of one series have in common at least: the kind, or one that may stand for it, and the first word of a
 * topic or no topic.
 */
function keysOf({ kind, topics }: Part): string[] {
  const words = [topics.own, ...topics.others].map((topic) => namingWords(topic)[0] ?? '');
  const keys = new Set(topics.own === '' ? [...words, ''] : words);
  return [...keys].map((word) => `${PARTS.includes(kind) ? 'part' : kind} ${word}`);
}

/** 2 where a part follows a run's last one by its topic, 1 where it does by its number alone, else 0. */
function nearness(run: Run, part: Part): 0 | 1 | 2 {
  const last = run.at(-1) ?? run[0];
  const gap = part.entry.published - last.entry.published;
  const isRestart = gap > RESTART_GAP && run.some(({ number }) => number >= part.number);
  const isOther = last.total !== null && part.total !== null && last.total !== part.total;
  if (gap > LONGEST_GAP[part.kind] || isRestart || isOther || isTooFar(last, part, gap)) return 0;
  if (run.slice(-LATEST_COMPARED).some((before) => isBeside(before, part))) return 0;
  const relation = relate(last.topics, part.topics);
  const isNext = part.number === last.number + 1 || (part.number === LAST && last.number !== LAST);
  if (last.kind !== part.kind) return relation === 'named' && isNext ? 1 : 0;
  if (relation === 'named') return 2;
  return relation === 'hinted' && isNext && gap <= UNNAMED_GAP && !areByOthers(last, part) ? 1 : 0;
}

/** Two that have one number are of two stories told side by side, where they are by others or a column has but one of it. */
function isBeside(before: Part, part: Part): boolean {
  if (before.number !== part.number) return false;
  return areByOthers(before, part) || (PERIODICAL.includes(part.kind) && before.entry.title !== part.entry.title);
}

function areByOthers(a: Part, b: Part): boolean {
  const names = namesOf(a);
  return names.length > 0 && namesOf(b).length > 0 && !namesOf(b).some((name) => names.includes(name));
}

function namesOf({ entry }: Part): string[] {
  return entry.authors.map(({ name }) => name.toLowerCase());
}

/** What besides the topic speaks for a part going on with a run: its authors, and what else the titles have in common. */
function likeness(run: Run, part: Part): number {
  const last = run.at(-1) ?? run[0];
  const shared = part.topics.others.filter((piece) => last.topics.others.some((other) => isSameTopic(piece, other)));
  return shared.length - Number(areByOthers(last, part));
}

/** A column has not had more issues than days: other numbers are not of its issues. */
function isTooFar(last: Part, part: Part, gap: Duration): boolean {
  return PERIODICAL.includes(part.kind) && Math.abs(part.number - last.number) > 1 + gap / DAY;
}

/** Whether two titles name one series, or may do so: share but a word, or have none but numbers and subtitles. */
function relate(a: Topics, b: Topics): 'named' | 'hinted' | 'none' {
  if (sharedTopic(a.own, b.own) !== null) return 'named';
  const shared = [a.own, ...a.others].filter((topic) =>
    [b.own, ...b.others].some((other) => isSameTopic(topic, other)),
  );
  if (shared.some((topic) => topicWords(topic).length > 1)) return 'named';
  // Where each is a part of something else, "Review" or "Recipe" before both makes them none of one.
  const areOfOne = [a.own, b.own].some((own) => own === '' || shared.some((topic) => isSameTopic(topic, own)));
  return (shared.length > 0 && areOfOne) || (a.own === '' && b.own === '') ? 'hinted' : 'none';
}

/**
 * A first part is often not numbered: its title, or what is before its subtitle, is all that stands before the number of the
 * second, or of the last of two.
 */
function withUnnumberedFirst(
  parts: readonly Part[],
  byTitle: ReadonlyMap<string, readonly Opening[]>,
): readonly Part[] {
  const [first] = parts;
  if (first === undefined || ![2, LAST].includes(first.number) || first.topics.lead === '') return parts;
  const [latest] = (byTitle.get(topicWords(first.topics.lead).join(' ')) ?? [])
    .filter(({ entry }) => {
      const gap = first.entry.published - entry.published;
      return gap >= 0 && gap <= LONGEST_GAP[first.kind];
    })
    .sort((a, b) => b.entry.published - a.entry.published || b.entry.id - a.entry.id);
  return latest === undefined ? parts : [{ ...first, number: 1, entry: latest.entry }, ...parts];
}

function toSeries(parts: readonly Part[]): Series {
  const kind = parts[0]?.kind ?? 'part';
  const shared = sharedTitle(parts);
  return {
    title: shared ?? parts[0]?.entry.title ?? '',
    named: shared !== undefined,
    parts: parts.map(({ entry }) => entry.id),
    continued: parts.some(({ entry }) => entry.edition !== null) || (parts[0]?.number ?? 1) > 1,
    periodical: PERIODICAL.includes(kind) || (kind === 'bare' && !beginsUnnumbered(parts)),
    reason: `${parts.length} parts ${COUNTED[kind]}`,
  };
}

/**
 * The topic that most parts name, the longest of those named as often; else, or where that is but a word, a piece that
 * all titles have in one place.
 */
function sharedTitle(parts: readonly Part[]): string | undefined {
  const named = parts.map(({ topics }) => topics.own).filter((own) => own !== '');
  const most = mostFrequent(named);
  const common = commonPiece(parts);
  const isOfAll = most !== undefined && named.every((own) => sharedTopic(own, most) !== null);
  if (isOfAll && (topicWords(most).length > 1 || topicWords(common ?? '').length < 2)) return most;
  return common ?? most;
}

function commonPiece(parts: readonly Part[]): string | undefined {
  return [0, -1]
    .map((place) => parts.map(({ topics }) => topics.others.at(place) ?? ''))
    .find(([piece = '', ...pieces]) => pieces.every((other) => isSameTopic(piece, other)))?.[0];
}

function mostFrequent(names: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(names, (name) => name.toLowerCase()).values()];
  return counts.sort((a, b) => b.length - a.length || (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0]?.[0];
}

function byDate(a: Part, b: Part): number {
  return a.entry.published - b.entry.published || compareNumbers(a, b) || a.entry.id - b.entry.id;
}

function byNumber(a: Part, b: Part): number {
  return compareNumbers(a, b) || byDate(a, b);
}

/** Not by difference: that of two last parts is no number. */
function compareNumbers(a: Part, b: Part): number {
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
