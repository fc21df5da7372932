import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { ARCHIVE_ENTRIES, archiveDocuments, archiveFile, placeOf } from '../../src/publish/archive.ts';
import { toPosts } from '../../src/publish/post.ts';
import { mergedChannel } from '../../src/publish/site.ts';
import { bodyOf, entry, posted, publication } from './sample.ts';

const full = ARCHIVE_ENTRIES;
const paths = (entries: number) => archiveDocuments(entries).map(({ path }) => path);

describe("the archive's documents", () => {
  it.each([
    [0, []],
    [1, ['archive/1-to-1.xml']],
    [full - 1, [`archive/1-to-${full - 1}.xml`]],
    [full, ['archive/1.xml']],
    [full + 1, ['archive/1.xml', `archive/2-to-${full + 1}.xml`]],
  ])('of %i entries are these', (entries, expected) => {
    expect(paths(entries)).toEqual(expected);
  });

  it('hold every entry once', () => {
    const documents = archiveDocuments(2 * full + 7);
    const held = documents.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
    expect(held).toEqual(Array.from({ length: 2 * full + 7 }, (_, index) => index + 1));
  });

  it('name the one after them only once its name is for ever', () => {
    const documents = archiveDocuments(2 * full + 7);
    expect(placeOf(documents, 0)).toMatchObject({ previous: null, next: { path: 'archive/2.xml' } });
    expect(placeOf(documents, 1)).toMatchObject({ previous: { path: 'archive/1.xml' }, next: null });
  });

  it('are archives by RFC 5005, with links to the feed and to each other', () => {
    const { site, feed } = publication();
    const documents = archiveDocuments(3 * full);
    const channel = mergedChannel(site, toPosts(posted(entry(1))), feed);
    const $ = load(archiveFile(channel, site.url, 'archive/2.xml', placeOf(documents, 1)).body, { xml: true });
    const links = Object.fromEntries([...$('feed > link')].map((node) => [$(node).attr('rel'), $(node).attr('href')]));
    expect(links).toEqual({
      alternate: 'https://news.example.org/',
      self: 'https://news.example.org/archive/2.xml',
      current: 'https://news.example.org/atom.xml',
      'prev-archive': 'https://news.example.org/archive/1.xml',
      'next-archive': 'https://news.example.org/archive/3.xml',
    });
    expect($('feed > fh\\:archive').attr('xmlns:fh')).toBe('http://purl.org/syndication/history/1.0');
    expect($('feed > id').text()).toBe('https://news.example.org/');
  });
});

it('the merged feed leads to its archive and its hub', async () => {
  const feed = { limit: 50, content: 'summary', hub: 'https://hub.example.org/' } as const;
  const $ = load(await bodyOf('atom.xml', publication({ feed, newestArchive: 'archive/7-to-3100.xml' })), {
    xml: true,
  });
  expect($('feed > link[rel=prev-archive]').attr('href')).toBe('https://news.example.org/archive/7-to-3100.xml');
  expect($('feed > link[rel=hub]').attr('href')).toBe('https://hub.example.org/');
  expect($('feed > fh\\:archive')).toHaveLength(0);
});
