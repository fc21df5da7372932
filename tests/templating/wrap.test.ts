import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, wrap } from '../../src/templating/wrap.ts';

describe('columns of a terminal', () => {
  it.each([
    ['plain', 5],
    ['漢字', 4],
    ['한글', 4],
    ['🎉', 2],
    ['e\u0301', 1],
    ['（）', 4],
  ])('%j takes %d', (text, count) => {
    expect(columns(text)).toBe(count);
  });
});

describe('wrapping', () => {
  it.each([
    ['between words', 'one two three four', 9, 'one two\nthree\nfour'],
    ['between ideographs, a closing mark staying with the one before', '漢字漢字。漢字', 8, '漢字漢\n字。漢字'],
    [
      'not within what has no place to break',
      'see https://example.org/long for more',
      10,
      'see\nhttps://example.org/long\nfor more',
    ],
    ['a text with line breaks of its own', 'one\n\n two', 20, 'one two'],
    ['nothing', '', 20, ''],
  ])('breaks %s', (_, text, width, wrapped) => {
    expect(wrap(text, width)).toBe(wrapped);
  });

  it('counts what lines begin with', () => {
    expect(wrap('one two three', 9, '    ', '* ')).toBe('* one two\n    three');
  });

  it('loses and adds nothing but spaces, and breaks every line that can be broken', () => {
    const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('漢字かな', 'a', 'word', '🎉')));
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (some, width) => {
        const text = some.join(' ');
        const wrapped = wrap(text, width);
        expect(wrapped.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
        const long = wrapped.split('\n').filter((line) => columns(line) > width);
        expect(long.filter((line) => line.includes(' '))).toEqual([]);
      }),
    );
  });
});
