import { type Cues, cuesFor } from './cues.ts';

/** Whether a text has what some cues of its language, or of English, look for. */
export type CueTest = (text: string, language: string | null) => boolean;

/** The regular expression around some cues of a language, and of English. */
export type CuePattern = (language: string | null) => RegExp;

/**
 * Finds any of some cues, by a regular expression around their alternatives that is compiled when a language first comes
 * up. The cues of two languages are alternatives of one expression, so that the text is gone through once.
 */
export function cuePattern(
  cuesOf: (cues: Cues) => readonly string[],
  around: (alternatives: string) => string,
): CuePattern {
  const compiled = new Map<readonly Cues[], RegExp>();
  const compiledFor = (language: string | null): RegExp => {
    const languages = cuesFor(language);
    const known = compiled.get(languages);
    if (known !== undefined) return known;
    const regex = new RegExp(around(alternatives(languages.flatMap(cuesOf))), 'u');
    compiled.set(languages, regex);
    return regex;
  };
  // A text's sentences ask for one language again and again.
  let latest: { readonly language: string | null; readonly regex: RegExp } | null = null;
  return (language) => {
    if (latest === null || latest.language !== language) latest = { language, regex: compiledFor(language) };
    return latest.regex;
  };
}

/** Cues as alternatives of one expression. Those that begin with one letter are tried, or passed over, together. */
function alternatives(cues: readonly string[]): string {
  const byLetter = Map.groupBy(cues.flatMap(withoutGroup), (cue) => LETTER.exec(cue)?.[0] ?? '');
  return [...byLetter]
    .map(([letter, some]) => {
      const rests = some.map((cue) => cue.slice(letter.length)).join('|');
      return letter === '' ? rests : `${letter}(?:${rests})`;
    })
    .join('|');
}

/** A letter that a cue always begins with. */
const LETTER = /^\p{L}(?![?*+{])/u;
/** A choice of words that a cue begins with. */
const CHOICE = /^\(([^()?]+)\)(?![?*+{])/;

function withoutGroup(cue: string): string[] {
  const [group = '', words] = CHOICE.exec(cue) ?? [];
  return words === undefined ? [cue] : words.split('|').map((word) => word + cue.slice(group.length));
}

/** A test for any of some cues, see {@link cuePattern}. */
export function cueTest(cuesOf: (cues: Cues) => readonly string[], around: (alternatives: string) => string): CueTest {
  const pattern = cuePattern(cuesOf, around);
  return (text, language) => pattern(language).test(text);
}

/** Around cues at the beginning of a text, whatever marks stand before them. */
export function beginning(alternatives: string): string {
  return `^[^\\p{L}\\p{N}@]*(?:${alternatives})(?![\\p{L}\\p{N}])`;
}

/** The commonest letters, which are told sooner than all: inside a word a cue is not looked for. */
const COMMON_LETTERS = 'a-z\\u0430-\\u044f\\u4e00-\\u9fff';

/** Around cues that are whole words, wherever they stand. */
export function anywhere(alternatives: string): string {
  return `(?<![${COMMON_LETTERS}])(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`;
}
