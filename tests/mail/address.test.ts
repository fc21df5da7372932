import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/mail/address.ts';

const long = (length: number) => 'a'.repeat(length);

describe('an address (24)', () => {
  it.each([
    ['ann@example.net', 'ann@example.net'],
    ['a.b+c-d_e=f@example.net', 'a.b+c-d_e=f@example.net'],
    ["o'hara!#$%&*/?^`{|}~@example.net", "o'hara!#$%&*/?^`{|}~@example.net"],
    ['"john doe"@example.net', '"john doe"@example.net'],
    ['"a@b"@example.net', '"a@b"@example.net'],
    ['"a\\"b"@example.net', '"a\\"b"@example.net'],
    ['Ann@Example.NET', 'Ann@example.net'],
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
    ['jörg@example.net', 'jörg@example.net'],
    [`${long(64)}@example.net`, `${long(64)}@example.net`],
    [`ann@${long(63)}.example`, `ann@${long(63)}.example`],
    ['  ann@example.net ', 'ann@example.net'],
    ['ann@1and1.example', 'ann@1and1.example'],
  ])('%s is mailed as %s', (text, wire) => {
    expect(readAddress(text)).toMatchObject({ wire });
  });

  it.each([
    '',
    'ann',
    '@example.net',
    'ann@',
    'ann@localhost',
    'ann@example.',
    'ann@.example',
    'ann@-a.example',
    'ann@a_b.example',
    'ann@example.net.',
    'ann@192.0.2.1',
    'ann@[192.0.2.1]',
    'ann@exa%6dple.net',
    'ann@exa mple.net',
    'ann@example.net\nbcc: x@example.net',
    'ann\r\n@example.net',
    'a b@example.net',
    'a..b@example.net',
    '.a@example.net',
    'a.@example.net',
    '"a"b"@example.net',
    '"a\nb"@example.net',
    'Ann <ann@example.net>',
    'ann@example.net, bob@example.net',
    'a,b@example.net',
    'a\u200bb@example.net',
    'ann@exam\u200bple.net',
    `${long(65)}@example.net`,
    `${'ö'.repeat(33)}@example.net`,
    `ann@${long(64)}.example`,
    `ann@${`${long(60)}.`.repeat(5)}example`,
  ])('%j is none', (text) => {
    expect(readAddress(text)).toHaveProperty('error');
  });

  it.each([
    ['ANN@EXAMPLE.NET', 'ann@example.net'],
    ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
    ['"ann"@example.net', 'ann@example.net'],
    ['"a\\nn"@example.net', '"ann"@example.net'],
    ['JÖRG@example.net', 'jo\u0308rg@example.net'],
    ['ann@example。net', 'ann@example.net'],
  ])('%s is the same as %s', (one, other) => {
    const [first, second] = [readAddress(one), readAddress(other)];
    expect(first).toHaveProperty('key');
    expect('key' in first && first.key).toBe('key' in second && second.key);
  });
});
