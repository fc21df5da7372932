import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/fault.ts';
import { readFeed } from '../../src/feed/read.ts';
import { discoverFeed, linkedFeeds, mentionedFeeds } from '../../src/poll/discover.ts';
import type { Held } from '../../src/poll/follow.ts';
import { post, rss } from '../support/polling-site.ts';

const PAGE = new URL('https://blog.example.org/posts/');
const link = (attributes: string) => `<link rel="alternate" ${attributes}>`;
const linked = (html: string) => linkedFeeds(html, PAGE).map(({ url }) => url.href);

/** What is at an address: a page, a status without one, or what became of asking. */
type Answered = string | number | Fault | Held;

/** Discovers in a web of these pages; the addresses asked for are listed. */
async function discoverIn(pages: Readonly<Record<string, Answered>>, address: string) {
  const asked: string[] = [];
  const found = await discoverFeed(new URL(address), {
    ask: async (url) => {
      asked.push(url.href);
      const answered = pages[url.href] ?? 404;
      if (typeof answered === 'object') return answered;
      const [status, body] = typeof answered === 'number' ? [answered, ''] : [200, answered];
      return { status, headers: new Map(), body: Buffer.from(body), bytes: 0 };
    },
    read: ({ bytes, url, contentType }) => readFeed(bytes, { url, contentType, now: 0, timezone: 'UTC' }),
  });
  return { found: found instanceof Fault ? found.message : found.url, asked };
}

describe('the feeds of a page', () => {
  it.each([
    ['relative to the page', link('type="application/rss+xml" href="feed"'), ['https://blog.example.org/posts/feed']],
    [
      'relative to its base',
      `<base href="/b/">${link('type="application/rss+xml" href="feed"')}`,
      ['https://blog.example.org/b/feed'],
    ],
    [
      'in the body, in capitals',
      '<body><LINK REL="ALTERNATE" TYPE="Application/Atom+XML" HREF="/a">',
      ['https://blog.example.org/a'],
    ],
    [
      'among other relations',
      '<link rel="home alternate" type="application/feed+json" href="/j">',
      ['https://blog.example.org/j'],
    ],
    ['oEmbed', link('type="application/json+oembed" href="/o"') + link('type="text/xml+oembed" href="/o"'), []],
    ['of a translation', link('hreflang="fr" href="/fr/"'), []],
    ['plain JSON', link('type="application/json" href="/wp-json"'), []],
    ['of another relation', '<link rel="stylesheet" type="application/rss+xml" href="/x">', []],
  ])('10.1 a link %s', (_, html, feeds) => expect(linked(html)).toEqual(feeds));

  it('10.2 those of comments come last', () => {
    const feed = (href: string, title: string) => link(`type="application/rss+xml" href="${href}" title="${title}"`);
    expect(
      linked(feed('/c', 'Blog » Comments Feed') + feed('/comments/feed', '') + feed('/feed', 'Blog » Feed')),
    ).toEqual([
      'https://blog.example.org/feed',
      'https://blog.example.org/c',
      'https://blog.example.org/comments/feed',
    ]);
  });
});

describe('what a page links to as its feed for readers', () => {
  it.each([
    ['by its address', '<a href="news.rss">Subscribe</a>', ['https://blog.example.org/posts/news.rss']],
    ['by its folder', '<a href="/en/feed/"><img src="rss.png"></a>', ['https://blog.example.org/en/feed/']],
    ['by its words', '<a href="/syndication.php?t=1">RSS feed</a>', ['https://blog.example.org/syndication.php?t=1']],
    ['for a calendar', '<a href="webcal://cal.example.org/all">Calendar</a>', ['https://cal.example.org/all']],
    [
      'on another host',
      '<a href="https://x.example/feed">F</a><a href="/feed">F</a>',
      ['https://blog.example.org/feed', 'https://x.example/feed'],
    ],
    [
      'of comments',
      '<a href="/comments/feed">C</a><a href="/feed">F</a>',
      ['https://blog.example.org/feed', 'https://blog.example.org/comments/feed'],
    ],
    [
      'by neither',
      '<a href="/feedback">Write to us</a><a href="/sitemap.xml">Sitemap</a><a href="javascript:rss">RSS</a>',
      [],
    ],
  ])('%s', (_, html, feeds) => expect(mentionedFeeds(html, PAGE).map(({ url }) => url.href)).toEqual(feeds));
});

describe('the feed behind an address', () => {
  const FEED = rss([post(1)]);

  it('10.1 is the address itself where it is a feed, asked once', async () => {
    const { found, asked } = await discoverIn({ 'https://a.example/x': FEED }, 'https://a.example/x');
    expect([found, asked]).toEqual(['https://a.example/x', ['https://a.example/x']]);
  });

  it('10.2 is the first linked one that works', async () => {
    const html = link('type="application/rss+xml" href="/broken"') + link('type="application/rss+xml" href="/works"');
    const { found } = await discoverIn(
      { 'https://a.example/': html, 'https://a.example/works': FEED },
      'https://a.example/',
    );
    expect(found).toBe('https://a.example/works');
  });

  it('is what the page links to for readers, where no link says that it is the feed, or none that does works', async () => {
    const html = `${link('type="application/rss+xml" href="/broken"')}<a href="/news.php">RSS</a>`;
    const pages = { 'https://a.example/': html, 'https://a.example/news.php': FEED, 'https://a.example/feed': FEED };
    const { found, asked } = await discoverIn(pages, 'https://a.example/');
    expect(found).toBe('https://a.example/news.php');
    expect(asked).toEqual(['https://a.example/', 'https://a.example/broken', 'https://a.example/news.php']);
  });

  it.each(['/feed', '/rss.xml', '/atom.xml', '/index.xml', '/feed.xml', '/blog/feed.xml'])(
    '10.3 is at %s where nothing is linked, and is no feed unless it is one',
    async (path) => {
      const pages = {
        'https://a.example/blog/': '<p>Hello</p>',
        'https://a.example/blog/feed': '<p>No</p>',
        [`https://a.example${path}`]: FEED,
      };
      expect((await discoverIn(pages, 'https://a.example/blog/')).found).toBe(`https://a.example${path}`);
    },
  );

  const WITH_COMMENTS =
    link('type="application/rss+xml" href="/comments/feed"') +
    link('type="application/rss+xml" href="/main"') +
    '<a href="https://friend.example/feed">Feed of a friend</a>';

  it.each<[string, Answered, string]>([
    ['answers 503', 503, 'answered 503 Service Unavailable'],
    ['answers 429', 429, 'answered 429 Too Many Requests'],
    ['does not answer', new Fault({ stage: 'poll', subject: 'x', problem: 'did not answer' }), 'did not answer'],
    ['is on a host that is left alone', { held: 1 }, 'is on a host that asked to be left alone'],
  ])(
    '10.2 is none of comments or of another site where the feed that the page declares %s',
    async (_, answered, problem) => {
      const pages = { 'https://a.example/': WITH_COMMENTS, 'https://a.example/main': answered };
      const found = (more: Readonly<Record<string, Answered>>) =>
        discoverIn({ ...pages, ...more }, 'https://a.example/');
      const others = { 'https://a.example/comments/feed': FEED, 'https://friend.example/feed': FEED };
      expect((await found(others)).found).toMatch(
        new RegExp(`^https://a\\.example/: links to a feed, .+, that ${problem}.*; try again later`),
      );
      expect((await found({ ...others, 'https://a.example/atom.xml': FEED })).found).toBe('https://a.example/atom.xml');
    },
  );

  it.each([404, 410])('10.2 is that of comments where the other one answers %d', async (status) => {
    const pages = { 'https://a.example/': WITH_COMMENTS, 'https://a.example/main': status };
    const { found } = await discoverIn({ ...pages, 'https://a.example/comments/feed': FEED }, 'https://a.example/');
    expect(found).toBe('https://a.example/comments/feed');
  });

  it('10.4 is none where there is none, said in one line that names the address', async () => {
    const { found } = await discoverIn({ 'https://a.example/': '<p>Hello</p>' }, 'https://a.example/');
    expect(found).toMatch(/^https:\/\/a\.example\/: is no feed, and none was found behind it/);
  });
});
