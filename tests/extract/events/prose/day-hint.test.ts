import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayHint, dayHint, spellings } from '../../../../src/extract/events/prose/day-hint.ts';
import { dayPatterns } from '../../../../src/extract/events/prose/day-patterns.ts';
import { anyOf, fold, foldedCodes } from '../../../../src/extract/events/prose/fold.ts';
import type { EventLanguage } from '../../../../src/extract/events/prose/language.ts';
import { eventLanguage } from '../../../../src/extract/events/prose/languages/index.ts';

const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pt'].flatMap((tag) => eventLanguage(tag) ?? []);

function hintOf(text: string, tag: string): DayHint | null {
  const language = eventLanguage(tag);
  return language && dayHint(language)(text);
}

function dayWords({ months, weekdays, nearDays }: EventLanguage): string[] {
  return [...months.flat(), ...weekdays.flat(), ...nearDays.flat()];
}

/** Texts in which words for days stand among all that may stand around them. */
function textWith(language: EventLanguage): fc.Arbitrary<string> {
  const word = fc.constantFrom(...dayWords(language).flatMap(spellings));
  const piece = fc.oneof(word, fc.constantFrom(...'a.é ’-/5\n_'), fc.string({ maxLength: 3 }));
  return fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
}

describe('whether a text may name a day', () => {
  it.each([
    ['en', 'See you on Monday'],
    ['en', 'SUNDAY!'],
    ['en', 'Mon, or so'],
    ['en', 'in (May)'],
    ['en', 'this  morning'],
    ['en', 'on 5june'],
    ['en', 'from 1–2'],
    ['en', 'v1.2'],
    ['de', 'Mo. bis Fr.'],
    ['de', 'im März'],
    ['fr', 'le 5 FÉVRIER'],
    ['fr', 'l’après-midi, aujourd’hui'],
    ['es', 'sábado'],
  ])('it may: %s: %s', (tag, text) => {
    expect(hintOf(text, tag)).not.toBeNull();
  });

  it.each([
    ['en', ''],
    ['en', 'Months of money'],
    ['en', 'maybe, Juno'],
    ['en', 'the 21st at 10'],
    ['en', '1. 2.'],
    ['de', 'so wie du mir'],
    ['fr', 'marsouin, décembriste'],
  ])('it cannot: %s: %s', (tag, text) => {
    expect(hintOf(text, tag)).toBeNull();
  });

  it.each([
    ['en', 'in May', ['month']],
    ['en', 'on Sunday or tomorrow', ['word']],
    ['en', 'v1.2', ['digits']],
    ['en', 'May, 3.5, Sunday', ['month', 'word', 'digits']],
    ['it', 'mar. o ven.', ['month', 'word']],
    ['it', 'in mar', ['month']],
  ])('by what: %s: %s', (tag, text, expected) => {
    const named = Object.entries(hintOf(text, tag) ?? {}).flatMap(([by, holds]) => (holds ? [by] : []));
    expect(named).toEqual(expected);
  });

  it.each(LANGUAGES)('it is by a month wherever one of $code stands, and nowhere else', (language) => {
    const hint = dayHint(language);
    const pattern = new RegExp(`(?<![a-z])(?:${anyOf(language.months.flat())})(?![a-z])`);
    fc.assert(fc.property(textWith(language), (some) => pattern.test(fold(some)) === (hint(some)?.month ?? false)));
  });

  it.each(LANGUAGES)('it may wherever a pattern of $code finds that it can', (language) => {
    const hint = dayHint(language);
    const pattern = dayPatterns(language).hint;
    fc.assert(fc.property(textWith(language), (some) => !pattern.test(fold(some)) || hint(some) !== null));
  });

  it.each(LANGUAGES)('it knows how each word of $code is spelled', (language) => {
    const unlike = dayWords(language)
      .flatMap(spellings)
      .filter((spelling) => !/^[a-z]+(?:[ '-][a-z]+)*\.?$/.test(spelling));
    expect(unlike).toEqual([]);
  });
});

describe('spellings of a pattern', () => {
  it.each([
    ['sept?\\.?', ['sep', 'sept']],
    ['mär\\.', ['mar.']],
    ['this (?:morning|evening)', ['this morning', 'this evening']],
    ['(?<!la )mañana(?! del?)', ['manana']],
  ])('%s', (pattern, expected) => {
    expect(spellings(pattern)).toEqual(expected);
  });
});

describe('the codes that characters fold to', () => {
  it('are those of the letters, digits and marks of dates that folded texts hold', () => {
    const codes = foldedCodes();
    const wrong = Array.from({ length: 2 ** 16 }, (_, code) => code).filter((code) => {
      const folded = fold(String.fromCharCode(code));
      return /[a-z0-9./-]/.test(folded) && codes[code] !== folded.charCodeAt(0);
    });
    expect(wrong).toEqual([]);
  });
});
