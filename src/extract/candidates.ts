import { showsCode } from './boilerplate.ts';
import { cueTest } from './cues/cue-test.ts';
import { letters } from './letters.ts';
import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { endOfSentence } from './sentences.ts';
import { isShorter, isUnended, isWhole } from './whole.ts';

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

/** A sentence of fewer is mostly a salutation or an exclamation. */
const SALUTATION = 25;

/** A note at the foot of the text: it begins with its number in brackets or raised, or ends with the way back. */
const NUMBER_OF_NOTE = /^(?:\[\d{1,3}\]|[¹²³⁴-⁹])/;
const WAY_BACK = /↩\ufe0e?$/;

/** Text that repeats a picture's alternative text is its caption, unless it is as long as this. */
const LONGEST_CAPTION = 250;

/** A line that begins with a time says where in a recording something is, unless it is as long as this. */
const TIMED = /^[([]?\d{1,2}:\d\d/;
const LONGEST_TIMED = 60;

/** A text of no more characters is a note, whose writer may have ended no sentence well. */
const LONGEST_NOTE = 600;

/** Where a feed has cut a text off, or its writer has left the reader to think on. */
const ENDS_IN_DOTS = /(?:…|\.{3})$/;

const TOLD: ReadonlyMap<Role, number> = new Map([
  ['paragraph', 1],
  ['item', 0.35],
  ['quote', 0.35],
]);

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

/** How the sentences of a text are taken. */
interface Manner {
  readonly language: string | null;
  readonly limit: number;
  /** Whether a paragraph's end is the end of a sentence, too. */
  readonly isNote: boolean;
  /** The text's last block. */
  readonly last: string | undefined;
}

/**
 * The first sentences from the beginning of a text that can stand in a summary of at most `limit` characters, in its order.
 * The standfirst, where there is one, is the first of them.
 */
export function candidatesOf(
  reading: Reading,
  standfirst: string | null,
  language: string | null,
  limit: number,
): Candidate[] {
  const candidates: Candidate[] = [];
  const last = reading.blocks.findLast(({ role }) => TOLD.has(role))?.text;
  const manner = { language, limit, isNote: isNote(reading), last };
  if (standfirst !== null) addSentences(candidates, { text: standfirst, role: 'paragraph' }, manner);
  const captions = captionsOf(reading);
  for (const block of reading.blocks) {
    if (candidates.length === LOOKED_AT) break;
    if (isTold(block, captions) && block.text !== standfirst) addSentences(candidates, block, manner);
  }
  return candidates;
}

/** Whether a text is so short that it is told by its beginning rather than by what of it ends well. */
export function isNote({ blocks }: Reading): boolean {
  let length = 0;
  return blocks.every(({ text }) => {
    length += text.length;
    return length <= LONGEST_NOTE;
  });
}

/** Whether a line only says where in a recording something is. */
export function isTimed(line: string): boolean {
  return TIMED.test(line) && line.length < LONGEST_TIMED;
}

function addSentences(candidates: Candidate[], block: Pick<Block, 'text' | 'role'>, manner: Manner): void {
  const rank = TOLD.get(block.role) ?? 0;
  let start = 0;
  while (start < block.text.length && candidates.length < LOOKED_AT) {
    const end = endOfSentence(block.text, start, manner.language);
    const text = block.text.slice(start, end).trim();
    start = end;
    if (text.length > manner.limit) continue;
    if (end === block.text.length ? !canEnd(text, block, manner) : !isWhole(text)) continue;
    candidates.push({ text, lower: text.toLowerCase(), block: block.text, position: candidates.length, rank });
  }
}

/** Whether a block may end with a sentence. */
function canEnd(sentence: string, { text, role }: Pick<Block, 'text' | 'role'>, { isNote, last }: Manner): boolean {
  if (text === last && ENDS_IN_DOTS.test(sentence.slice(-END))) return false;
  return isWhole(sentence) || (isNote && role === 'paragraph' && isUnended(sentence));
}

/** What pictures show, as it is told in their place. */
function captionsOf({ pictures }: Reading): ReadonlySet<string> {
  return new Set(pictures.flatMap(({ alt }) => (alt === '' ? [] : [letters(alt)])));
}

/** Whether a block is the author's own prose: no line of links, no footnote, no caption. */
function isTold({ text, role, linked }: Block, captions: ReadonlySet<string>): boolean {
  if (!TOLD.has(role) || linked > text.length / 2 || isFootnote(text) || isTimed(text)) return false;
  return captions.size === 0 || text.length > LONGEST_CAPTION || !captions.has(letters(text));
}

function isFootnote(text: string): boolean {
  return NUMBER_OF_NOTE.test(text) || WAY_BACK.test(text.slice(-END));
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
