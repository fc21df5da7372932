import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsInEach, wordsOf } from '../../src/extract/terms.ts';

describe('the terms in each of some lines', () => {
  it('are those that stand in it as whole words', () => {
    const lines = ['the brushes of gimp 3.0', 'a brush, and another brush', ''];
    expect(termsInEach(lines, ['brush', 'gimp', 'gim', '3', 'paint'])).toEqual([['gimp', '3'], ['brush'], []]);
  });

  it('are pairs of characters where no spaces part words', () => {
    expect(termsInEach(['東京の秋'], ['東京', '京の', '秋'])).toEqual([['東京', '京の']]);
  });

  it('are the same however many are looked for', () => {
    const line = fc.stringMatching(/^[ab é.の'-]{0,20}$/);
    const term = fc.stringMatching(/^[abéの]{1,3}$/);
    fc.assert(
      fc.property(fc.array(line), fc.uniqueArray(term, { maxLength: 40 }), (lines, terms) => {
        expect(termsInEach(lines, terms)).toEqual(
          lines.map((each) => terms.filter((one) => wordsOf(each).includes(one))),
        );
      }),
    );
  });
});
