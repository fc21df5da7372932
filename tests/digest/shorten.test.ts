import { describe, expect, it } from 'vitest';
import { shortText, shortTitle } from '../../src/digest/shorten.ts';

describe('a title', () => {
  it('of 150 characters is shown whole', () => {
    expect(shortTitle('x'.repeat(150))).toBe('x'.repeat(150));
  });

  it('of more is cut between words after the first hundred', () => {
    const title = 'word '.repeat(60).trim();
    const cut = shortTitle(title);
    expect(cut).toMatch(/ word…$/);
    expect(title.startsWith(cut.slice(0, -1))).toBe(true);
    expect(cut.length).toBeGreaterThan(100);
    expect(cut.length).toBeLessThanOrEqual(150);
  });

  it('without spaces is cut between characters, never within an emoji', () => {
    expect(shortTitle('👩‍👩‍👧‍👦'.repeat(200))).toBe(`${'👩‍👩‍👧‍👦'.repeat(149)}…`);
  });
});

describe('a text', () => {
  it.each([
    ['short', 20, 'short'],
    ['some words, and more', 13, 'some words…'],
    ['Donaudampfschifffahrt', 10, 'Donaudamp…'],
    ['emoji 🎉🎉🎉🎉', 10, 'emoji 🎉…'],
  ])('%j in %d is %j', (text, length, short) => {
    expect(shortText(text, length)).toBe(short);
  });
});
