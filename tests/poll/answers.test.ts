import { delay, HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { pollingOf } from '../../src/commands/poll.ts';
import { readSources } from '../../src/config/sources.ts';
import { type PollReport, pollSources } from '../../src/poll/poll.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { fetchClient } from '../support/fetch-client.ts';

const FEED = 'https://blog.example.org/feed.xml';
const MOVED = 'https://blog.example.org/moved.xml';

const rss = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>A blog</title><link>https://blog.example.org/</link>${titles
    .map((title) => `<item><title>${title}</title><link>https://blog.example.org/${title}</link></item>`)
    .join('')}</channel></rss>`;

const web = setupServer();
beforeAll(() => web.listen({ onUnhandledFrame: 'error' }));
afterEach(() => web.resetHandlers());
afterAll(() => web.close());

function openSite(): Promise<TestApp> {
  return openTestApp(
    {
      'tidings.yaml': 'title: A site\nurl: https://news.example.org/\npoll: { perHost: { interval: 1ms } }\n',
      'sources/blogs.yaml': `- url: ${FEED}\n`,
    },
    { now: '2014-08-18T07:00:00Z' },
  );
}

/** Polls over the web as msw answers it. */
function pollWeb(app: App): Promise<PollReport> {
  const polling = pollingOf(app, fetchClient(200));
  return pollSources(readSources(app.settings.sources), { ...polling, all: true, onProgress: () => undefined });
}

const stateOf = async (app: App) => (await app.store.sources.states()).get(FEED);
const titlesOf = async (app: App) => (await app.store.publishing.newest(100, null)).map(({ title }) => title).sort();

describe('what a feed’s server answers', () => {
  it('200: its entries are taken in, and its validators are kept', async () => {
    web.use(http.get(FEED, () => new HttpResponse(rss('one', 'two'), { headers: { etag: '"v1"' } })));
    await using site = await openSite();
    expect(await pollWeb(site.app)).toMatchObject({ updated: 1, failed: 0, newEntries: 2, requests: 1 });
    expect(await stateOf(site.app)).toMatchObject({ etag: '"v1"', validatorUrl: FEED, failures: 0 });
  });

  it('304 to its own validator: unchanged and healthy, with everything kept', async () => {
    web.use(
      http.get(FEED, ({ request }) =>
        request.headers.get('if-none-match') === '"v1"'
          ? new HttpResponse(null, { status: 304 })
          : new HttpResponse(rss('one'), { headers: { etag: '"v1"' } }),
      ),
    );
    await using site = await openSite();
    await pollWeb(site.app);
    expect(await pollWeb(site.app)).toMatchObject({ updated: 0, unchanged: 1, failed: 0, newEntries: 0 });
    expect(await stateOf(site.app)).toMatchObject({ etag: '"v1"', failures: 0 });
  });

  it('301: it is followed, and the new address is asked directly once the move is confirmed', async () => {
    const asked: string[] = [];
    web.events.on('request:start', ({ request }) => void asked.push(request.url));
    web.use(
      http.get(FEED, () => HttpResponse.redirect(MOVED, 301)),
      http.get(MOVED, () => new HttpResponse(rss('one'))),
    );
    await using site = await openSite();
    for (let polls = 0; polls < 3; polls += 1) await pollWeb(site.app);
    asked.length = 0;
    await pollWeb(site.app);
    web.events.removeAllListeners();
    expect(asked).toEqual([MOVED]);
    expect(await titlesOf(site.app)).toEqual(['one']);
  });

  it.each([404, 500])('%d: the source is failing, and what was known of it stays', async (status) => {
    await using site = await openSite();
    web.use(http.get(FEED, () => new HttpResponse(rss('one'), { headers: { etag: '"v1"' } }), { once: true }));
    await pollWeb(site.app);
    web.use(http.get(FEED, () => new HttpResponse('nothing here', { status })));
    expect(await pollWeb(site.app)).toMatchObject({ failed: 1, failures: [{ status }] });
    expect(await stateOf(site.app)).toMatchObject({ etag: '"v1"', failures: 1, lastStatus: status });
    expect(await titlesOf(site.app)).toEqual(['one']);
  });

  it('429 with Retry-After: the host is left alone until then, in the next poll too', async () => {
    web.use(http.get(FEED, () => new HttpResponse(null, { status: 429, headers: { 'retry-after': '3600' } })));
    await using site = await openSite();
    expect((await pollWeb(site.app)).requests).toBe(1);
    expect((await pollWeb(site.app)).requests).toBe(0);
  });

  it('nothing within the time allowed: the source has failed', async () => {
    web.use(
      http.get(FEED, async () => {
        await delay('infinite');
      }),
    );
    await using site = await openSite();
    expect(await pollWeb(site.app)).toMatchObject({ failed: 1, updated: 0 });
  });

  it('a web page where a feed was: the source has failed, and recovers by itself', async () => {
    await using site = await openSite();
    web.use(http.get(FEED, () => HttpResponse.html('<!doctype html><title>Log in</title>')));
    expect(await pollWeb(site.app)).toMatchObject({ failed: 1 });
    web.use(http.get(FEED, () => new HttpResponse(rss('one'))));
    expect(await pollWeb(site.app)).toMatchObject({ updated: 1 });
    expect(await stateOf(site.app)).toMatchObject({ failures: 0, lastError: null });
  });
});
