import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { PublishedFile, PublishInput } from '../../src/publish/publication.ts';
import { publishSite } from '../../src/publish/site.ts';
import { bodyOf, entry, event, fileIn, noon, posted, publication, source } from './sample.ts';

const HOUR = 3_600_000;
const FEEDS = ['atom.xml', 'rss.xml', 'feed.json'];

const period = { from: noon - 200 * HOUR, to: noon - 32 * HOUR };

/** Everything that a hostile or clumsy source could put anywhere. */
function hostile(): PublishInput {
  const bad = 'Bad\u0000\u0008\u000b\u007f\u0085\ufffe\ud800 <script>alert(1)</script> onload="x" &#1;&#x7f; <iframe>';
  const changes = {
    title: bad,
    summary: bad,
    contentHtml: `<p>Text\u0001 &#1; &#xFFFE; &lt;script&gt;</p>`,
    url: 'javascript:alert(1)',
    image: { url: 'file:///home/ada/secret.png', alt: bad, width: null, height: null },
    authors: [{ name: bad, url: 'javascript:alert(2)' }],
    tags: [bad],
    attachments: [{ url: 'file:///home/ada/secret.mp3', mimeType: 'audio/mpeg', size: 1, duration: 1, title: bad }],
    language: 'en" onload="x',
    origin: { id: 'file:///home/ada/feed', title: bad, url: 'javascript:alert(3)', feedUrl: 'file:///home/ada/feed' },
  };
  const file = source({
    url: 'file:///home/ada/site/feeds/blog.xml',
    feedId: null,
    title: bad,
    homePageUrl: 'file:///home/ada',
  });
  return publication({
    feed: { limit: 50, content: 'full', hub: null },
    entries: [
      { entry: entry(1, changes), source: file, copies: [{ source: bad, url: 'file:///home/ada/copy' }] },
      { entry: entry(2, { guid: null, url: 'file:///home/ada/post.html' }), source: file, copies: [] },
    ],
    events: [event({ name: bad, location: bad, url: 'file:///home/ada/event' }, '../../etc')],
    sources: [{ profile: file, health: 'ok', lastPost: null }],
    editionTitles: [{ name: '2014-W33', title: bad, period }],
    editions: [],
  });
}

async function bodies(input: PublishInput): Promise<Map<string, string>> {
  return new Map((await publishSite(input)).map(({ path, body }) => [path, body]));
}

function ids({ body }: PublishedFile): string[] {
  const $ = load(body, { xml: true });
  return [...$('entry > id, item > guid')].map((node) => $(node).text());
}

describe('a published site', () => {
  it('1: has all its files', async () => {
    const paths = [...(await bodies(hostile())).keys()].sort();
    expect(paths).toEqual([
      'atom.xml',
      'editions/index.html',
      'events.html',
      'events.ics',
      'events/------etc.ics',
      'favicon.svg',
      'feed.json',
      'index.html',
      'rss.xml',
      'search.html',
      'search.js',
      'sources.html',
      'sources.opml',
    ]);
  });

  it('2: has no control characters, lone surrogates or byte order mark, also not as references', async () => {
    for (const [path, body] of await bodies(hostile())) {
      expect(body, path).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/);
      expect(body.isWellFormed(), path).toBe(true);
      if (/ml$/.test(path)) expect(body, path).not.toMatch(/&#(x0*(1|7f|fffe)|0*1);/i);
      expect(body, path).not.toMatch(/\\u00[01][0-9a-f]/);
      if (!path.endsWith('.ics')) expect(body, path).not.toContain('\r');
    }
  });

  it('3: tells no path of the machine', async () => {
    for (const [path, body] of await bodies(hostile())) expect(body, path).not.toMatch(/file:|\/home\/ada|secret/);
  });

  it('4: has nothing live of a post in its pages, and only addresses of the web', async () => {
    for (const [path, body] of await bodies(hostile())) {
      if (!path.endsWith('.html')) continue;
      const $ = load(body);
      expect(
        $(
          'script:not([type="application/ld+json"], [src="search.js"]), iframe, object, embed, form:not([role=search]), [onload]',
        ),
        path,
      ).toHaveLength(0);
      for (const node of $('[href], [src]')) {
        const address = $(node).attr('href') ?? $(node).attr('src') ?? '';
        expect(address, path).toMatch(
          /^(https?:\/\/|webcal:\/\/|#|(\.\.\/)?[\w/-]+\.(html|xml|json|ics|opml|js|svg)$)/,
        );
      }
    }
  });

  it('23: has language, title and viewport on every page, a text for every picture, and an address for every link', async () => {
    for (const [path, body] of await bodies(hostile())) {
      if (!path.endsWith('.html')) continue;
      const $ = load(body);
      expect($('html[lang] > head > title').text(), path).not.toBe('');
      expect($('meta[name=viewport]'), path).toHaveLength(1);
      expect($('img:not([alt]), a:not([href]), a[href=""]'), path).toHaveLength(0);
    }
  });

  it('5: is the same, byte for byte, when published again later the same day', async () => {
    const first = await bodies(publication());
    const later = await bodies({ ...publication(), now: noon + 9 * HOUR });
    expect([...later]).toEqual([...first]);
  });

  it('10: shows the newest posts within its limit, the same in the three feeds', async () => {
    const entries = posted(...Array.from({ length: 8 }, (_, number) => entry(number)));
    const files = await publishSite(publication({ entries, feed: { limit: 3, content: 'summary', hub: null } }));
    const [atom, rss] = ['atom.xml', 'rss.xml'].map((path) => fileIn(path, files));
    const json: { items: { id: string }[] } = JSON.parse(fileIn('feed.json', files)?.body ?? '');
    const expected = [0, 1, 2].map((number) => `tag:blog.example.org,2014:post-${number}`);
    expect(atom && ids(atom)).toEqual(expected);
    expect(rss && ids(rss)).toEqual(expected);
    expect(json.items.map(({ id }) => id)).toEqual(expected);
    expect(load(fileIn('index.html', files)?.body ?? '')('article.post')).toHaveLength(8);
  });

  it('is whole without a post, an event or a source', async () => {
    const files = await bodies(publication({ entries: [], events: [], sources: [] }));
    const $ = load(files.get('atom.xml') ?? '', { xml: true });
    expect($('feed > updated').text()).toBe('1990-01-01T00:00:00.000Z');
    expect(files.get('index.html')).toContain('No posts yet.');
    expect(files.get('events.html')).toContain('No events ahead.');
  });

  it.each(FEEDS)('gives every post an id of its own in %s, whatever its source repeats', async (path) => {
    const twins = posted(entry(1, { guid: 'tag:a.example,2014:1' }), entry(2, { guid: 'tag:a.example,2014:1' }));
    const body = await bodyOf(path, publication({ entries: twins }));
    const found =
      path === 'feed.json' ? JSON.parse(body).items.map((item: { id: string }) => item.id) : ids({ path, body });
    expect(new Set(found).size).toBe(2);
  });
});
