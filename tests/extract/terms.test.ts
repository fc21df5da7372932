import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsIn, wordsOf } from '../../src/extract/terms.ts';

describe('the terms in a text', () => {
  it('are those that stand in it as whole words', () => {
    expect(termsIn('the brushes of gimp 3.0, and a brush', ['brush', 'gimp', 'gim', '3', 'paint'])).toEqual([
      'brush',
      'gimp',
      '3',
    ]);
  });

  it('are pairs of characters where no spaces part words', () => {
    expect(termsIn('東京の秋', ['東京', '京の', '秋'])).toEqual(['東京', '京の']);
  });

  it('are the same however many are looked for', () => {
    const text = fc.stringMatching(/^[ab é.の'-]{0,20}$/);
    fc.assert(
      fc.property(text, fc.array(fc.stringMatching(/^[abéの]{1,3}$/), { maxLength: 40 }), (lower, terms) => {
        expect(termsIn(lower, terms)).toEqual(terms.filter((term) => wordsOf(lower).includes(term)));
      }),
    );
  });
});
