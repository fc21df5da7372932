import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningsOf, CUES, cueReader } from '../../../../src/extract/events/prose/cue-reader.ts';
import { wordPattern } from '../../../../src/extract/events/prose/fold.ts';
import type { EventLanguage } from '../../../../src/extract/events/prose/language.ts';
import { eventLanguage } from '../../../../src/extract/events/prose/languages/index.ts';

const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pt'].flatMap((tag) => eventLanguage(tag) ?? []);

function cuesIn(text: string, tag = 'en'): string[] {
  const language = eventLanguage(tag);
  return language === null ? [] : cueReader(language)(text);
}

/** Texts of what the language's cues begin with, and of what may stand around it. */
function textWith({ cues }: EventLanguage): fc.Arbitrary<string> {
  const words = CUES.flatMap((cue) => cues[cue]).map((word) => word.replace(/\(\?!.*?\)\\S\+|\\S[+*]?/g, 'x'));
  const said = words.flatMap((word) => [word.replace(/\(\?:([^|)]*).*?\)|[[\]\\?]/g, '$1'), ...beginningsOf(word)]);
  const piece = fc.oneof(fc.constantFrom(...said), fc.constantFrom(..." .-'/5\nsßx", 'conf', 'camp', 'tag', ' · '));
  return fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('').toLowerCase());
}

describe('cues in a text', () => {
  it.each([
    ['en', 'we meet at the library', ['happens']],
    ['en', 'the weekly meeting', ['occasion', 'recurring']],
    ['en', 'a weird thing', []],
    ['en', 'come to barcamp', ['invites', 'occasion']],
    ['en', 'of pgconf', ['occasion']],
    ['en', 'conf', []],
    ['en', '(c) us', ['publication']],
    ['de', 'am spieletag', ['occasion']],
    ['de', 'der nachste freitag', ['happens']],
    ['nl', 'elke eerste keer', ['recurring']],
  ])('%s: %s', (tag, text, expected) => {
    expect(cuesIn(text, tag)).toEqual(expected);
  });

  it.each(LANGUAGES)('are found in $code by patterns that may begin with any of some letters too', (language) => {
    const cues = { ...language.cues, cancelled: ['[qx]zyzzy', '(?!w)jzyzzy'] };
    const tell = cueReader({ ...language, cues });
    expect([tell('xzyzzy'), tell('jzyzzy'), tell('yzyzzy')]).toEqual([['cancelled'], ['cancelled'], []]);
  });

  it.each(LANGUAGES)('are those of $code whose patterns match, whatever their words begin with', (language) => {
    const matching = (text: string) => CUES.filter((cue) => wordPattern(language.cues[cue]).test(text));
    fc.assert(
      fc.property(textWith(language), (text) => {
        expect(cueReader(language)(text)).toEqual(matching(text));
      }),
    );
  });
});

describe('beginnings of what a pattern matches', () => {
  it.each([
    ['report', ['report ']],
    ['parties?', ['partie ', 'parties ']],
    ['meet-?up', ['meetup ', 'meet ']],
    ['take place', ['take ']],
    ["we'll meet", ['we ']],
    ['(?:will|to) be', ['will ', 'to ']],
    ['(?:the )?first', ['first ', 'the ']],
    ['rc\\d?', ['rc']],
    ['organi[sz]e', ['organi']],
    ['\\(c\\)', ['(']],
    ['\\S*camp', ['']],
    ['(?!mon)day', ['']],
  ])('%s', (pattern, expected) => {
    expect(beginningsOf(pattern).toSorted()).toEqual(expected.toSorted());
  });
});
