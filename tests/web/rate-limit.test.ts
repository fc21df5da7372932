import { describe, expect, it } from 'vitest';
import { networkOf, openRateLimit } from '../../src/web/rate-limit.ts';

describe('a rate limit', () => {
  it('slides: an old request makes room for a new one', () => {
    const allows = openRateLimit(2, 100);
    expect([
      allows('a', 0),
      allows('a', 50),
      allows('a', 99),
      allows('a', 100),
      allows('a', 149),
      allows('a', 150),
    ]).toEqual([true, true, false, true, false, true]);
  });

  it('counts each for itself', () => {
    const allows = openRateLimit(1, 100);
    expect([allows('a', 0), allows('b', 0), allows('a', 0)]).toEqual([true, true, false]);
  });
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
])('takes %s for one of %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
