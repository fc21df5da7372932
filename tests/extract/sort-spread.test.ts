import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortSpread } from '../../src/extract/sort-spread.ts';

describe('sorting numbers that are spread evenly', () => {
  test('gives them in order, from 0 to the bound itself', () => {
    expect(sorted([7, 0, 100, 3, 7], 100)).toEqual([0, 3, 7, 7, 100]);
  });

  test('takes the first of a list, and leaves it as it is', () => {
    const numbers = Uint32Array.of(3, 2, 1);
    const ordered = new Uint32Array(3);
    sortSpread(numbers, 2, 3, ordered);
    expect([...ordered]).toEqual([2, 3, 0]);
    expect([...numbers]).toEqual([3, 2, 1]);
  });

  test('orders whatever numbers there are, however they are spread', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 30 }), { maxLength: 300 }), (numbers) => {
        expect(sorted(numbers, 2 ** 30)).toEqual(numbers.toSorted((a, b) => a - b));
      }),
    );
  });
});

function sorted(numbers: readonly number[], bound: number): number[] {
  const ordered = new Uint32Array(numbers.length);
  sortSpread(Uint32Array.from(numbers), numbers.length, bound, ordered);
  return [...ordered];
}
