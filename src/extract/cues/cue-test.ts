import { type Cues, cuesFor } from './cues.ts';

/** Whether a text has what some cues of its language, or of English, look for. */
export type CueTest = (text: string, language: string | null) => boolean;

/**
 * A test from the source of a regular expression over one language's cues, compiled when the language first comes up; of
 * two languages, into one expression, so that the text is gone through once.
 */
export function cueTest(source: (cues: Cues) => string): CueTest {
  const compiled = new Map<readonly Cues[], RegExp>();
  return (text, language) => {
    const cues = cuesFor(language);
    const known = compiled.get(cues);
    if (known !== undefined) return known.test(text);
    const regex = new RegExp(cues.map((each) => `(?:${source(each)})`).join('|'), 'u');
    compiled.set(cues, regex);
    return regex.test(text);
  };
}

/** The source of an expression for any of some cues at the beginning of a text, whatever marks stand before it. */
export function beginning(cues: readonly string[]): string {
  return `^[^\\p{L}\\p{N}@]*(?:${cues.join('|')})(?![\\p{L}\\p{N}])`;
}

/** The source of an expression for any of some cues as whole words. */
export function anywhere(cues: readonly string[]): string {
  return `(?<![\\p{L}\\p{N}])(?:${cues.join('|')})(?![\\p{L}\\p{N}])`;
}
