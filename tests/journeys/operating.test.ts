import { describe, expect, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import { run } from '../../src/commands/run.ts';
import { status } from '../../src/commands/status.ts';
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
    expect(seen.runs).toMatchObject([{ newEntries: 2, failedSources: 0, error: null }, { newEntries: 1 }]);
    const page = await on(site, '2026-03-04T11:00:00Z', (app) => status(app, { html: true }), false);
    expect(page).toContain('<title>Status of A &amp; B</title>');
    expect(page).toContain('A &lt;blog&gt;');
    expect(page).toContain('············█·');
    expect(page).toContain(seen.runs[0].run);
  });
});
