import { matchesOf } from '../../matches.ts';
import type { Candidate } from './candidates.ts';
import { anyOf, fold, wordPattern } from './fold.ts';
import type { EventLanguage } from './language.ts';
import type { Passage } from './passages.ts';
import { perLanguage } from './per-language.ts';
import { endOfWhen } from './time-of.ts';

interface Patterns {
  /** "Where: …" at the beginning of a block. */
  readonly label: RegExp;
  /** A preposition of place, with the few small words that may follow it, at the end of what stands before a name. */
  readonly at: RegExp;
  /** Where a name ends though a capital follows: at a month or a weekday. */
  readonly notPart: RegExp;
  /** Kinds of events. */
  readonly occasion: RegExp;
  /** Words of names that are no place: services on the net, habits. */
  readonly noPlace: RegExp;
}

/** Small words that names of places have inside, in any of the languages. */
const INSIDE =
  "(?:of|on|at|the|de|del|la|las|los|le|les|du|des|da|dei|delle|degli|di|della|der|und|and|y|e|von|van|sur|pour|au|aux|st\\.|am|an|im|nº|n°|n\\.|à|l['’]|d['’]|c\\/|via|rue|calle|sita|ubicad[oa]|@|&|[\"“«„])";

/** An address behind a name, in languages that write the street's kind small: "- via della Muraglia, 16". */
const STREET =
  "(?:(?:,| -) (?:via|viale|piazza|calle|avenida|plaza|rue|place|avenue|quai|boulevard) [\\p{L}\\d' ]{3,40}(?:, \\d+)?)?";

/** A name: words with capitals or digits, joined by such small words and commas; "the Red Lion pub in central Leeds". */
const NAME = new RegExp(
  `(?<![\\p{L}\\d])(?:["“«„]\\s?)?(?:\\d{1,4} )?\\p{Lu}[\\p{L}\\p{M}\\d'’.&/-]*(?:["”»]?(?:,? |\\s-\\s)(?:(?:\\p{Ll}+ )?in (?:\\p{Ll}+ )?)?(?:${INSIDE}\\s?)*(?:\\p{Lu}|\\d)[\\p{L}\\p{M}\\d'’.&/º°-]*["”»]?){0,14}${STREET}`,
  'gu',
);

const ONLINE =
  'zoom|jitsi|youtube|twitch|github|gitlab|slack|discord|zulip|irc|matrix|google|twitter|facebook|meetup\\.com|internet|linkedin|whatsapp|telegram|hangouts?|mastodon|bigbluebutton';

const LONGEST = 140;
/** How far from a day, in blocks, its "Where:" may stand. */
const BLOCKS_BEFORE = 4;
const BLOCKS_AFTER = 6;
const NEAR = 90;
/** How many characters are searched for names at all. */
const REACH = 300;

const patternsOf = perLanguage((language): Patterns => {
  return {
    label: new RegExp(`^[^a-z0-9]*(?:${anyOf(language.labels.where)})(?:\\s*\\([^)]*\\))?\\s*(?:[:?|]+\\s*|$)`),
    at: new RegExp(`(?<![a-z])(?:${anyOf(language.at)})(?:\\s+|(?<='))(?:[a-z]+,?\\s+){0,3}(?:"\\s*)?$`),
    notPart: wordPattern([...language.months.flat(), ...language.weekdays.flat()]),
    occasion: wordPattern(language.cues.occasion),
    noPlace: wordPattern([ONLINE, ...language.nearDays.flat(), ...language.cues.recurring]),
  };
});

/** Where the event of that day is, as the text says: labelled, beside the day, in the sentences around, in the title. */
export function placeOf(candidate: Candidate, language: EventLanguage): string | null {
  const patterns = patternsOf(language);
  return labelledPlace(candidate, patterns) ?? placeBeside(candidate, patterns) ?? placeAround(candidate, patterns);
}

function labelledPlace({ passage, around }: Candidate, { label }: Patterns): string | null {
  const all = around();
  const near = all.filter(
    ({ block }) => block >= passage.block - BLOCKS_BEFORE && block <= passage.block + BLOCKS_AFTER,
  );
  for (const labelled of near) {
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

/** A name in a text that something makes a place, and how far it is from where the day stands. */
interface Place {
  readonly name: string;
  readonly distance: number;
}

/** A part of a passage. */
interface Piece {
  readonly text: string;
  readonly folded: string;
  /** Whether it is the rest of a line behind a day, and whether the event's name can but follow there. */
  readonly tail: 'of a day' | 'of a name' | null;
}

function pieceOf({ text, folded }: Passage, from: number, to: number, tail: Piece['tail']): Piece {
  return { text: text.slice(from, to), folded: folded.slice(from, to), tail };
}

/** The nearest place to the day in its sentence; what follows it is said of it sooner than what leads up to it. */
function placeBeside(candidate: Candidate, patterns: Patterns): string | null {
  const { mention, passage } = candidate;
  const start = Math.max(0, mention.from - REACH);
  const tail = mention.from === 0 ? 'of a name' : 'of a day';
  const behind = pieceOf(passage, endOfWhen(candidate), mention.to + REACH, tail);
  const ahead = pieceOf(passage, start, mention.from, null);
  const after = firstPlace(behind, patterns);
  const before = lastPlace(ahead, patterns);
  const lead = before === null ? null : mention.from - start - before.distance - before.name.length;
  if (after && after.distance < NEAR && (lead === null || after.distance <= lead + 30)) return after.name;
  return before && lead !== null && lead < 2 * NEAR ? before.name : (after?.name ?? null);
}

function firstPlace(piece: Piece, patterns: Patterns): Place | null {
  NAME.lastIndex = 0;
  for (let name = NAME.exec(piece.text); name !== null; name = NAME.exec(piece.text)) {
    const place = placeOfName(name, piece, patterns);
    if (place !== null) return place;
  }
  return null;
}

function lastPlace(piece: Piece, patterns: Patterns): Place | null {
  for (const name of matchesOf(NAME, piece.text).reverse()) {
    const place = placeOfName(name, piece, patterns);
    if (place !== null) return place;
  }
  return null;
}

/** The place in a name, if it is one by what stands around it; of the rest of a line behind its day, a comma is enough. */
function placeOfName({ 0: match, index }: RegExpExecArray, piece: Piece, patterns: Patterns): Place | null {
  const { text, folded, tail } = piece;
  const [whole = ''] = match.split(notPartOf(match, patterns));
  if (tail && isListed(text, index, whole) && isPlace(whole, patterns)) {
    return { name: tidy(withoutEvent(whole, tail, patterns)), distance: index };
  }
  for (const name of nameAndTail(whole)) {
    const distance = index + whole.lastIndexOf(name);
    const before = folded.slice(Math.max(0, distance - 60), distance);
    const isTold =
      isIntroduced(before, text.slice(0, distance), patterns) || (!tail && isLastPart(text, distance, name));
    if (isTold && isPlace(name, patterns)) {
      return { name: tidy(name), distance };
    }
  }
  return null;
}

/** A preposition of place stands before it, with small words between: "in the", and not "in Chicago a". */
function isIntroduced(folded: string, text: string, { at }: Patterns): boolean {
  const [preposition] = at.exec(folded) ?? [];
  return preposition !== undefined && !/\p{Lu}/u.test(text.slice(text.length - preposition.length + 1));
}

/** Of "Linux Day, Lyon, France" the place, where the line begins with its day or an event is named; of "Concert in Lyon", too. */
function withoutEvent(name: string, tail: Piece['tail'], { occasion }: Patterns): string {
  const [first = '', ...rest] = name.split(/,\s+/);
  if (rest.length > 0) return tail === 'of a name' || occasion.test(fold(first)) ? rest.join(', ') : name;
  const [, place = ''] = nameAndTail(name);
  return place !== '' && occasion.test(fold(name.slice(0, -place.length))) ? place : name;
}

/** Of "Summit 2025 in Faridabad", where the whole is no place, what comes last may be one. */
function nameAndTail(name: string): string[] {
  const tail = /.*\s(?:in|im|at|am|on|bei|en|à|a|em)\s(.+)$/s.exec(name)?.[1];
  return tail === undefined ? [name] : [name, tail];
}

/** "May 26, Munich": a name that follows a day and ends its sentence. */
function isListed(text: string, index: number, name: string): boolean {
  return (
    /(?:^[\s,)|/:.-]*[,:)|/-]|^[\s:-]*[^,]{3,60},)\s*$/.test(text.slice(0, index)) &&
    /^\W*$/.test(text.slice(index + name.length))
  );
}

/** Where the name breaks off, as a string to split it at; the empty place after it where it does not. */
function notPartOf(name: string, { notPart }: Patterns): RegExp | string {
  const [found] = notPart.exec(fold(name)) ?? [];
  return found === undefined ? '\u0000' : new RegExp(found.replace(/\W/g, '.'), 'i');
}

/** "Hack night, Stockholm (8 October)": the last part of a line that names an event before its day. */
function isLastPart(text: string, index: number, name: string): boolean {
  return /,\s*$/.test(text.slice(0, index)) && /^\s*[([]\s*$/.test(text.slice(index + name.length));
}

/** A place in the sentences after the day's, before another day is named; then in those before it and in the title. */
function placeAround({ passage, around }: Candidate, patterns: Patterns): string | null {
  const all = around();
  const at = all.indexOf(passage);
  const following = all.slice(at + 1, at + 4);
  const nextDay = following.findIndex(({ days }) => days.length > 0);
  const preceding = all.slice(Math.max(1, at - 3), at).reverse();
  const nearby = [...following.slice(0, nextDay < 0 ? undefined : nextDay), ...preceding, ...all.slice(0, 1)];
  for (const other of nearby) {
    const piece = pieceOf(other, 0, REACH, null);
    const place = firstPlace(piece, patterns);
    if (place !== null) return place.name;
  }
  return null;
}

function isPlace(name: string, { noPlace }: Patterns): boolean {
  const folded = fold(name);
  return (
    name.trim().length > 2 && !noPlace.test(folded) && !/(?:conf|con|camp|days?|'s)\W*$|(?:19|20)\d\d/.test(folded)
  );
}

function tidy(place: string): string {
  return place
    .slice(0, LONGEST)
    .replace(/^(?:the|das|dem|den|der|die|el|il|la|le|les|lo)\s+(?=\p{L})/u, '')
    .replace(/[\s,;:.(|-]+$/u, '')
    .replace(/\s(?:in|on|of|the|de|la|und|and|am|im|à)$/u, '')
    .trim();
}
