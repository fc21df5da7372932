import { describe, expect, it } from 'vitest';
import { eventCalendarLink, safeLink, safePicture, siteLinks } from '../../src/digest/links.ts';

describe('a link', () => {
  it.each([
    ['https://example.org/a?b={{c}}|d#e', 'https://example.org/a?b={{c}}|d#e'],
    ['https://example.org/é', 'https://example.org/é'],
    ['https://example.org/a b"<c>', 'https://example.org/a%20b%22%3Cc%3E'],
    ['mailto:ann@example.org', 'mailto:ann@example.org'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['/relative', null],
    ['', null],
    [null, null],
  ])('to %j is %j', (url, safe) => {
    expect(safeLink(url)).toBe(safe);
  });
});

describe('a picture', () => {
  it.each([
    ['https://example.org/a.jpg', 'https://example.org/a.jpg'],
    ['https://example.org/a.svg?v=1', null],
    ['https://example.org/a.AVIF', null],
    ['mailto:a@example.org', null],
    ['data:image/png;base64,AAAA', null],
  ])('at %j is %j', (url, safe) => {
    expect(safePicture(url)).toBe(safe);
  });
});

describe("a site's addresses", () => {
  it.each(['https://example.org/news', 'https://example.org/news/'])('are below %s', (url) => {
    expect(siteLinks(url, '2014-W34')).toEqual({
      home: 'https://example.org/news/index.html',
      feed: 'https://example.org/news/atom.xml',
      calendar: 'https://example.org/news/events.ics',
      edition: 'https://example.org/news/editions/2014-W34.html',
    });
    expect(eventCalendarLink(url, 'a/b')).toBe('https://example.org/news/events/a%2Fb.ics');
  });
});
