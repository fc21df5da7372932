import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import { measureSite } from '../../src/commands/measurements.ts';
import { run } from '../../src/commands/run.ts';
import { status } from '../../src/commands/status.ts';
import { startMailServer } from '../mail/support/mail-server.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { serveMail } from '../support/mail-server.ts';
import { rss } from '../support/polling-site.ts';
import { layOutSite, type TestSite } from '../support/site.ts';

const post = (name: string, date: string) => ({ title: name, link: `https://blog.example.org/${name}`, date });

/** Does something with the site as it is on a day, and returns what was printed. */
async function on(
  site: TestSite,
  now: string,
  act: (app: Awaited<ReturnType<typeof openApp>>) => Promise<number>,
  json = true,
): Promise<string> {
  let stdout = '';
  const app = await openApp(
    { site: site.dir, json, now },
    {
      environment: {},
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: () => undefined },
      signal: new AbortController().signal,
    },
  );
  try {
    await act(app);
    return stdout;
  } finally {
    await app.close();
  }
}

describe('who runs a site for years', () => {
  it('is written to once of a source that fails for days, in the site’s language, and again when it fails anew', async () => {
    await using feeds = await serveFeeds({ '/feed.xml': rss([post('one', 'Mon, 02 Mar 2026 09:00:00 GMT')]) });
    await using mail = await serveMail();
    using site = layOutSite({
      'tidings.yaml': `title: A site
url: https://news.example.org/
language: fr
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
smtp: { url: "${mail.url}" }
digest: { from: news@example.org }
alerts: { to: editor@example.org, after: 2d }
`,
      'sources/blogs.yaml': `- url: ${feeds.url}/feed.xml\n  name: A blog\n`,
    });
    const broken = (_: unknown, response: { writeHead(status: number): { end(): unknown } }) =>
      void response.writeHead(500).end();
    const runOn = (day: string) => on(site, `2026-03-${day}T10:00:00Z`, (app) => run(app, {}));
    const alerts = async () => (await mail.read()).filter(({ subject }) => subject === 'A site : un problème');
    await runOn('02');
    feeds.answer('/feed.xml', broken);
    await runOn('03');
    expect(await alerts()).toEqual([]);
    await runOn('05');
    await runOn('07');
    const told = await alerts();
    expect(told.map(({ to }) => [to].flat().map((one) => one?.text))).toEqual([['editor@example.org']]);
    expect(told[0]?.text).toContain('A blog échoue depuis 3 jours : answered 500');
    feeds.answer('/feed.xml', rss([post('two', 'Sun, 08 Mar 2026 09:00:00 GMT')]));
    await runOn('10');
    feeds.answer('/feed.xml', broken);
    await runOn('13');
    await runOn('16');
    expect(await alerts()).toHaveLength(2);
  });

  it('is written to of an edition that could not go out, and of one that many addresses bounced', async () => {
    await using feeds = await serveFeeds({ '/feed.xml': rss([post('one', 'Mon, 02 Mar 2026 09:00:00 GMT')]) });
    const mail = await startMailServer({ rcpt: (to) => (to.includes('dead') ? '550 5.1.1 no such user' : '250 ok') });
    using site = layOutSite({
      'tidings.yaml': `title: A site
url: https://news.example.org/
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
smtp: { url: "${mail.url}" }
digest: { from: news@example.org, schedule: "0 7 * * *", to: [dead1@a.example, dead2@a.example, dead3@a.example, ann@b.example] }
alerts: { to: editor@example.org }
`,
      'sources/blogs.yaml': `- url: ${feeds.url}/feed.xml\n  name: A blog\n`,
      'templates/digest.mjml': '<mjml>{{ nonsense | nonsense }}</mjml>',
    });
    const runOn = (day: string) => on(site, `2026-03-${day}T10:00:00Z`, (app) => run(app, {}));
    const told = async () => {
      const alerts = mail.received.filter(({ to }) => to.includes('editor@example.org'));
      const read = await Promise.all(alerts.map(({ message }) => simpleParser(message)));
      return read.map(({ text = '' }) => text.replace(/\s+/g, ' '));
    };
    await runOn('02');
    feeds.answer('/feed.xml', rss([post('two', 'Mon, 02 Mar 2026 11:00:00 GMT')]));
    await expect(runOn('03')).rejects.toThrow('digest.mjml');
    const unfit = expect.stringMatching(/^\* A run could not do its job: \S+digest\.mjml:1: undefined filter/);
    expect(await told()).toEqual([unfit]);
    rmSync(site.path('templates'), { recursive: true });
    await runOn('04');
    await runOn('05');
    const bounced = expect.stringMatching(/^\* 3 of 4 addresses bounced in edition 2026-03-\d\d /);
    expect(await told()).toEqual([unfit, bounced]);
    await mail.close();
  });

  it('can watch how it does by numbers, of the sources that are listed alone', async () => {
    await using feeds = await serveFeeds({ '/feed.xml': rss([post('one', 'Mon, 02 Mar 2026 09:00:00 GMT')]) });
    using site = layOutSite({
      'tidings.yaml': `title: A site
url: https://news.example.org/
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
digest: { from: news@example.org, schedule: "0 7 * * *", to: [ann@example.org] }
`,
      'sources/blogs.yaml': `- url: ${feeds.url}/feed.xml\n- url: ${feeds.url}/missing\n- url: ${feeds.url}/taken-out\n`,
    });
    const measure = async (now: string) => {
      const measured = new Map<string, number>();
      await on(site, now, async (app) => {
        for (const { name, values } of await measureSite(app)) {
          for (const { labels, value } of values) measured.set([name, ...Object.values(labels)].join(' '), value);
        }
        return 0;
      });
      return Object.fromEntries(measured);
    };
    expect(await measure('2026-03-02T09:00:00Z')).toMatchObject({ 'tidings_sources unpolled': 3, tidings_editions: 0 });
    await on(site, '2026-03-02T12:00:00Z', (app) => run(app, {}));
    feeds.answer('/feed.xml', rss([post('two', 'Mon, 02 Mar 2026 13:00:00 GMT')]));
    await on(site, '2026-03-03T10:00:00Z', (app) => run(app, {}));
    writeFileSync(
      site.path('sources', 'blogs.yaml'),
      `- url: ${feeds.url}/feed.xml\n- url: ${feeds.url}/missing\n- url: ${feeds.url}/new\n`,
    );
    const hosting = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'hosting.md'), 'utf8');
    const measured = await measure('2026-03-03T11:00:00Z');
    for (const name of Object.keys(measured)) expect(hosting).toContain(`\`${name.replace(/ .*/, '')}\``);
    expect(measured).toEqual({
      'tidings_sources ok': 1,
      'tidings_sources failing': 1,
      'tidings_sources gone': 0,
      'tidings_sources unpolled': 1,
      tidings_editions: 1,
      'tidings_edition_deliveries sent': 1,
      'tidings_edition_deliveries deferred': 0,
      'tidings_edition_deliveries failed': 0,
      'tidings_edition_deliveries suppressed': 0,
      'tidings_edition_deliveries uncertain': 0,
      tidings_run_started_timestamp_seconds: Date.UTC(2026, 2, 3, 10) / 1000,
      tidings_run_duration_seconds: expect.any(Number),
      tidings_run_new_entries: 1,
      tidings_run_failed_sources: 2,
      tidings_run_success: 1,
    });
  });

  it('sees the last runs and the new entries of each day', async () => {
    await using feeds = await serveFeeds({ '/feed.xml': rss([post('one', 'Mon, 02 Mar 2026 09:00:00 GMT')]) });
    using site = layOutSite({
      'tidings.yaml': `title: A & B
url: https://news.example.org/
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
`,
      'sources/blogs.yaml': `- url: ${feeds.url}/feed.xml\n  name: A <blog>\n`,
    });
    await on(site, '2026-03-02T10:00:00Z', (app) => run(app, {}));
    feeds.answer('/feed.xml', rss(['two', 'three'].map((name) => post(name, 'Tue, 03 Mar 2026 09:00:00 GMT'))));
    await on(site, '2026-03-03T10:00:00Z', (app) => run(app, {}));
    const seen = JSON.parse(await on(site, '2026-03-04T11:00:00Z', (app) => status(app, {})));
    expect(seen.sources[0].newEntries).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]);
    expect(seen.runs).toMatchObject([
      { began: '2026-03-03T10:00:00.000Z', newEntries: 2, failedSources: 0, error: null },
      { newEntries: 1 },
    ]);
    const page = await on(site, '2026-03-04T11:00:00Z', (app) => status(app, { html: true }), false);
    expect(page).toContain('<title>Status of A &amp; B</title>');
    expect(page).toContain('A &lt;blog&gt;');
    expect(page).toContain('············█·');
    expect(page).toContain(seen.runs[0].run);
  });
});
