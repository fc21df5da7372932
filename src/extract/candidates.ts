import { showsCode, straightened } from './boilerplate.ts';
import { beginning, cueTest } from './cues/cue-test.ts';
import { letters } from './letters.ts';
import type { Block, Reading } from './reading.ts';
import type { Role } from './roles.ts';
import { endOfSentence } from './sentences.ts';
import { isShorter, isUnended, isWhole } from './whole.ts';

/** A sentence that may stand in a summary. */
export interface Candidate {
  readonly text: string;
  /** The same in small letters. */
  readonly lower: string;
  /** The whole block that it stands in. */
  readonly block: string;
  /** Its place among all candidates, from 0. */
  readonly position: number;
  /** What it is worth at the most, for where it stands: more than 0, at most 1. */
  readonly rank: number;
  /** Whether the sentence before it in its block is no candidate. */
  readonly isBehindLost: boolean;
  /** Whether it ends with a colon, and what that leads on to is no candidate, such as code. */
  readonly leadsNowhere: boolean;
}

/** How many sentences from the beginning are looked at: what a text is about is said by then. */
const LOOKED_AT = 15;

/** A sentence of fewer is mostly a salutation or an exclamation. */
const SALUTATION = 25;

/** A salutation with more words: "Hello everybody, it has been a while!" */
const GREETING =
  /^(?:good (?:morning|afternoon|evening|day)|guten (?:morgen|tag|abend)|goede(?:morgen|middag|navond)|buenos días|buen día|bom dia|boa (?:tarde|noite)|bu(?:on giorno|ongiorno|onasera)|dzień dobry|dobrý den|god morgon|добрый (?:день|вечер)|доброго дня|καλ(?:ημέρα|ησπέρα)|günaydın|hi|hello|hey|moin|hallo|hej|hei|bonjour|salut|hola|ciao|olá|oi|cześć|witam|ahoj|привет|всем привет|здравствуйте|вітаю|γεια|merhaba)(?=[ ,!])/;
const LONGEST_GREETING = 60;
/** Ends with an exclamation, or has no more than a name behind its comma: what follows there may be told. */
const GREETING_ALONE = /!$|^[^,]*(?:, [^,]{1,20})?\.$/;
/** By so many sentences a text has begun. */
const BEGUN = 3;
/** What begins the issue of a newsletter or a podcast, however long it is: "Hello and welcome to issue 12 of …" */
const WELCOME =
  /^(?:(?:hi|hello|hey|good morning|hallo|bonjour|hola|ciao|olá)(?:,? \p{L}+)?[,!]? (?:and |und |et |y |e )?)?(?:welcome (?:back )?to|(?:herzlich )?willkommen (?:zu|zur|zum|bei|in)|bienvenue? (?:à|dans|sur)|bienvenid[oa]s a|benvenuti? (?:a|in|su|nel|nella)|bem-vind[oa]s? (?:a|à|ao)|welkom bij) .*(?:issue|edition|newsletter|episode|podcast|another|ausgabe|folge|numéro|épisode|número|edición|episodio|numero|puntata|edição|episódio|aflevering|nieuwsbrief)/u;

/** A note at the foot of the text: it begins with its number in brackets or raised, or ends with the way back. */
const NUMBER_OF_NOTE = /^(?:\[\d{1,3}\]|[¹²³⁴-⁹])/;
const WAY_BACK = /↩\ufe0e?$/;

/** Text that repeats a picture's alternative text is its caption, unless it is as long as this. */
const LONGEST_CAPTION = 250;

/** A line that begins with a time says where in a recording something is, unless it is as long as this. */
const TIMED = /^[([]?\d{1,2}:\d\d/;
const LONGEST_TIMED = 60;

/** A text of no more characters is a note, whose writer may have ended no sentence well. */
const LONGEST_NOTE = 600;

/** Where a feed has cut a text off, or its writer has left the reader to think on. */
const ENDS_IN_DOTS = /(?:…|\.{3})$/;

const TOLD: ReadonlyMap<Role, number> = new Map([
  ['paragraph', 1],
  ['item', 0.35],
  ['quote', 0.35],
]);

/** Names in brackets before the first sentence: whose picture stands there, which agency or place it is from. */
const LABEL_IN_BRACKETS = /^\((?:\p{Lu}[\p{L}\p{M}.'’-]*[ /,&]{0,2}){1,6}\) (?:[-–—] )?(?=[\p{Lu}"“])/u;
/** What papers are announced with before the first sentence of their abstract, and how far from the beginning it ends. */
const ABSTRACT = 'Abstract: ';
const LONGEST_HEAD = 100;

/** A sentence wholly in brackets, which is said aside. */
const ASIDE = /^[([（][^)\]）]*[)\]）]\.?$/;

/** A capital and nothing but letters after it up to the full stop: two words at least. */
const SHORT_STATEMENT = /^\p{Lu}[\p{L}\p{M}'’]*(?: [\p{L}\p{M}'’]+)+\.$/u;

/** How much of a sentence, in characters, is its end. */
const END = 30;

/** How much of a paragraph, in characters, says whether it is one. */
const HEAD = 80;
/** The day between a word such as "update" and its colon, with the name of a month or weekday. */
const DAY = '\\P{L}*(?:\\p{L}+\\P{L}+){0,2}[0-9][^:\\p{L}]*(?:de )?(?:\\p{L}+[^:\\p{L}]*)?:';

/** Speaks of the text: what has come later, what it holds that may hurt, who translated it or paid for it. */
const isAboutText = cueTest(({ updates, notes }) => [...updates.map((word) => word + DAY), ...notes], beginning);
/** Begins with a pronoun or a "but". */
const leans = cueTest(
  ({ leaning }) => leaning,
  (any) => `^(?:${any})[\\s,'’]`,
);
/** Only says where to look: ends with "here" or "below". */
const pointsElsewhere = cueTest(
  ({ elsewhere }) => elsewhere,
  (any) => ` (?:${any})\\P{L}*$`,
);

/** How the sentences of a text are taken. */
interface Manner {
  readonly language: string | null;
  readonly limit: number;
  /** Whether a paragraph's end is the end of a sentence, too. */
  readonly isNote: boolean;
  /** The text's last block. */
  readonly last: string | undefined;
}

/**
 * The first sentences from the beginning of a text that can stand in a summary of at most `limit` characters, in its order.
 * The standfirst, where there is one, is the first of them.
 */
export function candidatesOf(
  reading: Reading,
  standfirst: string | null,
  language: string | null,
  limit: number,
): Candidate[] {
  const candidates: Candidate[] = [];
  const last = reading.blocks.findLast(({ role }) => TOLD.has(role))?.text;
  const manner = { language, limit, isNote: isNote(reading), last };
  if (standfirst !== null) addSentences(candidates, { text: standfirst, role: 'paragraph' }, manner);
  const captions = captionsOf(reading);
  for (const block of reading.blocks) {
    if (candidates.length === LOOKED_AT) break;
    if (isTold(block, captions) && block.text !== standfirst) addSentences(candidates, block, manner);
  }
  return candidates.map((candidate, at) =>
    candidate.text.endsWith(':') && !leadsTo(candidates[at + 1]) ? { ...candidate, leadsNowhere: true } : candidate,
  );
}

/** Whether a colon may lead on to a sentence: an item of a list, or what is quoted. */
function leadsTo(next: Candidate | undefined): boolean {
  return next !== undefined && next.rank < 1;
}

/** Whether a text is so short that it is told by its beginning rather than by what of it ends well. */
export function isNote({ blocks }: Reading): boolean {
  let length = 0;
  return blocks.every(({ text }) => {
    length += text.length;
    return length <= LONGEST_NOTE;
  });
}

/** Whether a line only says where in a recording something is. */
export function isTimed(line: string): boolean {
  return TIMED.test(line) && line.length < LONGEST_TIMED;
}

function addSentences(candidates: Candidate[], block: Pick<Block, 'text' | 'role'>, manner: Manner): void {
  const rank = TOLD.get(block.role) ?? 0;
  let start = candidates.length === 0 ? lengthOfLabel(block.text) : 0;
  let isBehindLost = false;
  while (start < block.text.length && candidates.length < LOOKED_AT) {
    const end = endOfSentence(block.text, start, manner.language);
    const text = block.text.slice(start, end).trim();
    start = end;
    if (!canStand(text, end === block.text.length, block, manner)) {
      isBehindLost = true;
      continue;
    }
    const position = candidates.length;
    const lower = text.toLowerCase();
    candidates.push({ text, lower, block: block.text, position, rank, isBehindLost, leadsNowhere: false });
    isBehindLost = false;
  }
}

/** Whether a sentence stands in a paragraph about the text itself, which comes first, or in what the text answers. */
export function isBeside({ block, text, lower, position }: Candidate, language: string | null): boolean {
  if (isMailQuoted(block)) return true;
  if (position >= BEGUN) return false;
  const head =
    block.startsWith(text) && text.length >= HEAD ? lower.slice(0, HEAD) : block.slice(0, HEAD).toLowerCase();
  return isAboutText(straightened(head), language);
}

/** How much of a text's first block stands before its first sentence, in characters. */
function lengthOfLabel(text: string): number {
  if (text.startsWith('(')) return LABEL_IN_BRACKETS.exec(text)?.[0].length ?? 0;
  const abstract = text.slice(0, LONGEST_HEAD).indexOf(ABSTRACT);
  return abstract === -1 ? 0 : abstract + ABSTRACT.length;
}

function canStand(text: string, isLast: boolean, block: Pick<Block, 'text' | 'role'>, manner: Manner): boolean {
  if (text.length > manner.limit) return false;
  if (manner.isNote && isShortStatement(text)) return true;
  return isLast ? canEnd(text, block, manner) : isWhole(text);
}

/** Whether it is a sentence of a word or two that states something: a salutation ends otherwise. */
function isShortStatement(text: string): boolean {
  return text.endsWith('.') && SHORT_STATEMENT.test(text);
}

/** Whether a block may end with a sentence. */
function canEnd(sentence: string, { text, role }: Pick<Block, 'text' | 'role'>, { isNote, last }: Manner): boolean {
  if (text === last && ENDS_IN_DOTS.test(sentence.slice(-END))) return false;
  return isWhole(sentence) || (isNote && role === 'paragraph' && isUnended(sentence));
}

/** What pictures show, as it is told in their place. */
function captionsOf({ pictures }: Reading): ReadonlySet<string> {
  return new Set(pictures.flatMap(({ alt }) => (alt === '' ? [] : [letters(alt)])));
}

/** Whether a block is the author's own prose: no line of links, no footnote, no caption. */
function isTold({ text, role, linked }: Block, captions: ReadonlySet<string>): boolean {
  if (!TOLD.has(role) || linked > text.length / 2 || isFootnote(text) || isTimed(text)) return false;
  return captions.size === 0 || text.length > LONGEST_CAPTION || !captions.has(letters(text));
}

/** Whether a line is one of a mail that is answered, as mail programs mark it. */
function isMailQuoted(text: string): boolean {
  return text.startsWith('>');
}

function isFootnote(text: string): boolean {
  return NUMBER_OF_NOTE.test(text) || WAY_BACK.test(text.slice(-END));
}

/** Whether a sentence leans on the one before it. */
export function isLeaning({ lower }: Candidate, language: string | null): boolean {
  return leans(lower, language);
}

function isGreeting(text: string, lower: string): boolean {
  return text.length <= LONGEST_GREETING && GREETING_ALONE.test(text) && GREETING.test(lower);
}

/** From 0 to its rank: how well a sentence can be read alone. */
export function qualityOf({ text, lower, position, rank, leadsNowhere }: Candidate, language: string | null): number {
  let quality = rank;
  if (/^\p{Ll}(?!\p{L}*\p{Lu})/u.test(text)) quality *= 0.3;
  if (/^[*†‡#]/.test(text) || isShorter(text, SALUTATION)) quality *= 0.4;
  if (/\?\W*$/.test(text.slice(-END))) quality *= 0.7;
  if (text.includes('://') || text.includes('www.') || text.includes('@')) quality *= 0.5;
  if (/^["“„«]/.test(text)) quality *= 0.6;
  if (showsCode(text)) quality *= 0.3;
  if (ASIDE.test(text) || isGreeting(text, lower) || (position < BEGUN && WELCOME.test(lower))) quality *= 0.1;
  if (leadsNowhere) quality *= position === 0 ? 0.5 : 0.1;
  if (pointsElsewhere(lower.slice(-END), language)) quality *= 0.3;
  return quality;
}
