import { fold, foldedCodes } from './fold.ts';
import type { EventLanguage } from './language.ts';
import { perLanguage } from './per-language.ts';

/** What a text's characters are to the table below: each small letter itself, digits, what parts a date's digits, the rest. */
const DIGIT = '0';
const MARK = '.';
const REST = ' ';
const COLUMNS = ['abcdefghijklmnopqrstuvwxyz', DIGIT, MARK, REST].join('');

const DATE_IN_DIGITS = `${DIGIT}${MARK}${DIGIT}`;

/** The column of the rest, with which a text ends. */
const LAST = COLUMNS.indexOf(REST);

/** Inside a word that is none of those looked for. */
const INSIDE = '?';
const FOUND = '!';

/**
 * Whether a text, which need not be folded, may name a day: the cheap question asked first. True wherever a word for a
 * day or a month stands, or digits set like a date, and seldom elsewhere. Texts are gone through letter by letter with a
 * table of what each leads to, since to fold a text and to seek its words by a pattern takes twice as long.
 */
export const dayHint = perLanguage((language: EventLanguage): ((text: string) => boolean) => {
  const { table, found } = tableOf(new Set([...spelledDays(language), DATE_IN_DIGITS]));
  const columns = columnsByCode();
  return (text) => {
    let row = 0;
    for (let at = 0; at < text.length; at += 1) {
      row = table[row + (columns[text.charCodeAt(at)] ?? LAST)] ?? 0;
      if (row === found) return true;
    }
    return table[row + LAST] === found;
  };
});

/** Row by row, the beginning of the row that each column leads to; the first is where a text begins. */
interface Table {
  readonly table: Uint16Array;
  /** The row where a word has been found. */
  readonly found: number;
}

/** A row stands for what has been read of a word. */
function tableOf(words: ReadonlySet<string>): Table {
  const rows = ['', INSIDE, FOUND, ...beginningsOf(words)];
  const at = new Map(rows.map((read, row) => [read, row * COLUMNS.length]));
  const begun = new Set(rows);
  const next = rows.flatMap((read) => [...COLUMNS].map((column) => at.get(after(read, column, words, begun)) ?? 0));
  return { table: Uint16Array.from(next), found: at.get(FOUND) ?? 0 };
}

/** What has been read of a word after one more character. */
function after(read: string, character: string, words: ReadonlySet<string>, begun: ReadonlySet<string>): string {
  const longer = `${read}${character}`;
  if (!isLetter(character) && (words.has(read) || words.has(longer))) return FOUND;
  if (begun.has(longer)) return longer;
  if (isLetter(character) && /[a-z?]$/.test(read)) return INSIDE;
  if (begun.has(character)) return character;
  return isLetter(character) ? INSIDE : '';
}

function isLetter(character: string): boolean {
  return character >= 'a' && character <= 'z';
}

function beginningsOf(words: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...words].flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1))));
}

/** Words for days and months as they are looked for: of several words for one day the last, "this morning". */
function spelledDays({ months, weekdays, nearDays }: EventLanguage): string[] {
  return [...months.flat(), ...weekdays.flat(), ...nearDays]
    .flatMap(spellings)
    .map((spelling) => /[a-z]+\.?$/.exec(spelling)?.[0] ?? spelling);
}

/**
 * All that a language's pattern for a day matches, folded, but for a full stop that may be missing. Such patterns hold
 * letters that may be missing, alternatives in brackets, and what may not stand around, which is not looked at.
 */
export function spellings(pattern: string): string[] {
  const plain = fold(pattern.replace(/\(\?<?!.*?\)|\\\.\?/g, '').replaceAll('\\.', MARK));
  const [brackets, alternatives] = /\(\?:(.*?)\)/.exec(plain) ?? [];
  if (brackets !== undefined && alternatives !== undefined) {
    return alternatives.split('|').flatMap((one) => spellings(plain.replace(brackets, one)));
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
