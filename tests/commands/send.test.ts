import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_POLL } from '../../src/commands/milestones.ts';
import { poll } from '../../src/commands/poll.ts';
import { send } from '../../src/commands/send.ts';
import { type MailServer, startMailServer } from '../mail/support/mail-server.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const MONDAY = Date.UTC(2014, 7, 18, 7);
const DAY = 86_400_000;

let server: MailServer;

beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

/** A site whose first edition is due, to ann, bob and cyd, with nothing in it. */
async function openDueSite(
  url = server.url,
  more = '',
  files: Readonly<Record<string, string>> = {},
  skipEmpty = false,
): Promise<TestApp> {
  const site = await openTestApp(
    {
      'tidings.yaml': `title: Weekly
url: https://news.example.org/
digest: { from: news@example.org, to: [ann@example.net, bob@example.net, cyd@example.net], skipEmpty: ${skipEmpty} }
smtp: { url: "${url}", rate: 1000/s }
${more}`,
      'sources/none.yaml': '[]\n',
      ...files,
    },
    { json: true, now: new Date(MONDAY).toISOString() },
  );
  await site.app.store.facts.keep(FIRST_POLL, String(MONDAY - DAY));
  return site;
}
const recipients = () => server.received.flatMap(({ to }) => to).sort();
const counts = { recipients: 3, sent: 0, deferred: 0, failed: 0, suppressed: 0, uncertain: 0 };

describe('tidings send', () => {
  it('sends the edition that is due, and prints its counts', async () => {
    await using site = await openDueSite();
    expect(await send(site.app, {})).toBe(0);
    expect(site.printed()).toEqual([{ edition: '2014-W33', due: true, ...counts, sent: 3 }]);
    expect(recipients()).toEqual(['ann@example.net', 'bob@example.net', 'cyd@example.net']);
  });

  it('sends nothing more when all is done, and prints the same counts (7)', async () => {
    await using site = await openDueSite();
    await send(site.app, {});
    expect(await send(site.app, {})).toBe(0);
    expect(site.printed()[1]).toEqual({ edition: '2014-W33', due: false, ...counts, sent: 3 });
    expect(server.received).toHaveLength(3);
  });

  it('exits with 0 where some were deferred or failed (12)', async () => {
    server.script = { rcpt: (address) => ({ a: '450 later', b: '550 5.1.1 gone' })[address[0] ?? ''] ?? '250 ok' };
    await using site = await openDueSite();
    expect(await send(site.app, {})).toBe(0);
    expect(site.printed()).toMatchObject([{ sent: 1, deferred: 1, failed: 1 }]);
  });

  it.each([
    ['a refused login', { extensions: ['AUTH PLAIN'], auth: () => '535 5.7.8 wrong' }, /login.*smtp\.url/],
    ['a refused sender', { mail: () => '550 5.7.1 not you' }, /sender.*digest\.from/],
    ['a refused greeting', { greeting: () => '554 go away' }, /refuses to talk/],
    ['a small SIZE', { extensions: ['SIZE 100'] }, /too large.*digest\.posts/],
  ])('exits with 1 after %s, with one line and the counts (12, 13)', async (_, script, line) => {
    server.script = script;
    await using site = await openDueSite(server.url.replace('//', '//ann:hunter2@'));
    expect(await send(site.app, {})).toBe(1);
    expect(site.printed()).toMatchObject([{ edition: '2014-W33', recipients: 3, sent: 0 }]);
    expect(site.said().trim().split('\n')).toEqual([expect.stringMatching(line)]);
    expect(site.said()).toContain(`127.0.0.1:${server.port}`);
    expect(site.said()).not.toContain('hunter2');
  });

  it('exits with 75 while another run holds the site (5)', async () => {
    await using site = await openDueSite();
    const lock = await site.app.store.lock();
    expect(await send(site.app, {})).toBe(75);
    await lock?.release();
    expect(await send(site.app, {})).toBe(0);
  });

  it('sends again what is uncertain, where a person asks for it (3)', async () => {
    server.script = { end: (address) => (address.startsWith('bob') ? 'DROP' : '250 ok') };
    await using site = await openDueSite();
    await send(site.app, {});
    server.script = {};
    await send(site.app, {});
    await send(site.app, { resendUncertain: true });
    expect(site.printed()).toMatchObject([
      { sent: 2, uncertain: 1 },
      { sent: 2, uncertain: 1 },
      { sent: 3, uncertain: 0 },
    ]);
  });
});

describe('what is new', () => {
  const feed = (...titles: string[]) => {
    const items = titles.map(
      (title) => `<item><guid>tea</guid><title>${title}</title><description>Hot.</description></item>`,
    );
    return `<rss version="2.0"><channel><title>Blog</title>${items.join('')}</channel></rss>`;
  };

  it('is new once, though it is changed, or goes and comes back (17)', async () => {
    await using site = await openDueSite(server.url, '', { 'sources/blogs.yaml': '- url: file:../blog.xml\n' });
    const contents: string[] = [];
    for (const [week, text] of [feed('On tea'), feed('On green tea'), feed(), feed('On green tea')].entries()) {
      writeFileSync(site.site.path('blog.xml'), text);
      const app = { ...site.app, clock: () => MONDAY + week * 7 * DAY };
      await poll(app, { all: true });
      await send(app, {});
      contents.push((await app.store.editions.latest(1))[0]?.content ?? '');
    }
    expect(contents.map((content) => content.includes('tea'))).toEqual([true, false, false, false]);
    expect(contents).toHaveLength(new Set(contents).size);
  });

  it('or nothing: then no mail goes, and the next edition covers both periods (18)', async () => {
    await using site = await openDueSite(server.url, '', { 'sources/blogs.yaml': '- url: file:../blog.xml\n' }, true);
    const at = (week: number) => ({ ...site.app, clock: () => MONDAY + week * 7 * DAY });
    writeFileSync(site.site.path('blog.xml'), feed());
    await poll(at(0), {});
    expect(await send(at(0), {})).toBe(0);
    expect(server.received).toEqual([]);
    writeFileSync(site.site.path('blog.xml'), feed('On tea'));
    await poll(at(1), { all: true });
    expect(await send(at(1), {})).toBe(0);
    const [edition] = await site.app.store.editions.latest(1);
    expect(edition).toMatchObject({ periodFrom: MONDAY - 7 * DAY, periodTo: MONDAY + 7 * DAY });
    expect(recipients()).toHaveLength(3);
  });
});

describe('what records nothing (20)', () => {
  it('send --dry-run shows what is due and sends nothing', async () => {
    await using site = await openDueSite();
    expect(await send(site.app, { dryRun: true })).toBe(0);
    expect(site.printed()).toEqual([{ edition: '2014-W33', due: true, ...counts, deferred: 3 }]);
    expect(server.connections).toBe(0);
    expect(await site.app.store.editions.latest(1)).toEqual([]);
  });

  it('send --test sends to that address alone', async () => {
    await using site = await openDueSite();
    expect(await send(site.app, { test: 'me@example.org' })).toBe(0);
    expect(recipients()).toEqual(['me@example.org']);
    expect(await site.app.store.editions.latest(1)).toEqual([]);
    await send(site.app, {});
    expect(site.printed()[1]).toEqual({ edition: '2014-W33', due: true, ...counts, sent: 3 });
  });

  it('send --test to what is no address, or to a server that refuses it, says so', async () => {
    await using site = await openDueSite();
    await expect(send(site.app, { test: 'nobody' })).rejects.toThrow('"nobody" has no @');
    server.script = { rcpt: () => '550 5.1.1 gone' };
    expect(await send(site.app, { test: 'me@example.org' })).toBe(1);
    expect(site.said()).toContain('550 5.1.1 gone');
  });
});
