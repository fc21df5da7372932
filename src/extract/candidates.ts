import { cuesFor } from './cues/cues.ts';
import { letters } from './letters.ts';
import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { splitSentences } from './sentences.ts';
import { termsOf } from './terms.ts';

/** A sentence that may stand in a summary. */
export interface Candidate {
  readonly text: string;
  /** The whole block that it stands in. */
  readonly block: string;
  readonly terms: ReadonlySet<string>;
  /** Its place among all candidates, from 0. */
  readonly position: number;
  /** From 0 to 1: how well it can be read alone. */
  readonly quality: number;
}

/** How many sentences from the beginning are looked at: what a text is about is said by then. */
const LOOKED_AT = 30;

/** A sentence of fewer characters says too little. */
const SHORTEST = 15;

/** A sentence of fewer is mostly a salutation or an exclamation. */
const SALUTATION = 25;

const TOLD: ReadonlyMap<Role, number> = new Map([
  ['paragraph', 1],
  ['item', 0.35],
  ['quote', 0.35],
]);

const ENDS_WELL = /[.!?…。！？｡؟۔।]["'”’»)\]」』›]*$/u;

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
  const captions = new Set(reading.pictures.map((picture) => letters(picture.alt)));
  const candidates: Candidate[] = [];
  for (const block of toldBlocks(reading.blocks, standfirst)) {
    if (candidates.length >= LOOKED_AT) break;
    if (block.text !== standfirst && captions.has(letters(block.text))) continue;
    for (const sentence of splitSentences(block.text, language)) {
      const text = sentence.trim();
      if (!isWhole(text, limit)) continue;
      const quality = (TOLD.get(block.role) ?? 0) * qualityOf(text, language);
      candidates.push({
        text,
        block: block.text,
        terms: termsOf(text, language),
        position: candidates.length,
        quality,
      });
    }
  }
  return candidates;
}

function toldBlocks(blocks: readonly Block[], standfirst: string | null): Block[] {
  const told = blocks.filter((block) => TOLD.has(block.role) && block.linked <= block.text.length / 2);
  if (standfirst === null) return told;
  return [{ text: standfirst, role: 'paragraph', linked: 0 }, ...told.filter((block) => block.text !== standfirst)];
}

/** A sentence that ends like one, is more than a word or two, and closes the quotes and brackets that it opens. */
function isWhole(text: string, limit: number): boolean {
  return (
    text.length >= SHORTEST &&
    text.length <= limit &&
    ENDS_WELL.test(text) &&
    count(text, '(') === count(text, ')') &&
    count(text, '“') === count(text, '”') &&
    count(text, '"') % 2 === 0
  );
}

function qualityOf(text: string, language: string | null): number {
  let quality = 1;
  if (/^\p{Ll}(?!\p{L}*\p{Lu})/u.test(text)) quality *= 0.3;
  if (/^[*†‡#]/.test(text) || text.length < SALUTATION) quality *= 0.4;
  if (/\?\W*$/.test(text)) quality *= 0.7;
  if (/https?:|www\.|\S@\S/.test(text)) quality *= 0.5;
  if (/^["“„«]/.test(text)) quality *= 0.6;
  if (pointsElsewhere(text, language)) quality *= 0.3;
  return quality;
}

function pointsElsewhere(text: string, language: string | null): boolean {
  const end = text.toLowerCase().replace(/\W+$/u, '');
  return cuesFor(language).some((cues) => cues.elsewhere.some((cue) => end.endsWith(` ${cue}`)));
}

/** Whether a sentence leans on the one before it: it begins with a pronoun or "but". */
export function leans(text: string, language: string | null): boolean {
  const lower = text.toLowerCase();
  return cuesFor(language).some((cues) =>
    cues.leaning.some((cue) => lower.startsWith(cue) && /[\s,'’]/.test(lower.charAt(cue.length))),
  );
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
