import { describe, expect, it } from 'vitest';
import { publicAddress, shownAddress, webAddress } from '../src/address.ts';

describe('an address that holds a key', () => {
  it.each([
    ['https://a.example/feed?api_key=k1', 'https://a.example/feed?api_key=…'],
    ['https://a.example/feed?apiKey=k1', 'https://a.example/feed?apiKey=…'],
    ['https://a.example/feed?key=k1&page=2', 'https://a.example/feed?key=…&page=2'],
    ['https://a.example/feed?page=2&ACCESS_TOKEN=k1#top', 'https://a.example/feed?page=2&ACCESS_TOKEN=…#top'],
    ['https://a.example/feed?a=1&amp;feed_token=k1', 'https://a.example/feed?a=1&amp;feed_token=…'],
    ['https://a.example/feed?api%5Fkey=k1', 'https://a.example/feed?api%5Fkey=…'],
    ['https://a.example/feed?token=k1=k1', 'https://a.example/feed?token=…'],
    ['https://a.example/feed?pass=k1&pwd=k2&auth=k3', 'https://a.example/feed?pass=…&pwd=…&auth=…'],
    [
      'https://a.example/f?X-Amz-Credential=k1&X-Amz-Signature=k2',
      'https://a.example/f?X-Amz-Credential=…&X-Amz-Signature=…',
    ],
    ['https://me:pw@a.example/feed?token=k1', 'https://a.example/feed?token=…'],
    [
      'https://calendar.google.com/calendar/ical/me%40a.example/private-0123456789abcdef/basic.ics',
      'https://calendar.google.com/calendar/ical/me%40a.example/private-…/basic.ics',
    ],
  ])('%s is shown without it, and not at all in public', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
    expect(publicAddress(address)).toBeNull();
  });
});

describe('an address that holds none', () => {
  it.each([
    ['https://a.example/feed.xml'],
    ['https://a.example/?feed=rss2&cat=3'],
    ['https://www.youtube.com/feeds/videos.xml?channel_id=UC123'],
    ['https://a.example/feed?keywords=passport&author=me&compass=n&design=1'],
    ['https://a.example/feed?token='],
    ['https://a.example/token=1/feed'],
    ['https://calendar.google.com/calendar/ical/me%40a.example/public/basic.ics'],
    ['https://a.example/private-thoughts.xml'],
    ['file:feeds/local.xml'],
  ])('%s is shown as it is, to everybody', (address) => {
    expect(shownAddress(address)).toBe(address);
    expect(publicAddress(address)).toBe(address);
  });

  it('is public without the password that goes before it', () => {
    expect(publicAddress('https://me:pw@a.example/feed.xml')).toBe('https://a.example/feed.xml');
  });
});

describe('an address to be asked at', () => {
  it.each([
    ['feed://a.example/rss', 'https://a.example/rss'],
    ['feed:a.example/rss', 'https://a.example/rss'],
    ['feed:https://a.example/rss', 'https://a.example/rss'],
    ['feed://http://a.example/rss', 'http://a.example/rss'],
    ['webcal://a.example/events.ics', 'https://a.example/events.ics'],
    ['WEBCALS://a.example/events.ics', 'https://a.example/events.ics'],
    ['http://a.example/feed:1', 'http://a.example/feed:1'],
    ['feed.example.org', 'feed.example.org'],
    ['feed.example.org:8080/rss', 'feed.example.org:8080/rss'],
  ])('%s is %s', (written, asked) => {
    expect(webAddress(written)).toBe(asked);
  });
});
