import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { sectionFile, sourceFeedPath, tagFeedPath } from '../../src/publish/sections.ts';
import { entry, posted, publication, source } from './sample.ts';

describe('where the feed of a part of the site is', () => {
  it.each([
    ['openstack', 'feeds/tag-openstack.xml'],
    ['C++', /^feeds\/tag-c-[0-9a-f]{8}\.xml$/],
    ['Été à Lyon', /^feeds\/tag-ete-a-lyon-[0-9a-f]{8}\.xml$/],
    ['日本', /^feeds\/tag-[0-9a-f]{8}\.xml$/],
    ['../../etc', /^feeds\/tag-etc-[0-9a-f]{8}\.xml$/],
  ])('follows from the tag: %s', (tag, path) => {
    expect(tagFeedPath(tag)).toEqual(typeof path === 'string' ? path : expect.stringMatching(path));
  });

  it('differs for tags that look alike in a file name', () => {
    expect(tagFeedPath('C++')).not.toBe(tagFeedPath('C#'));
  });

  it('follows from the address of a source, not from its name, nor from the folder of one that is a file', () => {
    const [here, there] = ['file:///home/ada/a.xml', 'file:///srv/a.xml'].map((url) => sourceFeedPath(source({ url })));
    expect(here).toMatch(/^feeds\/a-xml-[0-9a-f]{8}\.xml$/);
    expect(there).toBe(here);
    expect(sourceFeedPath(source({ name: 'Renamed' }))).toBe(sourceFeedPath(source()));
    expect(sourceFeedPath({ firstUrl: source().url })).toBe(sourceFeedPath(source()));
    expect(sourceFeedPath(source())).toMatch(/^feeds\/blog-example-org-[0-9a-f]{8}\.xml$/);
  });
});

it('writes a feed of its own for a part, which says where it is', () => {
  const path = 'feeds/tag-storage.xml';
  const section = { path, title: 'Storage & more', homePageUrl: null, entries: posted(entry(2)) };
  const $ = load(sectionFile(publication().site, section, 'summary').body, { xml: true });
  expect($('feed > title').text()).toBe('Storage & more · Open Source Weekly');
  expect($('feed > id').text()).toBe(`https://news.example.org/${path}`);
  expect($('feed > link[rel=self]').attr('href')).toBe(`https://news.example.org/${path}`);
  expect($('entry > title').text()).toBe('Post 2');
});
