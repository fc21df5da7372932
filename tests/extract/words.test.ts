import { describe, expect, it } from 'vitest';
import { measure } from '../../src/extract/words.ts';

describe('the words of a text', () => {
  it.each([
    ['are what spaces part', 'one two\nthree\u00a0four', 4],
    ['keep their apostrophes, hyphens and points', "don't over-do version 3.14", 4],
    ['have letters or digits in them', 'yes – no … 42 !', 3],
    ['are the characters of a script without spaces', '図書館で会う', 6],
    ['are both in a mixed text', 'Debian を使う', 4],
    ['are the spaced words of Korean', '모두 환영합니다', 2],
    ['are none in an empty text', '', 0],
  ])('%s', (_, text, words) => {
    expect(measure(text).words).toBe(words);
  });
});

describe('the minutes of reading', () => {
  it.each([
    ['nothing', '', 0],
    ['a few words', 'three short words', 1],
    ['a thousand words', 'word '.repeat(1000), 5],
    ['a thousand Chinese characters', '字'.repeat(1000), 4],
  ])('of %s', (_, text, minutes) => {
    expect(measure(text).minutes).toBe(minutes);
  });
});
