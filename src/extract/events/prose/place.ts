import type { Candidate } from './candidates.ts';
import { anyOf, fold, wordPattern } from './fold.ts';
import type { EventLanguage } from './language.ts';
import type { Passage } from './passages.ts';

interface Patterns {
  /** "Where: …" at the beginning of a block. */
  readonly label: RegExp;
  /** A preposition of place at the end of what stands before a name. */
  readonly at: RegExp;
  /** Words with a capital that are no place: months, weekdays, events, services on the net. */
  readonly noPlace: RegExp;
}

/** A name: words with capitals or digits, joined by the small words that names have inside, with commas between parts. */
const NAME =
  /(?:["“«„]\s?)?\p{Lu}[\p{L}\p{M}\d'’.&/-]*(?:(?:["”»]?,? |\s-\s|["”»],? )(?:(?:of|the|de|del|de la|la|le|les|du|des|da|dei|delle|di|della|der|und|and|y|e|von|van|sur|st\.|am|an|in|im|nº|n°|n\.|["“«„])\s?)*(?:\p{Lu}|\d)[\p{L}\p{M}\d'’.&/º°-]*["”»]?){0,14}/gu;

const ONLINE =
  'zoom|jitsi|youtube|twitch|github|gitlab|slack|discord|zulip|irc|matrix|google|twitter|facebook|meetup\\.com|internet|linkedin|whatsapp|telegram|hangouts?|mastodon|bigbluebutton';

const LONGEST = 140;
/** How far from a day, in blocks, its "Where:" may stand. */
const BLOCKS_BEFORE = 4;
const BLOCKS_AFTER = 8;
const NEAR = 90;

const compiled = new WeakMap<EventLanguage, Patterns>();

function patternsOf(language: EventLanguage): Patterns {
  const known = compiled.get(language);
  if (known) return known;
  const patterns = {
    label: new RegExp(`^[^a-z0-9]*(?:${anyOf(language.labels.where)})(?:\\s*\\([^)]*\\))?\\s*(?:[:?|]+\\s*|$)`),
    at: new RegExp(`(?<![a-z])(?:${anyOf(language.at)})(?:\\s+|(?<='))(?:"\\s*)?$`),
    noPlace: wordPattern([
      ...language.months.flat(),
      ...language.weekdays.flat(),
      ONLINE,
      ...language.nearDays,
      ...language.cues.recurring,
    ]),
  };
  compiled.set(language, patterns);
  return patterns;
}

/** Where the event of that day is, as the text says: labelled, beside the day, in the next sentences, in the title. */
export function placeOf(candidate: Candidate, language: EventLanguage): string | null {
  const patterns = patternsOf(language);
  const { passage, mention, all } = candidate;
  return (
    labelledPlace(candidate, patterns) ??
    placeAfter(passage, mention.to, patterns) ??
    placeBefore(passage, mention.from, patterns) ??
    placeInNext(passage, all, patterns)
  );
}

function labelledPlace({ passage, all }: Candidate, { label }: Patterns): string | null {
  const around = all.filter(
    ({ block }) => block >= passage.block - BLOCKS_BEFORE && block <= passage.block + BLOCKS_AFTER,
  );
  for (const labelled of around) {
    const match = label.exec(labelled.folded);
    if (!match) continue;
    const rest = labelled.text.slice(match[0].length).trim();
    const sameBlock = all.filter(({ block, sentence }) => block === labelled.block && sentence > labelled.sentence);
    const said = rest || all.find(({ block }) => block > labelled.block)?.text || '';
    const whole = rest === '' ? said : [rest, ...sameBlock.map(({ text }) => text.trim())].join(' ');
    if (said !== '' && /\p{Lu}|\d/u.test(said)) return tidy(whole.length <= LONGEST ? whole : said);
  }
  return null;
}

/** The first name after the day that a preposition or a comma makes a place. */
function placeAfter(passage: Passage, from: number, patterns: Patterns): string | null {
  for (const match of passage.text.matchAll(NAME)) {
    if (match.index < from || match.index > from + NEAR) continue;
    const between = passage.folded.slice(from, match.index);
    const isListed = /^[\s,)|/:.]*(?:-\s*)?$/.test(between) && /[,)|/-]/.test(between);
    if ((patterns.at.test(between) || isListed) && isPlace(match[0], patterns)) return tidy(match[0]);
  }
  return null;
}

/** The last name before the day that a preposition makes a place. */
function placeBefore(passage: Passage, to: number, patterns: Patterns): string | null {
  const names = [...passage.text.slice(0, to).matchAll(NAME)].filter(({ index }) => index > to - 2 * NEAR);
  for (const match of names.reverse()) {
    const before = passage.folded.slice(Math.max(0, match.index - 30), match.index);
    if (patterns.at.test(before) && isPlace(match[0], patterns)) return tidy(match[0]);
  }
  const lastPart = /,\s*(\p{Lu}[\p{L}\s'-]+?)\s*[([-]?\s*$/u.exec(passage.text.slice(0, to));
  return lastPart?.[1] !== undefined && isPlace(lastPart[1], patterns) ? tidy(lastPart[1]) : null;
}

/** A place in the next sentences, before another day is named; then one in the title. */
function placeInNext(passage: Passage, all: readonly Passage[], patterns: Patterns): string | null {
  const at = all.indexOf(passage);
  const following = all.slice(at + 1, at + 4);
  const until = following.findIndex(({ days }) => days.length > 0);
  const [title] = all;
  const nearby = [
    ...(until < 0 ? following : following.slice(0, until)),
    ...(title && title !== passage ? [title] : []),
  ];
  for (const other of nearby) {
    const place = placeBefore(other, other.text.length, patterns);
    if (place !== null) return place;
  }
  return null;
}

function isPlace(name: string, { noPlace }: Patterns): boolean {
  const folded = fold(name);
  return name.length > 2 && !noPlace.test(folded) && !/(?:conf|con|camp|day|days|20\d\d)$|\d{4}/.test(folded);
}

function tidy(place: string): string {
  return place
    .slice(0, LONGEST)
    .replace(/[\s,;:.(|-]+$/u, '')
    .trim();
}
