import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { titles } from './awkward-feeds.ts';
import { type AwkwardSite, NOW, publishAwkwardSite, SITE } from './awkward-site.ts';
import { JsonFeed } from './json-feed-schema.ts';
import { ofAtom, ofRss } from './validator-rules.ts';

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
const schema = join(import.meta.dirname, '../fixtures/publish/atom.rng');

let full: AwkwardSite;
let summary: AwkwardSite;

beforeAll(async () => {
  full = await publishAwkwardSite('full');
  summary = await publishAwkwardSite('summary');
});
afterAll(async () => {
  for (const site of [full, summary]) await site[Symbol.asyncDispose]();
});

const parsed = new Map<string, CheerioAPI>();

/** A published feed, parsed once. */
function xml(site: AwkwardSite, path: string): CheerioAPI {
  const key = join(site.folder, path);
  const $ = parsed.get(key) ?? load(site.read(path), { xml: true });
  parsed.set(key, $);
  return $;
}

const atomFeeds = (site: AwkwardSite) => site.paths.filter((path) => path.endsWith('.xml') && path !== 'rss.xml');

/** What the merged feed has of the post that its source calls so. */
function entryOf(id: string): {
  $: CheerioAPI;
  text: (selector: string) => string;
  all: (selector: string) => string[];
} {
  const $ = xml(full, 'atom.xml');
  const entry = [...$('entry')].find((node) => $(node).children('id').text() === id);
  if (entry === undefined) throw new Error(`there is no ${id}`);
  const all = (selector: string) => [...$(entry).find(selector)].map((node) => $(node).text());
  return { $: load($.xml(entry), { xml: true }), text: (selector) => all(selector).join(), all };
}

/** Reads whole posts as strictly as browsers' parsers can be told to, as the feed validator does. */
const strictly = `
import json, sys
from html5lib.html5parser import HTMLParser
errors = []
for item in json.load(sys.stdin):
    parser = HTMLParser()
    parser.parseFragment(item)
    errors += [[code, item[:200]] for _, code, _ in parser.errors]
print(json.dumps(errors))`;
const hasHtml5lib = spawnSync('/usr/bin/python3', ['-c', 'import html5lib']).status === 0;

describe('atom.xml and its like', () => {
  it.skipIf(!hasXmllint)('11: are valid by RFC 4287’s schema (skipped where xmllint is not installed)', () => {
    for (const site of [full, summary]) {
      const files = atomFeeds(site).map((path) => join(site.folder, path));
      expect(files.length).toBeGreaterThan(8);
      execFileSync('xmllint', ['--noout', '--relaxng', schema, ...files], { stdio: 'pipe' });
    }
  });

  it.each(ofAtom(Date.parse(NOW)))('11: keep the feed validator’s %s', (_, offenders) => {
    for (const site of [full, summary]) {
      const oneOfEach = [...Map.groupBy(atomFeeds(site), (path) => dirname(path)).values()].flatMap(
        ([path]) => path ?? [],
      );
      expect(oneOfEach).toHaveLength(3);
      for (const path of oneOfEach) expect(offenders(xml(site, path)), path).toEqual([]);
    }
  });

  it.skipIf(!hasHtml5lib)(
    '11: have whole posts without an error in their HTML (skipped where html5lib is not installed)',
    () => {
      const posts = [...atomFeeds(full), 'rss.xml'].flatMap((path) => {
        const $ = xml(full, path);
        return [...$('content[type=html], content\\:encoded')].map((node) => $(node).text());
      });
      expect(posts.length).toBeGreaterThan(60);
      const input = JSON.stringify(posts);
      expect(JSON.parse(execFileSync('/usr/bin/python3', ['-c', strictly], { input, encoding: 'utf8' }))).toEqual([]);
    },
  );

  it('12: have title, subtitle and language of the site, and links to themselves and the site, without a DOCTYPE', () => {
    const $ = xml(full, 'atom.xml');
    expect($('feed > title').text()).toBe(SITE.title);
    expect($('feed > subtitle').text()).toBe(SITE.description);
    expect($('feed').attr('xml:lang')).toBe(SITE.language);
    expect($('feed > link[rel=self]').attr()).toMatchObject({
      href: `${SITE.url}atom.xml`,
      type: 'application/atom+xml',
    });
    expect($('feed > link[rel=alternate]').attr('href')).toBe(SITE.url);
    for (const path of atomFeeds(full)) {
      expect(xml(full, path)('feed > link[rel=self]').attr('href'), path).toBe(`${SITE.url}${path}`);
      expect(full.read(path), path).not.toMatch(/<!DOCTYPE|<!ENTITY/i);
    }
  });

  it('13: are dated no earlier than their newest entry, and nothing in them ahead of now', () => {
    for (const path of atomFeeds(full)) {
      const $ = xml(full, path);
      const dates = [...$('updated, published')].map((node) => Date.parse($(node).text()));
      expect(Math.max(...dates), path).toBeLessThanOrEqual(Date.parse(NOW));
      expect(Date.parse($('feed > updated').text()), path).toBe(Math.max(...dates));
    }
  });

  it('14: have ids that are absolute IRIs, each once, an Atom entry’s its own', () => {
    const $ = xml(full, 'atom.xml');
    const ids = [...$('entry > id')].map((node) => $(node).text());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/);
    expect(ids).toEqual(expect.arrayContaining([...titles.keys()]));
    expect(ids).toEqual(expect.arrayContaining(['tag:json.example,2026:8', 'https://rss.example/2']));
  });

  it.each([...titles])('15: have the title of %s to the character', (id, title) => {
    expect(entryOf(id).text('entry > title')).toBe(title);
  });

  it('15: have authors by their names, without e-mail addresses', () => {
    expect(entryOf('tag:atom.example,2014:1').all('entry > author > name')).toEqual(['Ada Lovelace']);
    const sourced = entryOf('tag:atom.example,2014:sourced');
    expect(sourced.all('entry > author > name')).toEqual(['Grace Hopper']);
    expect(sourced.all('entry > author > uri')).toEqual(['https://grace.example/']);
    for (const path of [...atomFeeds(full), 'rss.xml', 'feed.json', 'index.html'])
      expect(full.read(path), path).not.toMatch(/secret\.example/);
  });

  it('15: have the dates of posts, where they have them', () => {
    const dates = (id: string) =>
      ['published', 'updated'].map((name) => Date.parse(entryOf(id).text(`entry > ${name}`)));
    const [posted, edited] = ['2026-03-01T09:00:00Z', '2026-03-04T09:00:00Z'].map((date) => Date.parse(date));
    expect(dates('tag:atom.example,2014:1')).toEqual([posted, edited]);
    for (const id of ['undated', 'future'])
      expect(dates(`tag:atom.example,2014:${id}`)).toEqual([Date.parse(NOW), Date.parse(NOW)]);
  });

  it('16: have the source of every entry, with id, title and links', () => {
    const $ = xml(full, 'atom.xml');
    for (const node of $('entry')) {
      const source = $(node).children('source');
      expect(source.children('id').text()).toMatch(/^(https?|tag|urn):/);
      expect(source.children('title').text()).not.toBe('');
    }
    const { $: atom, text } = entryOf('tag:atom.example,2014:emoji');
    expect([text('source > id'), text('source > title')]).toEqual([
      'tag:atom.example,2014:feed',
      'The Atom blog & friends',
    ]);
    expect(atom('source > link[rel=self]').attr('href')).toBe(`${full.feeds}/atom.xml`);
    expect(atom('source > link[rel=alternate]').attr('href')).toBe('https://atom.example/');
    const { $: rss, text: ofRssPost } = entryOf('https://rss.example/2');
    expect([ofRssPost('source > id'), ofRssPost('source > title')]).toEqual([`${full.feeds}/rss.xml`, 'The RSS blog']);
    expect(rss('source > link[rel=alternate]').attr('href')).toBe('https://rss.example/');
  });

  it('16: keep the source that an entry came with', () => {
    const { $, text } = entryOf('tag:atom.example,2014:sourced');
    expect([text('source > id'), text('source > title')]).toEqual(['tag:origin.example,2010:feed', 'The origin & all']);
    expect($('source > link[rel=self]').attr('href')).toBe('https://origin.example/feed.atom');
    expect($('source > link[rel=alternate]').attr('href')).toBe('https://origin.example/');
  });
});

describe('rss.xml', () => {
  it('17: has title, link, description and language of the site, and a link to itself', () => {
    const $ = xml(full, 'rss.xml');
    expect($('rss').attr('version')).toBe('2.0');
    const texts = ['title', 'link', 'description', 'language'].map((name) => $(`channel > ${name}`).text());
    expect(texts).toEqual([SITE.title, SITE.url, SITE.description, SITE.language]);
    expect($('channel > atom\\:link[rel=self]').attr('href')).toBe(`${SITE.url}rss.xml`);
  });

  it('17: has a guid for each item, a permanent link only where it is the address', () => {
    const $ = xml(full, 'rss.xml');
    const guids = [...$('guid')].map((node) => ({
      guid: $(node).text(),
      isPermaLink: $(node).attr('isPermaLink'),
      link: $(node).siblings('link').text(),
    }));
    expect(new Set(guids.map(({ guid }) => guid)).size).toBe($('item').length);
    for (const { guid, isPermaLink, link } of guids) expect(isPermaLink, guid).toBe(String(guid === link));
    expect(guids.filter(({ isPermaLink }) => isPermaLink === 'true').length).toBeGreaterThan(1);
  });

  it('17: has names in dc:creator, and the description before the whole post', () => {
    const $ = xml(full, 'rss.xml');
    expect([...new Set([...$('dc\\:creator')].map((node) => $(node).text()))].sort()).toEqual([
      'Ada Lovelace',
      'Grace Hopper',
      'Jo',
    ]);
    expect($('content\\:encoded').length).toBeGreaterThan(15);
    expect($('content\\:encoded ~ description, author, managingEditor')).toHaveLength(0);
  });

  it.each(ofRss(Date.parse(NOW)))('17: keeps the feed validator’s %s', (_, offenders) => {
    for (const site of [full, summary]) expect(offenders(xml(site, 'rss.xml'))).toEqual([]);
  });
});

describe('feed.json', () => {
  it('18: is JSON Feed 1.1 and nothing else, in the name of the site', () => {
    for (const site of [full, summary]) {
      const feed = JsonFeed.parse(JSON.parse(site.read('feed.json')));
      expect(feed).toMatchObject({
        title: SITE.title,
        home_page_url: SITE.url,
        feed_url: `${SITE.url}feed.json`,
        language: SITE.language,
      });
      expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
    }
  });

  it('18: has what is known of a post, and nothing that is not', () => {
    const { items } = JsonFeed.parse(JSON.parse(full.read('feed.json')));
    expect(items.find(({ url }) => url === 'https://json.example/7')).toMatchObject({
      title: 'Half a pair  of surrogates',
      authors: [{ name: 'Jo' }],
      tags: ['ab', 'a b'],
      date_published: '2026-03-05T10:00:00.000Z',
    });
    const untitled = items.find(({ id }) => id === 'tag:json.example,2026:8');
    expect(untitled).not.toHaveProperty('title');
    expect(untitled?.attachments).toEqual([
      { url: 'https://json.example/8.ogg', mime_type: 'audio/ogg', duration_in_seconds: 12 },
    ]);
  });
});
