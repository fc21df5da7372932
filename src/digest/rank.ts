import { noiseIn } from './noise.ts';
import type { Choice } from './selection.ts';

/** A choice with its place among all. */
export interface Ranked {
  readonly choice: Choice;
  /** What spoke for and against it, in words. */
  readonly reasons: readonly string[];
}

/** What counts besides the choices themselves. */
export interface RankOptions {
  /** How many posts there are room for. */
  readonly posts: number;
  /** How many other sources link to an entry, by its id. */
  readonly quotes: ReadonlyMap<number, number>;
}

interface Point {
  readonly points: number;
  readonly reason: string;
}

interface Scored extends Ranked {
  readonly score: number;
  readonly noise: boolean;
  /** Whether better ones of its source take up the source's share. */
  readonly beyondShare: boolean;
}

/** A post of so many words counts in full; beyond it length says nothing more. */
const LONG = 1200;
const LENGTH_POINTS = 3;
const PICTURE_POINTS = 1;
const RARITY_POINTS = 2;
const QUOTE_POINTS = 1.5;
const MOST_QUOTES = 3;
const SERIES_POINTS = 1;
const ORDER_POINTS = 0.5;

/** Each further post of one source counts so much of what it would alone, so that sources take turns. */
const NEXT_OF_SOURCE = 0.8;
const SMALLEST_SHARE = 2;

/**
 * The choices, best first: by length, picture, how rare its source is, how many quote or carry it, whether it is a
 * series, and the source's place in the lists. Those beyond their source's share come after all others, noise last.
 * Where nothing tells them apart, the newest first. The same whatever their order.
 */
export function rank(choices: readonly Choice[], options: RankOptions): Ranked[] {
  const bySource = Map.groupBy(choices, ({ candidate }) => candidate.entry.sourceUrl);
  const share = Math.max(SMALLEST_SHARE, Math.ceil(options.posts / Math.max(1, bySource.size)));
  const places = 1 + Math.max(0, ...choices.map(({ candidate }) => candidate.source.position));
  return [...bySource.values()]
    .flatMap((ofSource) =>
      withShare(ofSource.map((choice) => score(choice, ofSource.length, places, options)).sort(best), share),
    )
    .sort(best);
}

function best(a: Scored, b: Scored): number {
  const [one, other] = [a.choice.candidate.entry, b.choice.candidate.entry];
  return (
    Number(a.noise) - Number(b.noise) ||
    Number(a.beyondShare) - Number(b.beyondShare) ||
    b.score - a.score ||
    other.published - one.published ||
    one.id - other.id
  );
}

function score(choice: Choice, ofSource: number, places: number, { quotes }: RankOptions): Scored {
  const points = [
    forLength(choice),
    forPicture(choice),
    forRarity(ofSource),
    forQuotes(choice, quotes),
    forSeries(choice),
    forOrder(choice, places),
  ].filter((point) => point !== null);
  const noise = noiseIn(choice.candidate.entry);
  return {
    choice,
    score: points.reduce((sum, point) => sum + point.points, 0),
    noise: noise !== null,
    beyondShare: false,
    reasons: [...(noise === null ? [] : [noise]), ...points.map((point) => point.reason)],
  };
}

function withShare(ofSource: readonly Scored[], share: number): Scored[] {
  return ofSource.map((scored, before) => ({
    ...scored,
    score: scored.score * NEXT_OF_SOURCE ** before,
    beyondShare: before >= share,
    reasons:
      before >= share ? [...scored.reasons, `it is beyond its source's share of ${share} posts`] : scored.reasons,
  }));
}

function forLength({ candidate, series }: Choice): Point | null {
  const words = (series?.parts ?? [candidate]).reduce((sum, part) => sum + part.entry.words, 0);
  if (words === 0) return null;
  const points = LENGTH_POINTS * Math.min(1, Math.log2(1 + words / 100) / Math.log2(1 + LONG / 100));
  return { points, reason: `it has ${words.toLocaleString('en')} ${words === 1 ? 'word' : 'words'}` };
}

function forPicture({ candidate, series }: Choice): Point | null {
  const pictured = (series?.parts ?? [candidate]).some(({ entry }) => entry.image !== null);
  return pictured ? { points: PICTURE_POINTS, reason: 'it has a picture' } : null;
}

function forRarity(ofSource: number): Point {
  const reason = ofSource === 1 ? 'it is the only post of its source' : `its source has ${ofSource} posts`;
  return { points: RARITY_POINTS / ofSource, reason };
}

/** Who carries every part of a series is one source all the same. */
function forQuotes({ candidate, copies, series }: Choice, quotes: RankOptions['quotes']): Point | null {
  const carrying = new Set(copies.map(({ source }) => source.url));
  carrying.delete(candidate.source.url);
  const linking = (series?.parts ?? [candidate]).map(({ entry }) => quotes.get(entry.id) ?? 0);
  const others = Math.max(carrying.size, ...linking);
  if (others === 0) return null;
  const reason =
    others === 1 ? 'another source links to it or carries it' : `${others} other sources link to it or carry it`;
  return { points: QUOTE_POINTS * Math.min(MOST_QUOTES, others), reason };
}

function forSeries({ series }: Choice): Point | null {
  if (series === null) return null;
  const { title, parts, continued, reason } = series;
  const told = continued ? 'it goes on with' : 'it tells';
  const many = parts.length === 1 ? 'one part' : `${parts.length} parts`;
  return { points: SERIES_POINTS, reason: `${told} the series "${title}" (${reason}), ${many} of it in this edition` };
}

function forOrder({ candidate }: Choice, places: number): Point {
  const { position } = candidate.source;
  return {
    points: ORDER_POINTS * (1 - position / places),
    reason: `its source is number ${position + 1} in the lists`,
  };
}
