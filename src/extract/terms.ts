import { STOP_WORDS } from './cues/stop-words.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Shorter words say little. */
const SHORTEST = 3;

const STOP_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...STOP_WORDS].map(([language, words]) => [language, new Set(words)]),
);

/** The words of a text in small letters; in scripts without spaces between words, its pairs of characters. */
export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(WORD) ?? [];
  return UNSPACED.test(text) ? words.flatMap((word) => (UNSPACED.test(word) ? pairsOf(word) : [word])) : words;
}

/** The words of a text that say what it is about. */
export function termsOf(text: string, language: string | null): ReadonlySet<string> {
  const stopWords = STOP_SETS.get((language ?? '').split('-', 1)[0] ?? '');
  return new Set(
    wordsOf(text).filter((word) => (word.length >= SHORTEST && !stopWords?.has(word)) || UNSPACED.test(word)),
  );
}

function pairsOf(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}
