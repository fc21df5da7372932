import type { Entry } from '../../model.ts';
import { STOP_WORDS } from '../cues/stop-words.ts';

/** What sets the beginning of a title off from the rest. */
const HEAD_END = /\s[-–—|•·»]+\s|:\s/u;

/** A title's words and numbers in lower case, without markup of any kind around them. */
export function titleWords(title: string): string[] {
  return (
    title
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}]+(?:[.,'][\p{L}\p{M}\p{N}]+)*/gu) ?? []
  );
}

/**
 * Whether two titles are one: word for word, or but for what a republisher puts before or after it, set off by a
 * separator (`Planet: …`, `… | Example News`).
 */
export function isSameTitle(a: string, b: string): boolean {
  const [whole, other] = [key(a), key(b)];
  if (whole === '' || other === '') return false;
  return whole === other || isSetOffIn(whole, b) || isSetOffIn(other, a);
}

/** Whether an entry has a title that its text does not begin with, as networks give the beginning of a note for one. */
export function hasOwnTitle({ title, summary }: Pick<Entry, 'title' | 'summary'>): boolean {
  return !summary.startsWith(title.replace(/(?:…|\.{3})$/, '').trim());
}

const ANSWER =
  /^(?:re|aw|sv|antw)\s*:|^(?:an? |in )?(?:reply|response|answer|réponse|antwort|respuesta|risposta|resposta|antwoord)\s+(?:to|à|aux?|auf|an?|al?|alla|ao|op)[\s:]/iu;

/** Whether a title says that its post answers another: whoever answers under the other's title says something himself. */
export function isAnswer(title: string): boolean {
  return ANSWER.test(title);
}

/** How it is said that something has come: "1.2 released", "1.2 is out", « 1.2 est sortie ». */
const ARRIVED =
  'released release out available announced announcing announcement launched launches arrived arrives here ' +
  'sorti sortie disponible publié publiée erschienen veröffentlicht verfügbar freigegeben publicado publicada ' +
  'lanzado rilasciato rilasciata disponibile lançado lançada disponível uitgebracht verschenen beschikbaar';
/** With these no phrase is filled in: "How I weave" and "How we weave" are of one thing. */
const FUNCTION_WORDS = new Set([...STOP_WORDS.values(), ARRIVED.split(' ')].flat());

/**
 * Whether two titles are one phrase filled in twice ("Meetup in Lyon", "Meetup in Nice"; "1.2 released", "1.3
 * released"): then even texts that are nearly the same are two announcements.
 */
export function isVariantTitle(a: string, b: string): boolean {
  const [left, right] = [titleWords(a), titleWords(b)];
  if (haveOneHead(a, b)) return true;
  if (left.length !== right.length) return isFilledIn(left, right);
  if (left.length < 2) return false;
  const different = left.flatMap((word, index) => (word === right[index] ? [] : [[word, right[index] ?? '']]));
  const isFilled = different.length > 0 && different.length <= Math.max(1, left.length / 3);
  return isFilled && isTold(different.flat());
}

/** Whether the words that titles differ in say what each is about. */
function isTold(words: readonly string[]): boolean {
  return !words.every((word) => FUNCTION_WORDS.has(word));
}

/** Whether titles go on differently after one head: "Wanted: a cook", "Wanted: somebody to mend kettles". */
function haveOneHead(a: string, b: string): boolean {
  const [one, other] = [a, b].map(headAndRest);
  if (one === undefined || other === undefined || one.rest === '' || other.rest === '') return false;
  return one.head !== '' && one.head === other.head && one.rest !== other.rest;
}

function headAndRest(title: string): { head: string; rest: string } {
  const [head = ''] = title.split(HEAD_END, 1);
  return { head: key(head), rest: key(title.slice(head.length)) };
}

/** Whether titles of different length begin and end alike, and each has words of its own between. */
function isFilledIn(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const start = commonStart(shorter, longer);
  const end = commonStart(shorter.toReversed(), longer.toReversed());
  const different = shorter.length - start - end;
  if (start + end < 2 || different <= 0 || different > Math.max(1, shorter.length / 3)) return false;
  return isTold([shorter, longer].flatMap((words) => words.slice(start, words.length - end)));
}

function commonStart(shorter: readonly string[], longer: readonly string[]): number {
  const end = shorter.findIndex((word, index) => word !== longer[index]);
  return end === -1 ? shorter.length : end;
}

/** Whether two titles name the same numbers in the same order, or none. */
export function hasSameNumbers(a: string, b: string): boolean {
  return String(a.match(/\d+/g)) === String(b.match(/\d+/g));
}

/** Whether each of two titles names a number, a version or a date that the other does not. */
export function hasOtherNumbers(a: string, b: string): boolean {
  const [left, right] = [numbersIn(a), numbersIn(b)];
  return left.some((number) => !right.includes(number)) && right.some((number) => !left.includes(number));
}

function numbersIn(title: string): readonly string[] {
  return title.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** The share of one title's words that the other has too. */
export function sharedOfTitle(part: string, whole: string): number {
  const words = new Set(titleWords(part));
  return words.size === 0 ? 0 : [...new Set(titleWords(whole))].filter((word) => words.has(word)).length / words.size;
}

function key(title: string): string {
  return titleWords(title).join(' ');
}

/** What is longer is no title with a name before or after it. */
const LONGEST_TITLE = 500;

/** Whether a title of several words is what a longer one has on one side of a separator. */
function isSetOffIn(short: string, long: string): boolean {
  if (!short.includes(' ') || long.length > LONGEST_TITLE) return false;
  const pieces = long.split(/(\s[-–—|•·»]+\s|:\s|\[|\])/u);
  const heads = pieces.map((_, end) => key(pieces.slice(0, end).join('')));
  const tails = pieces.map((_, start) => key(pieces.slice(start + 1).join('')));
  return heads.includes(short) || tails.includes(short);
}
