import { matchesOf } from '../../matches.ts';
import type { Candidate } from './candidates.ts';
import { fold, wordPattern } from './fold.ts';
import type { EventLanguage } from './language.ts';
import type { Passage } from './passages.ts';
import { perLanguage } from './per-language.ts';
import { endOfWhen } from './time-of.ts';

/** Words with capitals or digits, and the small ones between them. */
const PROPER =
  /(?:\p{Lu}|\d)[\p{L}\p{M}\d'’.&/+-]*(?:,?\s(?:(?:of|for|the|de|del|la|le|du|des|di|da|der|die|and|&|on|y|e|et|und)\s)*(?:\p{Lu}|\d|&)[\p{L}\p{M}\d'’.&/+-]*)*/gu;

const patternsOf = perLanguage(({ cues, recaps }) => ({
  occasion: wordPattern(cues.occasion),
  recap: wordPattern(recaps),
}));

const LONGEST = 100;
const OF_WHAT = /^ (?:of|on|for|about|de|du|sur|über|zu|zum|sobre|su|over|van)(?: [\p{L}\d'’&-]+){1,3}/u;
const ARTICLE =
  /^(?:(?:for|to|pour|para|per|voor)\s+)?(?:the|our|an?|le|la|les|notre|une?|der|die|das|ein|eine|unser|unsere|el|los|las|una|il|lo|het|een|os?|as?)\s+/iu;

/** Roles of lines that stand alone, and may be all of an event's name. */
const STANDING_ALONE: ReadonlySet<Passage['role']> = new Set(['heading', 'item', 'cell']);

/** How many sentences on from its day an event's name may stand, and in how many characters of each. */
const SENTENCES_ON = 3;
const REACH = 400;

/** What is known of the event already. */
export interface Known {
  /** Whether the entry tells of no other. */
  readonly isOnly: boolean;
  /** The entry's title; empty where it cannot be the name, several events being of that day. */
  readonly title: string;
  readonly location: string | undefined;
}

/**
 * What the event of a day is called: the entry's title where the entry is about it alone; else the line it stands in, a
 * name in the sentence or the next ones, the heading above, or the words around the kind of event.
 */
export function nameOf(candidates: readonly Candidate[], known: Known, language: EventLanguage): string {
  const { isOnly, title } = known;
  const { occasion, recap } = patternsOf(language);
  const [lead] = candidates;
  if (lead === undefined) return title;
  if (isOnly && title !== '' && !recap.test(fold(title)) && isAbout(title, candidates, occasion)) return clean(title);
  return namesOf(candidates, known, occasion).map(clean).find(isName) ?? clean(lead.passage.text);
}

/** What may be the name, the likeliest first, each looked for when those before it are none. */
function* namesOf(candidates: readonly Candidate[], { title, location }: Known, occasion: RegExp): Generator<string> {
  for (const candidate of candidates) {
    if (STANDING_ALONE.has(candidate.passage.role)) yield withoutPlace(withoutDay(candidate), location);
  }
  for (const candidate of candidates) yield properName(candidate, occasion);
  for (const { passage } of candidates) if (occasion.test(fold(passage.heading))) yield passage.heading;
  for (const candidate of candidates) yield commonName(candidate, occasion);
  yield title;
  for (const { passage } of candidates) yield passage.heading;
  for (const candidate of candidates) yield withoutDay(candidate);
  for (const candidate of candidates) yield capitalised(commonName(candidate, occasion));
}

/** Whether a title names a kind of event, or words of the sentence that names the day. */
function isAbout(title: string, candidates: readonly Candidate[], occasion: RegExp): boolean {
  if (occasion.test(fold(title))) return true;
  const words = new Set(fold(title).match(/[a-z]{5,}/g));
  return candidates.some(({ passage }) => passage.folded.match(/[a-z]{5,}/g)?.some((word) => words.has(word)));
}

/** The name nearest to the day that names a kind of event, in its sentence or else in the next. */
function properName({ passage, mention, around }: Candidate, occasion: RegExp): string {
  const own = properNames(passage, occasion).filter(
    ({ index, 0: name }) => index + name.length <= mention.from || index >= mention.to,
  );
  const distance = ({ index }: RegExpExecArray) => Math.abs(index - mention.from);
  const [nearest] = own.sort((a, b) => distance(a) - distance(b));
  return nearest?.[0] ?? following(passage, around()).flatMap((next) => properNames(next, occasion))[0]?.[0] ?? '';
}

function properNames({ text }: Passage, occasion: RegExp): RegExpExecArray[] {
  return matchesOf(PROPER, text.slice(0, REACH)).filter(({ 0: name }) => name.length > 3 && occasion.test(fold(name)));
}

/** The kind of event with the words around it: "the monthly user group meeting". */
function commonName({ passage, around }: Candidate, occasion: RegExp): string {
  for (const next of [passage, ...following(passage, around())]) {
    const found = occasion.exec(next.folded);
    if (!found) continue;
    const [from, to] = [found.index, found.index + found[0].length];
    const { text } = next;
    const before = /(?:[\p{L}\d'’&-]+ ){0,3}$/u.exec(text.slice(endOfDays(next, from), from))?.[0] ?? '';
    const after = OF_WHAT.exec(text.slice(to, beginningOfDays(next, to)))?.[0] ?? '';
    return `${before}${text.slice(from, to)}${after}`.replace(ARTICLE, '');
  }
  return '';
}

/** Where the last day or hour before a place in a sentence ends, and where the first one behind it begins. */
function endOfDays({ days, times }: Passage, at: number): number {
  return Math.max(0, ...[...days, ...times].map(({ to }) => to).filter((to) => to <= at));
}

function beginningOfDays({ days, times, text }: Passage, at: number): number {
  return Math.min(text.length, ...[...days, ...times].map(({ from }) => from).filter((from) => from >= at));
}

function following(passage: Passage, all: readonly Passage[]): readonly Passage[] {
  const at = all.indexOf(passage);
  const next = all.slice(at + 1, at + 1 + SENTENCES_ON);
  const nextDay = next.findIndex(({ days }) => days.length > 0);
  return next.slice(0, nextDay < 0 ? undefined : nextDay);
}

/** The line up to the day, or from it and its hour on to the next day where they open the line. */
function withoutDay(candidate: Candidate): string {
  const { text, days } = candidate.passage;
  const before = text.slice(0, candidate.mention.from);
  if (/\p{L}{3}/u.test(before)) return before;
  const end = endOfWhen(candidate);
  return text.slice(end, days.find(({ from }) => from >= end)?.from);
}

/** "Repair Café, Lyon" without what is told apart as the place; all of it where nothing else is left. */
function withoutPlace(line: string, location: string | undefined): string {
  const [name = ''] = location === undefined ? [line] : line.split(location);
  return /\p{L}{3}/u.test(name) ? name.replace(/[\s,]+(?:in|at|à|en|a|im|bei)?[\s,]*$/u, '') : line;
}

/** Whether it begins as a name does and is not an hour or a label alone. */
function isName(name: string): boolean {
  return (
    /^[\p{Lu}\d#"“«„¡¿(]/u.test(name) &&
    /\p{L}{3}/u.test(name.replace(/^.{0,12}:$/, '')) &&
    !/^\d{1,2}[:.h]\d\d/.test(name)
  );
}

function capitalised(name: string): string {
  return name.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

function clean(text: string): string {
  const plain = text.replace(/\s+/g, ' ').replace(/^[\s,:;.|()–—-]+|[\s,:;|([–—-]+$/gu, '');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST).replace(/\s\S*$/, '')}…`;
}
