import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageIds, openTokens } from '../../src/mail/token.ts';

const SITE = 'https://news.example.org';
const tokens = openTokens('secret', SITE);
const token = tokens.seal('unsubscribe', 'ann@example.net');

describe('a token (30)', () => {
  it('serves its subject, and is the same each time', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        const subject = text.toWellFormed();
        expect(tokens.open('unsubscribe', tokens.seal('unsubscribe', subject))).toBe(subject);
        expect(tokens.seal('unsubscribe', subject)).toBe(tokens.seal('unsubscribe', subject));
      }),
    );
  });

  it('serves one purpose, one list and one secret', () => {
    expect(tokens.open('confirm', token)).toBeNull();
    expect(openTokens('secret', 'https://other.example.org').open('unsubscribe', token)).toBeNull();
    expect(openTokens('other', SITE).open('unsubscribe', token)).toBeNull();
  });

  it('cannot be altered in any character, cut or added to', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let index = 0; index < token.length; index += 1) {
      for (const other of alphabet.replace(token[index] ?? '', '')) {
        const altered = token.slice(0, index) + other + token.slice(index + 1);
        expect(tokens.open('unsubscribe', altered)).toBeNull();
      }
      expect(tokens.open('unsubscribe', token.slice(0, index))).toBeNull();
    }
    for (const added of [`${token}A`, `${token}=`, ` ${token}`, `${token}\n`]) {
      expect(tokens.open('unsubscribe', added)).toBeNull();
    }
  });

  it('shows nothing of the address', () => {
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('ann');
    expect(token).toMatch(/^[\w-]{22,}$/);
  });
});

describe('a Message-ID (6)', () => {
  it('is the same for one edition and recipient, and another for any other', () => {
    const idOf = messageIds('secret', SITE, 'example.org');
    const keys = ['ann@example.net', 'bob@example.net'];
    const ids = ['2014-W33', '2014-W34'].flatMap((edition) => keys.map((key) => idOf(edition, key)));
    expect(new Set(ids).size).toBe(4);
    expect(idOf('2014-W33', 'ann@example.net')).toBe(ids[0]);
    expect(messageIds('other', SITE, 'example.org')('2014-W33', 'ann@example.net')).not.toBe(ids[0]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.org>$/);
  });
});
