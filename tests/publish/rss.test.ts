import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { bodyOf, entry, noon, posted, publication, source } from './sample.ts';

async function rss(changes: Parameters<typeof entry>[1] = {}, content: 'summary' | 'full' = 'summary') {
  const xml = await bodyOf(
    'rss.xml',
    publication({ entries: posted(entry(1, changes)), feed: { limit: 50, content, hub: null } }),
  );
  return { xml, $: load(xml, { xml: true }) };
}

describe('rss.xml', () => {
  it("has the site's title, link, description and language, and links to itself", async () => {
    const { $ } = await rss();
    const channel = $('rss[version="2.0"] > channel');
    expect(channel.children('title').text()).toBe('Open Source Weekly');
    expect(channel.children('link').text()).toBe('https://news.example.org/');
    expect(channel.children('description').text()).toBe('Posts and events from the region');
    expect(channel.children('language').text()).toBe('en');
    expect(channel.children('atom\\:link').attr()).toEqual({
      href: 'https://news.example.org/rss.xml',
      rel: 'self',
      type: 'application/rss+xml',
    });
  });

  it.each([
    ['an address of the post', { guid: 'https://blog.example.org/post-1' }, 'true'],
    ['another address', { guid: 'https://blog.example.org/?p=1' }, 'false'],
    ['no address', { guid: 'tag:blog.example.org,2014:1' }, 'false'],
    ['made up', { guid: '1' }, 'false'],
  ])('calls a guid a permanent link only where it is %s', async (_, changes, isPermaLink) => {
    const { $ } = await rss(changes);
    expect($('guid').attr('isPermaLink')).toBe(isPermaLink);
    expect($('guid').text()).not.toBe('');
  });

  it('dates items by RFC 822, with the day that they were posted', async () => {
    const { $ } = await rss({ published: noon, firstSeen: noon, updated: noon });
    expect($('item > pubDate').text()).toBe('Wed, 20 Aug 2014 12:00:00 GMT');
    expect($('channel > lastBuildDate').text()).toBe('Wed, 20 Aug 2014 12:00:00 GMT');
  });

  it('names authors in dc:creator, which needs no e-mail address', async () => {
    const { $ } = await rss({ authors: [{ name: 'Ada' }, { name: 'Bob & Co' }] });
    expect([...$('item > dc\\:creator')].map((node) => $(node).text())).toEqual(['Ada', 'Bob & Co']);
    expect($('item > author')).toHaveLength(0);
  });

  it('shows a title to the character, and a summary that is about markup as text', async () => {
    const title = 'R&amp;D <b> ]]> &lt;';
    const { $ } = await rss({ title, summary: 'Write <script> & be careful' });
    expect($('item > title').text()).toBe(title);
    expect($('item > description').text()).toBe('Write &lt;script&gt; &amp; be careful');
  });

  it('has the description before the whole post', async () => {
    const { $ } = await rss({ contentHtml: '<p>Whole]]&gt;</p>' }, 'full');
    const names = [...$('item').children()].map((node) => $(node).prop('tagName')?.toLowerCase());
    expect(names.indexOf('description')).toBeLessThan(names.indexOf('content:encoded'));
    expect($('item > content\\:encoded').text()).toBe('<p>Whole]]&gt;</p>');
  });

  it('has a description where there is neither title nor text', async () => {
    const { $ } = await rss({ title: '', summary: '', url: null, guid: null });
    expect($('item > title, item > link')).toHaveLength(0);
    expect($('item > description').text()).toBe('The blog itself');
  });

  it.each([
    ['its feed', {}, 'https://blog.example.org/feed.xml'],
    ['its home, of a feed in a file', { url: 'file:///home/ada/feed.xml' }, 'https://blog.example.org/'],
    [
      'this site, where nothing else is known',
      { url: 'file:///f.xml', homePageUrl: null },
      'https://news.example.org/',
    ],
  ])('says where an item comes from, by the address of %s', async (_, from, url) => {
    const entries = [{ entry: entry(1), source: source(from), copies: [] }];
    const $ = load(await bodyOf('rss.xml', publication({ entries })), { xml: true });
    expect($('item > source').attr('url')).toBe(url);
    expect($('item > source').text()).toBe('The blog itself');
  });

  it('has the first attachment whose type is known', async () => {
    const attachment = { url: 'https://a.example/1', mimeType: null, size: null, duration: null, title: null };
    const { $ } = await rss({
      attachments: [attachment, { ...attachment, url: 'https://a.example/2', mimeType: 'audio/ogg' }],
    });
    expect($('item > enclosure').attr()).toEqual({ url: 'https://a.example/2', length: '0', type: 'audio/ogg' });
  });
});
