import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { serve as listen } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { withHttp } from '../../src/commands/http.ts';
import { type PollSummary, pollDue, pollingOf } from '../../src/commands/poll.ts';
import { askHubs, openHubDesk } from '../../src/commands/websub.ts';
import { readSources } from '../../src/config/sources.ts';
import { hubCallbacks } from '../../src/web/websub.ts';
import { planPolls } from '../../src/work/plan.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { type FeedServer, serveFeeds } from '../support/feed-server.ts';
import { type Hub, NO_ANSWER, openHub } from '../support/hub.ts';
import { DAY, HOUR, post, rss, START } from '../support/polling-site.ts';

let clean: AsyncDisposableStack;
let hub: Hub;
let feeds: FeedServer;
let now: number;

beforeEach(async () => {
  clean = new AsyncDisposableStack();
  hub = clean.use(await openHub());
  feeds = clean.use(await serveFeeds());
  feeds.answer(
    '/feed.xml',
    rss([post(1), post(2)], `<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="${hub.url}"/>`),
  );
  now = START;
});
afterEach(() => clean.disposeAsync());

/** A site that polls one feed, reachable by hubs. */
async function openSite(poll = 'websub: true, allowPrivateNetwork: true'): Promise<App & { readonly test: TestApp }> {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 404 });
  const server = listen({ fetch: (request) => answer(request), hostname: '127.0.0.1', port: 0 });
  clean.defer(() => new Promise((closed) => server.close(() => closed())));
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const test = clean.use(
    await openTestApp({
      'tidings.yaml': `title: A site\nurl: http://127.0.0.1:${port}/\npoll: { perHost: { interval: 1ms }, ${poll} }\n`,
      'sources/blogs.yaml': `- url: ${feeds.url}/feed.xml\n`,
    }),
  );
  const app = { ...test.app, clock: () => now, test };
  const desk = await openHubDesk(app);
  if (desk !== null) answer = hubCallbacks(desk).fetch;
  return app;
}

const pollAt = async (app: App, at: number): Promise<PollSummary> => {
  now = at;
  return (await pollDue(app)).report;
};
const titles = async (app: App) => (await app.store.publishing.newest(10, null)).map(({ title }) => title).sort();
const stateOf = async (app: App) => [...(await app.store.sources.states()).values()][0];

/** A site whose hub has granted it the pushes of its feed. */
async function subscribed(): Promise<App & { readonly test: TestApp }> {
  const app = await openSite();
  await pollAt(app, START);
  await hub.verify();
  return app;
}

describe('a hub that a source names', () => {
  it('is asked once to push to an address that nobody else knows, with a secret of its own', async () => {
    const app = await openSite();
    await pollAt(app, START);
    await pollAt(app, START + 60_000);
    expect(hub.asked).toHaveLength(1);
    const { 'hub.callback': callback, 'hub.secret': secret, ...form } = Object.fromEntries(hub.asked[0] ?? []);
    expect(form).toEqual({
      'hub.mode': 'subscribe',
      'hub.topic': `${feeds.url}/feed.xml`,
      'hub.lease_seconds': '864000',
    });
    expect(callback).toMatch(new RegExp(`^${app.settings.url}/websub/[\\w-]{43}$`));
    expect(secret).toMatch(/^[\w-]{43}$/);
  });

  it('is not asked unless the settings say so', async () => {
    await pollAt(await openSite('allowPrivateNetwork: true'), START);
    expect(hub.asked).toEqual([]);
  });

  it('is taken from the Link field before the feed, as is what it knows the feed as', async () => {
    feeds.answer('/feed.xml', (_, response) => {
      const link = `<${hub.url}>; rel="hub", </canonical.xml>; rel="self"`;
      const channel = '<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="https://other.example.org/"/>';
      response.writeHead(200, { link }).end(rss([post(1)], channel));
    });
    await pollAt(await openSite(), START);
    expect(hub.asked[0]?.get('hub.topic')).toBe(`${feeds.url}/canonical.xml`);
  });

  it('is answered with its challenge, and its source is polled as late as may be from then on', async () => {
    const app = await subscribed();
    const answer = await hub.verify();
    expect([answer.status, await answer.text()]).toEqual([200, 'a<b>']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    await pollAt(app, START + 2 * HOUR);
    const state = await stateOf(app);
    expect(state?.nextPoll).toBeGreaterThan(START + 20 * HOUR);
    expect(state?.nextReasons).toEqual(['its hub tells of its news']);
  });

  it.each([
    ['another topic', { topic: 'https://elsewhere.example.org/' }],
    ['the opposite', { mode: 'unsubscribe' }],
    ['what is no mode', { mode: 'publish' }],
    ['nothing in particular', { challenge: '' }],
  ])('is told that nobody asked for %s', async (_, changes) => {
    const app = await openSite();
    await pollAt(app, START);
    expect((await hub.verify(changes)).status).toBe(404);
    expect((await app.store.hubs.pushedSources(now)).size).toBe(0);
    expect((await fetch(`${app.settings.url}/websub/x?hub.mode=subscribe&hub.challenge=a&hub.topic=b`)).status).toBe(
      404,
    );
  });

  it('is asked again by the same address before its lease ends', async () => {
    const app = await subscribed();
    await pollAt(app, START + 6 * DAY);
    expect(hub.asked).toHaveLength(1);
    await pollAt(app, START + 7 * DAY);
    expect(hub.asked).toHaveLength(2);
    expect(hub.asked[1]?.toString()).toBe(hub.asked[0]?.toString());
    await hub.verify();
    expect((await app.store.hubs.all())[0]?.until).toBe(START + 17 * DAY);
  });

  it('is left alone when it says no, and its source polled as ever', async () => {
    const app = await openSite();
    await pollAt(app, START);
    expect((await hub.deny()).status).toBe(200);
    await pollAt(app, START + 6 * DAY);
    expect(hub.asked).toHaveLength(1);
    expect((await stateOf(app))?.nextReasons).not.toContain('its hub tells of its news');
  });

  it('is asked again later where it fails, which one line of the log tells', async () => {
    hub.statuses.push(500);
    const app = await openSite();
    await pollAt(app, START);
    expect(app.test.said().match(/the hub was asked for .*: answered 500 Internal Server Error/g)).toHaveLength(1);
    await pollAt(app, START + HOUR);
    expect(hub.asked).toHaveLength(2);
  });

  it('is followed where it says by 307 or 308 that it is elsewhere, three times at most', async () => {
    hub.statuses.push(307, 308, 202);
    const app = await openSite();
    await pollAt(app, START);
    expect(hub.asked.map(String)).toEqual(Array(3).fill(hub.asked[0]?.toString()));
    expect(app.test.said()).not.toContain('the hub was asked');
    hub.statuses.push(307, 307, 307, 307);
    await pollAt(app, START + HOUR);
    expect(hub.asked).toHaveLength(7);
    expect(app.test.said()).toContain('answered 307 Temporary Redirect');
  });

  it('is asked for one source alone while it does not answer', async () => {
    hub.statuses.push(NO_ANSWER);
    feeds.answer(
      '/other.xml',
      rss([post(7)], `<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="${hub.url}"/>`),
    );
    const app = await openSite();
    writeFileSync(app.test.site.path('sources', 'others.yaml'), `- url: ${feeds.url}/other.xml\n`);
    await pollAt(app, START);
    expect(hub.asked).toHaveLength(1);
    await pollAt(app, START + HOUR);
    expect(hub.asked).toHaveLength(3);
  });

  it('is asked to stop when its source is not listed any more, and forgotten once it has', async () => {
    const app = await subscribed();
    writeFileSync(app.test.site.path('sources', 'blogs.yaml'), '[]\n');
    await pollAt(app, START + HOUR);
    expect(hub.asked.at(-1)?.get('hub.mode')).toBe('unsubscribe');
    expect((await hub.verify()).status).toBe(200);
    expect(await app.store.hubs.all()).toEqual([]);
    expect((await hub.push(rss([post(3)]))).status).toBe(410);
  });

  it('is not asked at a private address', async () => {
    const app = await openSite('websub: true');
    await pollAt(app, START);
    const known = (await stateOf(app)) ?? expect.fail('is known');
    const memory = JSON.stringify({ ...JSON.parse(known.memory), topic: known.url });
    await app.store.sources.write([{ state: { ...known, hubUrls: [hub.url], memory }, intake: null }]);
    await withHttp(app, (http) => askHubs(app, readSources(app.settings.sources), pollingOf(app, http)));
    expect(hub.asked).toEqual([]);
    expect(app.test.said()).toContain('is a private address');
  });
});

describe('what a hub pushes', () => {
  it('is taken in as what a poll brings, without asking the source; what it leaves out stays', async () => {
    const app = await subscribed();
    const { length } = feeds.requests;
    expect((await hub.push(rss([post(3)]))).status).toBe(202);
    const report = await pollAt(app, START + 60_000);
    expect(report.entries).toEqual({ new: 1, changed: 0 });
    expect(await titles(app)).toEqual(['Post 1', 'Post 2', 'Post 3']);
    expect(feeds.requests).toHaveLength(length);
    feeds.answer('/feed.xml', rss([post(1), post(2), post(3)]));
    expect((await pollAt(app, START + 2 * HOUR)).entries.new).toBe(0);
  });

  it('is soon in the hands of one of several workers', async () => {
    const app = await subscribed();
    expect(await planPolls(app)).toEqual([]);
    await hub.push(rss([post(3)]));
    expect(await planPolls(app)).toMatchObject([{ sources: [{ url: `${feeds.url}/feed.xml` }] }]);
  });

  it('is taken in once, one document after the other', async () => {
    const app = await subscribed();
    await hub.push(rss([post(3)]));
    await hub.push(rss([post(4)]));
    const reports = [];
    for (let minute = 1; minute <= 3; minute += 1) reports.push(await pollAt(app, START + minute * 60_000));
    expect(reports.map(({ entries }) => entries.new)).toEqual([1, 1, 0]);
  });

  it('is ignored where its signature is another’s, which it is not told', async () => {
    const app = await subscribed();
    expect((await hub.push(rss([post(3)]), 'a guess')).status).toBe(202);
    await pollAt(app, START + 60_000);
    expect(await titles(app)).toEqual(['Post 1', 'Post 2']);
  });

  it('changes nothing where it is no feed', async () => {
    const app = await subscribed();
    const before = await stateOf(app);
    await hub.push('<html><title>Moved</title></html>');
    const report = await pollAt(app, START + 60_000);
    expect(report.failures).toMatchObject([{ error: expect.stringMatching(/^what its hub pushed /) }]);
    expect(await stateOf(app)).toEqual(before);
    expect((await pollAt(app, START + 120_000)).failures).toEqual([]);
  });

  it('is not read beyond poll.maxBytes', async () => {
    const app = await openSite('websub: true, allowPrivateNetwork: true, maxBytes: 4KB');
    await pollAt(app, START);
    await hub.verify();
    expect((await hub.push('x'.repeat(5000))).status).toBe(413);
  });

  it('waits for the next poll, and where too much does, the hub is asked to come again', async () => {
    await subscribed();
    const statuses = [];
    for (let number = 3; number < 12; number += 1) statuses.push((await hub.push(rss([post(number)]))).status);
    expect(statuses).toEqual([...Array(8).fill(202), 503]);
  });

  it('is refused before the hub has made sure that it is meant', async () => {
    await pollAt(await openSite(), START);
    expect((await hub.push(rss([post(3)]))).status).toBe(410);
  });
});
