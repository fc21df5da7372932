import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { archiveFile } from '../../src/publish/archive.ts';
import { toPosts } from '../../src/publish/post.ts';
import { sectionFile } from '../../src/publish/sections.ts';
import { mergedChannel, publishSite } from '../../src/publish/site.ts';
import { entry, noon, posted, publication } from './sample.ts';

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

const texts = ($: CheerioAPI, selector: string) => [...$(selector)].map((node) => $(node).text());
const attributes = ($: CheerioAPI, selector: string, name: string) =>
  [...$(selector)].map((node) => $(node).attr(name) ?? '');
const isAbsolute = (address: string) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(address) && URL.canParse(address);
const isRfc3339 = (date: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(date);
const isRfc822 = (date: string) => new Date(date).toUTCString() === date;
const isPlausible = (date: string) => Date.parse(date) >= 0 && Date.parse(date) <= noon + 24 * 3_600_000;
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);
const markup = ($: CheerioAPI, selector: string) => texts($, selector).map((html) => load(html, null, false));
const not = (holds: (value: string) => boolean) => (value: string) => !holds(value);

/** Rules by which the W3C's feed validator complains, under the names it gives them, and what breaks them. */
type Rule = readonly [name: string, offenders: ($: CheerioAPI) => readonly unknown[]];

const ofBoth: readonly Rule[] = [
  [
    'SecurityRisk',
    ($) => markup($, 'content[type=html], content\\:encoded').filter((html) => html('script, [onclick]').length),
  ],
  [
    'ContainsRelRef',
    ($) =>
      markup($, 'content[type=html], content\\:encoded').flatMap((html) =>
        attributes(html, '[href], [src]', 'href').filter(not(isAbsolute)),
      ),
  ],
  ['InvalidContact', ($) => texts($, 'name, dc\\:creator').filter((name) => name === '' || name.includes('@'))],
  [
    'InvalidMIMEType',
    ($) => attributes($, 'link[type], enclosure', 'type').filter((type) => !/^[\w.+-]+\/[\w.+-]+$/.test(type)),
  ],
];

const ofAtom: readonly Rule[] = [
  ...ofBoth,
  ['MissingSelf', ($) => ($('feed > link[rel=self][type="application/atom+xml"]').length === 1 ? [] : ['feed'])],
  ['DuplicateEntries', ($) => repeated(texts($, 'entry > id'))],
  ['InvalidFullLink', ($) => [...texts($, 'id, uri'), ...attributes($, 'link', 'href')].filter(not(isAbsolute))],
  ['InvalidRFC3339Date', ($) => texts($, 'updated, published').filter(not(isRfc3339))],
  ['ImplausibleDate', ($) => texts($, 'updated, published').filter(not(isPlausible))],
  [
    'MissingAlternateOrContent',
    ($) => [...$('entry')].filter((node) => $(node).children('link[rel=alternate], content').length === 0),
  ],
  ['DuplicateAtomLink', ($) => [...$('entry')].filter((node) => $(node).children('link[rel=alternate]').length > 1)],
  ['MissingAuthor', ($) => [...$('entry')].filter((node) => $(node).find('author').length === 0)],
  [
    'MissingSourceElement',
    ($) => [...$('entry > source')].filter((node) => $(node).children('id, title, updated').length !== 3),
  ],
  [
    'InvalidLang',
    ($) =>
      attributes($, '[xml\\:lang]', 'xml:lang').filter(
        (tag) => Intl.getCanonicalLocales(tag).length === 0 || tag.startsWith('x-'),
      ),
  ],
  [
    'UndefinedNamespace',
    ($) => ($.root().children('feed').attr('xmlns') === 'http://www.w3.org/2005/Atom' ? [] : ['feed']),
  ],
];

const ofRss: readonly Rule[] = [
  ...ofBoth,
  [
    'MissingElement',
    ($) => ['title', 'link', 'description', 'language'].filter((name) => texts($, `channel > ${name}`).join('') === ''),
  ],
  [
    'MissingAtomSelfLink',
    ($) => ($('channel > atom\\:link[rel=self][type="application/rss+xml"]').length === 1 ? [] : ['channel']),
  ],
  ['MissingGuid', ($) => [...$('item')].filter((node) => $(node).children('guid').length !== 1)],
  ['DuplicateItem', ($) => repeated(texts($, 'guid'))],
  ['InvalidHttpGUID', ($) => texts($, 'guid[isPermaLink=true]').filter((guid) => !/^https?:\/\//.test(guid))],
  ['InvalidRFC822Date', ($) => texts($, 'pubDate, lastBuildDate').filter(not(isRfc822))],
  ['ImplausibleDate', ($) => texts($, 'pubDate, lastBuildDate').filter(not(isPlausible))],
  [
    'MissingTitleOrDescription',
    ($) => [...$('item')].filter((node) => $(node).children('title, description').text() === ''),
  ],
  ['InvalidContactInAuthor', ($) => texts($, 'author, managingEditor, webMaster')],
  [
    'MissingAttribute',
    ($) => [...$('enclosure')].filter((node) => !['url', 'length', 'type'].every((name) => $(node).attr(name))),
  ],
  ['DuplicateElement', ($) => [...$('item')].filter((node) => $(node).children('enclosure').length > 1)],
  ['ContentBeforeDescription', ($) => $('content\\:encoded ~ description').toArray()],
];

describe.each(sites)('by the rules of the W3C’s feed validator, with content $content,', ({ atoms, rss }) => {
  it.each(ofAtom)('atom.xml and its like keep %s', (_, offenders) => {
    for (const atom of atoms) expect(offenders(load(atom, { xml: true }))).toEqual([]);
  });

  it.each(ofRss)('rss.xml keeps %s', (_, offenders) => {
    expect(offenders(load(rss, { xml: true }))).toEqual([]);
  });
});

const address = z.url({ protocol: /^https?$/ });
const text = z.string().min(1);
const author = z.strictObject({ name: text, url: address.optional() });

/** JSON Feed 1.1 (jsonfeed.org/version/1.1), of what it allows that which is used here. */
const Item = z.strictObject({
  id: text,
  url: address.optional(),
  title: text.optional(),
  content_html: z.string().optional(),
  content_text: z.string().optional(),
  summary: text.optional(),
  image: address.optional(),
  date_published: z.iso.datetime(),
  date_modified: z.iso.datetime(),
  authors: z.array(author).min(1).optional(),
  tags: z.array(text).min(1).optional(),
  language: text.optional(),
  attachments: z
    .array(
      z.strictObject({
        url: address,
        mime_type: text,
        title: text.optional(),
        size_in_bytes: z.int().optional(),
        duration_in_seconds: z.number().optional(),
      }),
    )
    .optional(),
  _source: z.strictObject({ id: text, title: text, home_page_url: address.optional(), feed_url: address.optional() }),
});
const JsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: text,
  home_page_url: address,
  feed_url: address,
  description: text,
  language: text,
  items: z.array(Item.refine((item) => (item.content_html ?? item.content_text) !== undefined)),
});

it.each(sites)('feed.json is JSON Feed 1.1 and nothing else, with content $content', ({ json }) => {
  const { items } = JsonFeed.parse(JSON.parse(json));
  expect(repeated(items.map(({ id }) => id))).toEqual([]);
});
