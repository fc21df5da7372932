import { sortSpread } from './sort-spread.ts';
import { hashWords } from './word-hashes.ts';

/*
 * Texts are compared by bottom-k sketches (Broder 1997; Cohen and Kaplan 2007): of the hashes of all runs of four
 * words, the 64 smallest. Two such samples below a common bound are fair samples of both texts, whatever their
 * lengths, so that they tell likeness and containment alike.
 */

/** Hashes kept of a text; likeness is told to within 6 % or so. */
const SAMPLE = 64;
/** Words in a run. */
const RUN = 4;
/** A text of fewer runs says too little to be recognised by. */
const FEWEST_RUNS = 12;
/** A hash has 30 bits: five characters of six. */
const HASH_BITS = 30;
const HASH_CHARS = 5;
const BOUND = 2 ** HASH_BITS;

/** Six bits each, in the order of their character codes, so that encoded hashes sort as the numbers do. */
const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** The digits' values by character code. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, DIGITS.indexOf(String.fromCharCode(code))));

/**
 * What a plain text is recognised by when it appears again elsewhere, whole or in part: at most 320 characters of
 * `[-_0-9A-Za-z]`, independent of case, punctuation and spacing. Empty where the text is too short for it.
 */
export function sketch(text: string): string {
  const words = hashWords(text);
  return words.length - RUN + 1 < FEWEST_RUNS ? '' : encode(smallestRuns(words));
}

/** How alike two sketched texts are: from 0 to 1, the share of their runs of words that both have. */
export function similarity(a: string, b: string): number {
  return likeness(readSketch(a), readSketch(b)).resemblance;
}

/** A sketch opened for comparing: its hashes, ascending. */
export type Sample = readonly number[];

/** Opens a sketch; of an empty one, an empty sample. */
export function readSketch(encoded: string): Sample {
  return Array.from({ length: encoded.length / HASH_CHARS }, (_, index) => decodeHash(encoded, index * HASH_CHARS));
}

/** What two samples have in common. */
export interface Likeness {
  /** Runs of words in both samples. */
  readonly shared: number;
  /** The share of both texts' runs that are in both. */
  readonly resemblance: number;
  /** The share of the shorter text's runs that are in the longer. */
  readonly containment: number;
}

/** Compares two samples below the bound up to which both are complete. */
export function likeness(a: Sample, b: Sample): Likeness {
  const bound = Math.min(completeUpTo(a), completeUpTo(b));
  let [i, j, shared] = [0, 0, 0];
  while (true) {
    const x = below(bound, a[i]);
    const y = below(bound, b[j]);
    if (x === undefined && y === undefined) break;
    if (x === y) shared += 1;
    if (y === undefined || (x !== undefined && x <= y)) i += 1;
    if (x === undefined || (y !== undefined && y <= x)) j += 1;
  }
  const union = i + j - shared;
  const shorter = Math.min(i, j);
  return {
    shared,
    resemblance: union === 0 ? 0 : shared / union,
    containment: shorter === 0 ? 0 : shared / shorter,
  };
}

function below(bound: number, hash: number | undefined): number | undefined {
  return hash !== undefined && hash <= bound ? hash : undefined;
}

function completeUpTo(sample: Sample): number {
  return sample.length < SAMPLE ? BOUND : (sample.at(-1) ?? BOUND);
}

/** Mixes four words' hashes in their order, ending with the finaliser of MurmurHash3. */
function hashRun(first: number, second: number, third: number, fourth: number): number {
  let hash = first;
  hash = Math.imul(hash, 31) ^ second;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ third;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) ^ fourth;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (32 - HASH_BITS);
}

/** Where hashes are kept while a text is gone through: one for all texts, since to make one is dearer than to sort it. */
const kept = new Uint32Array(8 * SAMPLE);
const sorted = new Uint32Array(kept.length);

/** Hashes are looked at below such a bound that so many times as many as are kept are to be expected, if none is repeated. */
const MARGIN = 3;

/** The smallest hashes of runs of {@link RUN} words, ascending. They are looked for where they should be, then everywhere. */
function smallestRuns(words: Int32Array): Uint32Array {
  const likely = Math.min(BOUND, Math.ceil((BOUND * MARGIN * SAMPLE) / words.length));
  const found = smallestBelow(likely, words);
  return found.length === SAMPLE || likely === BOUND ? found : smallestBelow(BOUND, words);
}

/** The smallest hashes below a bound; sorted now and then, so that few are kept at a time. */
function smallestBelow(highest: number, words: Int32Array): Uint32Array {
  let count = 0;
  let bound = highest;
  let first = words[0] ?? 0;
  let second = words[1] ?? 0;
  let third = words[2] ?? 0;
  for (let at = RUN - 1; at < words.length; at += 1) {
    const fourth = words[at] ?? 0;
    const hash = hashRun(first, second, third, fourth);
    first = second;
    second = third;
    third = fourth;
    if (hash >= bound) continue;
    kept[count] = hash;
    count += 1;
    if (count < kept.length) continue;
    count = keepSmallest(count, bound);
    bound = count < SAMPLE ? highest : (kept[count - 1] ?? highest);
  }
  return kept.subarray(0, keepSmallest(count, bound));
}

/** Puts the smallest of so many hashes first, ascending and each once, at most {@link SAMPLE} of them, and returns how many. */
function keepSmallest(length: number, bound: number): number {
  sortSpread(kept, length, bound, sorted);
  let count = 0;
  for (let at = 0; at < length && count < SAMPLE; at += 1) {
    const hash = sorted[at] ?? 0;
    if (count > 0 && hash === kept[count - 1]) continue;
    kept[count] = hash;
    count += 1;
  }
  return count;
}

/** Where a sketch is written: as bytes, since added up letter by letter it would be hundreds of strings. */
const written = Buffer.alloc(SAMPLE * HASH_CHARS);
const DIGIT_BYTES = Buffer.from(DIGITS, 'latin1');

function encode(hashes: Uint32Array): string {
  let at = 0;
  for (let index = 0; index < hashes.length; index += 1) {
    const hash = hashes[index] ?? 0;
    for (let shift = HASH_BITS - 6; shift >= 0; shift -= 6) {
      written[at] = DIGIT_BYTES[(hash >>> shift) & 63] ?? 0;
      at += 1;
    }
  }
  return written.toString('latin1', 0, at);
}

function decodeHash(encoded: string, at: number): number {
  let hash = 0;
  for (let digit = at; digit < at + HASH_CHARS; digit += 1) hash = hash * 64 + (VALUES[encoded.charCodeAt(digit)] ?? 0);
  return hash;
}
