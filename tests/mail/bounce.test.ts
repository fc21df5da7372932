import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIncoming, severityOf } from '../../src/mail/bounce.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', 'fixtures', 'mail', name), 'utf8');
const read = (text: string) => readIncoming(Buffer.from(text), null);
const bounce = fixture('bounce.eml');

const hardReport = {
  kind: 'report',
  messageId: '<the-message@example.org>',
  recipients: [{ keys: ['ann@example.net'], status: '5.1.1', severity: 'hard' }],
};

describe('a report (34)', () => {
  it.each([
    ['with LF', bounce],
    ['with CRLF', bounce.replaceAll('\n', '\r\n')],
    ['after an mbox line', `From MAILER-DAEMON Mon Aug 18 07:01:00 2014\n${bounce}`],
    ['with the headers of the message alone', bounce.replace('message/rfc822', 'text/rfc822-headers')],
    ['of an internationalized recipient', bounce.replace('message/delivery-status', 'message/global-delivery-status')],
    ['with an address in angle brackets', bounce.replace('rfc822; ann@example.net', 'RFC822;<Ann@Example.net>')],
    ['with words after its status', bounce.replace('Status: 5.1.1', 'Status: 5.1.1 (no such user)')],
    [
      'in base64',
      bounce.replace(
        /(Content-Type: message\/delivery-status)\n\n([\s\S]*?)\n--/,
        (_, type, body) => `${type}\nContent-Transfer-Encoding: base64\n\n${Buffer.from(body).toString('base64')}\n--`,
      ),
    ],
  ])('%s is read by its fields', async (_, text) => {
    expect(await read(text)).toEqual(hardReport);
  });

  it('names the final and the original recipient', async () => {
    const text = bounce.replace('Final-Recipient: rfc822; ann@', 'Final-Recipient: rfc822; ann.smith@');
    const report = await read(text);
    expect(report).toMatchObject({ recipients: [{ keys: ['ann.smith@example.net', 'ann@example.net'] }] });
  });

  it.each([
    ['an ordinary mail', 'From: a@example.net\nSubject: Hello\n\n550 5.1.1 no such user\n'],
    ['an auto-reply', 'From: a@example.net\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nAway.\n'],
    [
      'a report without the message',
      bounce.replace(/--=_report\nContent-Type: message\/rfc822[\s\S]*/, '--=_report--\n'),
    ],
    ['a report that somebody forwards', `Subject: look\nContent-Type: message/rfc822\n\n${bounce}`],
    ['nothing', ''],
    ['noise', '\u0000\u0001\u0002'],
  ])('is not seen in %s', async (_, text) => {
    expect(await read(text)).toMatchObject({ kind: 'other' });
  });

  it('is looked for in anything without a crash', async () => {
    const lines = bounce.split('\n');
    const torn = fc.subarray(lines).map((kept) => Buffer.from(kept.join('\n')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(torn, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        expect(await readIncoming(bytes, null)).toHaveProperty('kind');
      }),
    );
  });
});

describe('the gravity of a report (36, 37)', () => {
  it.each(['5.1.1', '5.1.2', '5.1.10', '5.1.0', '5.0.0', '5.2.1', '5.4.4'])('failed with %s is hard', (status) => {
    expect(severityOf('failed', status)).toBe('hard');
  });

  it.each(['4.2.2', '4.4.7', '4.0.0', '5.2.2', '5.2.3', '5.3.4', '5.6.0', '5.7.1', '5.7.26', '5.1.8'])(
    'failed with %s is soft',
    (status) => {
      expect(severityOf('failed', status)).toBe('soft');
    },
  );

  it.each([
    ['delayed', '4.4.1'],
    ['delivered', '2.1.5'],
    ['relayed', '2.0.0'],
    ['expanded', '2.0.0'],
    ['failed', '2.0.0'],
    ['failed', ''],
    ['', '5.1.1'],
  ])('%s with %s is nothing', (action, status) => {
    expect(severityOf(action, status)).toBe('none');
  });
});

describe('other messages', () => {
  it('a complaint names the message and, where it says so, the recipient', async () => {
    const complaint = { kind: 'complaint', messageId: '<the-message@example.org>' };
    expect(await read(fixture('complaint.eml'))).toEqual({ ...complaint, key: 'ann@example.net' });
    expect(await read(fixture('complaint.eml').replace(/Original-Rcpt-To.*\n/, ''))).toEqual({
      ...complaint,
      key: null,
    });
  });

  it('praise is no complaint', async () => {
    const praise = fixture('complaint.eml').replace('Feedback-Type: abuse', 'Feedback-Type: not-spam');
    expect(await read(praise)).toMatchObject({ kind: 'other' });
  });

  it('an unsubscribing mail carries a token in its subject', async () => {
    const token = 'A'.repeat(30);
    expect(await read(`Subject: unsubscribe ${token}\n\n`)).toEqual({ kind: 'unsubscribe', token });
    expect(await read(`Subject: unsubscribe ${token}\nAuto-Submitted: auto-replied\n\n`)).toMatchObject({
      kind: 'other',
    });
    expect(await read('Subject: unsubscribe me\n\n')).toMatchObject({ kind: 'other' });
  });
});
