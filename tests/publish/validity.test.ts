import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { archiveFile } from '../../src/publish/archive.ts';
import { toPosts } from '../../src/publish/post.ts';
import { sectionFile } from '../../src/publish/sections.ts';
import { mergedChannel, publishSite } from '../../src/publish/site.ts';
import { JsonFeed } from './json-feed-schema.ts';
import { entry, noon, posted, publication } from './sample.ts';
import { ofAtom, ofRss, repeated } from './validator-rules.ts';

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
const schema = join(import.meta.dirname, '../fixtures/publish/atom.rng');

const attachment = { url: 'https://blog.example.org/a.mp3', mimeType: 'audio/mpeg', size: 9, duration: 5, title: 'A' };
const entries = posted(
  entry(0, {
    title: 'R&D: "x < y" <b>',
    tags: ['a & b'],
    attachments: [attachment, { ...attachment, mimeType: null }],
  }),
  entry(1, { title: '', url: null, guid: null, summary: '', contentHtml: '', authors: [] }),
  entry(2, { guid: 'tag:blog.example.org,2014:twin', authors: [{ name: 'Ada <ada@example.org>', url: 'not one' }] }),
  entry(3, {
    guid: 'tag:blog.example.org,2014:twin',
    language: 'x-klingon',
    updated: noon + 1e12,
    published: noon + 1e12,
  }),
  entry(4, { language: 'pt-BR', origin: { id: 'not one', title: 'An origin', url: 'mailto:x', feedUrl: null } }),
  entry(5, { title: '日本語 😀', contentHtml: '<p>]]&gt; <a href="https://a.example/?a=1&amp;b=2">x</a></p>' }),
);

/** What is published of these, with whole posts and with summaries. */
const sites = await Promise.all(
  (['full', 'summary'] as const).map(async (content) => {
    const input = publication({ entries, feed: { limit: 50, content, hub: 'https://hub.example.org/' } });
    const files = new Map((await publishSite(input)).map(({ path, body }) => [path, body]));
    const section = { path: 'feeds/a.xml', title: 'A', homePageUrl: null, entries };
    const place = { previous: null, next: null };
    const archive = archiveFile(
      mergedChannel(input.site, toPosts(entries), input.feed),
      input.site.url,
      'a.xml',
      place,
    );
    const atoms = [files.get('atom.xml') ?? '', archive.body, sectionFile(input.site, section, content).body];
    return { content, atoms, rss: files.get('rss.xml') ?? '', json: files.get('feed.json') ?? '' };
  }),
);

describe.skipIf(!hasXmllint)('by RFC 4287’s schema (skipped where xmllint is not installed)', () => {
  const validate = (atom: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'tidings-valid-')), 'atom.xml');
    writeFileSync(file, atom);
    return execFileSync('xmllint', ['--noout', '--relaxng', schema, file], { encoding: 'utf8', stdio: 'pipe' });
  };

  it.each(sites)('the merged feed, its archive and a section’s feed are valid: $content', ({ atoms }) => {
    for (const atom of atoms) expect(validate(atom)).toBe('');
  });

  it('a feed with an entry too few of its parts is not', () => {
    expect(() => validate((sites[0]?.atoms[0] ?? '').replace(/<updated>.*?<\/updated>/, ''))).toThrow(
      /Relax-NG|validates/,
    );
  });
});

describe.each(sites)('by the rules of the W3C’s feed validator, with content $content,', ({ atoms, rss }) => {
  it.each(ofAtom(noon))('atom.xml and its like keep %s', (_, offenders) => {
    for (const atom of atoms) expect(offenders(load(atom, { xml: true }))).toEqual([]);
  });

  it.each(ofRss(noon))('rss.xml keeps %s', (_, offenders) => {
    expect(offenders(load(rss, { xml: true }))).toEqual([]);
  });
});

it.each(sites)('feed.json is JSON Feed 1.1 and nothing else, with content $content', ({ json }) => {
  const { items } = JsonFeed.parse(JSON.parse(json));
  expect(repeated(items.map(({ id }) => id))).toEqual([]);
});

/** Breaks every rule at once. */
const badEntry = `<entry><title type="plain">x</title><id> urn:uuid:1 </id><id>no iri</id><id>urn:uuid:1</id><updated>yesterday</updated><published>1066-10-14T00:00:00Z</published>
<published>2999-01-01T00:00:00Z</published><source/><link rel="" title="" type="x" length="-1" href="é"/><content type="html">&lt;script on=""&gt;&lt;/script&gt;&lt;a href="r" style=""&gt;x&lt;/a&gt; \ufffd</content></entry>`;
const badAtom = `<!DOCTYPE feed><feed xmlns:fh="h" xml:lang="klingon"><fh:archive/><entry><title/><link href="a"/><link href="b" rel="alternate"/><link href="b" rel="alternate"/></entry><entry/>${badEntry}${badEntry}<author><name>Ada &lt;ada@example.org&gt;</name><name/></author></feed>`;
const badItem = `<item><title/><link>é</link><guid isPermaLink="yes">1</guid><guid isPermaLink="true">1</guid><pubDate>1066</pubDate><author>x</author><category/>
<dc:creator>Ada ada@example.org</dc:creator><dc:creator/><enclosure url="ftp://x" length="-1" type="x"/><enclosure/><source title=""/><source url="é"/><content:encoded>&lt;script on=""&gt;&lt;/script&gt;&lt;a href="r" style=""&gt;x&lt;/a&gt; \ufffd</content:encoded><description/><uri> é </uri></item>`;
const badRss = `<!DOCTYPE rss><rss xml:lang="klingon"><channel><item/>${badItem}<atom:link href="é"/></channel></rss>`;

describe('each rule', () => {
  it.each(ofAtom(noon))('finds what breaks %s of an Atom feed', (_, offenders) => {
    expect(offenders(load(badAtom, { xml: true }))).not.toEqual([]);
  });

  it.each(ofRss(noon))('finds what breaks %s of an RSS feed', (_, offenders) => {
    expect(offenders(load(badRss, { xml: true }))).not.toEqual([]);
  });
});
