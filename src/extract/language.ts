import { STOP_WORDS } from './cues/stop-words.ts';
import { remembered } from './remembered.ts';
import { BEGINNING, Trie } from './trie.ts';

/** How much of a text, in characters, tells its language. */
const SAMPLE = 600;
/** How many common words a text must have of a language to speak for it. */
const FEWEST_VOTES = 3;
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
  const letters = lengthOf(sample, /\p{L}+/gu);
  if (letters === 0) return null;
  for (const [script, name, language] of BY_SCRIPT) {
    const share = lengthOf(sample, script) / letters;
    // A tenth of kana makes Japanese of what is mostly Han.
    if (share < (name === 'Jpan' ? 0.1 : 0.4)) continue;
    return declared !== null && isWrittenIn(declared, name) ? declared : language;
  }
  return null;
}

/** How many characters are in what a pattern finds: runs are matched, of which there are fewer than characters. */
function lengthOf(sample: string, runs: RegExp): number {
  return sample.match(runs)?.reduce((sum, run) => sum + run.length, 0) ?? 0;
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
  const most = Math.max(...votes);
  if (most < FEWEST_VOTES) return declared;
  const winner = votes.indexOf(most);
  const language = LANGUAGES[winner] ?? null;
  if (declared === null) return votes.every((each, at) => at === winner || most >= LEAD * each) ? language : null;
  // Only a language whose common words are known can be spoken against for want of them.
  const own = votes[LANGUAGES.indexOf(primary(declared))];
  return own !== undefined && most >= LEAD * own ? language : declared;
}

function isClear(votes: readonly number[]): boolean {
  const most = Math.max(...votes);
  return most >= CLEAR_VOTES && votes.filter((each) => CLEAR_LEAD * each > most).length === 1;
}

/** Each language's votes: a common word is one vote, shared among the languages that have it. */
function votesOf(sample: string): readonly number[] {
  const votes = LANGUAGES.map(() => 0);
  const text = `${sample.toLowerCase().replaceAll('’', "'")} `;
  let place = BEGINNING;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isLatin(code)) {
      place = SPEAKERS.after(place, code);
      continue;
    }
    const speakers = SPEAKERS.at(place) ?? NOBODY;
    for (const language of speakers) votes[language] = (votes[language] ?? 0) + 1 / speakers.length;
    place = BEGINNING;
  }
  return votes;
}

/** Whether it is a small letter of languages in Latin script, or the apostrophe. */
function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code === 0x27 || (code >= 0xc0 && code <= 0x24f);
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

/** `en_us` as `en-US`; null where it is no tag at all. */
function canonical(declared: string | null): string | null {
  return declared ? canonicalTag(declared) : null;
}

const canonicalTag = remembered((declared) => {
  try {
    return Intl.getCanonicalLocales(declared.trim().replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
});
