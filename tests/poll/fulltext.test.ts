import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Answer, type FeedServer, serveFeeds } from '../support/feed-server.ts';
import { DAY, HOUR, type PollingSite, pollingSite, rss, START, type TestItem } from '../support/polling-site.ts';

const SENTENCES = Array.from(
  { length: 12 },
  (_, n) => `This is sentence number ${n} of the whole article, which the page alone holds.`,
);
const ARTICLE = `<!doctype html><html><head><title>Whole</title></head><body><nav>Menu</nav><article><h1>Whole</h1><p>${SENTENCES.join(' ')}</p></article></body></html>`;

const PAGE = { 'content-type': 'text/html; charset=utf-8' };

const article: Answer = (_, response) => response.writeHead(200, PAGE).end(ARTICLE);

/** An item of which the feed gives the beginning alone. */
function beginning(link: string, more: Partial<TestItem> = {}): TestItem {
  return { title: 'Whole', link, guid: link, text: 'It begins here and goes on, but the feed does not […]', ...more };
}

/** An item that its feed gives whole. */
function whole(link: string): TestItem {
  return beginning(link, { text: `The feed has it all. ${'This sentence says so once more. '.repeat(20)}` });
}

/** How often each of the paths that are no feeds was asked for. */
function pagesAsked({ requests }: FeedServer): Record<string, number> {
  const pages = requests.filter((path) => !path.startsWith('/feed')).toSorted();
  return Object.fromEntries([...Map.groupBy(pages, (path) => path)].map(([path, all]) => [path, all.length]));
}

/** The links of the entries that have the text of a page. */
async function toldByPages(site: PollingSite): Promise<string[]> {
  const entries = await site.entries();
  return entries
    .flatMap(({ url, summary }) => (url !== null && summary.includes('the whole article') ? url : []))
    .sort();
}

describe('the page behind an entry', () => {
  it.each([
    ['auto', ['/part']],
    ['always', ['/part', '/whole']],
    ['never', []],
  ])('is fetched where the source wants it: fulltext %s', async (fulltext, paths) => {
    await using server = await serveFeeds({ '/part': article, '/whole': article });
    server.answer('/feed', rss([beginning(`${server.url}/part`), whole(`${server.url}/whole`)]));
    using site = pollingSite([`{ url: "${server.url}/feed", fulltext: ${fulltext} }`]);
    expect((await site.poll(START)).requests).toBe(1 + paths.length);
    expect(Object.keys(pagesAsked(server))).toEqual(paths);
  });

  it('is fetched where the source says nothing of it, and the feed breaks off', async () => {
    await using server = await serveFeeds({ '/part': article });
    server.answer('/feed', rss([beginning(`${server.url}/part`), whole(`${server.url}/whole`)]));
    using site = pollingSite([`${server.url}/feed`]);
    await site.poll(START);
    expect(pagesAsked(server)).toEqual({ '/part': 1 });
    expect(await toldByPages(site)).toEqual([`${server.url}/part`]);
  });

  it.each<[string, (item: TestItem) => string]>([
    ['as it was', (item) => rss([item])],
    ['as it was, in a feed that has changed', (item) => rss([item], '<generator>2</generator>')],
    ['beside another', (item) => rss([{ title: 'Another', guid: '2', text: 'It is short.' }, item])],
    ['with another guid', (item) => rss([{ ...item, guid: 'another' }])],
    ['with another date', (item) => rss([{ ...item, date: new Date(START - 2 * DAY).toUTCString() }])],
    ['in other markup', (item) => rss([{ ...item, text: `&lt;p&gt;${item.text}&lt;/p&gt;` }])],
  ])('is not fetched again where the feed gives the item %s', async (_, again) => {
    await using server = await serveFeeds({ '/part': article });
    const item = beginning(`${server.url}/part`, { date: new Date(START - DAY).toUTCString() });
    server.answer('/feed', rss([item]));
    using site = pollingSite([`{ url: "${server.url}/feed", fulltext: always }`]);
    await site.poll(START);
    server.answer('/feed', again(item));
    for (const day of [1, 2, 3]) expect((await site.poll(START + day * DAY, { all: true })).entries.changed).toBe(0);
    expect(pagesAsked(server)).toEqual({ '/part': 1 });
    expect(await toldByPages(site)).toEqual([`${server.url}/part`]);
  });

  it('1.6 is fetched once in a poll for all the sources that carry it, and each is told by it', async () => {
    await using server = await serveFeeds({
      '/part': article,
      '/short': (_, response) => response.writeHead(302, { location: '/part' }).end(),
    });
    for (const [path, link] of Object.entries({ '/feed1': '/part', '/feed2': '/part', '/feed3': '/short' })) {
      server.answer(path, rss([beginning(server.url + link)]));
    }
    using site = pollingSite(['/feed1', '/feed2', '/feed3'].map((path) => server.url + path));
    await site.poll(START);
    expect(pagesAsked(server)).toEqual({ '/part': 1, '/short': 1 });
    expect(await toldByPages(site)).toEqual(['/part', '/part', '/short'].map((path) => server.url + path));
  });

  it('1.6 is fetched once for the items of a source that share it, and for none that needs no page', async () => {
    await using server = await serveFeeds({ '/part': article });
    const link = `${server.url}/part`;
    const items = [beginning(link, { guid: '1' }), beginning(link, { guid: '2' }), whole(link)];
    server.answer('/feed', rss(items));
    using site = pollingSite([`${server.url}/feed`]);
    await site.poll(START);
    expect(pagesAsked(server)).toEqual({ '/part': 1 });
    expect(await toldByPages(site)).toEqual([link, link]);
  });

  it('is not fetched for an item that its source’s include or exclude leaves out', async () => {
    await using server = await serveFeeds({ '/part': article });
    const left = Array.from({ length: 12 }, (_, number) =>
      beginning(`${server.url}/${number}`, { title: number % 2 === 0 ? 'Sponsored clouds' : 'Cooking' }),
    );
    server.answer('/feed', rss([...left, beginning(`${server.url}/part`, { title: 'The whole of clouds' })]));
    using site = pollingSite([`{ url: "${server.url}/feed", include: clouds, exclude: sponsored }`]);
    expect((await site.poll(START)).entries.new).toBe(13);
    expect(pagesAsked(server)).toEqual({ '/part': 1 });
  });

  it('is fetched for the newest where there are more than ten, wherever they are in the feed', async () => {
    await using server = await serveFeeds();
    const items = Array.from({ length: 13 }, (_, number) =>
      beginning(`${server.url}/${number}`, { date: new Date(START - 13 * HOUR + number * HOUR).toUTCString() }),
    );
    server.answer('/feed', rss(items));
    using site = pollingSite([`${server.url}/feed`]);
    await site.poll(START);
    expect(Object.keys(pagesAsked(server))).toHaveLength(10);
    for (const path of ['/0', '/1', '/2']) expect(pagesAsked(server)).not.toHaveProperty(path);
  });

  it('is not fetched for what is older than an edition goes back, nor for more than ten items at once', async () => {
    await using server = await serveFeeds();
    const old = beginning(`${server.url}/old`, { date: new Date(START - 15 * DAY).toUTCString() });
    const young = Array.from({ length: 12 }, (_, number) => beginning(`${server.url}/${number}`));
    server.answer('/feed', rss([old, ...young]));
    using site = pollingSite([`${server.url}/feed`]);
    expect((await site.poll(START)).requests).toBe(1 + 10);
    expect(pagesAsked(server)).not.toHaveProperty('/old');
  });
});

describe('a page that cannot be had', () => {
  const MUCH_MORE = `<p>${'It goes on. '.repeat(2000)}</p>`;

  it.each<[string, Answer]>([
    ['missing', (_, response) => response.writeHead(404).end()],
    ['an error', (_, response) => response.writeHead(500, PAGE).end(ARTICLE)],
    ['no page', (_, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(ARTICLE)],
    ['without a type', (_, response) => response.writeHead(200).end(ARTICLE)],
    ['a 304 that nobody asked for', (_, response) => response.writeHead(304).end()],
    ['6.2 beyond maxBytes', (_, response) => response.writeHead(200, PAGE).end(ARTICLE + MUCH_MORE)],
    ['6.3 too slow', (_, response) => response.writeHead(200, PAGE).write(ARTICLE)],
    [
      '6.4 cut short',
      (_, response) => {
        response.writeHead(200, { ...PAGE, 'content-length': '99999' }).write(ARTICLE);
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['4.1 a redirect in a circle', (_, response) => response.writeHead(302, { location: '/page' }).end()],
    ['4.3 a redirect to a file', (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()],
  ])('leaves the entry as the feed gives it, and the source healthy: %s', async (_, answer) => {
    await using server = await serveFeeds({ '/page': answer });
    server.answer('/feed', rss([beginning(`${server.url}/page`)]));
    using site = pollingSite([`${server.url}/feed`], { settings: '  maxBytes: 10KB\n  timeout: 300ms' });
    expect(await site.poll(START)).toMatchObject({
      requests: 2,
      sources: { updated: 1, failed: 0 },
      entries: { new: 1 },
      failures: [],
    });
    expect(await site.entries()).toMatchObject([
      { truncated: true, summary: expect.stringMatching(/^It begins here/) },
    ]);
    expect(await site.status(START)).toMatchObject([{ state: 'ok', failures: 0, lastError: null }]);
  });

  it('6.3 7.2 is not waited for again and again where its host keeps silent: others of the host are left', async () => {
    await using silent = await serveFeeds(
      Object.fromEntries(Array.from({ length: 8 }, (_, number) => [`/${number}`, () => undefined])),
    );
    await using other = await serveFeeds({ '/part': article });
    const links = [...Array.from({ length: 8 }, (_, number) => `${silent.url}/${number}`), `${other.url}/part`];
    other.answer('/feed', rss(links.map((link) => beginning(link))));
    silent.answer('/feed', rss([beginning('https://blog.example.org/', { text: 'It is short.' })]));
    using site = pollingSite([`${other.url}/feed`, `${silent.url}/feed`], { settings: '  timeout: 200ms' });
    expect(await site.poll(START)).toMatchObject({ sources: { updated: 2, failed: 0 }, entries: { new: 10 } });
    expect(pagesAsked(silent)).toEqual({ '/0': 1, '/1': 1 });
    expect(await toldByPages(site)).toEqual([`${other.url}/part`]);
  });

  it('6.2 is not read to its end where it is something else, a recording say', async () => {
    const recording = Buffer.alloc(4_000_000);
    await using server = await serveFeeds({
      '/talk': (_, response) => response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(recording),
      '/part': article,
    });
    server.answer('/feed', rss(['/talk', '/part'].map((path) => beginning(server.url + path))));
    using site = pollingSite([`${server.url}/feed`]);
    const { requests, bytes } = await site.poll(START);
    expect(requests).toBe(3);
    expect(bytes).toBeLessThan(1_000_000);
    expect(await toldByPages(site)).toEqual([`${server.url}/part`]);
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/page', 'mailto:me@example.org'])(
    '5.2 is not asked for: %s',
    async (link) => {
      await using server = await serveFeeds({ '/feed': rss([beginning(link)]) });
      using site = pollingSite([`{ url: "${server.url}/feed", fulltext: always }`]);
      expect(await site.poll(START)).toMatchObject({ requests: 1, entries: { new: 1 } });
    },
  );

  it('5.1 is not fetched from a private address', async () => {
    await using server = await serveFeeds({ '/part': article });
    using site = pollingSite(['file:feed.xml'], { privateNetwork: false });
    writeFileSync(site.site.path('sources', 'feed.xml'), rss([beginning(`${server.url}/part`)]));
    expect((await site.poll(START)).entries.new).toBe(1);
    expect(server.requests).toEqual([]);
  });
});

describe('pages are asked for as politely as feeds', () => {
  it('3.3 a host that wants to be left alone is, its other pages and its feed as well', async () => {
    await using busy = await serveFeeds({
      '/1': (_, response) => response.writeHead(429, { 'retry-after': '7200' }).end(),
      '/2': article,
    });
    await using other = await serveFeeds({ '/3': article });
    const links = [`${busy.url}/1`, `${busy.url}/2`, `${other.url}/3`];
    busy.answer('/feed', rss(links.map((link) => beginning(link))));
    using site = pollingSite([`${busy.url}/feed`]);
    expect(await site.poll(START)).toMatchObject({ requests: 3, sources: { updated: 1, failed: 0 } });
    expect([pagesAsked(busy), pagesAsked(other)]).toEqual([{ '/1': 1 }, { '/3': 1 }]);
    expect(await toldByPages(site)).toEqual([`${other.url}/3`]);
    expect((await site.poll(START + HOUR, { all: true })).requests).toBe(0);
    expect((await site.poll(START + 3 * HOUR, { all: true })).requests).toBe(1);
  });

  it('7.1 one at a time to a host, a gap between their starts', async () => {
    const starts: number[] = [];
    let [underWay, most] = [0, 0];
    const slowly: Answer = async (_, response) => {
      starts.push(performance.now());
      underWay += 1;
      most = Math.max(most, underWay);
      await wait(60);
      underWay -= 1;
      response.writeHead(200, PAGE).end(ARTICLE);
    };
    await using server = await serveFeeds({ '/1': slowly, '/2': slowly, '/3': slowly });
    server.answer('/feed', rss([1, 2, 3].map((number) => beginning(`${server.url}/${number}`))));
    using site = pollingSite([`${server.url}/feed`], { interval: '100ms' });
    await site.poll(START);
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(gaps).toHaveLength(2);
    expect(Math.min(...gaps)).toBeGreaterThan(80);
    expect(most).toBe(1);
  });

  it('4.4 the password in the source’s address opens the pages of its host, and is sent to no other', async () => {
    const guarded = (answer: Answer): Answer => {
      return (request, response) => {
        seen.push(`${request.url} ${request.headers.authorization ?? '-'}`);
        if (request.headers.authorization === undefined) response.writeHead(401).end();
        else if (typeof answer !== 'string') answer(request, response);
        else response.end(answer);
      };
    };
    const seen: string[] = [];
    await using own = await serveFeeds({ '/own': guarded(article) });
    await using other = await serveFeeds({ '/other': guarded(article) });
    own.answer('/feed', guarded(rss([beginning(`${own.url}/own`), beginning(`${other.url}/other`)])));
    using site = pollingSite([`${own.url.replace('://', '://ann:secret@')}/feed`]);
    await site.poll(START);
    const basic = 'Basic YW5uOnNlY3JldA==';
    expect(seen.toSorted()).toEqual([`/feed ${basic}`, '/other -', `/own ${basic}`]);
    expect(await toldByPages(site)).toEqual([`${own.url}/own`]);
  });

  it('7.4 7.5 they are asked for as pages, by the same name, with neither Cookie nor Referer', async () => {
    const seen: NodeJS.Dict<string | string[]>[] = [];
    await using server = await serveFeeds({
      '/part': (request, response) => {
        seen.push(request.headers);
        response.writeHead(200, { ...PAGE, 'set-cookie': 'a=b' }).end(ARTICLE);
      },
      '/feed': (_, response) => response.writeHead(200, { 'set-cookie': 'a=b' }).end(rss([beginning('/part')])),
    });
    using site = pollingSite([`${server.url}/feed`], { settings: '  userAgent: planet/1.0' });
    await site.poll(START);
    expect(seen).toMatchObject([{ 'user-agent': 'planet/1.0', accept: expect.stringMatching(/^text\/html,/) }]);
    for (const name of ['cookie', 'referer', 'authorization']) expect(seen[0]).not.toHaveProperty(name);
  });
});
