import { matchesOf } from '../../matches.ts';
import type { DayParts } from './resolve-day.ts';

/** A date in digits, with the last day where it is a range. */
export interface NumericDate {
  readonly from: number;
  readonly to: number;
  readonly first: DayParts;
  readonly last: DayParts | null;
}

const YEAR = '(?:19|20)\\d{2}';
const EDGE = '(?<![a-z0-9_=#/:]|[a-z0-9]\\.|\\d{3}-)';

/** `2014-08-21`; not in an address or a file's name. */
const ISO = new RegExp(`${EDGE}(${YEAR})([-/.])(\\d{2})\\2(\\d{2})(?![\\w/-]|\\.\\w)`, 'g');
/** `21.8.2014`, `21/08/2014`, `21-08-14`. */
const FULL = new RegExp(`${EDGE}(\\d{1,2})([./-])\\s?(\\d{1,2})\\2\\s?(${YEAR}|\\d{2})(?![\\w/-]|\\.\\d)`, 'g');
/** `21.8.`, as in German; elsewhere only in brackets, for it may be a version that ends a sentence. */
const DOTTED = new RegExp(`${EDGE}(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?!\\d|\\w)`, 'g');
const BRACKETED = /(?<=\()(\d{1,2})\.\s?(\d{1,2})\.(?=\))/g;
/** What comes before the last day: `3.-`, `03.05. bis `. */
const RANGE_START = /(?<![\w./:-])(\d{1,2})(?:\.\s?(\d{1,2}))?\.?\s*(?:-|bis(?: zum)?|to|au|al|hasta el|tot)\s*$/;

/** How dates in digits are written where a text comes from. */
export interface DigitHabits {
  /** 8/21/2014, as Americans do. */
  readonly monthFirst: boolean;
  /** 21.8., a full stop making a number an ordinal. */
  readonly dotted: boolean;
}

/** The dates in digits of a folded text. */
export function numericDates(text: string, { monthFirst, dotted }: DigitHabits): NumericDate[] {
  return [
    ...matchesOf(ISO, text).map((match) => found(match, match[3], match[4], match[1], text)),
    ...matchesOf(FULL, text).map((match) => {
      const swapped = match[2] === '/' && (monthFirst ? Number(match[1]) <= 12 : Number(match[3]) > 12);
      const [month, day] = swapped ? [match[1], match[3]] : [match[3], match[1]];
      return found(match, month, day, match[4], text);
    }),
    ...matchesOf(dotted ? DOTTED : BRACKETED, text).map((match) => found(match, match[2], match[1], undefined, text)),
  ];
}

function found(match: RegExpExecArray, month = '', day = '', year: string | undefined, text: string): NumericDate {
  const said = { day: Number(day), month: Number(month), year: fullYear(year), weekday: null };
  const to = match.index + match[0].length;
  const start = RANGE_START.exec(text.slice(Math.max(0, match.index - 24), match.index));
  if (!start) return { from: match.index, to, first: said, last: null };
  const first = { ...said, day: Number(start[1]), month: Number(start[2] ?? said.month) };
  return { from: match.index - start[0].length, to, first, last: said };
}

/** Two digits are a year of this century. */
function fullYear(year: string | undefined): number | null {
  if (year === undefined) return null;
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}
