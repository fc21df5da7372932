import { unitsOf } from './units.ts';

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Thai is the first of them in Unicode; none is among the punctuation and symbols. */
const FIRST_UNSPACED = 0x0e00;
const FIRST_SYMBOL = 0x2000;
const LAST_SYMBOL = 0x2bff;

/** What a character is to a count. A letter is 1 and a space 0, so that a letter that follows none can be reckoned. */
const SPACE = 0;
const LETTER = 1;
const MARK = 2;
const WORD = 4;

/** The kinds of characters by code, before the first of a script without spaces. */
const KINDS = Uint8Array.from({ length: FIRST_UNSPACED }, (_, code) => {
  if (isSpace(code)) return SPACE;
  return isLetterOrDigit(code) ? LETTER : MARK;
});

/** Words read in a minute: Trauzettel-Klosinski and Dietz (2012) measured 228 of English, 184 to 250 of others. */
const WORDS_A_MINUTE = 220;
/** Characters of Chinese or Japanese read in a minute, after the same study. */
const CHARACTERS_A_MINUTE = 300;

/** How much there is to read. */
export interface Length {
  /** In scripts that put no spaces between words, each character counts as one. */
  readonly words: number;
  /** At least 1 where there is any text, whole. */
  readonly minutes: number;
}

/** Counts a text's words and how long reading them takes. A word is what spaces part, with a letter or digit in it. */
export function measure(text: string): Length {
  let words = 0;
  let characters = 0;
  let before = SPACE;
  const { length } = text;
  const units = unitsOf(text);
  // Every entry's whole text is counted. Where words begin is reckoned, since no processor guesses it.
  for (let at = 0; at < length; at += 1) {
    const code = units[at] ?? 0;
    const kind = code < FIRST_UNSPACED ? (KINDS[code] ?? MARK) : kindOf(code);
    if (kind === MARK) continue;
    if (kind === WORD) characters += 1;
    else words += kind & ~before;
    before = kind & LETTER;
  }
  return { words: words + characters, minutes: Math.ceil(words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE) };
}

function kindOf(code: number): number {
  if (code >= FIRST_SYMBOL && code <= LAST_SYMBOL) return MARK;
  if (UNSPACED.test(String.fromCharCode(code))) return WORD;
  return isLetterOrDigit(code) ? LETTER : MARK;
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0;
}

/** Outside ASCII, all but Latin-1's marks and the block of general punctuation and symbols counts as letters. */
function isLetterOrDigit(code: number): boolean {
  if (code < 0x80) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return (code >= 0xaa && code < 0x2000) || (code >= 0x2c00 && code < 0x3000) || code > 0x303f;
}
