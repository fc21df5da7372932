import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_POLL } from '../../src/commands/milestones.ts';
import { send } from '../../src/commands/send.ts';
import { freshState } from '../../src/poll/settle.ts';
import { type MailServer, startMailServer } from '../mail/support/mail-server.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const MONDAY = Date.UTC(2014, 7, 18, 7);
const DAY = 86_400_000;
const EDITOR = 'editor@example.org';
const FEED = 'https://blog.example.org/feed.xml';

let server: MailServer;

beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

async function openDueSite(language = 'en'): Promise<TestApp> {
  const site = await openTestApp(
    {
      'tidings.yaml': `title: Weekly
url: https://news.example.org/
language: ${language}
digest:
  from: news@example.org
  report: ${EDITOR}
  to: [ann@example.net, bob@example.net, cyd@example.net, dan@example.net]
  skipEmpty: false
smtp: { url: "${server.url}", rate: 1000/s, connections: 1 }
`,
      'sources/blogs.yaml': `- { url: "${FEED}", name: A blog }\n`,
    },
    { json: true, now: new Date(MONDAY).toISOString() },
  );
  await site.app.store.facts.keep(FIRST_POLL, String(MONDAY - DAY));
  return site;
}
const reports = () =>
  server.received
    .filter(({ to }) => to[0] === EDITOR)
    .map(({ message }) => message.replaceAll('=\r\n', '').replaceAll('\r\n', '\n'));
const answers: Readonly<Record<string, string>> = { b: '450 4.2.0 busy', c: '550 5.1.1 gone' };

describe('the report to the editor', () => {
  it('comes after the edition, once, with the counts and what could not be delivered', async () => {
    server.script = {
      rcpt: (address) => answers[address[0] ?? ''] ?? '250 ok',
      end: (address) => (address.startsWith('dan') ? 'DROP' : '250 ok'),
    };
    await using site = await openDueSite();
    await send(site.app, {});
    await send(site.app, {});
    const [report = '', ...others] = reports();
    expect(others).toEqual([]);
    expect(report).toContain('Subject: Report on 2014-W33: sent to 1 of 4');
    for (const line of ['Sent: 1', 'Put off, to be tried again: 1', 'Failed: 1', 'Uncertain whether it arrived: 1']) {
      expect(report).toContain(`\n${line}\n`);
    }
    expect(report).toMatch(/- bob@example\.net: Put off, to be tried again: RCPT refused: 450 4\.2\.0 busy/);
    expect(report).toMatch(/- cyd@example\.net: Failed: RCPT refused: 550 5\.1\.1 gone/);
    expect(report).toContain('tidings send --resend-uncertain');
  });

  it('names the sources that have failed for long', async () => {
    await using site = await openDueSite();
    const state = { ...freshState(FEED), lastSucceeded: MONDAY - 10 * DAY, failures: 12, lastError: 'answers 503' };
    await site.app.store.sources.write([{ state, intake: null }]);
    await send(site.app, {});
    expect(reports()[0]).toMatch(/- A blog: last answered on .*8 August 2014: answers 503/);
  });

  it('comes from the next run where one was killed before it', async () => {
    server.script = { greeting: (connection) => (connection > 1 ? '421 no more' : '220 hello') };
    await using site = await openDueSite();
    await send(site.app, {});
    expect(reports()).toEqual([]);
    server.script = {};
    await send(site.app, {});
    await send(site.app, {});
    expect(reports()).toHaveLength(1);
  });

  it('does not come twice where nobody knows whether it arrived', async () => {
    server.script = { end: (address) => (address === EDITOR ? 'DROP AFTER TAKING' : '250 ok') };
    await using site = await openDueSite();
    await send(site.app, {});
    server.script = {};
    await send(site.app, {});
    expect(reports()).toHaveLength(1);
  });

  it('is in the words of the site', async () => {
    await using site = await openDueSite('fr');
    await send(site.app, {});
    expect(reports()[0]).toContain('Destinataires: 4');
  });
});
