import { STOP_WORDS } from './cues/stop-words.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Thai is the first of those scripts in Unicode. */
const FIRST_UNSPACED = 0x0e00;

const STOP_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...STOP_WORDS].map(([language, words]) => [language, new Set(words)]),
);

const NONE: ReadonlySet<string> = new Set();

/** The words of a text in small letters that say what it is about; in scripts without spaces, its pairs of characters. */
export function termsOf(text: string, language: string | null): ReadonlySet<string> {
  const stopWords = STOP_SETS.get((language ?? '').split('-', 1)[0] ?? '') ?? NONE;
  const terms = new Set<string>();
  for (const word of text.match(WORD) ?? []) {
    if (word.charCodeAt(0) > FIRST_UNSPACED && UNSPACED.test(word))
      for (let at = 0; at + 1 < word.length; at += 1) terms.add(word.slice(at, at + 2));
    else if (word.length > 2 && !stopWords.has(word)) terms.add(word);
  }
  return terms;
}
