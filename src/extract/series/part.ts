import type { Entry } from '../../model.ts';
import {
  CARDINAL,
  CARDINAL_WORD,
  DIGIT,
  LAST_PART,
  NEXT_PART,
  numberOf,
  ORDINAL,
  ORDINAL_WORD,
  ROMAN_NUMERAL,
} from './numbers.ts';
import { AND, DASH, DAY, DAYS, EPISODE, ISSUE, LESSON, OF, PART, PARTS, STEP, WEEK, WEEKS } from './part-words.ts';
import { readTopics, type Topics } from './topic.ts';

/** What of an entry tells whether it is a part of a series. */
export type SeriesEntry = Pick<Entry, 'id' | 'sourceUrl' | 'url' | 'title' | 'authors' | 'published' | 'edition'>;

/** What numbers the parts; parts of different kinds are not of one series. */
export type PartKind = 'day' | 'part' | 'fraction' | 'apart' | 'week' | 'issue' | 'hash' | 'bare' | 'roman';

/** What a title says of its post's place in a series. */
export interface PartTitle {
  readonly kind: PartKind;
  /** Counted from 0 or 1; `LAST` for the last part. */
  readonly number: number;
  /** "2 of 4" says four. */
  readonly total: number | null;
  readonly topics: Topics;
}

/** An entry as a part of a series. */
export interface Part extends PartTitle {
  readonly entry: SeriesEntry;
}

const ALONE = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const ARTICLE = '(?:(?:the|la|le|der|die|das|el|il|de|het)\\s+)?';
const TOTAL = `(?:\\s*[(\\[]?\\s*(?:\\/|${OF})\\s*(?<total>\\d{1,3}|${CARDINAL_WORD})${END}[)\\]]?)?`;
const CJK_NUMBER = '\\s?(?<number>[\\d０-９]{1,3}|[一二三四五六七八九十])\\s?';
/** What may stand between a word and its number: "Part #2", "Day-2". */
const BETWEEN = '(?:\\s*#?|[-‐–])';
/** The link of the day is no day's. */
const NOT_OF_THE = '(?<!(?:of the|du|del|des) )';
/** Where a number that stands alone is a part's: at the end, or before a subtitle. */
const CLOSING = '(?=\\s*(?:$|[:：–—|(\\[,]|\\s-\\s))';
/** The same, or within brackets that have more in them. */
const CLOSED = '(?=\\s*(?:$|[:：–—|(\\[,)\\]）]|\\s-\\s))';
/** What sets a part off: Spanish dates have "del 3", but not between a comma and a pause. */
const SET_OFF = '(?<=(?:^|[,:(–—-])\\s*)';

interface Pattern {
  readonly kind: PartKind;
  readonly expression: RegExp;
}

/** The surest first: a number with its word, a number with a total, one in brackets, and last one that stands alone. */
const PATTERNS: readonly Pattern[] = [
  ...several('day', `${DAY}|${DAYS}`),
  ...several('part', `${PART}|${PARTS}`),
  ...several('week', `${WEEK}|${WEEKS}`),
  numbered('day', `${ALONE}${ARTICLE}(?<number>${ORDINAL})${AND}${ARTICLE}(?:${ORDINAL})\\s+(?:${DAY}|${DAYS})${END}`),
  numbered('day', `${ALONE}${NOT_OF_THE}(?:${DAY})${BETWEEN}(?<number>${CARDINAL})${END}${TOTAL}`),
  numbered('day', `${ALONE}${ARTICLE}(?<number>${ORDINAL})\\s+(?:${DAY})${END}`),
  numbered('day', `${ALONE}(?:${DAY})\\s+(?<number>${ORDINAL_WORD})${END}`),
  numbered('part', `${ALONE}(?:${PART})${BETWEEN}(?<number>${CARDINAL})[οη]?${END}${TOTAL}`),
  numbered('part', `${ALONE}${ARTICLE}(?<number>${ORDINAL})\\s+(?:${PART}|${STEP})${END}`),
  numbered('part', `${ALONE}(?:${PART})\\s+(?:the\\s+)?(?<number>${ORDINAL_WORD})${END}`),
  numbered(
    'part',
    `${ALONE}(?:${STEP}|${LESSON})\\s*#?(?<number>${CARDINAL})${END}${TOTAL}(?:${CLOSING}|(?=\\s+(?:${OF})\\s))`,
  ),
  numbered('part', `${SET_OFF}del\\s+(?<number>${CARDINAL})${END}(?:${CLOSING}|(?=[)\\]]))`),
  numbered('part', `${ALONE}(?:חלק|פרק)\\s+(?<number>[א-י])['׳]?${END}`),
  numbered('part', `ตอน(?:ที่)?\\s*(?<number>${DIGIT}{1,3})`),
  numbered('part', `제?(?<number>\\d{1,3})(?:부|편|화)${END}`),
  numbered('part', `[(\\[（]\\s*(?<number>\\d{1,2})\\s+(?:${OF})\\s+(?<total>\\d{1,2})\\s*[)\\]）]`),
  numbered(
    'part',
    `(?:(?<=^|\\s)|${ALONE}(?:${ISSUE}|${WEEK})\\s*)(?<number>\\d{1,2})\\sof\\s(?<total>\\d{1,2})${CLOSED}`,
  ),
  numbered('fraction', '[(\\[（]\\s*(?<number>\\d{1,2})\\s*/\\s*(?<total>\\d{1,2})\\s*[)\\]）]'),
  numbered('fraction', `^(?<number>\\d{1,2})\\s?/\\s?(?<total>\\d{1,2})${END}`),
  numbered('fraction', `(?<=\\s)(?<number>\\d{1,2})\\s?/\\s?(?<total>\\d{1,2})${CLOSED}`),
  numbered('part', `(?<=[\\p{L}\\p{N}]\\s*[(\\[:–—]\\s*|\\s-\\s)(?<number>${LAST_PART})(?=\\s*[)\\]]?\\s*$)`),
  numbered('part', `(?<=[\\p{L}\\p{N}]\\s*[(\\[:–—,]\\s*|\\s-\\s)(?<number>${NEXT_PART})(?=\\s*[)\\]]?\\s*$)`),
  numbered('week', `${ALONE}(?:${WEEK})${BETWEEN}(?<number>${DIGIT}{1,4})${END}`),
  numbered('week', `(?<=\\d{4}[-/ ]?)W(?<number>\\d{1,2})${END}`),
  numbered('issue', `${ALONE}S\\d{1,2}\\s?E(?<number>\\d{1,3})${END}`),
  numbered('issue', `${ALONE}(?:${ISSUE})${BETWEEN}(?<number>${DIGIT}{1,4})${END}`),
  numbered('issue', `${ALONE}(?:${EPISODE})\\s+(?<number>${CARDINAL})${END}`),
  numbered('hash', `(?<![\\p{L}\\p{N}&])#(?<number>\\d{1,4})${END}`),
  numbered('day', '(?<number>最終|最后一|最後の)[日天]'),
  numbered('day', `第?${CJK_NUMBER}(?:天|日目)`),
  numbered('issue', `第${CJK_NUMBER}(?:回|期|集|周|週)`),
  numbered('part', `第${CJK_NUMBER}(?:部分|部|章|話|话|篇|弾|節|节|부)`),
  numbered('part', `その${CJK_NUMBER}`),
  numbered('part', '[（(](?<number>[一二三四五六七八九十])[)）]'),
  numbered('part', '(?<number>[前中後])[編篇]'),
  numbered('part', '[（(](?<number>[上中下])[)）]'),
  numbered('apart', `[（(]\\s*(?<number>${DIGIT}{1,2})\\s*[)）]${CLOSING}`),
  numbered('apart', `(?<number>[①-⑳])${CLOSING}`),
  numbered('apart', '(?<=[^\\s\\d]\\s)[-–—]\\s(?<number>\\d{1,2})\\s*$'),
  numbered('bare', `(?<=[\\p{L})]:?\\s)(?<number>\\d{1,4})${CLOSING}`),
  { kind: 'roman', expression: new RegExp(`(?<=[\\p{L})],?\\s)\\(?(?<number>${ROMAN_NUMERAL})\\)?${CLOSING}`, 'u') },
];

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** Reads a title as that of one part of several; null where it is none. */
export function readPart(title: string): PartTitle | null {
  const text = withoutSiteName(title);
  for (const { kind, expression } of PATTERNS) {
    const found = expression.exec(text);
    const number = numberOf(found?.groups?.number ?? '');
    if (found === null || number === null || isYear(number)) continue;
    const total = numberOf(found.groups?.total ?? '');
    if (total !== null && number > total) continue;
    const topics = readTopics(text.slice(0, found.index), text.slice(found.index + found[0].length));
    return { kind, number, total, topics };
  }
  return null;
}

/** Titles in feeds often end in the site's name, set off by a bar. */
function withoutSiteName(title: string): string {
  return title
    .normalize('NFC')
    .replace(/\s\|\s[^|]*$/, '')
    .trim();
}

function numbered(kind: PartKind, source: string): Pattern {
  return { kind, expression: new RegExp(source, 'iu') };
}

/**
 * Where one post has several parts it counts as the first of them. Between words a dash makes one number of two
 * ("twenty-one"), and behind one with spaces a subtitle may begin with a number.
 */
function several(kind: PartKind, words: string): Pattern[] {
  const before = `${ALONE}(?:${words})${BETWEEN}`;
  return [
    numbered(kind, `${before}(?<number>\\d{1,3})(?:${DASH}\\d{1,3}${END}|\\s${DASH}\\s\\d{1,3}${CLOSED})`),
    numbered(kind, `${before}(?<number>${CARDINAL})${AND}(?:${CARDINAL})${END}`),
  ];
}

function isYear(number: number): boolean {
  return number >= FIRST_YEAR && number <= LAST_YEAR;
}
