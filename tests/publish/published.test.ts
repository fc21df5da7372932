import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { code } from './awkward-feeds.ts';
import { type AwkwardSite, NOW, publishAwkwardSite, SITE } from './awkward-site.ts';

const LIMIT = 12;

/** All that is not pages: what readers of feeds and calendars get. */
const isPage = (path: string) => path.endsWith('.html');

let full: AwkwardSite;
let summary: AwkwardSite;
let limited: AwkwardSite;

beforeAll(async () => {
  full = await publishAwkwardSite('full');
  summary = await publishAwkwardSite('summary');
  limited = await publishAwkwardSite('summary', LIMIT);
});
afterAll(async () => {
  for (const site of [full, summary, limited]) await site[Symbol.asyncDispose]();
});

/** The bodies of posts as HTML, of every feed that has them whole. */
function wholePosts(site: AwkwardSite): { readonly of: string; readonly $: CheerioAPI }[] {
  const feeds = site.paths.filter((path) => path.endsWith('.xml'));
  const inXml = feeds.flatMap((of) => {
    const $ = load(site.read(of), { xml: true });
    return [...$('entry > content[type=html], content\\:encoded')].map((node) => ({ of, $: load($(node).text()) }));
  });
  const { items }: { items: { content_html?: string }[] } = JSON.parse(site.read('feed.json'));
  return [...inXml, ...items.map(({ content_html = '' }) => ({ of: 'feed.json', $: load(content_html) }))];
}

/** The ids of the posts of each of the three feeds. */
function idsOf(site: AwkwardSite): string[][] {
  const [atom, rss] = ['atom.xml', 'rss.xml'].map((path) => {
    const $ = load(site.read(path), { xml: true });
    return [...$('entry > id, item > guid')].map((node) => $(node).text());
  });
  const json: { items: { id: string }[] } = JSON.parse(site.read('feed.json'));
  return [atom ?? [], rss ?? [], json.items.map(({ id }) => id)];
}

describe('all published files of an awkward site', () => {
  it('1: are there, the page of the edition sent among them, with no temporary file beside them', () => {
    expect(full.paths).toEqual(
      expect.arrayContaining([
        'atom.xml',
        'rss.xml',
        'feed.json',
        'events.ics',
        'sources.opml',
        'index.html',
        'events.html',
        `editions/${full.edition}.html`,
      ]),
    );
    for (const path of full.paths) expect(statSync(join(full.folder, path)).size, path).toBeGreaterThan(0);
  });

  it('2: are UTF-8 without a byte order mark, control characters and lone surrogates, also not as references', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    for (const path of full.paths) {
      const text = decoder.decode(full.bytes(path));
      expect(text, path).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/);
      const references = [...text.matchAll(/&#(?:x([0-9a-f]+)|(\d+));?/gi)].map(([, hex, decimal]) =>
        hex === undefined ? Number(decimal) : Number.parseInt(hex, 16),
      );
      expect(references.filter(isForbidden), path).toEqual([]);
      const escapes = [...text.matchAll(/\\u([0-9a-f]{4})/gi)].map(([, hex = '']) => Number.parseInt(hex, 16));
      expect(escapes.filter(isForbidden), path).toEqual([]);
    }
  });

  it('3: tell neither the path of the machine nor the address of a feed in a file', () => {
    for (const path of full.paths) expect(full.read(path), path).not.toMatch(/file:\/|\/home\/ada|HOSTILE\.html/);
    for (const path of full.paths) expect(full.read(path), path).not.toContain(full.dir);
    expect(full.read('index.html')).toContain('From a file');
  });

  it('4: have nothing of a post’s scripts, handlers, forms, frames, dangerous styles and tracking pixels', () => {
    for (const site of [full, summary]) {
      for (const path of site.paths) expect(site.read(path), path).not.toMatch(/HOSTILE|evil\.example/);
    }
    const posts = wholePosts(full);
    expect(posts.length).toBeGreaterThan(40);
    for (const { of, $ } of posts) {
      expect(
        $('body').find('script, style, iframe, frame, object, embed, form, input, svg, math, base, meta, link').length,
        of,
      ).toBe(0);
      const attributes = [...$('body *')].flatMap((node) => Object.keys($(node).attr() ?? {}));
      expect(
        attributes.filter((name) => /^on|^style$|^formaction$/.test(name)),
        of,
      ).toEqual([]);
    }
  });

  it('4: have every address of a post absolute', () => {
    const addresses = wholePosts(full).flatMap(({ $ }) =>
      [...$('body *')].flatMap((node) => {
        const { href, src, srcset = '' } = $(node).attr() ?? {};
        return [href, src, ...srcset.split(', ').map((one) => one.split(' ')[0])].filter(
          (one) => one !== undefined && one !== '',
        );
      }),
    );
    expect(addresses).toEqual(
      expect.arrayContaining([
        'https://atom.example/base/relative.html',
        'https://atom.example/base/#fragment',
        'https://pictures.example/p.png',
        'https://atom.example/p3.png',
        'https://atom.example/up',
      ]),
    );
    expect(addresses.filter((one) => !/^https?:\/\/[^/\s]+/.test(String(one)))).toEqual([]);
  });

  it('10: have the same posts in atom.xml, rss.xml and feed.json, the newest within the limit', () => {
    for (const site of [full, summary, limited]) {
      const [atom, rss, json] = idsOf(site);
      expect(rss).toEqual(atom);
      expect(json).toEqual(atom);
    }
    const [all, newest] = [summary, limited].map((site) => {
      const $ = load(site.read('atom.xml'), { xml: true });
      return [...$('entry')].map((node) => [$(node).children('published').text(), $(node).children('title').text()]);
    });
    expect(newest).toEqual(all?.slice(0, LIMIT));
    const dates = all?.map(([published]) => published);
    expect(dates).toEqual(dates?.toSorted().reverse());
  });

  it('10: have whole posts where set, code and tables intact, and plain summaries where not', () => {
    const technical = wholePosts(full).filter(
      ({ of, $ }) => /^(atom|rss)\.xml|feed\.json/.test(of) && $('pre').length > 0,
    );
    expect(technical).toHaveLength(6);
    for (const { of, $ } of technical) {
      expect($('pre > code').text().trim(), of).toBe(code);
      expect(
        [...$('tr')].map((row) =>
          $(row)
            .find('th, td')
            .map((_, cell) => $(cell).text())
            .get(),
        ),
        of,
      ).toEqual([['Key', 'Value'], ['a', '1'], ['2']]);
      expect($('td[rowspan=2]').length, of).toBe(1);
    }
    expect(wholePosts(summary).filter(({ $ }) => $('body *').length > 0)).toEqual([]);
    const $ = load(summary.read('atom.xml'), { xml: true });
    expect($('summary:not([type=text]), content:not([type=text])')).toHaveLength(0);
    expect($('summary').length).toBeGreaterThan(15);
  });

  it('22: sources.opml has each source on the web once, by its title, with its feed and its home', () => {
    const $ = load(full.read('sources.opml'), { xml: true });
    expect($('opml').attr('version')).toBe('2.0');
    expect($('head > title').text()).toBe(SITE.title);
    const outlines = [...$('body > outline')].map((node) => $(node).attr() ?? {});
    for (const { type, text, title } of outlines) expect([type, title]).toEqual(['rss', text]);
    expect(outlines.map(({ title, xmlUrl, htmlUrl }) => [title, xmlUrl?.replace(full.feeds, ''), htmlUrl])).toEqual([
      ['127.0.0.1', '/events.ics', undefined],
      ['<The> "RSS" blog & co.', '/rss.xml', 'https://rss.example/'],
      ['A planet', '/planet.xml', 'https://planet.example/'],
      ['JSON blog', '/feed.json', 'https://json.example/'],
      ['The Atom blog & friends', '/atom.xml', 'https://atom.example/'],
    ]);
  });

  it('24: index.html announces the three feeds and shows the newest posts, events.html the upcoming events', () => {
    const $ = load(full.read('index.html'));
    const announced = [...$('link[rel=alternate]')].map((node) => [$(node).attr('type'), $(node).attr('href')]);
    expect(announced).toEqual(
      expect.arrayContaining([
        ['application/atom+xml', `${SITE.url}atom.xml`],
        ['application/rss+xml', `${SITE.url}rss.xml`],
        ['application/feed+json', `${SITE.url}feed.json`],
      ]),
    );
    expect($('article.post h3').text()).toContain('From the future');
    expect($('aside .event h3').text()).toContain('Soirée');
    expect($('article.post h3').text()).not.toContain('Soirée');
    expect($('article.post h3').text()).toContain('{{ site.title }} {% raw %} &amp; &copy');
    const shown = load(full.read('events.html'));
    const days = [...shown('article.event time')].map((node) => shown(node).attr('datetime') ?? '');
    expect(days).toHaveLength(4);
    expect(days.every((day) => Date.parse(day) > Date.parse(NOW))).toBe(true);
    expect(shown('article.cancelled h3').text()).toBe('Off');
  });

  it('23: link within the site to what is there', () => {
    const at = new Set(full.paths);
    for (const path of full.paths.filter(isPage)) {
      const $ = load(full.read(path));
      for (const node of $('a[href], link[href], script[src]')) {
        const url = new URL($(node).attr('href') ?? $(node).attr('src') ?? '', `${SITE.url}${path}`);
        if (!url.href.startsWith(SITE.url)) continue;
        expect(at, `${path} → ${url.href}`).toContain(
          decodeURI(url.pathname.slice(new URL(SITE.url).pathname.length)) || 'index.html',
        );
      }
    }
  });
});

function isForbidden(code: number): boolean {
  const isControl = code < 0x20 && ![9, 10, 13].includes(code);
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  const isNone = code === 0xfffe || code === 0xffff || code > 0x10ffff;
  return isControl || isHalf || isNone || (code >= 0x7f && code <= 0x9f);
}
