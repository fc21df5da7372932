import { unitsOf } from '../../units.ts';
import { fold, foldedCodes } from './fold.ts';
import type { EventLanguage } from './language.ts';
import { perLanguage } from './per-language.ts';

/** What a text's characters are to the table below: each small letter itself, digits, what parts a date's digits, the rest. */
const DIGIT = '0';
const MARK = '.';
const REST = ' ';
const COLUMNS = ['abcdefghijklmnopqrstuvwxyz', DIGIT, MARK, REST].join('');

const DATE_IN_DIGITS = `${DIGIT}${MARK}${DIGIT}`;

/** The column of the rest. */
const LAST = COLUMNS.indexOf(REST);

/** Inside a word that is none of those looked for. */
const INSIDE = '?';

/** By what a text may name a day. */
export interface DayHint {
  readonly month: boolean;
  /** A weekday, or a word like "tomorrow". */
  readonly word: boolean;
  readonly digits: boolean;
}

const MONTH = 1;
const WORD = 2;
const DIGITS = 4;

/** What each sum of these says; null for none of them. */
const HINTS: readonly (DayHint | null)[] = Array.from({ length: 8 }, (_, bits) =>
  bits === 0 ? null : { month: (bits & MONTH) > 0, word: (bits & WORD) > 0, digits: (bits & DIGITS) > 0 },
);

/**
 * Whether a text, which need not be folded, may name a day, and by what: the cheap question asked first. A hint of a word
 * is given wherever one stands, and seldom elsewhere; those of a month and of digits set like a date are exact. Texts are
 * gone through letter by letter with a table of what each leads to, since to fold a text and to seek its words by a
 * pattern takes twice as long.
 */
export const dayHint = perLanguage((language: EventLanguage): ((text: string) => DayHint | null) => {
  const table = tableOf(kindsOf(language));
  const columns = columnsByCode();
  return (text) => HINTS[bitsIn(text, table, columns)] ?? null;
});

function bitsIn(text: string, { next, firstFound, foundAt }: Table, columns: Uint8Array): number {
  const { length } = text;
  const units = unitsOf(text);
  let row = 0;
  let bits = 0;
  for (let at = 0; at < length; at += 1) {
    row = next[row + (columns[units[at] ?? 0] ?? LAST)] ?? 0;
    if (row >= firstFound) bits |= foundAt[row] ?? 0;
  }
  return bits | (foundAt[next[row + LAST] ?? 0] ?? 0);
}

/** What is looked for, each with what it is a hint of. */
type Kinds = ReadonlyMap<string, number>;

function kindsOf({ months, weekdays, nearDays }: EventLanguage): Kinds {
  const kinds = new Map([[DATE_IN_DIGITS, DIGITS]]);
  const add = (words: readonly string[], kind: number): void => {
    for (const word of spelledDays(words)) kinds.set(word, (kinds.get(word) ?? 0) | kind);
  };
  add(months.flat(), MONTH);
  add([...weekdays.flat(), ...nearDays.flat()], WORD);
  return kinds;
}

/** Row by row, the beginning of the row that each column leads to; the first is where a text begins. */
interface Table {
  readonly next: Uint16Array;
  /** Where the rows begin that are come to when something has been found, and of what each is a hint. */
  readonly firstFound: number;
  readonly foundAt: Uint8Array;
}

/** A row stands for what has been read of a word; those of something found begin with what it is a hint of. */
function tableOf(kinds: Kinds): Table {
  const begun = new Set(['', INSIDE, ...beginningsOf(kinds.keys())]);
  const found = HINTS.flatMap((hint, bits) => (hint === null ? [] : [`${FOUND}${bits}`, `${FOUND}${bits}${DIGIT}`]));
  const rows = [...begun, ...found];
  const at = new Map(rows.map((read, row) => [read, row * COLUMNS.length]));
  const next = rows.flatMap((read) => [...COLUMNS].map((column) => at.get(after(read, column, kinds, begun)) ?? 0));
  const foundAt = new Uint8Array(next.length);
  for (const read of found) foundAt[at.get(read) ?? 0] = Number(read.charAt(1));
  return { next: Uint16Array.from(next), firstFound: begun.size * COLUMNS.length, foundAt };
}

const FOUND = '!';

/** What has been read of a word after one more character. */
function after(read: string, character: string, kinds: Kinds, begun: ReadonlySet<string>): string {
  if (read.startsWith(FOUND)) return after(read.slice(2), character, kinds, begun);
  const longer = `${read}${character}`;
  const rest = begun.has(character) ? character : '';
  const bits = isLetter(character) ? 0 : (kinds.get(read) ?? 0) | (kinds.get(longer) ?? 0);
  if (bits > 0) return `${FOUND}${bits}${rest}`;
  if (begun.has(longer)) return longer;
  if (isLetter(character) && /[a-z?]$/.test(read)) return INSIDE;
  return isLetter(character) && rest === '' ? INSIDE : rest;
}

function isLetter(character: string): boolean {
  return character >= 'a' && character <= 'z';
}

function beginningsOf(words: Iterable<string>): string[] {
  return [...words].flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1)));
}

/** Words for days and months as they are looked for: of several words for one day the last, "this morning". */
function spelledDays(patterns: readonly string[]): string[] {
  return patterns.flatMap(spellings).map((spelling) => /[a-z]+\.?$/.exec(spelling)?.[0] ?? spelling);
}

/**
 * All that a language's pattern for a day matches, folded, but for a full stop that may be missing. Such patterns hold
 * letters that may be missing, alternatives in brackets, and what may not stand around, which is not looked at.
 */
export function spellings(pattern: string): string[] {
  const plain = fold(pattern.replace(/\(\?<?!.*?\)|\\\.\?/g, '').replaceAll('\\.', MARK));
  const [brackets, alternatives, mayBeMissing] = /\(\?:(.*?)\)(\??)/.exec(plain) ?? [];
  if (brackets !== undefined && alternatives !== undefined) {
    const all = mayBeMissing === '?' ? ['', ...alternatives.split('|')] : alternatives.split('|');
    return all.flatMap((one) => spellings(plain.replace(brackets, one)));
  }
  const [optional, letter] = /(.)\?/.exec(plain) ?? [];
  if (optional === undefined || letter === undefined) return [plain];
  return ['', letter].flatMap((some) => spellings(plain.replace(optional, some)));
}

/** The column of each character by its code: that of what it folds to. */
function columnsByCode(): Uint8Array {
  columns ??= foldedCodes().map((code) => COLUMN_OF_ASCII[code] ?? LAST);
  return columns;
}

let columns: Uint8Array | null = null;

const COLUMN_OF_ASCII = Array.from({ length: 0x80 }, (_, code) => COLUMNS.indexOf(columnOf(String.fromCharCode(code))));

function columnOf(character: string): string {
  if (isLetter(character)) return character;
  if (character >= '0' && character <= '9') return DIGIT;
  return './-'.includes(character) ? MARK : REST;
}
