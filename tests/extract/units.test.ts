import { describe, expect, it } from 'vitest';
import { unitsOf } from '../../src/extract/units.ts';

describe('the units of a text', () => {
  it.each([
    ['a short one', 'Grüße, мир, 図書館 🎉'],
    ['one with half a character', 'a\ud83cb'],
    ['a long one', 'Никто не забыт. '.repeat(5000)],
    ['none', ''],
  ])('are the codes of its characters: %s', (_, text) => {
    const codes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    expect(Array.from(unitsOf(text).subarray(0, text.length))).toEqual(codes);
  });
});
