import { BRIEFLY_KNOWN } from './brief.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { italian } from './it.ts';
import { dutch } from './nl.ts';
import { portuguese } from './pt.ts';

/**
 * The words of one language that tell a post's text from what stands around it: lower case, apostrophes straight. Those
 * after `ordinalStop` are parts of regular expressions. A cue with a `~` behind it counts in lines alone, not in sentences,
 * see `list.ts`.
 */
export interface Cues {
  /** Primary language subtag. */
  readonly language: string;
  /** The commonest words, which say nothing of a text but its language. */
  readonly stopWords: readonly string[];
  /** Written with a full stop that ends no sentence. */
  readonly abbreviations: readonly string[];
  /** Whether a number with a full stop is an ordinal ("am 25. August"). */
  readonly ordinalStop: boolean;
  /** Beginnings of lines that ask something of the reader: share, subscribe, sign in, print. */
  readonly calls: readonly string[];
  /** Beginnings of lines that point around: see also, tags, source, contents. */
  readonly signs: readonly string[];
  /** Phrases that no author's own sentence holds: rights, cookies, comments. */
  readonly furniture: readonly string[];
  /** Beginnings that point to another part, or another place of publication, instead of telling. */
  readonly pointers: readonly string[];
  /** What has come later, where a day and a colon follow. */
  readonly updates: readonly string[];
  /** Beginnings of a paragraph about the text itself: a warning of what it holds, a correction, who translated or paid it. */
  readonly notes: readonly string[];
  /** What leads to the rest of a text, wherever it stands. */
  readonly more: readonly string[];
  /** Links that, alone on a line, lead to the rest of a text. */
  readonly rest: readonly string[];
  /** Beginnings of a byline, followed by a name. */
  readonly bylines: readonly string[];
  /** Beginnings of a line that dates the text, followed by a date. */
  readonly datelines: readonly string[];
  /** Words that credit a picture. */
  readonly credits: readonly string[];
  /** Beginnings of a sentence that leans on the one before it. */
  readonly leaning: readonly string[];
  /** Ends of a sentence that only says where to look. */
  readonly elsewhere: readonly string[];
}

const ALL: readonly Cues[] = [english, french, german, spanish, italian, portuguese, dutch];

const BY_LANGUAGE = new Map(ALL.map((cues) => [cues.language, cues]));

/** The cues of a language; null where none are known, or only those of what stands around texts. */
export function cuesOf(language: string | null): Cues | null {
  return BY_LANGUAGE.get(primary(language)) ?? null;
}

/** Every language with cues of its prose. */
export function knownCues(): readonly Cues[] {
  return ALL;
}

/** The cues to look for in a text: its language's, and English ones, which widgets speak everywhere. */
export function cuesFor(language: string | null): readonly Cues[] {
  return WITH_ENGLISH.get(primary(language)) ?? ENGLISH_ALONE;
}

const ENGLISH_ALONE: readonly Cues[] = [english];

const WITH_ENGLISH: ReadonlyMap<string, readonly Cues[]> = new Map(
  [...ALL, ...BRIEFLY_KNOWN].filter((cues) => cues !== english).map((cues) => [cues.language, [cues, english]]),
);

/** The primary subtag of a language's tag, in small letters; empty where there is none. */
export function primary(language: string | null): string {
  if (language === null || language.length === 2) return language ?? '';
  return language.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}
