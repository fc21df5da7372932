import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainAddress } from '../../src/extract/plain-address.ts';

describe('a plain address', () => {
  it.each([
    'https://example.org/',
    'http://blog.ex-ample.co.uk/2026/a_post.html?page=2&from=a/b#part-3',
    'https://example.org/caf%C3%A9/@name/a,b;c=(d)',
  ])('is %s', (address) => {
    expect(isPlainAddress(address)).toBe(true);
  });

  it.each([
    '/relative',
    'mailto:somebody@example.org',
    'https://example.org',
    'https://Example.org/',
    'https://example.org:443/',
    'https://user@example.org/',
    'https://xn--bcher-kva.example/',
    'http://192.0.2.1/',
    'https://example.org/./a',
    'https://example.org/a/..',
    'https://example.org/%2E%2e/a',
    'https://example.org/a b',
    "https://example.org/?q='",
    ' https://example.org/',
  ])('is not %s', (address) => {
    expect(isPlainAddress(address)).toBe(false);
  });

  it('is what parsing gives, whatever stands in it', () => {
    const parts = fc.constantFrom(
      ...'https:// http:// a.org/ www. xn-- - . .. / /. %2e %2E % ? # \' " : @ \\ ^ | é A 1 0x7'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        const address = `https://a.org/${pieces.join('')}`;
        for (const each of [address, address.slice('https://a.org/'.length)]) {
          if (isPlainAddress(each)) expect(URL.parse(each)?.href).toBe(each);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
