import { showsCode } from './boilerplate.ts';
import { cueTest } from './cues/cue-test.ts';
import { letters } from './letters.ts';
import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { endOfSentence } from './sentences.ts';

/** A sentence that may stand in a summary. */
export interface Candidate {
  readonly text: string;
  /** The same in small letters. */
  readonly lower: string;
  /** The whole block that it stands in. */
  readonly block: string;
  /** Its place among all candidates, from 0. */
  readonly position: number;
  /** What it is worth at the most, for where it stands: more than 0, at most 1. */
  readonly rank: number;
}

/** How many sentences from the beginning are looked at: what a text is about is said by then. */
const LOOKED_AT = 15;

/** A sentence of fewer letters says too little, see {@link isShorter}. */
const SHORTEST = 15;

/** A sentence of fewer is mostly a salutation or an exclamation. */
const SALUTATION = 25;

/** The letters of Chinese, Japanese and Korean, and how many of other scripts each is worth. */
const DENSE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff]/g;
const DENSITY = 2.5;

/** A note at the foot of the text: it begins with its number in brackets or raised, or ends with the way back. */
const FOOTNOTE = /^(?:\[\d{1,3}\]|[¹²³⁴-⁹])|↩\ufe0e?$/;

/** Text that repeats a picture's alternative text is its caption, unless it is as long as this. */
const LONGEST_CAPTION = 250;

const TOLD: ReadonlyMap<Role, number> = new Map([
  ['paragraph', 1],
  ['item', 0.35],
  ['quote', 0.35],
]);

const ENDS_WELL = /[.!?…。！？｡؟۔।॥։።។။]["'”’»)\]」』›]*$/u;

/** Quotes and brackets, which most sentences have none of. */
const PAIRED = /[()“”"]/;

/** How much of a sentence, in characters, is its end. */
const END = 30;

/** Begins with a pronoun or a "but". */
const leans = cueTest(
  ({ leaning }) => leaning,
  (any) => `^(?:${any})[\\s,'’]`,
);
/** Only says where to look: ends with "here" or "below". */
const pointsElsewhere = cueTest(
  ({ elsewhere }) => elsewhere,
  (any) => ` (?:${any})\\P{L}*$`,
);

/**
 * The sentences from the beginning of a text that can stand in a summary of at most `limit` characters, in its order.
 * The standfirst, where there is one, is the first of them.
 */
export function candidatesOf(
  reading: Reading,
  standfirst: string | null,
  language: string | null,
  limit: number,
): Candidate[] {
  const candidates: Candidate[] = [];
  if (standfirst !== null) addSentences(candidates, { text: standfirst, role: 'paragraph' }, language, limit);
  const captions = captionsOf(reading);
  for (const block of reading.blocks) {
    if (candidates.length === LOOKED_AT) break;
    if (isTold(block, captions) && block.text !== standfirst) addSentences(candidates, block, language, limit);
  }
  return candidates;
}

function addSentences(
  candidates: Candidate[],
  block: Pick<Block, 'text' | 'role'>,
  language: string | null,
  limit: number,
): void {
  const rank = TOLD.get(block.role) ?? 0;
  let start = 0;
  while (start < block.text.length && candidates.length < LOOKED_AT) {
    const end = endOfSentence(block.text, start, language);
    const text = block.text.slice(start, end).trim();
    start = end;
    if (!isWhole(text, limit)) continue;
    candidates.push({ text, lower: text.toLowerCase(), block: block.text, position: candidates.length, rank });
  }
}

/** What pictures show, as it is told in their place. */
function captionsOf({ pictures }: Reading): ReadonlySet<string> {
  return new Set(pictures.flatMap(({ alt }) => (alt === '' ? [] : [letters(alt)])));
}

/** Whether a block is the author's own prose: no line of links, no footnote, no caption. */
function isTold({ text, role, linked }: Block, captions: ReadonlySet<string>): boolean {
  if (!TOLD.has(role) || linked > text.length / 2 || FOOTNOTE.test(text)) return false;
  return captions.size === 0 || text.length > LONGEST_CAPTION || !captions.has(letters(text));
}

/** A sentence that ends like one, is more than a word or two, and closes the quotes and brackets that it opens. */
function isWhole(text: string, limit: number): boolean {
  return (
    text.length <= limit &&
    !isShorter(text, SHORTEST) &&
    ENDS_WELL.test(text.slice(-END)) &&
    (!PAIRED.test(text) || closesPairs(text))
  );
}

function closesPairs(text: string): boolean {
  return count(text, '(') === count(text, ')') && count(text, '“') === count(text, '”') && count(text, '"') % 2 === 0;
}

/** Whether a text says less than so many letters of a script that spells its words. */
export function isShorter(text: string, letters: number): boolean {
  if (text.length >= letters) return false;
  return text.length + (DENSITY - 1) * (text.match(DENSE)?.length ?? 0) < letters;
}

/** Whether a sentence leans on the one before it. */
export function isLeaning({ lower }: Candidate, language: string | null): boolean {
  return leans(lower, language);
}

/** From 0 to its rank: how well a sentence can be read alone. */
export function qualityOf({ text, lower, rank }: Candidate, language: string | null): number {
  let quality = rank;
  if (/^\p{Ll}(?!\p{L}*\p{Lu})/u.test(text)) quality *= 0.3;
  if (/^[*†‡#]/.test(text) || isShorter(text, SALUTATION)) quality *= 0.4;
  if (/\?\W*$/.test(text.slice(-END))) quality *= 0.7;
  if (text.includes('://') || text.includes('www.') || text.includes('@')) quality *= 0.5;
  if (/^["“„«]/.test(text)) quality *= 0.6;
  if (showsCode(text)) quality *= 0.3;
  if (pointsElsewhere(lower.slice(-END), language)) quality *= 0.3;
  return quality;
}

function count(text: string, character: string): number {
  let times = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) times += 1;
  return times;
}
