import { furnitureOf } from './boilerplate.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { letters } from './letters.ts';
import type { Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { termsOf, wordsOf } from './terms.ts';

/** The longest summary, in characters. */
const LIMIT = 320;

/** How much the first sentence weighs for standing there; those after it ever less. */
const LEAD = 6;
/** What is added for going on from a sentence already chosen. */
const GOING_ON = 2;
/** What a word adds that is in the title, or in the author's own description. */
const IN_TITLE = 1;
const IN_DESCRIPTION = 2;
/** A sentence worth less than this share of the best one does not stand beside it. */
const WORTHY = 0.25;
/** What is told line by line where there are no sentences. */
const LINES = new Set<Role>(['paragraph', 'item', 'quote', 'caption']);
/** A shorter sentence only stands where it goes on from the one before it. */
const SHORT = 60;

/** What a summary is made from. */
export interface Telling {
  readonly title: string;
  readonly reading: Reading;
  /** What the author says of it elsewhere: the feed's own summary, the page's description. */
  readonly description: string | null;
  /** The description as it stands in the page for readers to see. */
  readonly standfirst: string | null;
  readonly language: string | null;
}

const NO_TOPICS: ReadonlySet<string> = new Set();

interface Weighed extends Candidate {
  /** Its words that say what the text is about. */
  readonly topics: ReadonlySet<string>;
}

/**
 * Chooses whole sentences of the text, at most 320 characters in all, that say what it is about, in the text's order.
 * A text that has none, such as a list, three words or a photo, is told by its beginning, line by line.
 */
export function summarise(telling: Telling): string {
  return inSentences(telling) || inLines(telling);
}

function inSentences(telling: Telling): string {
  const weights = weigh(telling);
  const terms = [...weights.keys()];
  const open = candidatesOf(telling.reading, telling.standfirst, telling.language, LIMIT).map((candidate) => ({
    ...candidate,
    topics: topicsOf(candidate, terms, weights),
  }));
  const chosen: Weighed[] = [];
  let left = LIMIT;
  let least = 0;
  while (true) {
    const best = takeBest(open, (candidate) => worthOf(candidate, chosen, weights, left));
    if (best === null || best.worth <= least) break;
    if (!isTelling(best.candidate, telling)) continue;
    chosen.push(best.candidate);
    least ||= WORTHY * best.worth;
    left -= best.candidate.text.length + 1;
  }
  return chosen
    .sort((a, b) => a.position - b.position)
    .map((candidate) => candidate.text)
    .join(' ');
}

/** How much each word weighs that says what the text is about: those of the title and the author's own description. */
function weigh({ title, description, language }: Telling): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const term of termsOf(title, language)) weights.set(term, IN_TITLE);
  for (const term of termsOf(description ?? '', language)) weights.set(term, (weights.get(term) ?? 0) + IN_DESCRIPTION);
  return weights;
}

/** The words of a sentence that weigh. Most sentences hold none, and need not be taken apart to be known for it. */
function topicsOf(
  { lower }: Candidate,
  terms: readonly string[],
  weights: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  if (!terms.some((term) => lower.includes(term))) return NO_TOPICS;
  return new Set(wordsOf(lower).filter((word) => weights.has(word)));
}

/** Takes the most worthy candidate out of those that are open. */
function takeBest(
  open: Weighed[],
  worth: (candidate: Weighed) => number,
): { readonly candidate: Weighed; readonly worth: number } | null {
  let best: { readonly candidate: Weighed; readonly worth: number } | null = null;
  for (const candidate of open) {
    const own = worth(candidate);
    if (best === null || own > best.worth) best = { candidate, worth: own };
  }
  if (best !== null) open.splice(open.indexOf(best.candidate), 1);
  return best;
}

/** What a sentence adds to those chosen: its place, and the words about the matter that are not yet told. */
function worthOf(
  { text, topics, position, quality, leaning }: Weighed,
  chosen: readonly Weighed[],
  weights: ReadonlyMap<string, number>,
  left: number,
): number {
  const follows = chosen.some((other) => other.position === position - 1);
  if (text.length > left || (!follows && chosen.length > 0 && text.length < SHORT)) return 0;
  let told = 0;
  for (const topic of topics) if (!chosen.some((other) => other.topics.has(topic))) told += weights.get(topic) ?? 0;
  const alone = !follows && position > 0 && leaning ? 0.3 : 1;
  return quality * alone * (LEAD / (1 + position / 2) + told + (follows ? GOING_ON : 0));
}

/** The first lines as they stand, as many as fit: those of a list, a verse, or what a picture shows. */
function inLines({ reading, title, language }: Telling): string {
  const lines = reading.blocks.filter(({ role }) => LINES.has(role)).map(({ text }) => text);
  if (lines.length === 0) lines.push(...reading.pictures.map(({ alt }) => alt));
  let summary = '';
  for (const line of lines) {
    if (line === '' || repeats(line, title) || furnitureOf(line, language) !== null) continue;
    const longer = summary === '' ? line : `${summary}${/[\p{L}\p{N}]$/u.test(summary) ? ' ·' : ''} ${line}`;
    if (longer.length > LIMIT) break;
    summary = longer;
  }
  return summary;
}

function isTelling({ text, block }: Candidate, { title, language }: Telling): boolean {
  if (furnitureOf(text, language) !== null || repeats(text, title)) return false;
  // A sentence beside a picture's credit is its caption.
  return block === text || block.length > LIMIT || furnitureOf(block, language) !== 'credit';
}

/** Whether a text says no more than the title. */
function repeats(text: string, title: string): boolean {
  if (text.length > 1.3 * title.length + 4) return false;
  if (letters(text) === letters(title)) return true;
  const known = termsOf(title, null);
  const terms = [...termsOf(text, null)];
  return terms.length > 1 && terms.every((term) => known.has(term));
}
