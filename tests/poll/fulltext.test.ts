import { describe, expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, pollingSite, rss, START } from '../support/polling-site.ts';

const SENTENCES = Array.from(
  { length: 12 },
  (_, n) => `This is sentence number ${n} of the whole article, which the page alone holds.`,
);
const ARTICLE = `<!doctype html><html><head><title>Whole</title></head><body><nav>Menu</nav><article><h1>Whole</h1><p>${SENTENCES.join(' ')}</p></article></body></html>`;

const PAGE = { 'content-type': 'text/html; charset=utf-8' };

describe('the page behind an entry', () => {
  const truncated = (link: string) =>
    rss([{ title: 'Whole', link, guid: '1', text: 'It begins here and goes on, but the feed does not […]' }]);

  it.each([
    ['auto', 1],
    ['always', 1],
    ['never', 0],
  ])('is fetched once behind a truncated entry, through the same queue: fulltext %s', async (fulltext, requests) => {
    await using server = await serveFeeds({ '/article': (_, response) => response.writeHead(200, PAGE).end(ARTICLE) });
    server.answer('/feed', truncated(`${server.url}/article`));
    using site = pollingSite([`{ url: "${server.url}/feed", fulltext: ${fulltext} }`]);
    expect((await site.poll(START)).requests).toBe(1 + requests);
    server.answer('/feed', truncated(`${server.url}/article`).replace('A blog', 'A renamed blog'));
    await site.poll(START + DAY);
    expect(server.requests.filter((path) => path === '/article')).toHaveLength(requests);
  });

  it('that cannot be had leaves the entry as the feed gives it', async () => {
    await using server = await serveFeeds();
    server.answer('/feed', truncated(`${server.url}/missing`));
    using site = pollingSite([`${server.url}/feed`]);
    expect(await site.poll(START)).toMatchObject({
      requests: 2,
      sources: { updated: 1, failed: 0 },
      entries: { new: 1 },
    });
  });

  it('5.1 is not fetched from a private address', async () => {
    await using server = await serveFeeds({ '/article': (_, response) => response.writeHead(200, PAGE).end(ARTICLE) });
    using site = pollingSite(['file:feed.xml'], { privateNetwork: false });
    const { writeFileSync } = await import('node:fs');
    writeFileSync(site.site.path('sources', 'feed.xml'), truncated(`${server.url}/article`));
    expect((await site.poll(START)).entries.new).toBe(1);
    expect(server.requests).toEqual([]);
  });
});
