import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { bodyOf, entry, noon, posted, publication, source } from './sample.ts';

const awkwardTitles = [
  'AT&T, R&amp;D &#38; <b>bold</b>',
  ']]> ends it, <![CDATA[ begins it',
  '{{ title }} {% raw %} $& \\u0041',
  '"Quotes" ‘and’ «others»',
  '日本語 العربية 😀 é (combining)',
  '</title></entry>',
  '<script>alert(1)</script>',
];

async function atom(input = publication()) {
  const xml = await bodyOf('atom.xml', input);
  return { xml, $: load(xml, { xml: true }) };
}

function entries(...changes: Parameters<typeof entry>[1][]) {
  return publication({ entries: posted(...changes.map((change, index) => entry(index + 1, change))) });
}

describe('atom.xml', () => {
  it("has the site's title, subtitle and language, and links to itself and to the site", async () => {
    const { $, xml } = await atom();
    const feed = $('feed');
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed /);
    expect(xml).not.toContain('<!DOCTYPE');
    expect(feed.attr('xml:lang')).toBe('en');
    expect(feed.children('title').text()).toBe('Open Source Weekly');
    expect(feed.children('subtitle').text()).toBe('Posts and events from the region');
    expect(feed.children('id').text()).toBe('https://news.example.org/');
    expect(feed.children('link[rel=self]').attr()).toMatchObject({
      href: 'https://news.example.org/atom.xml',
      type: 'application/atom+xml',
    });
    expect(feed.children('link[rel=alternate]').attr('href')).toBe('https://news.example.org/');
  });

  it.each(awkwardTitles)('shows a title to the character: %s', async (title) => {
    const { $ } = await atom(entries({ title }));
    const element = $('entry > title');
    expect(element.attr('type')).toBe('text');
    expect(element.text()).toBe(title);
  });

  it('has what RFC 4287 asks of each entry, once', async () => {
    const { $ } = await atom(
      entries(
        {},
        { title: '', summary: '', contentHtml: '', url: null, authors: [], guid: null },
        { authors: [{ name: 'A' }, { name: 'B' }] },
      ),
    );
    expect($('feed > id, feed > title, feed > updated')).toHaveLength(3);
    for (const node of $('entry')) {
      for (const name of ['id', 'title', 'updated', 'published', 'source']) {
        expect($(node).children(name), name).toHaveLength(1);
      }
      const alternates = $(node).children('link[rel=alternate]').length;
      expect(alternates).toBeLessThanOrEqual(1);
      expect(alternates + $(node).children('content').length).toBeGreaterThan(0);
      expect($(node).children('content').length).toBeLessThanOrEqual(1);
      expect($(node).children('author').length + $(node).find('source > author').length).toBeGreaterThan(0);
    }
  });

  it('writes dates as RFC 3339 has them', async () => {
    const { $ } = await atom();
    const dates = [...$('published, updated')].map((node) => $(node).text());
    expect(dates.length).toBeGreaterThan(6);
    for (const date of dates) expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("is dated by its newest entry's change, and by nothing else", async () => {
    const { $ } = await atom(entries({ updated: null }, { changed: noon - 60_000 }));
    expect($('feed > updated').text()).toBe(new Date(noon - 60_000).toISOString());
  });

  it('dates nothing ahead of the day it was seen', async () => {
    const seen = { firstSeen: noon, changed: null };
    const { $ } = await atom(entries({ ...seen, published: noon + 1e9, updated: noon + 2e9 }));
    expect($('entry > published').text()).toBe(new Date(noon).toISOString());
    expect($('entry > updated').text()).toBe(new Date(noon).toISOString());
  });

  it.each([
    ["its source's own date where it gives one", { updated: noon - 3e6, changed: noon - 1e6 }, noon - 3e6],
    ['when the edit was seen where it gives none', { updated: null, changed: noon - 1e6 }, noon - 1e6],
  ])('dates an edited post by %s, and leaves its id and published', async (_, edit, updated) => {
    const before = await atom(entries({}, {}));
    const { $ } = await atom(entries({ ...edit, title: 'Edited' }, {}));
    expect($('entry').first().children('title').text()).toBe('Edited');
    expect($('entry').first().children('updated').text()).toBe(new Date(updated).toISOString());
    for (const name of ['id', 'published']) {
      expect($('entry').first().children(name).text()).toBe(before.$('entry').first().children(name).text());
    }
    expect($.xml($('entry').last())).toBe(before.$.xml(before.$('entry').last()));
  });

  it('gives two entries of one id an id each, the same whatever their order', async () => {
    const guid = 'tag:example.org,2014:twice';
    const other = source({ url: 'https://z.example.org/', feedId: 'tag:z.example.org,2014:feed' });
    const two = [
      { entry: entry(1, { guid }), source: other, copies: [] },
      { entry: entry(2, { guid }), source: source(), copies: [] },
    ];
    const ids = async (list: typeof two) => {
      const { $ } = await atom(publication({ entries: list }));
      return [...$('entry')].map((node) => $(node).children('id').text());
    };
    const [first, second] = await ids(two);
    expect(second).toBe(guid);
    expect(first).toMatch(/^urn:uuid:/);
    expect(await ids(two.toReversed())).toEqual([guid, first]);
  });

  it('names authors without their e-mail addresses', async () => {
    const authors = [{ name: 'ada@example.org (Ada)', url: 'https://ada.example.org/' }, { name: 'bob@example.org' }];
    const { $, xml } = await atom(entries({ authors }));
    expect($('entry > author > name').text()).toBe('Ada');
    expect($('entry > author > uri').text()).toBe('https://ada.example.org/');
    expect(xml).not.toContain('@example.org');
  });

  it('says where each entry comes from', async () => {
    const { $ } = await atom(entries({}));
    const from = $('entry > source');
    expect(from.children('id').text()).toBe('tag:blog.example.org,2010:feed');
    expect(from.children('title').text()).toBe('The blog itself');
    expect(from.children('link[rel=self]').attr('href')).toBe('https://blog.example.org/feed.xml');
    expect(from.children('link[rel=alternate]').attr('href')).toBe('https://blog.example.org/');
    expect(from.children('updated')).toHaveLength(1);
    // The feed's own date would change every entry of it with each new post.
    expect(from.children('updated').text()).toBe($('entry > updated').first().text());
  });

  it('gives no address that holds a key, of its source or of the source that it came with', async () => {
    const url = 'https://a.example/feed?api_key=s3cret';
    const origin = { id: url, title: 'Far away', url, feedUrl: url };
    const posts = posted(entry(1), entry(2, { origin })).map((one) => ({
      ...one,
      source: source({ feedId: null, url, homePageUrl: url }),
    }));
    const { $, xml } = await atom(publication({ entries: posts }));
    expect($('entry > source')).toHaveLength(2);
    expect($('entry > source > link')).toHaveLength(0);
    expect(xml).not.toContain('s3cret');
  });

  it('keeps the source that an entry came with', async () => {
    const origin = {
      id: 'tag:far.example,2014:f',
      title: 'Far away',
      url: 'https://far.example/',
      feedUrl: 'https://far.example/atom',
    };
    const { $ } = await atom(entries({ origin }));
    const from = $('entry > source');
    expect(from.children('id').text()).toBe(origin.id);
    expect(from.children('title').text()).toBe('Far away');
    expect([...from.children('link')].map((node) => $(node).attr('href'))).toEqual([origin.feedUrl, origin.url]);
  });

  it('has plain summaries, or whole posts with code and tables intact, as set', async () => {
    const contentHtml = '<pre>a &lt; b &amp;&amp; c\n  d</pre><table><tbody><tr><td>1</td></tr></tbody></table>';
    const short = await atom(entries({ contentHtml, summary: 'a < b & c' }));
    expect(short.$('entry > summary').attr('type')).toBe('text');
    expect(short.$('entry > summary').text()).toBe('a < b & c');
    expect(short.$('entry > content')).toHaveLength(0);
    const whole = await atom({ ...entries({ contentHtml }), feed: { limit: 50, content: 'full', hub: null } });
    expect(whole.$('entry > content').attr('type')).toBe('html');
    expect(whole.$('entry > content').text()).toBe(contentHtml);
  });

  it('says which language a post is in, where that is one', async () => {
    const { $ } = await atom(
      entries({ language: 'fr-CA' }, { language: 'xx' }, { language: 'english' }, { language: null }),
    );
    expect([...$('entry')].map((node) => $(node).attr('xml:lang'))).toEqual(['fr-CA', undefined, undefined, undefined]);
  });

  it('links attachments', async () => {
    const attachment = {
      url: 'https://blog.example.org/talk.mp3',
      mimeType: 'audio/mpeg',
      size: 1234,
      duration: 60,
      title: 'Talk',
    };
    const { $ } = await atom(entries({ attachments: [attachment, { ...attachment, url: 'file:///talk.mp3' }] }));
    expect($('link[rel=enclosure]').attr()).toEqual({
      rel: 'enclosure',
      href: attachment.url,
      type: 'audio/mpeg',
      length: '1234',
      title: 'Talk',
    });
    expect($('link[rel=enclosure]')).toHaveLength(1);
  });

  it('writes addresses as they are, if they are ones', async () => {
    const { $ } = await atom(entries({ url: 'https://blog.example.org?a=1&amp;b=%7e&c=été' }));
    expect($('entry > link[rel=alternate]').attr('href')).toBe(
      'https://blog.example.org?a=1&amp;b=%7e&c=%C3%A9t%C3%A9',
    );
  });
});
