import { anywhere, beginning, type CueTest, cuePattern, cueTest } from './cues/cue-test.ts';
import { cuesInLines, cuesInSentences } from './cues/list.ts';
import { splitSentences } from './sentences.ts';
import { endsWell } from './whole.ts';

/** Why a line or sentence is not the author's telling. */
export type Furniture = 'call' | 'sign' | 'furniture' | 'pointer' | 'more' | 'byline' | 'dateline' | 'credit' | 'code';

const NAME = "\\p{Lu}[\\p{L}'.-]*";
const BYLINE_TAIL = `${NAME}(?:,? (?:${NAME}|and|und|et|y|e|en|de|van|von|der|del|da|&))*(?: ?[,|·(/–-].*)?[.]?$`;
const DAYS = 'mon|tue|wed|thu|fri|sat|sun|mo|di|\\p{L}+day';
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DATE = `(?:(?:on|at|the|le|am|il|el|op|em)? ?(?:[0-9]|(?:${DAYS}|${MONTHS})(?!\\p{L})))`;
/** How the names of months begin in languages that are written from left to right, in letters. */
const MONTH =
  '(?:jan|ene|gen|feb|fév|fev|mar|mär|apr|avr|abr|ma[ijy]|mei|mag|jun|jui|giu|jul|lug|aug|ago|aoû|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic|янв|фев|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\\p{L}*';
const FULL_DATE = [
  `${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`,
  `\\d{1,2}(?:st|nd|rd|th|\\.)? (?:de |of )?${MONTH}\\.?,? (?:de )?\\d{4}`,
  '\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}',
  '\\d{1,2}([-/.])\\d{1,2}\\2\\d{4}',
  '\\d{4}年\\d{1,2}月\\d{1,2}日',
].join('|');
/** A line that is a date with its year, and at most has its time, and its category or author behind it. */
const DATE_ALONE = new RegExp(
  `^(?:\\p{L}{2,12}\\.?,? )?(?:${FULL_DATE})(?:,? (?:at )?\\d{1,2}[:.h]\\d{2}(?: ?[ap]\\.?m\\.?)?)?(?: (?:in|by)(?: \\S+){1,4})?(?: ?[·•|–-])?$`,
  'iu',
);
const LONGEST_DATE = 80;
/** Asked first, since few short lines have one. */
const YEAR = /[0-9]{4}/;
/** A sentence that is nothing but a dateline has its year or time at most six words from its end. */
const DATED_TO_THE_END = '.*(?:[0-9]{4}|[0-9][:.h][0-9]{2})[^\\p{L}]*(?:\\p{L}+[^\\p{L}]*){0,6}$';

/** One of these may stand in a sentence about code. They are leapt to, since no alternative begins with any character. */
const CODE_SIGN = /=>|\bfunction\s*\(|<\/?[a-z]+>|&(?:amp|lt|gt|nbsp|#\d+);/;
const CODE_END = /[{};]\s*$/;
const CODE_BEGINNING = /^\s*(?:\/\/|#include|import |\$ )/;

/** A notice of rights, in any language. */
const RIGHTS = /^\W*(?:copyright\b|©|ⓒ)/i;

/** WordPress's last line of a feed's item, in the languages that have no cues. */
const NOTICE_OF_SYNDICATION =
  /^(?:inlägget .* dök först upp på|indlægget .* blev først udgivet på|innlegget .* dukket først opp på|artikkeli .* julkaistiin ensimmäisen kerran|artykuł .* pochodzi z serwisu|příspěvek .* pochází z|сообщение .* появились сначала на|投稿 .* に最初に表示されました)/iu;

/** A line that holds only a label and an address, a version, a count or an amount: "Prep time: 20 min.", "Note : 4/5". */
const LABELLED = /^[^:]{2,40}: ?(?:https?:\S+|v\d\S*|\d+(?:[.,/–-]\d+)?(?: \p{L}{1,9}\.?)?)$/iu;

/** What a mail program writes above the mail that is answered: a day or an address, and that its writer wrote. */
const ATTRIBUTION =
  /^(?=.*[\d@]).*(?<!\p{L})(?:wrote|writes|schrieb(?: .{1,60})?|a écrit|escribió|ha scritto|escreveu|schreef(?: .{1,60})?|napisał\(?a?\)?|писала?|пишет|skrev(?: .{1,60})?) ?:$/iu;
const LONGEST_ATTRIBUTION = 200;
/** How a picture was taken: its aperture, and the time or the film's speed. */
const EXPOSURE = /[fƒ]\/\d.*(?:\biso ?\d|\d\/\d+ ?s)|(?:\biso ?\d|\d\/\d+ ?s).*[fƒ]\/\d/i;
const LONGEST_EXPOSURE = 150;
/** A line that parts what is above it from what is below, or has but words in brackets: "[link] [comments]". */
const RULE = /^(?:[_=~*#+.–—-]{3,}|-{5}(?:BEGIN|END) [A-Z ]+-{5}|(?:\[[\p{L}\d]+(?: [\p{L}\d]+)?\] ?)+)$/u;

/** So much of a line, in characters, tells what it is; cues may take quadratic time in what they are sought in. */
const LONGEST_JUDGED = 600;

/** A line of fewer words says less than a sentence does. */
const WORDS_OF_SENTENCE = 8;
/** How much of a text, in characters, is its end. */
const END = 10;

/** A byline's names are known by their capitals; all else is looked for in small letters. */
const isByline = cueTest(
  ({ bylines }) => bylines.map(anyCase),
  (any) => `^(?:${any}) ${BYLINE_TAIL}`,
);

type Kinds = readonly (readonly [Furniture, CueTest])[];

/** What is asked of a line, or of a whole sentence: one of those must do more to be taken for furniture. */
interface Tests {
  readonly beginnings: Kinds;
  readonly phrases: Kinds;
}

const IN_LINES = testsOf(cuesInLines, { behindDate: '', aroundMore: anywhere });
const IN_SENTENCES = testsOf(cuesInSentences, { behindDate: DATED_TO_THE_END, aroundMore: atAnEnd });

function testsOf(
  chosen: (cues: readonly string[]) => readonly string[],
  { behindDate, aroundMore }: { behindDate: string; aroundMore: (any: string) => string },
): Tests {
  const aroundDatelines = (any: string): string => `^[^\\p{L}]*(?:${any}):? ?${DATE}${behindDate}`;
  return {
    beginnings: [
      ['call', cueTest(({ calls }) => chosen(calls), beginning)],
      ['sign', cueTest(({ signs }) => chosen(signs), beginning)],
      ['pointer', cueTest(({ pointers }) => chosen(pointers), beginning)],
      ['dateline', cueTest(({ datelines }) => datelines, aroundDatelines)],
    ],
    phrases: [
      ['credit', cueTest(({ credits }) => chosen(credits), anywhere)],
      ['credit', cueTest(({ credits }) => cuesInLines(credits), closing)],
      ['more', cueTest(({ more }) => more, aroundMore)],
      ['furniture', cueTest(({ furniture }) => chosen(furniture), anywhere)],
    ],
  };
}

/** Around cues that a sentence begins or ends with. */
function atAnEnd(any: string): string {
  return `${beginning(any)}|(?<![\\p{L}\\p{N}])(?:${any})[^\\p{L}\\p{N}]*$`;
}

/** Around cues that stand at the beginning or behind a mark, with no more than names behind them. */
function closing(any: string): string {
  return `(?:^(?:${any})(?: \\S+){0,9}|[.,:;·|/()[–—-] ?(?:${any})(?: \\S+){0,5})$`;
}

/** Asked before each kind of beginning is, and tells more than they do: most texts begin like none. */
const mayBegin = cueTest(
  ({ calls, signs, pointers, datelines }) => cuesInLines([...calls, ...signs, ...pointers, ...datelines]),
  (any) => `^[^\\p{L}]*(?:${any})`,
);

/** Letters that prose is mostly written in: a phrase begins behind none of them. */
const MOST_LETTERS = 'a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0430-\\u044f\\u0621-\\u064a\\u0671-\\u06d3\\u4e00-\\u9fff';
const behindNone = (any: string): string => `(?:^|[^${MOST_LETTERS}])(?:${any})`;

/** Asked before each kind of phrase is: to look everywhere takes long, and most texts hold none. */
const mayHoldPhrase = cueTest(
  ({ credits, more, furniture }) => cuesInLines([...credits, ...more, ...furniture]),
  behindNone,
);
const mayHoldCredit = cueTest(({ credits }) => cuesInLines(credits), behindNone);

/** The "Read more" that a line ends with, or the "Continue reading" of something behind the dots where it was cut. */
const leadOn = cuePattern(
  ({ more }) => more,
  (any) => `(?: ?[[(]?(?:…|\\.{3})[\\])]? (?:${any})(?!\\p{L}).{0,100}| (?:${any})[^\\p{L}\\p{N}]*)$`,
);

/** Where in a line that begins which leads from its end to the rest of the text; -1 where nothing does. */
export function leadOnIn(line: string, language: string | null): number {
  return line.toLowerCase().search(leadOn(language));
}

/** Whether a line is a date and says nothing of what was or will be on that day. */
export function isDateAlone(line: string): boolean {
  return line.length <= LONGEST_DATE && YEAR.test(line) && DATE_ALONE.test(line);
}

/** What kind of furniture a line or sentence is; null where it is the author's telling. */
export function furnitureOf(text: string, language: string | null): Furniture | null {
  if (isCode(text)) return 'code';
  if (RIGHTS.test(text) || NOTICE_OF_SYNDICATION.test(text)) return 'furniture';
  if (text.includes(':') && (LABELLED.test(text) || isAttribution(text))) return 'sign';
  if (RULE.test(text)) return 'sign';
  if (text.length <= LONGEST_EXPOSURE && text.includes('/') && EXPOSURE.test(text) && !isWholeSentence(text))
    return 'credit';
  const straight = straightened(text.length > LONGEST_JUDGED ? text.slice(0, LONGEST_JUDGED) : text);
  if (isByline(straight, language)) return 'byline';
  if (isDateAlone(straight)) return 'dateline';
  const lower = straight.toLowerCase();
  const begins = mayBegin(lower, language);
  const holds = mayHoldPhrase(lower, language);
  if (!begins && !holds) return null;
  const { beginnings, phrases } = isWholeSentence(text) ? IN_SENTENCES : IN_LINES;
  return (begins ? kindOf(beginnings, lower, language) : null) ?? (holds ? kindOf(phrases, lower, language) : null);
}

/** Whether a sentence of a block is the credit of a picture, as {@link furnitureOf} has it. */
export function isCredited(block: string, language: string | null): boolean {
  return (
    mayHoldCredit(straightened(block).toLowerCase(), language) &&
    splitSentences(block, language).some((sentence) => furnitureOf(sentence.trim(), language) === 'credit')
  );
}

/** Whether a sentence shows a sign of code, as one about code does. */
export function showsCode(text: string): boolean {
  return (text.includes('<') || text.includes('=>') || text.includes('&')) && CODE_SIGN.test(text);
}

function isAttribution(text: string): boolean {
  return text.endsWith(':') && text.length <= LONGEST_ATTRIBUTION && ATTRIBUTION.test(text);
}

function isWholeSentence(text: string): boolean {
  return endsWell(text) && text.split(' ', WORDS_OF_SENTENCE).length === WORDS_OF_SENTENCE;
}

function isCode(text: string): boolean {
  if (CODE_END.test(text.slice(-END)) || CODE_BEGINNING.test(text)) return true;
  const sign = CODE_SIGN.exec(text);
  return sign !== null && (!isWholeSentence(text) || CODE_SIGN.test(text.slice(sign.index + sign[0].length)));
}

/** Apostrophes that are not straight, and white space but for spaces: in one class they are found twice as fast. */
const CURVED_OR_WHITE = /[`´‘’\t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;

/** A text with straight apostrophes and single spaces. Where there are no others it is left as it is. */
export function straightened(text: string): string {
  if (!CURVED_OR_WHITE.test(text) && !text.includes('  ')) return text.trim();
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
