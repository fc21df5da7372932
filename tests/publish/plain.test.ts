import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOnly, oneLine, printable, printableHtml, webAddress } from '../../src/publish/plain.ts';

const forbidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffd-\uffff]/;

describe('printable text', () => {
  it('keeps every letter, tab and line end', () => {
    expect(printable('Été\t😀 日本\nمرحبا\u00a0\u00ad')).toBe('Été\t😀 日本\nمرحبا\u00a0\u00ad');
  });

  it('has one kind of line end', () => {
    expect(printable('a\r\nb\rc')).toBe('a\nb\nc');
  });

  it('has no control characters, no lone surrogates and no stand-ins for them, whatever it is made of', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(units, (text) => {
        const clean = printable(text);
        expect(clean).not.toMatch(forbidden);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
  });

  it('has them as references neither, where it is markup', () => {
    const html = 'a&#0;b&#x1F;c&#127;d&#x80;e&#xFFFF;f&#55357;g&#x110000;h';
    expect(printableHtml(html)).toBe('abcdefgh');
    expect(printableHtml('&#233;&#x1F600;&#9;&amp;#1;')).toBe('&#233;&#x1F600;&#9;&amp;#1;');
  });

  it('is on one line where a title is', () => {
    expect(oneLine('  Two\r\n  lines\u0007 ')).toBe('Two lines');
    expect(oneLine('Three\tmore\u2028 of them')).toBe('Three more of them');
  });
});

it('keeps spaces of every kind where it is on one line', () => {
  expect(oneLine('Prix\u202f: 5\u00a0€\u3000en  tout')).toBe('Prix\u202f: 5\u00a0€\u3000en  tout');
});

describe('an address of the web', () => {
  it.each([['https://example.org/a?b=c#d'], ['HTTP://Example.org'], ["https://example.org/~a/(b)!*'$;,:@&=+%C3%A9"]])(
    'is kept as it is written: %s',
    (url) => {
      expect(webAddress(url)).toBe(url);
    },
  );

  it('has what no address may hold percent-encoded', () => {
    expect(webAddress('https://example.org/a b|c"<d>?e[]=100%#f#g')).toBe(
      'https://example.org/a%20b%7Cc%22%3Cd%3E?e%5B%5D=100%25#f%23g',
    );
    expect(webAddress('https://été.example/été?日=本#部')).toBe(
      'https://xn--t-9fab.example/%C3%A9t%C3%A9?%E6%97%A5=%E6%9C%AC#%E9%83%A8',
    );
    expect(webAddress('http://[2001:db8::1]:80/[a]')).toBe('http://[2001:db8::1]:80/%5Ba%5D');
  });

  it.each([
    [null],
    [''],
    ['/relative'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['https:///nohost'],
    ['https://'],
  ])('is not %s', (url) => {
    expect(webAddress(url)).toBeNull();
  });
});

it.each([
  ['ada@example.org (Ada Lovelace)', 'Ada Lovelace'],
  ['Ada Lovelace <ada@example.org>', 'Ada Lovelace'],
  ['"Ada Lovelace" <ada@example.org>', 'Ada Lovelace'],
  ['ada@example.org', ''],
  ['Ada (the first)', 'Ada (the first)'],
  ['@ada', '@ada'],
])('takes the name alone from %s', (given, name) => {
  expect(nameOnly(given)).toBe(name);
});
