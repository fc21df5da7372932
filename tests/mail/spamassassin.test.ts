import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { segmentsOf } from '../../src/digest/personal.ts';
import { prepareLetter } from '../../src/mail/message.ts';
import { ordinaryWeek } from '../digest/editions.ts';
import { print } from '../digest/printing.ts';
import { SITE_URL, tokens } from './support/outbox.ts';

const SPAMASSASSIN = '/usr/bin/spamassassin';
const missing = existsSync(SPAMASSASSIN) ? '' : ' (left out: SpamAssassin is not installed)';

/** An ordinary week's message as it leaves. */
async function message(): Promise<Buffer> {
  const { subject, html, text } = await print(ordinaryWeek);
  const date = Date.UTC(2014, 7, 18, 5);
  const letter = {
    subject,
    html: segmentsOf(html),
    text: segmentsOf(text),
    date,
    from: { name: 'Open Source Weekly', address: 'news@example.org' },
    replyTo: null,
    list: { title: 'Open Source Weekly', url: SITE_URL },
  };
  const token = tokens.seal('unsubscribe', 'ann@example.net');
  const blocks = prepareLetter(
    letter,
    null,
  )({
    name: 'Ann',
    address: 'ann@example.net',
    messageId: '<0123456789abcdef0123456789abcdef01234567@example.org>',
    unsubscribe: {
      url: `${SITE_URL}/unsubscribe/${token}`,
      mailto: `mailto:news@example.org?subject=unsubscribe%20${token}`,
    },
  });
  return Buffer.concat(blocks);
}

it.skipIf(missing !== '')(
  `SpamAssassin's local tests give a digest less than 1.0 (email 12)${missing}`,
  async () => {
    const read = execFileSync(SPAMASSASSIN, ['--local', '--test-mode'], {
      input: await message(),
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const [, score, tests] =
      /^X-Spam-Status: \w+, score=(-?[\d.]+) required=[\d.]+ tests=([\s\S]*?)\n\S/m.exec(read) ?? [];
    expect(Number(score), tests).toBeLessThan(1);
  },
  60_000,
);
