import { describe, expect, it } from 'vitest';
import { toPosts } from '../../src/publish/post.ts';
import { SEARCHED_ENTRIES, type SearchPart, searchFiles, searchParts, searchPaths } from '../../src/publish/search.ts';
import { termsOf } from '../../src/publish/terms.ts';
import { entry, posted } from './sample.ts';

const zone = 'Europe/Paris';

describe('the words by which a text is found', () => {
  it.each([
    ['Block Storage, twice: storage!', ['block', 'storage', 'twice']],
    ['Été à Zürich', ['ete', 'a', 'zurich']],
    ['IPv6 in 2014', ['ipv6', 'in', '2014']],
    ['日本語のOS', ['日本', '本語', '語の', 'os']],
    ['字', ['字']],
    ['— … 😀', []],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });
});

describe("the parts of the search's index", () => {
  it.each([
    [0, []],
    [1, [[1, 1]]],
    [
      SEARCHED_ENTRIES + 1,
      [
        [1, SEARCHED_ENTRIES],
        [SEARCHED_ENTRIES + 1, SEARCHED_ENTRIES + 1],
      ],
    ],
  ])('of %i entries hold each once', (entries, stretches) => {
    expect(searchParts(entries).map(({ from, to }) => [from, to])).toEqual(stretches);
  });

  it('have the same files whatever is in them, so that none has to be looked for in vain', () => {
    const part: SearchPart = { folder: 'search/1', from: 1, to: 251 };
    for (const posts of [[], toPosts(posted(entry(1)))]) {
      const paths = searchFiles(part, posts, zone).map(({ path }) => path);
      expect(paths).toEqual(searchPaths(part));
      expect(paths).toEqual(expect.arrayContaining(['search/1/posts-1.json', 'search/1/z.json', 'search/1/0.json']));
    }
  });

  it('say of each word in which posts it is, counted from the oldest', () => {
    const part: SearchPart = { folder: 'search/1', from: 1, to: 3 };
    const posts = toPosts(posted(entry(1, { title: 'Ceph again' }), entry(2, { title: 'Ceph' }), entry(3)));
    const files = new Map(searchFiles(part, posts, zone).map(({ path, body }) => [path, JSON.parse(body)]));
    expect(files.get('search/1/c.json')).toEqual({ ceph: [1, 2] });
    expect(files.get('search/1/posts-0.json')[2]).toEqual({
      title: 'Ceph again',
      url: 'https://blog.example.org/post-1',
      source: 'The blog itself',
      day: '2014-08-20',
    });
  });
});
