import { SENTENCE_MARKS } from './sentences.ts';

/** A sentence of fewer letters says too little, see {@link isShorter}. */
const SHORTEST = 15;

/** A paragraph's end is that of a sentence, whatever it ends with, where that has so many letters. */
const SHORTEST_UNENDED = 40;

/** The letters of Chinese, Japanese and Korean, and how many of other scripts each is worth. */
const DENSE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff]/g;
const DENSITY = 2.5;

/** How much of a sentence, in characters, is its end. */
const END = 30;

const ENDS_WELL = new RegExp(`[${SENTENCE_MARKS}](?:["'”’»)\\]」』›“«‹]|[ \\u00a0\\u202f]»)*$`, 'u');
/** What stands for words that are left out: dots in brackets, or behind a space. */
const LEFT_OUT = /(?:\[ ?(?:…|\.{3}) ?\]|\( ?(?:…|\.{3}) ?\)| (?:…|\.{3}))$/;
/** Ends a line that goes on in the next one. */
const GOES_ON = /[,;–—-]$/;

/** Begins what goes on from something else, such as a formula, or is put in. */
const NO_BEGINNING = /^[\p{Ll},.;:()[\]]/u;

const LETTER = /\p{L}/u;
/** Amounts side by side, each with its label. */
const LABELS = /: \d.*: \d/;

/** Quotes and brackets, which most sentences have none of. */
const PAIRED = /[()“”„"「」『』（）《》【】]/;
const WIDE_PAIRS = [
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['《', '》'],
  ['【', '】'],
] as const;
/** Neither quotes nor brackets, though they look so: smileys, the "b)" of an item, inches, Hebrew abbreviations. */
const UNPAIRED = /[:;=][-']?[()]+|(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,2}\)|"(?<=\p{N}")|"(?<=\p{L}")(?=\p{L})/gu;

/** Whether a sentence ends like one, is more than a word or two, and closes the quotes and brackets that it opens. */
export function isWhole(text: string): boolean {
  const end = text.slice(-END);
  return endsWell(end) && !breaksOff(end) && !isShorter(text, SHORTEST) && isClosed(text);
}

/** Whether a text ends like a sentence. */
export function endsWell(text: string): boolean {
  // Most end so, and it is seen sooner.
  return text.endsWith('.') || ENDS_WELL.test(text.slice(-END));
}

/** A text without the dots that stand at its end for what is left out. */
export function withoutDots(text: string): string {
  return breaksOff(text.slice(-END)) ? text.replace(LEFT_OUT, '').trimEnd() : text;
}

/** Whether what stands at a paragraph's end is a sentence without a full stop, or with a smiley in its place. */
export function isUnended(text: string): boolean {
  const end = text.slice(-END);
  if (NO_BEGINNING.test(text) || GOES_ON.test(end) || breaksOff(end) || text.includes('://')) return false;
  if (text.includes(' | ') || LABELS.test(text) || !LETTER.test(text)) return false;
  return !isShorter(text, SHORTEST_UNENDED) && isClosed(text);
}

function breaksOff(end: string): boolean {
  return (end.includes('…') || end.includes('...')) && LEFT_OUT.test(end);
}

function isClosed(text: string): boolean {
  return !PAIRED.test(text) || (closesPairs(text) && WIDE_PAIRS.every((pair) => isPaired(text, pair)));
}

function closesPairs(text: string): boolean {
  return isEven(text) || isEven(text.replace(UNPAIRED, ''));
}

function isEven(text: string): boolean {
  return (
    isPaired(text, ['(', ')']) &&
    (count(text, '“') + count(text, '”') + count(text, '„')) % 2 === 0 &&
    count(text, '"') % 2 === 0
  );
}

function isPaired(text: string, [open, close]: readonly [string, string]): boolean {
  return count(text, open) === count(text, close);
}

function count(text: string, character: string): number {
  let times = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) times += 1;
  return times;
}

/** Whether a text says less than so many letters of a script that spells its words. */
export function isShorter(text: string, letters: number): boolean {
  if (text.length >= letters) return false;
  return text.length + (DENSITY - 1) * (text.match(DENSE)?.length ?? 0) < letters;
}
