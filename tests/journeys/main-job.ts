import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tidings } from '../support/cli.ts';
import { type FeedServer, serveFeeds } from '../support/feed-server.ts';
import { type MailServer, serveMail } from '../support/mail-server.ts';
import { runHere, runWith } from '../support/run-here.ts';
import { layOutSite, type TestSite } from '../support/site.ts';
import type { Database } from '../support/states.ts';

const SUNDAY = '2014-08-17T12:00:00+02:00';
const MONDAY = '2014-08-18T07:00:00+02:00';
const LATER_MONDAY = '2014-08-18T07:15:00+02:00';
const NEXT_MONDAY = '2014-08-25T07:00:00+02:00';

const WORKSHOP = `<item><title>A workshop in Chicago</title><link>https://blog.example.org/workshop</link>
  <pubDate>Thu, 14 Aug 2014 10:00:00 +0200</pubDate>
  <description>&lt;p&gt;Our workshop takes place on the 21st of August in the afternoon. Everybody is welcome to it.&lt;/p&gt;</description></item>`;
const REPORT = `<item><title>What we learned</title><link>https://blog.example.org/report</link>
  <pubDate>Tue, 19 Aug 2014 10:00:00 +0200</pubDate><description>We learned a great deal about clouds.</description></item>`;

const feedOf = (...items: string[]) =>
  `<rss version="2.0"><channel><title>A blog</title><link>https://blog.example.org/</link>${items.join('')}</channel></rss>`;

function siteFor(feeds: FeedServer, mail: { readonly url: string }, state: string): TestSite {
  return layOutSite({
    'tidings.yaml': `title: The weekly
url: https://news.example.org/
timezone: Europe/Paris
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
digest: { from: "The weekly <news@example.org>", to: [friend@example.org] }
smtp: { url: "${mail.url}" }
state: "${state}"
`,
    'sources/blogs.yaml': `- url: ${feeds.url}/blog.xml\n- url: ${feeds.url}/broken.xml\n`,
  });
}

const commandAt = (site: TestSite, now: string) => ['run', '--site', site.dir, '--now', now, '--json'];
const runAt = (site: TestSite, now: string) => runHere(...commandAt(site, now));

async function world(
  database: Database,
): Promise<AsyncDisposableStack & { feeds: FeedServer; mail: MailServer; site: TestSite }> {
  const stack = new AsyncDisposableStack();
  const feeds = stack.use(await serveFeeds({ '/blog.xml': feedOf(WORKSHOP), '/broken.xml': '<html>moved</html>' }));
  const mail = stack.use(await serveMail());
  const state = stack.use(await database.make());
  const site = stack.use(siteFor(feeds, mail, state.address));
  return Object.assign(stack, { feeds, mail, site });
}

/** The specification of the main job, for a state in that database: of each in a file of its own, so that they run side by side. */
export function describeMainJob(database: Database): void {
  describe(`${database.name}: the main job, from feeds on the web to mail that has arrived`, () => {
    specify(database, test.skipIf(database.missing !== null));
  });
}

function specify(database: Database, it: ReturnType<typeof test.skipIf>): void {
  it('mails the week’s post and its event to each recipient, once', async () => {
    await using run = await world(database);
    await runAt(run.site, SUNDAY);
    const monday = await tidings(commandAt(run.site, MONDAY));
    expect(monday.status, monday.stderr).toBe(0);
    const [message, ...others] = await run.mail.read();
    expect(others).toEqual([]);
    expect(message?.subject).toContain('The weekly');
    expect(message?.html).toContain('A workshop in Chicago');
    expect(message?.text).toContain('https://blog.example.org/workshop');
    expect(run.mail.arrived[0]?.to).toEqual(['friend@example.org']);
    expect(JSON.parse(monday.stdout).send).toMatchObject({ edition: '2014-W33', due: true, recipients: 1, sent: 1 });
  });

  it('names the broken feed in one line and goes on', async () => {
    await using run = await world(database);
    const { status, stdout } = await runAt(run.site, SUNDAY);
    expect(status).toBe(0);
    const { poll } = JSON.parse(stdout);
    expect(poll.sources).toMatchObject({ total: 2, due: 2, updated: 1, failed: 1 });
    expect(poll.failures[0].url).toBe(`${run.feeds.url}/broken.xml`);
  });

  it('sends nothing before an edition is due, nothing twice, and nothing old in the next one', async () => {
    await using run = await world(database);
    expect(JSON.parse((await runAt(run.site, SUNDAY)).stdout).send.due).toBe(false);
    await runAt(run.site, MONDAY);
    await runAt(run.site, LATER_MONDAY);
    expect(run.mail.arrived).toHaveLength(1);
    run.feeds.answer('/blog.xml', feedOf(REPORT, WORKSHOP));
    await runAt(run.site, NEXT_MONDAY);
    const next = (await run.mail.read())[1];
    expect(next?.text).toContain('https://blog.example.org/report');
    expect(next?.text).not.toContain('https://blog.example.org/workshop');
  });

  it('sends nothing in a week without news', async () => {
    await using run = await world(database);
    await runAt(run.site, SUNDAY);
    await runAt(run.site, MONDAY);
    await runAt(run.site, NEXT_MONDAY);
    expect(run.mail.arrived).toHaveLength(1);
  });

  it('publishes feeds, calendar, sources and pages, and leaves them untouched where nothing is new', async () => {
    await using run = await world(database);
    await runAt(run.site, SUNDAY);
    await runAt(run.site, MONDAY);
    const files = readdirSync(run.site.path('public'), { recursive: true });
    for (const name of [
      'atom.xml',
      'rss.xml',
      'feed.json',
      'events.ics',
      'sources.opml',
      'index.html',
      'events.html',
    ]) {
      expect(files).toContain(name);
    }
    expect(files).toContain('editions/2014-W33.html');
    expect(readFileSync(run.site.path('public', 'atom.xml'), 'utf8')).toContain('A workshop in Chicago');
    const stamp = statSync(run.site.path('public', 'atom.xml')).mtimeMs;
    await runAt(run.site, LATER_MONDAY);
    expect(statSync(run.site.path('public', 'atom.xml')).mtimeMs).toBe(stamp);
  });

  it('goes on as scheduled once a clock that ran years ahead is right again', async () => {
    await using run = await world(database);
    await runAt(run.site, SUNDAY);
    await runAt(run.site, '2017-08-14T09:00:00+02:00');
    run.feeds.answer('/blog.xml', feedOf(REPORT, WORKSHOP));
    await runAt(run.site, LATER_MONDAY);
    expect((await run.mail.read()).map(({ text }) => text?.includes('https://blog.example.org/report'))).toEqual([
      false,
      true,
    ]);
  });

  it('reports an unreachable mail server in one line, exits with 1, and sends with the next run', async () => {
    await using stack = new AsyncDisposableStack();
    const feeds = stack.use(await serveFeeds({ '/blog.xml': feedOf(WORKSHOP) }));
    const state = stack.use(await database.make());
    const site = stack.use(siteFor(feeds, { url: 'smtp://127.0.0.1:1' }, state.address));
    await runAt(site, SUNDAY);
    const { status, stderr } = await runAt(site, MONDAY);
    expect(status).toBe(1);
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => line.includes('127.0.0.1:1')),
    ).toHaveLength(1);
    const mail = stack.use(await serveMail());
    await runWith({ TIDINGS_SMTP_URL: mail.url }, ...commandAt(site, '2014-08-18T09:00:00+02:00'));
    expect(mail.arrived).toHaveLength(1);
  });
}
