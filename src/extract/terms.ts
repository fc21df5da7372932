import { primary } from './cues/cues.ts';
import { STOP_WORDS } from './cues/stop-words.ts';

/** Letters, marks and digits by their blocks, which is faster than by their properties. */
const WORD = /[a-z0-9\u00aa\u00b5\u00ba\u00c0-\u1fff\u2c00-\u2dff\u3040-\ufdff\ufe70-\uffdc]+/g;
/** So many terms at most are looked for one by one. */
const FEW = 20;
/** Scripts without spaces between words. Most texts are known to have none of them by the first, quicker test. */
const MAY_BE_UNSPACED = /[\u0e00-\u0e7f\u3040-\uffff]/;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Shorter words say little. */
const SHORTEST = 3;

const STOP_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...STOP_WORDS].map(([language, words]) => [language, new Set(words)]),
);

/** The words of a text in small letters; in scripts without spaces between words, its pairs of characters. */
export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(WORD) ?? [];
  return MAY_BE_UNSPACED.test(text) ? words.flatMap((word) => (UNSPACED.test(word) ? pairsOf(word) : [word])) : words;
}

const NO_TERMS: ReadonlySet<string> = new Set();

/** The words of a text that say what it is about. */
export function termsOf(text: string, language: string | null): ReadonlySet<string> {
  return text === '' ? NO_TERMS : new Set(termsIn(text, language));
}

/** {@link termsOf} as they come, one as often as it does. */
export function termsIn(text: string, language: string | null): readonly string[] {
  const stopWords = STOP_SETS.get(primary(language));
  const mayBeUnspaced = MAY_BE_UNSPACED.test(text);
  return wordsOf(text).filter(
    (word) => (word.length >= SHORTEST && !stopWords?.has(word)) || (mayBeUnspaced && UNSPACED.test(word)),
  );
}

/**
 * Of each of some lines in small letters, the terms that are among its words. Few are looked for one by one, in all lines
 * at once, which takes less time than to take them apart.
 */
export function termsInEach(lines: readonly string[], terms: readonly string[]): readonly (readonly string[])[] {
  return terms.length <= FEW && terms.every(isNoPair) ? findEach(lines, terms) : amongWords(lines, terms);
}

/** Whether a term is a word as it stands, and none of the pairs that words without spaces between them are taken apart into. */
function isNoPair(term: string): boolean {
  return term.length >= SHORTEST && !MAY_BE_UNSPACED.test(term);
}

function amongWords(lines: readonly string[], terms: readonly string[]): string[][] {
  return lines.map((line) => {
    const words = new Set(wordsOf(line));
    return terms.filter((term) => words.has(term));
  });
}

function findEach(lines: readonly string[], terms: readonly string[]): string[][] {
  const text = lines.join('\n');
  const found = lines.map((): string[] => []);
  for (const term of terms) {
    let line = 0;
    let end = lines[0]?.length ?? 0;
    for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at)) {
      while (at > end) end += 1 + (lines[++line]?.length ?? 0);
      if (isWordAt(text, at, term.length)) {
        found[line]?.push(term);
        at = end;
      } else at += 1;
    }
  }
  return found;
}

function isWordAt(text: string, at: number, length: number): boolean {
  return !isPartOfWord(text.charCodeAt(at - 1)) && !isPartOfWord(text.charCodeAt(at + length));
}

/** Whether a character is one of those of {@link WORD}. */
function isPartOfWord(code: number): boolean {
  if (code < 0xc0) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || isMarkLikeLetter(code);
  return (
    code <= 0x1fff ||
    (code >= 0x2c00 && code <= 0x2dff) ||
    (code >= 0x3040 && code <= 0xfdff) ||
    (code >= 0xfe70 && code <= 0xffdc)
  );
}

/** ª, µ and º. */
function isMarkLikeLetter(code: number): boolean {
  return code === 0xaa || code === 0xb5 || code === 0xba;
}

function pairsOf(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}
