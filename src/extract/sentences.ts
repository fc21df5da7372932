import { type Cues, cuesFor } from './cues/cues.ts';
import { matchesOf } from './matches.ts';

/** Marks that end a sentence where a space or the end follows, with the quotes and brackets that close with it. */
const SPACED = /[.!?…؟۔।]+(?:[\u00a0\u202f ]?»|["'”’)\]›])*/gu;
/** Marks of scripts without spaces, which end a sentence wherever they stand. */
const UNSPACED = /[。！？｡]+[」』”’）】》"')\]]*/gu;
const ENDS = new RegExp(`${SPACED.source}|${UNSPACED.source}`, 'gu');

const LAST_WORD = /[\p{L}\p{N}][\p{L}\p{N}.'’-]*$/u;
const SPACE = /\s/u;
const DIGIT = /[0-9]/y;
/** A small letter goes on, and so does a mark on its own: « Vraiment ? » dit-elle, "Wow! …". */
const GOING_ON = /["'“”‘’«([]?\s?\p{Ll}|[,;:–—-]/uy;
/** How far before a full stop the word that it may shorten is looked for, in characters. */
const LONGEST_ABBREVIATION = 30;

/**
 * Splits a block of text into its sentences, each with the white space behind it, so that joined they give the text
 * back. A full stop after an abbreviation, an initial or an ordinal, in a number or an address, ends none.
 */
export function splitSentences(text: string, language: string | null): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of matchesOf(ENDS, text)) {
    const end = match.index + match[0].length;
    if (!endsSentence(text, match.index, end, language)) continue;
    const next = skipSpace(text, end);
    sentences.push(text.slice(start, next));
    start = next;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

function endsSentence(text: string, mark: number, end: number, language: string | null): boolean {
  if (end === text.length || '。！？｡'.includes(text.charAt(mark))) return true;
  if (!SPACE.test(text.charAt(end))) return false;
  const next = skipSpace(text, end);
  if (matchesAt(GOING_ON, text, next)) return false;
  return text.charAt(mark) !== '.' || end - mark > 1 || !isAbbreviated(text, mark, next, language);
}

/** Whether the word before a full stop is one that is written with it; `next` is where the text goes on. */
function isAbbreviated(text: string, mark: number, next: number, language: string | null): boolean {
  // Cut at the last space first: the pattern, sought from the left, would try every character before it.
  const before = text.slice(Math.max(0, mark - LONGEST_ABBREVIATION), mark);
  const word = LAST_WORD.exec(before.slice(before.lastIndexOf(' ') + 1))?.[0].toLowerCase();
  if (word === undefined) return false;
  if (/^\p{L}(?:\.\p{L})*$/u.test(word)) return true;
  if (word === 'no' || word === 'nos') return matchesAt(DIGIT, text, next);
  return cuesFor(language).some(
    (cues) => (cues.ordinalStop && /^[0-9]{1,2}$/.test(word)) || abbreviationsOf(cues).has(word),
  );
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

const abbreviations = new Map<Cues, ReadonlySet<string>>();

function abbreviationsOf(cues: Cues): ReadonlySet<string> {
  const known = abbreviations.get(cues) ?? new Set(cues.abbreviations);
  abbreviations.set(cues, known);
  return known;
}

function skipSpace(text: string, from: number): number {
  let next = from;
  while (next < text.length && SPACE.test(text.charAt(next))) next += 1;
  return next;
}
