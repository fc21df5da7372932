import { describe, expect, it } from 'vitest';
import { BEGINNING, Trie } from '../../src/extract/trie.ts';

const numbers = new Trie(new Map(Object.entries({ one: 1, once: 2, "don't": 3, été: 4 })));

function find(word: string): number | undefined {
  return numbers.at([...word].reduce((place, letter) => numbers.after(place, letter.charCodeAt(0)), BEGINNING));
}

describe('Trie', () => {
  it.each([
    ['one', 1],
    ['once', 2],
    ["don't", 3],
    ['été', 4],
  ])('finds %s', (word, known) => {
    expect(find(word)).toBe(known);
  });

  it.each(['', 'on', 'ones', 'once one', 'ete', 'x', '中'])('finds nothing for %o', (word) => {
    expect(find(word)).toBeUndefined();
  });
});
