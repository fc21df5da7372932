import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/fault.ts';
import { readFeed } from '../../src/feed/read.ts';
import type { Feed, FeedItem } from '../../src/model.ts';

const CONTEXT = {
  url: 'https://a.example/blog/feed.xml',
  contentType: null,
  now: Date.UTC(2024, 0, 1),
  timezone: 'UTC',
};

async function read(document: string): Promise<Feed> {
  const feed = await readFeed(Buffer.from(document), CONTEXT);
  if (feed instanceof Fault) throw feed;
  return feed;
}

async function itemOf(document: string): Promise<FeedItem> {
  const [item] = (await read(document)).items;
  if (item === undefined) throw new Error('the feed has no items');
  return item;
}

function rss(item: string, channel = '', attributes = ''): string {
  return `<?xml version="1.0"?><rss version="2.0" ${MODULES} ${attributes}><channel><title>Blog</title>${channel}<item>${item}</item></channel></rss>`;
}

function atom(entry: string, feed = '', attributes = ''): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>Blog</title>${feed}<entry>${entry}</entry></feed>`;
}

const MODULES = [
  ['content', 'http://purl.org/rss/1.0/modules/content/'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['atom', 'http://www.w3.org/2005/Atom'],
  ['media', 'http://search.yahoo.com/mrss/'],
  ['itunes', 'http://www.itunes.com/dtds/podcast-1.0.dtd'],
  ['ev', 'http://purl.org/rss/1.0/modules/event/'],
  ['xcal', 'urn:ietf:params:xml:ns:xcal'],
  ['feedburner', 'http://rssnamespace.org/feedburner/ext/1.0'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

describe('the format', () => {
  it.each([
    ['<rss version="0.91"><channel/></rss>', 'rss091'],
    ['<rss version="0.92"><channel/></rss>', 'rss092'],
    ['<rss><channel><title>x</title></channel></rss>', 'rss20'],
    ['<RSS VERSION="2.0"><CHANNEL><TITLE>x</TITLE></CHANNEL></RSS>', 'rss20'],
    ['<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/>', 'rss10'],
    [
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"/>',
      'rss090',
    ],
    ['<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>', 'atom03'],
    ['<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', 'atom10'],
    ['<feed><title>no namespace</title></feed>', 'atom10'],
    ['{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}', 'json'],
    ['BEGIN:VCALENDAR\nEND:VCALENDAR', 'ical'],
  ])('of %s is %s', async (document, format) => expect((await read(document)).format).toBe(format));
});

describe('what is no feed is a fault that says what it is', () => {
  it.each([
    ['', 'is empty'],
    ['<!DOCTYPE html><html><body><p>Hello</p></body></html>', 'is a web page, not a feed'],
    ['<html><script>var x = "<rss>";</script></html>', 'is a web page, not a feed'],
    ['<!-- <rss version="2.0"><channel/></rss> -->', 'is not a feed of any known format'],
    ['var feed = "<rss>";', 'is not a feed of any known format'],
    ['{"items": "none"}', 'is not a feed of any known format'],
    ['[1, 2]', 'is not a feed of any known format'],
    ['<opml><body/></opml>', 'is not a feed of any known format'],
  ])('%j', async (document, problem) => {
    expect(await readFeed(Buffer.from(document), CONTEXT)).toMatchObject({ name: 'Fault', stage: 'feed', problem });
  });
});

describe('an item of RSS', () => {
  it('is read with its link, guid, date, authors and tags', async () => {
    const item = await itemOf(
      rss(`<title>One &amp;amp; two</title><link>/1</link><guid isPermaLink="false">g1</guid><author>me@a.example (Ann)</author>
        <pubDate>Thu, 07 Mar 2019 10:20:30 EST</pubDate><category>Linux</category><category> linux </category><dc:creator>Bob</dc:creator>`),
    );
    expect(item).toMatchObject({
      title: 'One & two',
      url: 'https://a.example/1',
      guid: 'g1',
      published: Date.UTC(2019, 2, 7, 15, 20, 30),
      authors: [{ name: 'Ann' }, { name: 'Bob' }],
      tags: ['linux'],
    });
  });

  it('has its description as the text where there is no other', async () => {
    expect(await itemOf(rss('<description>&lt;p&gt;All&lt;/p&gt;</description>'))).toMatchObject({
      contentHtml: '<p>All</p>',
      summary: null,
    });
  });

  it('has its description as the summary beside the whole text', async () => {
    const item = await itemOf(
      rss('<description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>'),
    );
    expect(item).toMatchObject({ contentHtml: '<p>Long</p>', summary: 'Short' });
  });

  it.each([
    ['sends the reader elsewhere', '<p>Find the whole of it on our pages.</p>', ''],
    ['is a picture alone', '<p>&nbsp;</p><p><img src="/kite.jpg"></p>', '<img src="/kite.jpg">'],
  ])('has the fullest text as its own, where the first %s', async (_, stub, picture) => {
    const full = `<p>${'The kite rose over the dunes, and all the children ran after it. '.repeat(3)}</p>`;
    const item = await itemOf(
      rss(`<description><![CDATA[${full}]]></description><content:encoded><![CDATA[${stub}]]></content:encoded>`),
    );
    expect(item).toMatchObject({ contentHtml: picture + full, summary: null });
  });

  it('has no description of a picture in place of a short text', async () => {
    const picture = `<media:content url="/k.jpg" type="image/jpeg"><media:description>${'A red kite above a beach. '.repeat(5)}</media:description></media:content>`;
    expect((await itemOf(rss(`<description>Spring!</description>${picture}`))).contentHtml).toBe('Spring!');
  });

  it('keeps the line breaks of a description in plain text', async () => {
    const item = await itemOf(
      rss('<media:group><media:description>A kite\n\n00:00 Wind</media:description></media:group>'),
    );
    expect(item.contentHtml).toBe('<p>A kite</p>\n<p>00:00 Wind</p>');
  });

  it.each([
    ['its media', '<media:content url="/kite.jpg" medium="image"/>', 'https://a.example/kite.jpg'],
    [
      'media that only its name tells to be a picture',
      '<media:content url="/kite.jpg"/>',
      'https://a.example/kite.jpg',
    ],
    [
      'its media behind the portrait of the author',
      '<media:content url="https://1.gravatar.com/avatar/abc?s=96" medium="image"/><media:content url="/kite.jpg" medium="image"/>',
      'https://a.example/kite.jpg',
    ],
    ['no thumbnail as small as an icon', '<media:thumbnail url="/ann.png" width="30" height="30"/>', null],
  ])('is illustrated by %s', async (_, media, image) => {
    expect((await itemOf(rss(`<title>Kites</title>${media}`))).image).toBe(image);
  });

  it.each([
    ['<guid>https://a.example/g</guid>', 'https://a.example/g'],
    ['<guid isPermaLink="false">https://a.example/g</guid>', null],
    ['<link>https://a.example/l</link><guid>https://a.example/g</guid>', 'https://a.example/l'],
    ['<link/><atom:link href="/a"/>', 'https://a.example/a'],
    [
      '<link>https://proxy.example/x</link><feedburner:origLink>https://a.example/o</feedburner:origLink>',
      'https://a.example/o',
    ],
    ['<link>javascript:alert(1)</link>', null],
  ])('%s leads to %s', async (links, url) => expect((await itemOf(rss(`<title>t</title>${links}`))).url).toBe(url));

  it('carries its attachments and pictures', async () => {
    const item = await itemOf(
      rss(`<enclosure url="e.mp3" type="audio/mpeg" length="99"/><media:content url="v.mp4" type="video/mp4" duration="60"/>
        <media:group><media:thumbnail url="/t.jpg"/></media:group>`),
    );
    expect(item.attachments).toMatchObject([
      { url: 'https://a.example/blog/e.mp3', mimeType: 'audio/mpeg', size: 99 },
      { url: 'https://a.example/blog/v.mp4', mimeType: 'video/mp4', duration: 60 },
    ]);
    expect(item.image).toBe('https://a.example/t.jpg');
  });

  it('carries the feed that it was taken from', async () => {
    const item = await itemOf(rss('<title>t</title><source url="https://b.example/feed">B</source>'));
    expect(item.origin).toEqual({ id: null, title: 'B', url: null, feedUrl: 'https://b.example/feed' });
  });

  it.each([
    [
      '<ev:startdate>2019-03-07</ev:startdate><ev:enddate>2019-03-08</ev:enddate><ev:location>Lyon</ev:location>',
      'rss-event',
      { startDate: '2019-03-07', endDate: '2019-03-08', location: 'Lyon' },
    ],
    ['<xcal:dtstart>20190307T193000Z</xcal:dtstart>', 'ical', { startDate: '2019-03-07T19:30:00Z' }],
    [
      '<ev:startdate>Thu, 07 Mar 2019 19:30:00 +0100</ev:startdate>',
      'rss-event',
      { startDate: '2019-03-07T18:30:00Z' },
    ],
  ])('is an event with %s', async (elements, source, event) => {
    expect((await itemOf(rss(`<title>Meetup</title>${elements}`))).events).toEqual([
      { name: 'Meetup', source, confidence: 1, ...event },
    ]);
  });

  it('is no event where its date cannot be read', async () => {
    expect((await itemOf(rss('<title>Meetup</title><ev:startdate>soon</ev:startdate>'))).events).toEqual([]);
  });
});

describe('an entry of Atom', () => {
  it.each([
    ['<content type="html">&lt;b&gt;x&lt;/b&gt; &amp;amp; y</content>', '<b>x</b> &amp; y'],
    ['<content>1 &lt; 2</content>', '1 &lt; 2'],
    [
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<b>b</b>c<br/>d &lt;e&gt;</div></content>',
      'a<b>b</b>c<br>d &lt;e&gt;',
    ],
    ['<content type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><h:div><h:p>x</h:p></h:div></content>', '<p>x</p>'],
    ['<content type="text/html" mode="base64">PGI+eDwvYj4=</content>', '<b>x</b>'],
    ['<summary>Only a summary</summary>', 'Only a summary'],
  ])('with %s says %s', async (content, html) => expect((await itemOf(atom(content))).contentHtml).toBe(html));

  it.each([
    ['<title type="html">A &amp;lt;b&amp;gt; &lt;i&gt;tag&lt;/i&gt;</title>', 'A <b> tag'],
    ['<title>A &lt;b&gt; tag</title>', 'A <b> tag'],
    ['<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <i>tag</i></div></title>', 'A tag'],
  ])('with %s is titled %s', async (title, plain) => expect((await itemOf(atom(title))).title).toBe(plain));

  it('is linked by alternate links alone, HTML first', async () => {
    const links =
      '<link rel="enclosure" href="/e"/><link type="application/pdf" href="/p"/><link rel="alternate" type="text/html" href="/h"/>';
    expect((await itemOf(atom(links))).url).toBe('https://a.example/h');
  });

  it('resolves what is relative by xml:base, each within the next', async () => {
    const entry =
      '<link href="p.html" xml:base="2019/"/><content type="xhtml" xml:base="x/"><div xmlns="http://www.w3.org/1999/xhtml"><a href="y">y</a></div></content>';
    const item = await itemOf(atom(entry, '', 'xml:base="https://b.example/blog/"'));
    expect(item).toMatchObject({ url: 'https://b.example/blog/2019/p.html', baseUrl: 'https://b.example/blog/x/' });
  });

  it('has the authors of the feed where it names none', async () => {
    const feed = '<author><name>Ann</name><uri>/ann</uri></author>';
    expect((await itemOf(atom('<title>t</title>', feed))).authors).toEqual([
      { name: 'Ann', url: 'https://a.example/ann' },
    ]);
    expect((await itemOf(atom('<author><name>Bob</name></author>', feed))).authors).toEqual([{ name: 'Bob' }]);
  });

  it('takes its language from xml:lang, the nearest first', async () => {
    expect((await itemOf(atom('<title>t</title>', '', 'xml:lang="de"'))).language).toBe('de');
    expect((await itemOf(atom('<title xml:lang="fr">t</title>', '', 'xml:lang="de"'))).language).toBe('fr');
  });
});

describe('a feed', () => {
  it('says of itself where it is, who distributes it, and how often to ask', async () => {
    const feed = await read(
      rss(
        '<title>t</title>',
        `<link>https://a.example/</link><description>About &lt;b&gt;us&lt;/b&gt;</description><language>en_US</language>
        <atom:link rel="self" href="https://a.example/feed"/><atom:link rel="hub" href="https://hub.example/"/>
        <ttl>90</ttl><skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>`,
      ),
    );
    expect(feed).toMatchObject({
      title: 'Blog',
      homePageUrl: 'https://a.example/',
      description: 'About us',
      language: 'en-US',
      feedUrl: 'https://a.example/feed',
      hubUrls: ['https://hub.example/'],
      hints: { ttl: 90 * 60_000, skipHours: [0, 1], skipDays: [0] },
    });
  });

  it('names the entries that it has withdrawn (RFC 6721)', async () => {
    const deleted =
      '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:1" when="2019-03-07T00:00:00Z"/>';
    expect((await read(atom('<title>t</title>', deleted))).deleted).toEqual(['tag:1']);
  });

  it('is not mistaken for its image, its text input or what it quotes', async () => {
    const feed = await read(
      rss(
        '<title>t</title><atom:source><atom:title>Other</atom:title><atom:link href="https://b.example/"/></atom:source>',
        '<image><title>Logo</title><link>https://b.example/</link></image>',
      ),
    );
    expect(feed).toMatchObject({ title: 'Blog', homePageUrl: null });
    expect(feed.items[0]).toMatchObject({
      title: 't',
      url: null,
      origin: { title: 'Other', url: 'https://b.example/' },
    });
  });

  it('has known modules under any prefix, and strangers under none', async () => {
    const document =
      '<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:dc="urn:other"><channel><item><title>t</title><d:creator>Ann</d:creator><dc:creator>No</dc:creator></item></channel></rss>';
    expect((await itemOf(document)).authors).toEqual([{ name: 'Ann' }]);
  });
});

describe('a broken document is read, and said to be', () => {
  it.each([
    ['a bare ampersand', rss('<title>Q & A</title>'), 'Q & A', false],
    ['undeclared entities', rss('<title>Caf&eacute;</title>'), 'Café', false],
    ['a bare less-than', rss('<title>a < b</title>'), 'a < b', true],
    ['a control character', rss('<title>a\u0008b</title>'), 'ab', true],
    ['text before it', `<br />\n<b>Warning</b>: x on line 1\n${rss('<title>t</title>')}`, 't', false],
    ['something after it', `${rss('<title>t</title>')}<script>1</script>`, 't', false],
    [
      'undeclared prefixes',
      '<rss version="2.0"><channel><item><dc:title>t</dc:title></item></channel></rss>',
      't',
      false,
    ],
    ['an end tag too many', rss('<title>t</title></b>'), 't', true],
    ['a forgotten end tag', rss('<title>t<link>https://a.example/1</link>'), 't', true],
    ['an unquoted attribute', '<rss version=2.0><channel><item><title>t</title></item></channel></rss>', 't', false],
    ['no end', rss('<title>t</title>').replace(/<\/item>.*/, ''), 't', true],
    [
      'an end inside CDATA',
      rss('<title>t</title><description><![CDATA[<p>x').replace(/<\/description>.*/, ''),
      't',
      true,
    ],
    ['an internal entity', `<!DOCTYPE rss [<!ENTITY city "Lyon">]>${rss('<title>&city;</title>')}`, 'Lyon', false],
  ])('with %s', async (_, document, title, repaired) => {
    const feed = await read(document);
    expect(feed.items[0]?.title).toBe(title);
    expect(feed.repaired).toBe(repaired);
    expect(feed.warnings.length > 0).toBe(repaired);
  });

  it('with items that were not ended', async () => {
    const feed = await read(
      '<rss version="2.0"><channel><item><title>One</title><item><title>Two</title></channel></rss>',
    );
    expect(feed.items.map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  it.each([
    ['the address', '<link>https://a.exam'],
    ['the identifier', '<guid>number-2'],
    ['the text', '<guid>number-2</guid><description>Half a sen'],
  ])('without the item in which it was cut short, within %s', async (_, half) => {
    const whole = rss('<title>One</title><guid>number-1</guid>').replace(/<\/channel>.*/, '');
    const feed = await read(`${whole}<item><title>Two</title>${half}`);
    expect(feed.items.map(({ title }) => title)).toEqual(['One']);
    expect(feed.warnings).toEqual(['the document breaks off']);
    expect(feed.breaksOff).toBe('elsewhere');
  });

  it.each([
    ['within its last item', rss('<title>t</title>').replace(/<\/item>.*/, '')],
    ['elsewhere', rss('<title>t</title>').replace(/<\/channel>.*/, '')],
    [undefined, rss('<title>t</title>')],
  ])('and told to break off %s', async (where, document) => {
    const feed = await read(document);
    expect(feed.items).toHaveLength(1);
    expect(feed.breaksOff).toBe(where);
  });

  it('with a date that is none', async () => {
    const feed = await read(rss('<title>t</title><pubDate>next week</pubDate>'));
    expect(feed.items[0]?.published).toBeNull();
    expect(feed.warnings).toEqual(['no date: next week']);
  });
});

describe('a JSON Feed', () => {
  it('is read whatever types its members have', async () => {
    const item = {
      id: 7,
      url: '/7',
      title: 'T',
      content_text: 'a < b\nc',
      tags: 'none',
      authors: [{ name: 'Ann' }, 3],
      date_published: '2019-03-07',
    };
    const feed = await read(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'J', items: [item, null, 'x'] }),
    );
    expect(feed.items).toHaveLength(1);
    expect(feed.items[0]).toMatchObject({
      guid: '7',
      url: 'https://a.example/7',
      contentHtml: 'a &lt; b<br>\nc',
      tags: [],
      authors: [{ name: 'Ann' }],
      published: Date.UTC(2019, 2, 7),
    });
  });
});
