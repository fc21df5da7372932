import { describe, expect, it } from 'vitest';
import { entryId, madeId, sourceId } from '../../src/publish/identity.ts';
import { entry, source } from './sample.ts';

const rss = source({ feedId: null });

describe('the id of an entry', () => {
  it.each([
    ['a tag URI', 'tag:blog.example.org,2014:post-1'],
    ['a UUID', 'urn:uuid:f81d4fae-7dec-41d0-a765-00a0c91e6bf6'],
    ['an address, written as no browser would', 'HTTP://Blog.example.org/%7eada?p=1'],
    ['a scheme of its own', 'yt:video:dQw4w9WgXcQ'],
    ['an IRI', 'tag:blog.example.org,2014:été'],
  ])('is what its Atom feed gave it: %s', (_, guid) => {
    expect(entryId(entry(1, { guid }), source())).toBe(guid);
  });

  it.each([
    ['https://blog.example.org/?p=12'],
    ['tag:blog.example.org,2014-08-20:12'],
    ['urn:uuid:f81d4fae-7dec-41d0-a765-00a0c91e6bf6'],
  ])('is the guid of an RSS feed that is an IRI: %s', (guid) => {
    expect(entryId(entry(1, { guid }), rss)).toBe(guid);
  });

  it.each([
    ['a number', '12'],
    ['a phrase', '12 at https://blog.example.org'],
    ['a relative address', '/posts/12'],
    ['something with a colon', 'post:12'],
    ['a broken tag URI', 'tag:12'],
    ['a file', 'file:///home/ada/posts/12.html'],
  ])('is made from a guid that is no IRI, always the same: %s', (_, guid) => {
    const id = entryId(entry(1, { guid }), rss);
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(entryId(entry(2, { guid, url: 'https://moved.example.org/', title: 'Edited' }), rss)).toBe(id);
  });

  it('differs between sources whose guids are alike', () => {
    const other = source({ feedId: null, url: 'https://other.example.org/feed' });
    expect(entryId(entry(1, { guid: '1' }), rss)).not.toBe(entryId(entry(1, { guid: '1' }), other));
  });

  it('stays when its source is listed under another address', () => {
    const moved = source({ feedId: null, url: 'https://new.example.org/feed', firstUrl: rss.url });
    expect(entryId(entry(1, { guid: '1' }), moved)).toBe(entryId(entry(1, { guid: '1' }), rss));
    expect(sourceId(moved)).toBe(sourceId(rss));
  });

  it('is the address of a post without a guid', () => {
    expect(entryId(entry(1, { guid: null }), rss)).toBe('https://blog.example.org/post-1');
  });

  it('is made from the title of a post with neither', () => {
    const bare = { guid: null, url: null };
    expect(entryId(entry(1, bare), rss)).toBe(madeId('entry', rss.url, 'Post 1'));
    expect(entryId(entry(2, bare), rss)).not.toBe(entryId(entry(1, bare), rss));
  });

  it('does not depend on the folder of a source that is a file', () => {
    const [here, there] = ['file:///home/ada/site/feeds/blog.xml', 'file:///srv/blog.xml'].map((url) =>
      entryId(entry(1, { guid: '1' }), source({ feedId: null, url })),
    );
    expect(here).toBe(there);
  });
});

describe('the id of a source', () => {
  it.each([
    ['its own of an Atom feed', source(), 'tag:blog.example.org,2010:feed'],
    ['its address of any other', rss, 'https://blog.example.org/feed.xml'],
  ])('is %s', (_, given, id) => {
    expect(sourceId(given)).toBe(id);
  });

  it.each([
    ['its address', source({ feedId: null, url: 'https://blog.example.org/feed?token=s3cret' })],
    [
      'its own id',
      source({ feedId: 'https://blog.example.org/feed?token=s3cret', url: 'https://b.example/?key=s3cret' }),
    ],
  ])('is none that holds a key, as %s does', (_, given) => {
    expect(sourceId(given)).toMatch(/^urn:uuid:/);
  });

  it('tells nothing of the machine where the feed is a file', () => {
    expect(sourceId(source({ feedId: null, url: 'file:///home/ada/blog.xml' }))).toMatch(/^urn:uuid:/);
  });
});

it('makes UUIDs by RFC 9562: version 5, of the parts and of where one ends', () => {
  expect(madeId('a', 'b')).toBe(madeId('a', 'b'));
  expect(madeId('a', 'b')).not.toBe(madeId('ab'));
  expect(madeId('')).toMatch(/-5...-[89ab]/);
});
