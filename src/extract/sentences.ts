import { type Cues, cuesFor } from './cues/cues.ts';
import { matchesOf } from './matches.ts';

/** Marks that end a sentence where a space or the end follows, with the quotes and brackets that close with it. */
const SPACED = /[.!?…؟۔।]+(?:[\u00a0\u202f ]?»|["'”’)\]›])*/gu;
/** Marks of scripts without spaces, which end a sentence wherever they stand. */
const UNSPACED = /[。！？｡]+[」』”’）】》"')\]]*/gu;
const ENDS = new RegExp(`${SPACED.source}|${UNSPACED.source}`, 'gu');

const LAST_WORD = /[\p{L}\p{N}][\p{L}\p{N}.'’-]*$/u;
const SPACE = /\s/u;

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
  if (/[。！？｡]/.test(text.charAt(mark)) || end === text.length) return true;
  if (!SPACE.test(text.charAt(end))) return false;
  const following = text.slice(skipSpace(text, end), end + 40);
  // A small letter goes on, and so does a mark on its own: « Vraiment ? » dit-elle, "Wow! …".
  if (/^["'“”‘’«([]?\s?\p{Ll}/u.test(following) || /^[,;:–—-]/.test(following)) return false;
  return (
    text.charAt(mark) !== '.' ||
    end - mark > 1 ||
    !isAbbreviated(text.slice(Math.max(0, mark - 30), mark), following, language)
  );
}

function isAbbreviated(before: string, following: string, language: string | null): boolean {
  // Cut at the last space first: the pattern, sought from the left, would try every character before it.
  const word = LAST_WORD.exec(before.slice(before.lastIndexOf(' ') + 1))?.[0].toLowerCase();
  if (word === undefined) return false;
  if (/^\p{L}$/u.test(word) || /^\p{L}(?:\.\p{L})+$/u.test(word)) return true;
  if (/^nos?$/.test(word)) return /^[0-9]/.test(following);
  return cuesFor(language).some(
    (cues) => (cues.ordinalStop && /^[0-9]{1,2}$/.test(word)) || abbreviationsOf(cues).has(word),
  );
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
