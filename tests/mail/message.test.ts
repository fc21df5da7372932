import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { openDkim } from '../../src/mail/dkim.ts';
import { type Letter, prepareLetter, type Recipient, type Segment } from '../../src/mail/message.ts';

const link: Segment = ({ unsubscribeUrl }) => unsubscribeUrl;
const letter: Letter = {
  subject: 'Weekly – 18 août 2014',
  text: ['Weekly\n\nBonjour à tous\n.\nFrom here\n\nUnsubscribe: ', link, '\n'],
  html: ['<!doctype html>\n<title>Weekly</title>  \n<p>Bonjour à tous</p><a href="', link, '">Unsubscribe</a>\n'],
  date: Date.UTC(2014, 7, 18, 5),
  from: { name: 'Rhône « Weekly »', address: 'news@example.org' },
  replyTo: { name: '', address: 'editor@example.org' },
  list: { title: 'Rhône Weekly', url: 'https://news.example.org' },
};
const ann: Recipient = {
  name: 'Ann, of Cork',
  address: 'ann@example.net',
  messageId: '<1234567890abcdef@example.org>',
  unsubscribe: {
    url: 'https://news.example.org/unsubscribe/3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    mailto: 'mailto:news@example.org?subject=unsubscribe%203q2-7w',
  },
};
const bob: Recipient = { ...ann, name: '', address: 'bob@example.net', messageId: '<fedcba0987654321@example.org>' };

const write = (changes: Partial<Letter> = {}, to = ann) =>
  Buffer.concat(prepareLetter({ ...letter, ...changes }, null)(to));
const headersOf = (message: Buffer) => message.toString('latin1').split('\r\n\r\n')[0] ?? '';
const headerNames = (message: Buffer) =>
  headersOf(message)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => line.slice(0, line.indexOf(':')));

/** Any text that feeds and people may have in a title or a name. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\r', '\n', ' ', ':', '=?', '?=', '"', '\\', '<', '>', ',', 'é', '😀', 'Bcc: x@y.example'),
  }),
  fc.constantFrom('=?utf-8?q?Bcc=3A?=', 'a\r\nBcc: x@y.example', '"; x', '=?UTF-8?B?w6k=?= =?x', 'a'.repeat(3000)),
);

describe('a message', () => {
  it('has the headers that it must have, once each (3, 4, 6, 7, 8; delivery 2, 28)', () => {
    const names = headerNames(write());
    expect(names).toEqual([...new Set(names)]);
    for (const name of [
      'Date',
      'From',
      'To',
      'Subject',
      'Message-ID',
      'MIME-Version',
      'Reply-To',
      'List-Id',
      'List-Archive',
    ]) {
      expect(names).toContain(name);
    }
    expect(headersOf(write())).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headersOf(write())).toContain('Auto-Submitted: auto-generated');
    expect(names).not.toContain('Bcc');
  });

  it('is read by others as it was meant (4, 5, 10, 11)', async () => {
    const read = await simpleParser(write());
    expect(read.subject).toBe('Weekly – 18 août 2014');
    expect(read.from?.value).toEqual([{ name: 'Rhône « Weekly »', address: 'news@example.org' }]);
    expect(read.replyTo?.value).toEqual([{ name: '', address: 'editor@example.org' }]);
    expect([read.to].flat()[0]?.value).toEqual([{ name: 'Ann, of Cork', address: 'ann@example.net' }]);
    expect(read.date).toEqual(new Date('2014-08-18T05:00:00Z'));
    expect(read.messageId).toBe(ann.messageId);
    expect(read.text).toBe(`Weekly\n\nBonjour à tous\n.\nFrom here\n\nUnsubscribe: ${ann.unsubscribe?.url}\n`);
    expect(read.html).toBe(
      `<!doctype html>\n<title>Weekly</title>  \n<p>Bonjour à tous</p><a href="${ann.unsubscribe?.url}">Unsubscribe</a>\n`,
    );
    expect(read.attachments).toEqual([]);
  });

  it('is ASCII in lines of CRLF, folded at 78 columns but for addresses (1, 2)', () => {
    const text = write().toString('latin1');
    expect(text).toMatch(/^[\r\n\t -~]*$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const long = headersOf(write())
      .split('\r\n')
      .filter((line) => line.length > 78);
    expect(long.every((line) => /^(List-Unsubscribe:)? <\S+>,?$/.test(line))).toBe(true);
  });

  it('is the same whenever it is written, and differs between recipients only where it must (8)', () => {
    expect(write().equals(write())).toBe(true);
    const [toAnn, toBob] = [ann, bob].map((recipient) => write({}, { ...recipient, name: '' }).toString());
    const own = /ann@example\.net|bob@example\.net|<\w+@example\.org>/g;
    expect(toAnn?.replace(own, '')).toBe(toBob?.replace(own, ''));
  });

  it('to nobody in particular offers no unsubscribing', () => {
    expect(headerNames(write({ list: null }, { ...ann, unsubscribe: null }))).not.toContain('List-Unsubscribe');
  });

  it.each<[keyof Letter | 'name', (text: string) => Buffer]>([
    ['subject', (text) => write({ subject: text })],
    ['from', (text) => write({ from: { name: text, address: 'news@example.org' } })],
    ['list', (text) => write({ list: { title: text, url: 'https://news.example.org' } })],
    ['name', (text) => write({}, { ...ann, name: text })],
  ])('takes any text for its %s, which adds no header (27)', (_, make) => {
    const expected = headerNames(write());
    fc.assert(
      fc.property(hostile, (text) => {
        const message = make(text);
        expect(headerNames(message)).toEqual(expected);
        const headers = headersOf(message);
        expect(headers).toMatch(/^[\r\n -~]*$/);
        expect(Math.max(...[...headers.matchAll(/=\?\S*\?=/g)].map(([word]) => word.length), 0)).toBeLessThanOrEqual(
          75,
        );
        expect(Math.max(...headers.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
      }),
    );
  });

  it.each(['=?utf-8?q?Bcc=3A?=', 'R&D "quoted" \\ back', 'tab\tand\r\nbreak', 'été — 😀 عربى', '  spaced   out  '])(
    'shows the subject and the name %j as they are',
    async (text) => {
      const shown = text.replace(/\s+/g, ' ').trim();
      const read = await simpleParser(write({ subject: text }, { ...ann, name: text }));
      expect(read.subject).toBe(shown);
      expect([read.to].flat()[0]?.value).toEqual([{ name: shown, address: 'ann@example.net' }]);
    },
  );

  it('brings any text through unharmed', async () => {
    const anyText = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '=', '.', '\t', 'é', '😀', '-', 'x'.repeat(80), '--'),
    });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (before, after) => {
        const { text } = await simpleParser(write({ text: ['|', before, link, after, '|'] }));
        expect(text).toBe(`|${before}${ann.unsubscribe?.url}${after}|`);
      }),
    );
  });
});

describe('a signature (9)', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const folder = mkdtempSync(join(tmpdir(), 'tidings-dkim-'));
  const file = (name: string, pem: string | Buffer) => {
    writeFileSync(join(folder, name), pem);
    return join(folder, name);
  };
  const keyFile = file('dkim.pem', keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const dkim = openDkim({ domain: 'example.org', selector: 's1', keyFile });

  it('verifies, over the headers that matter', () => {
    const message = Buffer.concat(prepareLetter(letter, dkim)(ann));
    const tags = verifyDkim(message, keys.publicKey);
    expect(tags).toMatchObject({ a: 'rsa-sha256', c: 'relaxed/relaxed', d: 'example.org', s: 's1' });
    expect(tags.l).toBeUndefined();
    const signed = (tags.h ?? '').split(':');
    for (const name of ['from', 'reply-to', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type']) {
      expect(signed).toContain(name);
    }
    for (const name of ['list-id', 'list-unsubscribe', 'list-unsubscribe-post']) expect(signed).toContain(name);
  });

  it('verifies whatever the text is', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', 'é', 'x'.repeat(80)) });
    fc.assert(
      fc.property(anyText, anyText, hostile, (before, after, name) => {
        const write = prepareLetter({ ...letter, text: [before, link, after] }, dkim);
        const message = Buffer.concat(write({ ...ann, name }));
        expect(() => verifyDkim(message, keys.publicKey)).not.toThrow();
      }),
      { numRuns: 30 },
    );
  });

  it('is refused to keys that cannot sign', () => {
    const options = { domain: 'example.org', selector: 's1' };
    const small = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey;
    const other = generateKeyPairSync('ed25519').privateKey;
    const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' });
    expect(() => openDkim({ ...options, keyFile: 'nowhere.pem' })).toThrow('nowhere.pem: cannot be read');
    expect(() => openDkim({ ...options, keyFile: file('noise.pem', 'noise') })).toThrow(
      'cannot be read as a private key',
    );
    expect(() => openDkim({ ...options, keyFile: file('small.pem', pem(small)) })).toThrow('has only 512 bits');
    expect(() => openDkim({ ...options, keyFile: file('other.pem', pem(other)) })).toThrow('is no RSA key');
  });
});

/** Verifies a DKIM signature by RFC 6376, relaxed/relaxed, independently of what made it, and returns its tags. */
function verifyDkim(message: Buffer, key: KeyObject): Record<string, string | undefined> {
  const text = message.toString('latin1');
  const split = text.indexOf('\r\n\r\n');
  const lines = text.slice(0, split).split(/\r\n(?![ \t])/);
  const relax = (line: string) => {
    const [, name = '', value = ''] = /^([^:]+):([\s\S]*)$/.exec(line) ?? [];
    return `${name.toLowerCase().trim()}:${value
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`;
  };
  const own = lines.find((line) => /^dkim-signature:/i.test(line)) ?? '';
  const tags = Object.fromEntries(
    own
      .slice(own.indexOf(':') + 1)
      .replace(/\s+/g, '')
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  );
  const body = text
    .slice(split + 4)
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)*$/, '\r\n');
  const bodyHash = createHash('sha256').update(body, 'latin1').digest('base64');
  if (bodyHash !== tags.bh) throw new Error('the body hash differs');
  const named = (tags.h ?? '')
    .split(':')
    .map((name: string) => lines.findLast((line) => line.toLowerCase().startsWith(`${name}:`)));
  const signed = [...named.map((line) => `${relax(line ?? '')}\r\n`), relax(own.replace(/([;\s]b=)[^;]*$/, '$1'))].join(
    '',
  );
  const valid = verify(
    'sha256',
    Buffer.from(signed, 'latin1'),
    createPublicKey(key.export({ type: 'spki', format: 'pem' })),
    Buffer.from(tags.b ?? '', 'base64'),
  );
  if (!valid) throw new Error('the signature does not verify');
  return tags;
}
