import { anywhere, beginning, type CueTest, cueTest } from './cues/cue-test.ts';

/** Why a line or sentence is not the author's telling. */
export type Furniture = 'call' | 'sign' | 'furniture' | 'pointer' | 'more' | 'byline' | 'dateline' | 'credit' | 'code';

const NAME = "\\p{Lu}[\\p{L}'.-]*";
const BYLINE_TAIL = `${NAME}(?:,? (?:${NAME}|and|und|et|y|e|en|de|van|von|der|del|da|&))*(?: ?[,|·(/–-].*)?[.]?$`;
const DATE =
  '(?:(?:on|at|the|le|am|il|el|op|em)? ?(?:[0-9]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mo\\b|di\\b|\\p{L}+day))';
const CODE = /[{};]\s*$|=>|\bfunction\s*\(|<\/?[a-z]+>|&(?:amp|lt|gt|nbsp|#\d+);/;
/** Apart from {@link CODE}, which leaps from sign to sign where no alternative may begin with any character. */
const CODE_BEGINNING = /^\s*(?:\/\/|#include|import |\$ )/;

/** A notice of rights, in any language. */
const RIGHTS = /^\W*(?:copyright\b|©|ⓒ)/iu;

/** A byline's names are known by their capitals; all else is looked for in small letters. */
const isByline = cueTest(
  ({ bylines }) => bylines.map(anyCase),
  (any) => `^(?:${any}) ${BYLINE_TAIL}`,
);

type Kinds = readonly (readonly [Furniture, CueTest])[];

const BEGINNINGS: Kinds = [
  ['call', cueTest(({ calls }) => calls, beginning)],
  ['sign', cueTest(({ signs }) => signs, beginning)],
  ['pointer', cueTest(({ pointers }) => pointers, beginning)],
  [
    'dateline',
    cueTest(
      ({ datelines }) => datelines,
      (any) => `^[^\\p{L}]*(?:${any}):? ?${DATE}`,
    ),
  ],
];

const PHRASES: Kinds = [
  ['credit', cueTest(({ credits }) => credits, anywhere)],
  ['more', cueTest(({ more }) => more, anywhere)],
  ['furniture', cueTest(({ furniture }) => furniture, anywhere)],
];

/** Asked before each kind of beginning is, and tells more than they do: most texts begin like none. */
const mayBegin = cueTest(
  ({ calls, signs, pointers, datelines }) => [...calls, ...signs, ...pointers, ...datelines],
  (any) => `^[^\\p{L}]*(?:${any})`,
);

/** Letters that prose is mostly written in: a phrase begins behind none of them. */
const MOST_LETTERS = 'a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0430-\\u044f\\u0621-\\u064a\\u0671-\\u06d3\\u4e00-\\u9fff';
const behindNone = (any: string): string => `(?:^|[^${MOST_LETTERS}])(?:${any})`;

/** Asked before each kind of phrase is: to look everywhere takes long, and most texts hold none. */
const mayHoldPhrase = cueTest(({ credits, more, furniture }) => [...credits, ...more, ...furniture], behindNone);
const mayHoldCredit = cueTest(({ credits }) => credits, behindNone);

/** What kind of furniture a line or sentence is; null where it is the author's telling. */
export function furnitureOf(text: string, language: string | null): Furniture | null {
  if (CODE.test(text) || CODE_BEGINNING.test(text)) return 'code';
  if (RIGHTS.test(text)) return 'furniture';
  const straight = straightened(text);
  if (isByline(straight, language)) return 'byline';
  const lower = straight.toLowerCase();
  return (
    (mayBegin(lower, language) ? kindOf(BEGINNINGS, lower, language) : null) ??
    (mayHoldPhrase(lower, language) ? kindOf(PHRASES, lower, language) : null)
  );
}

/** Whether a line or sentence is the credit of a picture, as {@link furnitureOf} has it. */
export function isCredit(text: string, language: string | null): boolean {
  return mayHoldCredit(straightened(text).toLowerCase(), language) && furnitureOf(text, language) === 'credit';
}

/** A text with straight apostrophes and single spaces. Where there are no others it is left as it is. */
function straightened(text: string): string {
  if (!/[‘’´`]|[^\S ]/.test(text) && !text.includes('  ')) return text.trim();
  return text
    .replace(/[‘’´`]/g, "'")
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
}

function kindOf(kinds: Kinds, lower: string, language: string | null): Furniture | null {
  return kinds.find(([, test]) => test(lower, language))?.[0] ?? null;
}

/** A cue that begins with a capital or a small letter. */
function anyCase(cue: string): string {
  return `[${cue.charAt(0)}${cue.charAt(0).toUpperCase()}]${cue.slice(1)}`;
}
