import { furnitureOf } from './boilerplate.ts';
import { cuesOf } from './cues/cues.ts';
import type { Block, Role } from './reading.ts';
import { splitSentences } from './sentences.ts';

/** The longest summary, in characters. */
const LIMIT = 320;

/** How many sentences from the beginning are looked at: what a post is about is said by then. */
const LOOKED_AT = 40;

/** What a summary is made from. */
export interface Telling {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What the author says of it elsewhere: the feed's own summary, the page's description. */
  readonly description: string | null;
  /** Where the description stands in the page for readers to see, outside the article. */
  readonly standfirst: string | null;
  readonly language: string | null;
}

interface Candidate {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly position: number;
  readonly role: Role;
  /** Whether it is the first of its block. */
  readonly opening: boolean;
}

/** Chooses whole sentences of the text, at most 320 characters in all, that say what it is about, in the text's order. */
export function summarise(telling: Telling): string {
  const candidates = candidatesOf(telling);
  const weights = weigh(telling, candidates);
  const chosen: Candidate[] = [];
  let left = LIMIT;
  const open = new Set(candidates);
  while (open.size > 0) {
    const best = pick(open, chosen, weights, left, telling);
    if (best === null) break;
    open.delete(best);
    chosen.push(best);
    left -= best.text.length + 1;
  }
  return chosen
    .sort((a, b) => a.position - b.position)
    .map((candidate) => candidate.text)
    .join(' ');
}

function pick(
  open: Set<Candidate>,
  chosen: readonly Candidate[],
  weights: ReadonlyMap<string, number>,
  left: number,
  telling: Telling,
): Candidate | null {
  const covered = new Set(chosen.flatMap((candidate) => [...candidate.terms]));
  let best: Candidate | null = null;
  let bestWorth = 0;
  for (const candidate of open) {
    if (candidate.text.length > left) continue;
    const worth = worthOf(candidate, covered, weights, chosen, telling.language);
    if (worth > bestWorth) {
      best = candidate;
      bestWorth = worth;
    }
  }
  if (best !== null && !isTelling(best.text, telling)) {
    open.delete(best);
    return pick(open, chosen, weights, left, telling);
  }
  return best;
}

function worthOf(
  candidate: Candidate,
  covered: ReadonlySet<string>,
  weights: ReadonlyMap<string, number>,
  chosen: readonly Candidate[],
  language: string | null,
): number {
  let gain = 0;
  for (const term of candidate.terms) if (!covered.has(term)) gain += weights.get(term) ?? 0;
  const follows = chosen.some((other) => other.position === candidate.position - 1);
  const lead = 6 / (1 + candidate.position / 3);
  const role = candidate.role === 'paragraph' ? 1 : 0.3;
  const leaning = leans(candidate.text, language) && !follows ? 0.3 : 1;
  return (lead + gain + (follows ? 2 : 0)) * role * leaning;
}

function leans(text: string, language: string | null): boolean {
  const lower = text.toLowerCase();
  return (
    cuesOf(language)?.leaning.some((cue) => lower.startsWith(cue) && /[\s,']/.test(lower.charAt(cue.length))) ?? false
  );
}

function candidatesOf({ blocks, standfirst, language }: Telling): Candidate[] {
  const candidates: Candidate[] = [];
  const add = (text: string, role: Role, opening: boolean): void => {
    if (!isWhole(text)) return;
    candidates.push({ text, terms: new Set(termsOf(text, language)), position: candidates.length, role, opening });
  };
  if (standfirst !== null) add(standfirst, 'paragraph', true);
  for (const block of blocks) {
    if (!TOLD.has(block.role) || block.linked > block.text.length / 2) continue;
    if (standfirst !== null && block.text.includes(standfirst)) continue;
    for (const [index, sentence] of splitSentences(block.text, language).entries()) {
      add(sentence.trim(), block.role, index === 0);
    }
    if (candidates.length >= LOOKED_AT) break;
  }
  return candidates;
}

const TOLD = new Set<Role>(['paragraph', 'item', 'quote']);

/** A sentence that ends like one, is not only a word or two, and closes the quotes and brackets that it opens. */
function isWhole(text: string): boolean {
  return (
    text.length >= 15 &&
    text.length <= LIMIT &&
    /[.!?…。！？؟۔।]["'”’»)\]」』›]*$/u.test(text) &&
    count(text, '(') === count(text, ')') &&
    count(text, '“') === count(text, '”')
  );
}

function isTelling(text: string, { title, language }: Telling): boolean {
  return furnitureOf(text, language) === null && letters(text) !== letters(title);
}

function weigh({ title, description }: Telling, candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { terms } of candidates) for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + 1);
  for (const [term, frequency] of weights) weights.set(term, 0.2 * Math.log(frequency));
  for (const term of termsOf(title, null)) weights.set(term, (weights.get(term) ?? 0) + 1);
  for (const term of termsOf(description ?? '', null)) weights.set(term, (weights.get(term) ?? 0) + 2);
  return weights;
}

function termsOf(text: string, language: string | null): string[] {
  const stopWords = new Set(cuesOf(language)?.stopWords);
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter(
    (word) => word.length > 2 && !stopWords.has(word),
  );
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
