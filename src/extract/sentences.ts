import { shortenedIn } from './cues/shortened.ts';

/** What ends a sentence where a space or the end follows, and in scripts without spaces wherever it stands. */
const SPACED_MARKS = '.!?…؟۔।॥։።។။';
const UNSPACED_MARKS = '。！？｡';
/** What may end a sentence, for a class of characters in a pattern. */
export const SENTENCE_MARKS = SPACED_MARKS + UNSPACED_MARKS;

const MARK = new RegExp(`[${SENTENCE_MARKS}]`, 'g');
/** With the quotes and brackets that close with them; in German and Danish “ and « do. */
const SPACED = new RegExp(`[${SPACED_MARKS}]+(?:[\\u00a0\\u202f ]?»|["'”’)\\]›“«‹])*`);
const UNSPACED = new RegExp(`[${UNSPACED_MARKS}]+[」』”’）】》"')\\]]*`);
const UNSPACED_END = new RegExp(`${UNSPACED.source}$`);
const END = new RegExp(`${SPACED.source}|${UNSPACED.source}`, 'y');

/** Quotes and brackets that hold whole sentences within a Chinese or Japanese one. */
const OPENING = '「『（《【“';
const CLOSING = '」』）》】”';
/** How far from a full stop their ends are looked for, in characters. */
const LONGEST_QUOTE = 300;
/** What goes on behind a closed one: the words that it is said with, or said of, and marks. */
const BEHIND_QUOTE = /と|って|の|を|が|など|的|[、，。；：…―—]/y;

/** A word that is nothing but letters, as most are. */
const PLAIN_WORD = /^[a-z]+$/i;
const LAST_WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}.'’-]*$/u;
const ELISION = /^(?:[dlcnsjmt]|qu|un|(?:d|n|s)?[aeu]ll|quell)['’](?=\p{L}{2})/u;
const INITIALS = /^\p{L}(?:\.\p{L})*$/u;
/** Shortened words that end sentences as well, as several initials do: "and so on, etc.", "in the U.S.", "at 9 a.m." */
const MAY_BE_LAST = new Set(['etc', 'inc', 'ltd', 'corp', 'jr', 'usw', 'ecc', 'enz']);
/** What is written behind a year in Russian and Polish, where a sentence may end. */
const OF_YEARS = new Set(['г', 'r']);
/** How sentences begin, and no name does. */
const BEGINNING =
  /(?:The|It|In|He|She|They|We|But|And|This|These|There|If|When|While|For|On|At|As|After|His|Her|Their|Our|You|What|How|Das|Wir|Ich|Auch|Wenn|Nous|Vous|Cette|Les|Gli|Он|Она|Они|Это|Мы|Я|В|На|Но|И|По|При|После|Также|W|Na|To|Po) /y;
/** An ordinal, or the day and month of one. */
const ORDINAL = /^[0-9]{1,2}(?:\.(?:0?[1-9]|1[0-2]))?$/;
const SPACE = /\s/;
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
  while (start < text.length) {
    const end = endOfSentence(text, start, language);
    sentences.push(text.slice(start, end));
    start = end;
  }
  return sentences;
}

/** Where the sentence ends that begins at a place, as {@link splitSentences} has it. */
export function endOfSentence(text: string, start: number, language: string | null): number {
  MARK.lastIndex = start;
  while (MARK.test(text)) {
    const mark = MARK.lastIndex - 1;
    END.lastIndex = mark;
    END.test(text);
    const end = END.lastIndex;
    if (endsSentence(text, start, mark, end, language)) return skipSpace(text, end);
    MARK.lastIndex = end;
  }
  return text.length;
}

/** Whether a sentence ends with a mark that has the space behind it within, as those of Chinese and Japanese have. */
export function endsUnspaced(sentence: string): boolean {
  return UNSPACED_END.test(sentence);
}

function endsSentence(text: string, start: number, mark: number, end: number, language: string | null): boolean {
  if (end === text.length) return true;
  if (UNSPACED_MARKS.includes(text.charAt(mark))) return !isQuoted(text, start, end);
  if (!isSpace(text, end)) return false;
  const next = skipSpace(text, end);
  if (!isCapital(text, next) && matchesAt(GOING_ON, text, next)) return false;
  return text.charAt(mark) !== '.' || end - mark > 1 || !isAbbreviated(text, mark, next, language);
}

/** Whether a Chinese or Japanese full stop only ends what the sentence that begins at `start` quotes, or has in brackets. */
function isQuoted(text: string, start: number, end: number): boolean {
  if (CLOSING.includes(text.charAt(end - 1)) && matchesAt(BEHIND_QUOTE, text, end)) return true;
  return isOpened(text, start, end) && isClosed(text, end);
}

/** Whether a quote or bracket is open at a place. */
function isOpened(text: string, start: number, end: number): boolean {
  let closed = 0;
  for (let at = end - 1; at >= Math.max(start, end - LONGEST_QUOTE); at -= 1) {
    const character = text.charAt(at);
    if (CLOSING.includes(character)) closed += 1;
    else if (OPENING.includes(character)) closed -= 1;
    if (closed < 0) return true;
  }
  return false;
}

/** Whether what is open at a place is closed behind it. What is not was forgotten, and holds the rest of the text. */
function isClosed(text: string, from: number): boolean {
  let open = 0;
  for (let at = from; at < Math.min(text.length, from + LONGEST_QUOTE); at += 1) {
    const character = text.charAt(at);
    if (OPENING.includes(character)) open += 1;
    else if (CLOSING.includes(character)) open -= 1;
    if (open < 0) return true;
  }
  return false;
}

/** Whether the word before a full stop is one that is written with it; `next` is where the text goes on. */
function isAbbreviated(text: string, mark: number, next: number, language: string | null): boolean {
  const word = wordBefore(text, mark);
  if (word === '') return false;
  if (INITIALS.test(word)) return (word.length === 1 && !OF_YEARS.has(word)) || !matchesAt(BEGINNING, text, next);
  if (word === 'no' || word === 'nos') return matchesAt(DIGIT, text, next);
  // A German or Dutch street: "Hauptstr. 5".
  if (word.endsWith('str')) return true;
  const { words, ordinals } = shortenedIn(language);
  if (words.has(word)) return !MAY_BE_LAST.has(word) || !matchesAt(BEGINNING, text, next);
  return ordinals && ORDINAL.test(word);
}

/** The word that ends at a place, in small letters; empty where none does. */
function wordBefore(text: string, end: number): string {
  const earliest = Math.max(0, end - LONGEST_ABBREVIATION);
  let begin = end;
  while (begin > earliest && text.charCodeAt(begin - 1) !== PLAIN_SPACE) begin -= 1;
  // Cut at the last space first: the pattern, sought from the left, would try every character before it.
  const last = text.slice(begin, end);
  return PLAIN_WORD.test(last) ? last.toLowerCase() : withoutElision((LAST_WORD.exec(last)?.[0] ?? '').toLowerCase());
}

/** A word without the article that it is drawn together with: "l'avv. Rossi". */
function withoutElision(word: string): string {
  return word.includes("'") || word.includes('’') ? word.replace(ELISION, '') : word;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

const PLAIN_SPACE = 0x20;

function isSpace(text: string, at: number): boolean {
  return text.charCodeAt(at) === PLAIN_SPACE || SPACE.test(text.charAt(at));
}

/** Whether it is one of the capitals with which most sentences begin. */
function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x41 && code <= 0x5a;
}

function skipSpace(text: string, from: number): number {
  let next = from;
  while (next < text.length && isSpace(text, next)) next += 1;
  return next;
}
