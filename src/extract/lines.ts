/** A text that was wrapped by hand is no wider, in characters. */
const WIDEST = 100;
/** What share of the widest line each has at least with the first word of the next, which it had no room for. */
const FULL = 0.9;

/** A verse is no longer, and a stanza has no fewer of them. */
const LONGEST_VERSE = 60;
const FEWEST_VERSES = 3;

const SMALL_LETTER = /^\p{Ll}/u;
/** A sentence ends within the line. The word before is longer than most that are shortened: "Dr. Lee". */
const SENTENCE_WITHIN = /[.!?](?<=\p{Ll}{2}.) \p{Lu}/u;
/** How a line of a list or a programme begins. */
const ITEM = /^(?:[-–—*•·▪]|\d{1,2}[.:)h])/;
/** How much of a line, in characters, is its end: patterns are not to try all that is before it. */
const END = 10;
const OPEN = /[\p{L}\p{N},;–—-]$/u;
const GOING_ON = /[,;–—\p{L}]$/u;
const TERMINATED = /[.!?…]["'”’»“«)]*$/;
/** What is in facts and addresses, and hardly ever in a verse. */
const FACTUAL = /[\d:@/|•]/;

const SOFT_HYPHEN = '\u00ad';
const ZERO_WIDTH_SPACE = 0x200b;

/** Whether a line goes on in the next. */
type GoesOn = (line: string, next: string) => boolean;

/**
 * The lines of a block, as `<br>` parts them. Those that were wrapped by hand go on, and so do verses, where one of them
 * would pass for a sentence that is but the end of one.
 */
export function linesOf(text: string): string[] {
  const plain = collapse(text);
  if (!plain.includes('\n')) {
    const line = trim(plain);
    return line === '' ? [] : [line];
  }
  const joined: string[] = [];
  for (const stanza of stanzasOf(plain)) {
    const goesOn = goesOnIn(stanza);
    let before = joined.at(-1) ?? '';
    for (const [at, line] of stanza.entries()) {
      if (before !== '' && (at === 0 ? goesOnSmall : goesOn)(before, line)) joined.push(`${joined.pop()} ${line}`);
      else joined.push(line);
      before = line;
    }
  }
  return joined;
}

/** Runs of lines without an empty one. */
function stanzasOf(text: string): string[][] {
  const stanzas: string[][] = [[]];
  for (const each of text.split('\n')) {
    const line = trim(each);
    if (line === '') stanzas.push([]);
    else stanzas.at(-1)?.push(line);
  }
  return stanzas;
}

function goesOnIn(stanza: readonly string[]): GoesOn {
  if (isWrapped(stanza)) return (_, next) => !ITEM.test(next);
  if (isVerse(stanza)) return isOpen;
  return (line, next) => line.endsWith(',') || line.endsWith(';') || goesOnSmall(line, next);
}

function goesOnSmall(line: string, next: string): boolean {
  return SMALL_LETTER.test(next) && GOING_ON.test(line.slice(-END));
}

function isOpen(line: string): boolean {
  return OPEN.test(line.slice(-END));
}

/** Whether every line is as full as it could be, and most of them stop within a sentence. */
function isWrapped(stanza: readonly string[]): boolean {
  const widest = stanza.reduce((most, { length }) => Math.max(most, length), 0);
  if (widest > WIDEST) return false;
  let runningOn = 0;
  for (const [at, next] of stanza.entries()) {
    const line = stanza[at - 1];
    if (line === undefined) continue;
    if (line.length + 1 + next.split(' ', 1).join().length < FULL * widest) return false;
    if (SMALL_LETTER.test(next) || SENTENCE_WITHIN.test(line)) runningOn += 1;
  }
  return 2 * runningOn >= stanza.length - 1;
}

/** Whether these are short lines, mostly without a mark at the end, and some end a sentence that began before them. */
function isVerse(stanza: readonly string[]): boolean {
  if (stanza.length < FEWEST_VERSES) return false;
  if (stanza.some((line) => line.length > LONGEST_VERSE || FACTUAL.test(line))) return false;
  const open = stanza.filter(isOpen).length;
  return 2 * open >= stanza.length && stanza.some((line, at) => isTerminated(line) && isOpen(stanza[at - 1] ?? ''));
}

function isTerminated(line: string): boolean {
  return TERMINATED.test(line.slice(-END));
}

/** A text with single spaces, and without hyphens that are not seen. */
function collapse(text: string): string {
  const whole = text.includes(SOFT_HYPHEN) ? text.replaceAll(SOFT_HYPHEN, '') : text;
  return whole.includes('  ') ? whole.replace(/ {2,}/g, ' ') : whole;
}

/** A line without white space around it, nor a space of no width before it. */
function trim(line: string): string {
  const trimmed = line.trim();
  return trimmed.charCodeAt(0) === ZERO_WIDTH_SPACE ? trimmed.replace(/^[\s\u200b]+/, '') : trimmed;
}
