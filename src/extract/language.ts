import { STOP_WORDS } from './cues/stop-words.ts';
import { byLatinLetters, byLetters, isVietnamese, lengthOf, TOLD_BY_LETTERS } from './own-letters.ts';
import { remembered } from './remembered.ts';
import { BEGINNING, Trie } from './trie.ts';
import { unitsOf } from './units.ts';

/** How much of a text, in characters, tells its language. */
const SAMPLE = 600;
/** How many common words a text must have of a language to speak for it. */
const FEWEST_VOTES = 3;
/** So many are enough for a text of which nothing is declared, where hardly any other language has one of them. */
const HINTING_VOTES = 1.5;
/** How many times more votes than the next a language must have. */
const LEAD = 1.5;
/** A beginning of so many characters is enough where a language has so many votes, and so many times the next one's. */
const OPENING = 200;
const CLEAR_VOTES = 6;
const CLEAR_LEAD = 3;

/** The languages whose commonest words are known. A word's speakers are numbers of places here. */
const LANGUAGES = [...STOP_WORDS.keys()];

/** Which languages have a word among their commonest. */
const SPEAKERS = new Trie(speakers());
const NOBODY: readonly number[] = [];

/** Latin script but for what is written in few languages. */
const LATIN_END = 0x250;

/** The small letters of Latin script and the apostrophe, by the codes of those and of their capitals; 0 for what is none. */
const LETTERS = Uint16Array.from({ length: LATIN_END }, (_, code) => {
  const small = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  const isLatin = (small >= 0x61 && small <= 0x7a) || small === 0x27 || (small >= 0xc0 && small < LATIN_END);
  return isLatin ? small : 0;
});

/** Characters from elsewhere that stand for one of them: the apostrophe, and the capitals of "ß", "k" and "å". */
const LETTERS_BEYOND: ReadonlyMap<number, number> = new Map([
  [0x2019, 0x27],
  [0x1e9e, 0xdf],
  [0x212a, 0x6b],
  [0x212b, 0xe5],
]);

/** The language that a text in a script is taken to be in, where none is declared that is written in it. */
const BY_SCRIPT: readonly (readonly [RegExp, string, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]+/gu, 'Jpan', 'ja'],
  [/\p{Script=Hangul}+/gu, 'Kore', 'ko'],
  [/\p{Script=Han}+/gu, 'Hans', 'zh'],
  [/\p{Script=Cyrillic}+/gu, 'Cyrl', 'ru'],
  [/\p{Script=Arabic}+/gu, 'Arab', 'ar'],
  [/\p{Script=Greek}+/gu, 'Grek', 'el'],
  [/\p{Script=Hebrew}+/gu, 'Hebr', 'he'],
  [/\p{Script=Thai}+/gu, 'Thai', 'th'],
  [/\p{Script=Devanagari}+/gu, 'Deva', 'hi'],
];
const BY_RARE_SCRIPT: typeof BY_SCRIPT = [
  [/\p{Script=Bengali}+/gu, 'Beng', 'bn'],
  [/\p{Script=Tamil}+/gu, 'Taml', 'ta'],
  [/\p{Script=Telugu}+/gu, 'Telu', 'te'],
  [/\p{Script=Gujarati}+/gu, 'Gujr', 'gu'],
  [/\p{Script=Gurmukhi}+/gu, 'Guru', 'pa'],
  [/\p{Script=Kannada}+/gu, 'Knda', 'kn'],
  [/\p{Script=Malayalam}+/gu, 'Mlym', 'ml'],
  [/\p{Script=Sinhala}+/gu, 'Sinh', 'si'],
  [/\p{Script=Georgian}+/gu, 'Geor', 'ka'],
  [/\p{Script=Armenian}+/gu, 'Armn', 'hy'],
  [/\p{Script=Ethiopic}+/gu, 'Ethi', 'am'],
  [/\p{Script=Myanmar}+/gu, 'Mymr', 'my'],
  [/\p{Script=Khmer}+/gu, 'Khmr', 'km'],
  [/\p{Script=Lao}+/gu, 'Laoo', 'lo'],
];
/** Where all of these are: one look tells that none of them need be asked for. */
const RARE_SCRIPT = /[\u0530-\u058f\u0980-\u0dff\u0e80-\u0eff\u1000-\u10ff\u1200-\u137f\u1780-\u17ff]/;

/** Languages whose texts are never in Latin script, but for a few words. Serbian is written in both. */
const NEVER_LATIN: ReadonlySet<string> = new Set(
  [...BY_SCRIPT.map(([, , language]) => language), ...TOLD_BY_LETTERS].filter((language) => language !== 'sr'),
);

/**
 * The language of a text as a BCP 47 tag: the declared one where the text's script and commonest words do not speak
 * against it, else the one they speak for; null where neither is known.
 */
export function languageOf(text: string, declared: string | null): string | null {
  const tag = canonical(declared);
  const sample = text.slice(0, SAMPLE);
  return byScript(sample, tag) ?? byWords(sample, tag);
}

/** A language of another script than Latin, where most of the text is in one; null otherwise. */
function byScript(sample: string, declared: string | null): string | null {
  if (!/[^\u0000-\u024f\u2000-\u20ff]/.test(sample)) return null;
  const found = among(BY_SCRIPT, sample) ?? (RARE_SCRIPT.test(sample) ? among(BY_RARE_SCRIPT, sample) : undefined);
  if (found === undefined) return isVietnamese(sample) ? asDeclared('vi', declared) : null;
  const [, name, language] = found;
  // One that its script is not taken for anyway has been declared on purpose.
  if (declared !== null && isWrittenIn(declared, name) && primary(declared) !== language) return declared;
  return asDeclared(byLetters(sample, language), declared);
}

function among(scripts: typeof BY_SCRIPT, sample: string): (typeof BY_SCRIPT)[number] | undefined {
  // A tenth of kana makes Japanese of what is mostly Han.
  return scripts.find(([script, name]) => hasShare(sample, script, name === 'Jpan' ? 0.1 : 0.4));
}

/** A language with the region and script that are declared of it. */
function asDeclared(language: string, declared: string | null): string {
  return declared !== null && primary(declared) === language ? declared : language;
}

/** Whether the characters of a script are at least such a share of a text's letters. */
function hasShare(sample: string, script: RegExp, share: number): boolean {
  const length = lengthOf(sample, script);
  if (length === 0 || !/\p{L}/u.test(sample)) return false;
  // Letters are seldom counted, which takes longer than all else: mostly a script has its share of the whole text.
  return length / sample.length >= share || length / lengthOf(sample, /\p{L}+/gu) >= share;
}

/** A feed's entries declare the same, and to ask `Intl` takes as long as a vote. */
const scriptOf = remembered((tag) => new Intl.Locale(tag).maximize().script);

function isWrittenIn(tag: string, script: string): boolean {
  const own = scriptOf(tag);
  return own === script || (own === 'Hant' && script === 'Hans');
}

/** The language whose common words the text has most of. */
function byWords(sample: string, declared: string | null): string | null {
  const begun = votesOf(sample.slice(0, OPENING));
  const votes = isClear(begun) ? begun : votesOf(sample);
  const most = mostOf(votes);
  const language = LANGUAGES[votes.indexOf(most)] ?? null;
  if (declared === null && (isWon(votes, most) || isHinted(votes, most))) return language;
  if (declared === null) return most < FEWEST_VOTES ? byLatinLetters(sample) : null;
  if (most < FEWEST_VOTES) return declared;
  // Only a language whose common words are known, or are in another script, can be spoken against for want of them.
  const own = votes[LANGUAGES.indexOf(primary(declared))];
  if (own === undefined) return NEVER_LATIN.has(primary(declared)) && isClear(votes) ? language : declared;
  return most >= LEAD * own ? language : declared;
}

/** Whether a language has enough of the votes, and enough more than any other. */
function isWon(votes: readonly number[], most: number): boolean {
  return most >= FEWEST_VOTES && isAlone(votes, most, LEAD);
}

/** Whether the few common words of a short text are nearly all of one language. */
function isHinted(votes: readonly number[], most: number): boolean {
  return most >= HINTING_VOTES && isAlone(votes, most, CLEAR_LEAD);
}

/** Whether no other language comes near the one with the most votes. */
function isAlone(votes: readonly number[], most: number, lead: number): boolean {
  let near = 0;
  for (const each of votes) if (lead * each > most) near += 1;
  return near === 1;
}

function mostOf(votes: readonly number[]): number {
  let most = 0;
  for (const each of votes) if (each > most) most = each;
  return most;
}

function isClear(votes: readonly number[]): boolean {
  const most = mostOf(votes);
  return most >= CLEAR_VOTES && isAlone(votes, most, CLEAR_LEAD);
}

/** Each language's votes: a common word is one vote, shared among the languages that have it. */
function votesOf(sample: string): readonly number[] {
  const votes = LANGUAGES.map(() => 0);
  const text = sample.includes('İ') ? sample.toLowerCase() : sample;
  const { length } = text;
  const units = unitsOf(text);
  let place = BEGINNING;
  for (let at = 0; at <= length; at += 1) {
    const letter = at < length ? letterOf(units[at] ?? 0) : 0;
    if (letter !== 0) {
      place = SPEAKERS.after(place, letter);
      continue;
    }
    const speakers = SPEAKERS.at(place) ?? NOBODY;
    for (const language of speakers) votes[language] = (votes[language] ?? 0) + 1 / speakers.length;
    place = BEGINNING;
  }
  return votes;
}

/** The small letter that a character is in languages in Latin script, or the apostrophe; 0 for any other. */
function letterOf(code: number): number {
  return code < LATIN_END ? (LETTERS[code] ?? 0) : (LETTERS_BEYOND.get(code) ?? 0);
}

function primary(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

function speakers(): ReadonlyMap<string, readonly number[]> {
  const byWord = new Map<string, number[]>();
  for (const [language, words] of [...STOP_WORDS.values()].entries()) {
    for (const word of new Set(words)) byWord.set(word, [...(byWord.get(word) ?? []), language]);
  }
  return byWord;
}

/** `en_us` as `en-US`; null where it is no tag at all, or of no language. */
function canonical(declared: string | null): string | null {
  return declared ? canonicalTag(declared) : null;
}

const canonicalTag = remembered((declared) => {
  try {
    const tag = Intl.getCanonicalLocales(declared.trim().replaceAll('_', '-'))[0] ?? null;
    return tag !== null && isOfLanguage(primary(tag)) ? tag : null;
  } catch {
    return null;
  }
});

/** Undetermined, several, other, none. */
const NO_LANGUAGES: ReadonlySet<string> = new Set(['und', 'mul', 'mis', 'zxx']);

/** Languages are registered by two letters or three, "English" and "jp" are not. */
function isOfLanguage(subtag: string): boolean {
  if (subtag.length !== 2) return subtag.length === 3 && !NO_LANGUAGES.has(subtag);
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(subtag) !== undefined;
}
