import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLink, hostOf } from '../../../src/extract/duplicates/canonical-link.ts';

describe('canonicalLink', () => {
  it.each([
    ['scheme and www', 'http://www.a.example/post', 'https://a.example/post'],
    ['case of the host', 'https://A.Example/post', 'https://a.example/post'],
    ['default port', 'https://a.example:443/post', 'https://a.example/post'],
    ['trailing slash', 'https://a.example/post/', 'https://a.example/post'],
    ['doubled slashes', 'https://a.example//2014//post', 'https://a.example/2014/post'],
    ['default document', 'https://a.example/post/index.html', 'https://a.example/post'],
    ['fragment', 'https://a.example/post#comments', 'https://a.example/post'],
    ['campaign', 'https://a.example/post?utm_source=x&utm_medium=y&fbclid=1', 'https://a.example/post'],
    ['channel', 'https://a.example/post?ref=planet.example&source=rss', 'https://a.example/post'],
    ['order of parameters', 'https://a.example/?b=2&a=1', 'https://a.example/?a=1&b=2'],
    ['percent-encoding', 'https://a.example/caf%C3%A9', 'https://a.example/café'],
    ['mobile and AMP pages', 'https://m.a.example/post/amp/', 'https://a.example/post'],
    ['the host of mobile pages', 'https://mobile.a.example/post', 'https://a.example/post'],
    ['the ending of an AMP page', 'https://a.example/post.amp', 'https://a.example/post'],
    ['the ending of an AMP document', 'https://a.example/post.amp.html', 'https://a.example/post.html'],
    ['an AMP document in its folder', 'https://a.example/post/amp.html', 'https://a.example/post'],
    ['an AMP page asked for', 'https://a.example/post?outputType=amp', 'https://a.example/post?format=amp'],
    ['the mobile page of a blog', 'https://a.example/2014/08/post.html?m=1', 'https://a.example/2014/08/post.html'],
    ['the feed a reader came from', 'https://a.example/post?source=rss-4f2a------2', 'https://a.example/post'],
    ['the site a reader came from', 'https://a.example/post?ref=hn', 'https://a.example/post?partner=rss'],
    ['who a reader is', 'https://a.example/post?mkt_tok=1&_gl=2&__s=3&ck_subscriber_id=4', 'https://a.example/post'],
    ['what counts readers', 'https://a.example/post?guccounter=1&mbid=social&cmp=2', 'https://a.example/post'],
    ['the form of a video’s address', 'https://youtu.be/a-b_1?si=x', 'https://www.youtube.com/watch?feature=x&v=a-b_1'],
  ])('does not depend on %s', (_, one, other) => {
    expect(canonicalLink(one)).toBe(canonicalLink(other));
  });

  it.each([
    ['path', 'https://a.example/1', 'https://a.example/2'],
    ['query', 'https://a.example/?p=1', 'https://a.example/?p=2'],
    ['branch', 'https://a.example/?ref=main', 'https://a.example/?ref=next'],
    ['message', 'https://a.example/?m=1', 'https://a.example/'],
    ['video', 'https://www.youtube.com/watch?v=1', 'https://www.youtube.com/watch?v=2'],
    ['route', 'https://a.example/#/1', 'https://a.example/#/2'],
    ['subdomain', 'https://en.a.example/', 'https://fr.a.example/'],
    ['port', 'https://a.example:8443/', 'https://a.example/'],
  ])('tells apart what differs in %s', (_, one, other) => {
    expect(canonicalLink(one)).not.toBe(canonicalLink(other));
  });

  it.each(['mailto:a@a.example', 'tag:a.example,2014:1', 'not an address', ''])('is null for "%s"', (url) => {
    expect(canonicalLink(url)).toBeNull();
  });

  it('keeps what is wrongly encoded', () => {
    expect(canonicalLink('https://a.example/100%')).toBe('a.example/100%');
  });

  it('takes any address, and begins with its host', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        expect(canonicalLink(url)?.startsWith(hostOf(url))).toBe(true);
      }),
    );
  });
});
