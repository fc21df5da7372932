import { furnitureOf } from './boilerplate.ts';
import { cuePattern, cueTest } from './cues/cue-test.ts';
import { cuesOf } from './cues/cues.ts';
import type { Block, Reading } from './reading.ts';

/** A mark that stands for what was left out, at the very end. */
const BROKEN_OFF = /(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3})\s*$/u;
/** One that stands for nothing else, so that links may follow it. */
const LEFT_OUT = /[[(]\s*(?:…|\.{3})\s*[\])]$/;
/** How much of a line, in characters, is its end. */
const END = 20;
/** How a line ends that is whole. */
const ENDS_WELL = /[.!?…。！？:;)\]"'”’»“«]$/u;
/** A line that leads to the rest is no longer than this. */
const LONGEST_LEAD = 100;
const LONGEST_BUTTON = 40;
/** A notice is no longer; it names the post and the blog. */
const LONGEST_NOTICE = 300;
/** The longest text, in characters, that is likely to be an excerpt. */
const LONGEST_EXCERPT = 1500;
/** The part of a line that is inside a link where white space alone is not. */
const WHOLLY = 0.8;
/** What follows an ellipsis at the end of a text. */
const BEHIND_ELLIPSIS = /(?:…|\.{3})[\])]?\s*([^\s.…][^.…]*)$/;
const ARROW = /(?:[→»›⟶➔➜]|>>|->)$/;
/** A line that leads on, and is no cue of its language, since it leads to something else as often as to the post itself. */
const CONTINUED = new RegExp(
  `^(?:${[
    'continue|(?:see|view|show|learn|find out) more|click here (?:to|for) .*',
    'read (?:(?:the|this|full|whole|entire|complete) )+(?:article|post|story|entry)(?: (?:at|in|on) .*)?',
    'en savoir plus|mehr erfahren|erfahren sie mehr|saber más|saiba mais|scopri di più|per saperne di più|meer weten',
  ].join('|')})$`,
  'i',
);
/** A line that names a post's own place, or what is to be done there besides reading. */
const PLACE = /perma|\blinks?\b|comment|repl(?:y|ies)|discuss|online|web|browser|original|source/i;
/** A text of one line, of at least this many characters, that ends in the middle of a sentence was cut by a machine. */
const CUT_LINE = 120;

/** Whether a feed's text breaks off, so that the whole of it is on the page behind `url`: "[…]", "Read more", cut short. */
export function isTruncated(reading: Reading, url: string | null, language: string | null): boolean {
  if (url === null) return false;
  const told = withoutNotice(
    reading.blocks.filter((block) => block.role !== 'aside'),
    reading,
    url,
    language,
  );
  const last = told.at(-1);
  if (last === undefined) return false;
  const isLed = told
    .slice(-2)
    .some((block) => isLeadOn(block, reading, url, language) || isLinkedOn(block, reading, url));
  const isBroken =
    (breaksOff(last) && !isLoading(last, language)) || LEFT_OUT.test(beforeLinks(told)?.text.slice(-END) ?? '');
  return isLed || isBroken || isCutShort(told) || isLinkToItself(told, reading, url, language);
}

/**
 * Without the last line that blogging programs give to feeds alone: "The post … appeared first on …". Where its words
 * are not known, it is known by the links to the post and to the blog that it mostly is.
 */
function withoutNotice(
  told: readonly Block[],
  { links }: Reading,
  url: string,
  language: string | null,
): readonly Block[] {
  const [before, last] = told.slice(-2);
  if (before === undefined || last === undefined || (endsWell(before) && !breaksOff(before))) return told;
  if (last.linked === 0 || last.text.length > LONGEST_NOTICE) return told;
  const isLinked =
    breaksOff(before) && 2 * last.linked >= last.text.length && links.slice(-2).some((link) => isToRest(link, url));
  const kind = isLinked ? 'furniture' : furnitureOf(last.text, language);
  return kind === 'furniture' || kind === 'pointer' ? told.slice(0, -1) : told;
}

function breaksOff({ text }: Block): boolean {
  return BROKEN_OFF.test(text.slice(-END));
}

function endsWell({ text }: Block): boolean {
  return ENDS_WELL.test(text.slice(-END));
}

/** Whether a line is no text that breaks off, but a button that was not loaded yet: "Like Loading...". */
function isLoading({ text }: Block, language: string | null): boolean {
  return text.length <= LONGEST_BUTTON && furnitureOf(text, language) === 'call';
}

/** What stands before the links to sections and tags that some programs put at the end. */
function beforeLinks(told: readonly Block[]): Block | undefined {
  return told.findLast(({ text, linked }) => linked < WHOLLY * text.length);
}

/** A line like "Continue reading →" that is a link, and nothing but a link or one to the entry itself. */
function isLeadOn({ text, linked }: Block, { links }: Reading, url: string, language: string | null): boolean {
  if (linked === 0 || text.length > LONGEST_LEAD) return false;
  const line = text.toLowerCase().replaceAll('’', "'");
  const start = leadOn(language).exec(line);
  if (start === null) return false;
  const rest = line.slice(start.index + start[0].length);
  return !/\p{L}/u.test(rest) || links.some((link) => placeOf(link) === placeOf(url));
}

/** A text that stops at an ellipsis and has nothing behind it but a link to the entry itself, whatever its words. */
function isLinkedOn({ text, linked }: Block, { links }: Reading, url: string): boolean {
  if (linked === 0) return false;
  const [, lead] = BEHIND_ELLIPSIS.exec(text.slice(-LONGEST_LEAD)) ?? [];
  return lead !== undefined && linked >= WHOLLY * lead.length && links.some((link) => isToRest(link, url));
}

/** A last line that ends with a link to the entry itself, and reads as if it led on rather than named the post's own place. */
function isLinkToItself(told: readonly Block[], { links }: Reading, url: string, language: string | null): boolean {
  const last = told.at(-1);
  if (last === undefined || told.length < 2 || last.text.length > LONGEST_LEAD || last.linked === 0) return false;
  if (!isToRest(links.at(-1) ?? '', url)) return false;
  if (leadsOnWithin(last.text.toLowerCase().replaceAll('’', "'"), language)) return true;
  if (last.linked < WHOLLY * last.text.length) return false;
  if (ARROW.test(last.text)) return !PLACE.test(last.text);
  return (
    CONTINUED.test(last.text) ||
    (language !== null && cuesOf(language) === null && isExcerpt(told) && isWording(last.text))
  );
}

/** Whole posts, too, end with links to themselves: their date, their permanent link. They are longer, as a rule. */
function isExcerpt(told: readonly Block[]): boolean {
  return told.reduce((length, { text }) => length + text.length, 0) <= LONGEST_EXCERPT;
}

function isWording(line: string): boolean {
  return /\p{L}/u.test(line) && !/\d/.test(line) && !PLACE.test(line);
}

/** Whether a link leads to the entry itself, at most to where it goes on there; its comments have places of their own. */
function isToRest(link: string, url: string): boolean {
  return placeOf(link) === placeOf(url) && /^[^#]*(?:#more.*)?$/.test(link);
}

/** What a line leads on with. */
const leadOn = cuePattern(
  ({ more, rest }) => [...more, ...rest],
  (any) => `(?:^|[.…。！\\]] ?)[^\\p{L}]*(?:${any})(?![\\p{L}\\p{N}])`,
);

/** What leads on wherever it stands in a line. */
const leadsOnWithin = cueTest(
  ({ more }) => more,
  (any) => `(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`,
);

function isCutShort(told: readonly Block[]): boolean {
  const [only] = told;
  return told.length === 1 && only !== undefined && only.text.length >= CUT_LINE && !endsWell(only);
}

/** An address without what does not tell one page from another: where in it, by what way, from which feed. */
function placeOf(url: string): string {
  return url
    .replace(/#.*$/, '')
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\butm_\w+=[^&]*&?/g, '')
    .replace(/[/?&]{1,2}$/, '');
}
