import { describe, expect, it } from 'vitest';
import { readInbox } from '../../src/mail/inbox.ts';
import { startDovecot, whyNoDovecot } from './support/dovecot.ts';
import { freePort } from './support/ports.ts';

const missing = whyNoDovecot();

describe.skipIf(missing !== null)(
  `an inbox on a real Dovecot${missing === null ? '' : ` (left out: ${missing})`}`,
  () => {
    it('is read from its oldest unread message on, and each is marked when it was acted on', async () => {
      await using server = await startDovecot();
      const url = `imap://bounces%40example.org:secret@127.0.0.1:${server.port}/INBOX`;
      for (const subject of ['first', 'second', 'third']) server.deliver(`Subject: ${subject}\n\nHello\n`);
      const read: string[] = [];
      const act = async (message: Uint8Array) => {
        const subject = /^Subject: (\w+)/m.exec(Buffer.from(message).toString())?.[1] ?? '';
        if (subject === 'second' && !read.includes('second?')) {
          read.push('second?');
          throw new Error('the power went');
        }
        read.push(subject);
      };
      await expect(readInbox(url, act)).rejects.toThrow('the power went');
      expect(server.flags()).toEqual(['S', '', '']);
      await readInbox(url, act);
      expect(read).toEqual(['first', 'second?', 'second', 'third']);
      expect(server.flags()).toEqual(['S', 'S', 'S']);
      await readInbox(url, act);
      expect(read).toHaveLength(4);
      await expect(readInbox(url.replace('secret', 'hunter2'), act)).rejects.toThrow(
        'inbox at 127.0.0.1: does not accept the login; correct user and password in inbox.url',
      );
      await expect(readInbox(url.replace('INBOX', 'Elsewhere'), act)).rejects.toThrow(
        'inbox at 127.0.0.1: cannot be read',
      );
    });
  },
);

describe('an inbox that cannot be read', () => {
  it.each([
    'imaps://mail.example.org/',
    'https://ann:b@mail.example.org/',
    'imaps://ann:100%@mail.example.org',
    'INBOX',
  ])('%s is no address of one, which is said without it', async (url) => {
    await expect(readInbox(url, async () => undefined)).rejects.toThrow(/^inbox\.url: is no address of a mailbox/);
  });

  it('is named, without the password', async () => {
    const url = `imap://ann:hunter2@127.0.0.1:${await freePort()}`;
    const failed = readInbox(url, async () => undefined);
    await expect(failed).rejects.toThrow(/^inbox at 127\.0\.0\.1: cannot be read: .*; see whether it runs/);
    await expect(failed).rejects.not.toThrow('hunter2');
  });
});
