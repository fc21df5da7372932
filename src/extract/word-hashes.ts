import { unitsOf } from './units.ts';

/** As a signed integer, which is what bitwise operators give and what V8 does not have to convert. */
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** Where the hashes of a text's words are kept while it is gone through: one for all texts but the longest. */
const shared = new Int32Array(32 * 1024);

/** Thai is the first script without spaces in Unicode. */
const FIRST_UNSPACED = 0x0e00;
/** The last of the letters that are looked up is before this: all of Latin script that prose is written in. */
const LATIN_END = 0x300;

/** The small letter or digit that a character is, by code; 0 for all that parts words. */
const LETTERS = Uint16Array.from({ length: LATIN_END }, (_, code) => {
  const small = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  return isLetterOrDigit(small) ? small : 0;
});

/** Characters that may be composed with others, or whose small letter is not in the table; most texts have none. */
const MAY_CHANGE = /[\u0300-\u1fff\u2126\u212a\u212b\u2adc\u2c00-\uffff\u0130]/;

/**
 * The hash of each of a text's words, in small letters, composed: the same however the text is set. CJK and Thai, which do not
 * put spaces between words, have each character count as one. The hashes hold until the next text is gone through.
 */
export function hashWords(text: string): Int32Array {
  return hashSmall(MAY_CHANGE.test(text) ? text.normalize('NFC').toLowerCase() : text);
}

/** They are made character by character: no strings are cut. Capitals are left to the table, marks say nothing. */
function hashSmall(text: string): Int32Array {
  const { length } = text;
  const units = unitsOf(text);
  // No text has more words than characters.
  const hashes = length <= shared.length ? shared : new Int32Array(length);
  let count = 0;
  let word = FNV_OFFSET;
  for (let at = 0; at < length; at += 1) {
    const code = units[at] ?? 0;
    const letter = code < LATIN_END ? (LETTERS[code] ?? 0) : isLetterOrDigit(code) ? code : 0;
    if (letter !== 0) {
      word = Math.imul(word ^ letter, FNV_PRIME);
      continue;
    }
    if (word !== FNV_OFFSET) hashes[count++] = word;
    word = FNV_OFFSET;
    if (code >= FIRST_UNSPACED && isUnspaced(code)) hashes[count++] = Math.imul(FNV_OFFSET ^ code, FNV_PRIME);
  }
  if (word !== FNV_OFFSET) hashes[count++] = word;
  return hashes.subarray(0, count);
}

/** Of small letters. */
function isLetterOrDigit(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  if (code < 0xc0 || isUnspaced(code)) return false;
  return !(code >= 0x2000 && code <= 0x2bff) && !(code >= 0x3000 && code <= 0x303f) && code < 0xfe00;
}

/** Thai to Burmese, kana, Han: scripts whose words no space divides. */
function isUnspaced(code: number): boolean {
  return (
    (code >= FIRST_UNSPACED && code <= 0x109f) ||
    (code >= 0x3040 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}
