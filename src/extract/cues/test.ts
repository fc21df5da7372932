import { type Cues, cuesFor } from './cues.ts';

/** Whether a text has what some cues of its language, or of English, look for. */
export type CueTest = (text: string, language: string | null) => boolean;

/** A test from the source of a regular expression over one language's cues, compiled when the language first comes up. */
export function cueTest(source: (cues: Cues) => string): CueTest {
  const compiled = new Map<Cues, RegExp>();
  return (text, language) =>
    cuesFor(language).some((cues) => {
      const regex = compiled.get(cues) ?? new RegExp(source(cues), 'u');
      compiled.set(cues, regex);
      return regex.test(text);
    });
}

/** The source of an expression for any of some cues at the beginning of a text, whatever marks stand before it. */
export function beginning(cues: readonly string[]): string {
  return `^[^\\p{L}\\p{N}@]*(?:${cues.join('|')})(?![\\p{L}\\p{N}])`;
}

/** The source of an expression for any of some cues as whole words. */
export function anywhere(cues: readonly string[]): string {
  return `(?<![\\p{L}\\p{N}])(?:${cues.join('|')})(?![\\p{L}\\p{N}])`;
}
