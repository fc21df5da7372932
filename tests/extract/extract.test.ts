import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ExtractItem, extractEntries } from '../../src/extract/extract.ts';
import { findingsIn } from './findings.ts';

const PAGE = readFileSync(new URL('../fixtures/extract/page.html', import.meta.url), 'utf8');

const ITEM: ExtractItem = {
  title: 'Winter meeting',
  url: 'https://blog.example/post',
  contentHtml: `<p>Our <a href="/group">user group</a> meets in the library, and everybody is welcome to come.</p>
    <script>alert(1)</script><img src="hall.jpg" alt="The hall">`,
  baseUrl: 'https://blog.example/',
  summary: null,
  image: null,
  published: Date.UTC(2024, 4, 5),
  authors: [],
  attachments: [],
  language: null,
  events: [],
};

function findingsOf(item: Partial<ExtractItem> = {}, language: string | null = null) {
  return findingsIn({ ...ITEM, ...item }, { timezone: 'Europe/Paris', language });
}

describe('what is found in an entry', () => {
  it('is all taken from its HTML', () => {
    expect(findingsOf()).toMatchObject({
      summary: 'Our user group meets in the library, and everybody is welcome to come.',
      image: { url: 'https://blog.example/hall.jpg', alt: 'The hall' },
      language: 'en',
      words: 13,
      minutes: 1,
      truncated: false,
      links: ['https://blog.example/group'],
    });
  });

  it('is harmless HTML with absolute addresses', () => {
    expect(findingsOf().contentHtml).toContain('href="https://blog.example/group"');
    expect(findingsOf().contentHtml).not.toContain('alert');
  });

  it.each([
    ['the item', { language: 'en-GB' }, 'en-US', 'en-GB'],
    ['the source', {}, 'en-US', 'en-US'],
  ])('has the language that %s declares', (_, item, ofSource, language) => {
    expect(findingsOf(item, ofSource).language).toBe(language);
  });

  it('is truncated where its text breaks off', () => {
    expect(findingsOf({ contentHtml: '<p>Our user group meets […]</p>' }).truncated).toBe(true);
  });

  it('is empty for an empty entry', () => {
    expect(findingsOf({ contentHtml: '' })).toEqual({
      contentHtml: '',
      summary: '',
      image: null,
      language: null,
      words: 0,
      minutes: 0,
      events: [],
      truncated: false,
      links: [],
      sketch: '',
    });
  });
});

describe('several entries', () => {
  it('are told in their order, each as if it were alone, however long they are together', () => {
    const items = Array.from({ length: 50 }, (_, number) => ({
      ...ITEM,
      title: `Meeting ${number}`,
      contentHtml: `<p>Meeting number ${number} is about mills and what they grind.</p>`.repeat(1 + number * 3),
    }));
    const context = { timezone: 'Europe/Paris' };
    expect(extractEntries(items, context)).toEqual(
      items.map((item) => ({ item, findings: findingsIn(item, context) })),
    );
  });
});

describe('the page behind a truncated entry', () => {
  const findings = findingsOf({ contentHtml: '<p>On Saturday the village […]</p>', pageHtml: PAGE });

  it('takes the place of its text', () => {
    expect(findings.truncated).toBe(false);
    expect(findings.contentHtml).toContain('Grace Miller');
    expect(findings.words).toBeGreaterThan(150);
  });

  it('gives its standfirst to the summary, and its image', () => {
    expect(findings.summary).toMatch(/^After nine years of work three old mills grind grain again/);
    expect(findings.image?.url).toBe('https://static.example/files/mill-large.jpg');
  });

  const EXCERPT = '<p>On Saturday the village of Oakham switched on the last of its windmills […]</p>';
  const CONSENT = '<p>We and our partners store information on your device and read it. You may agree, or say no.</p>';

  it.each([
    ['asks for consent', `<html><head><title>Before you go on</title></head><body>${CONSENT.repeat(9)}</body></html>`],
    ['holds less than the feed', '<html><head><title>Winter meeting</title></head><body><p>Wait.</p></body></html>'],
  ])('is passed over where it %s', (_, pageHtml) => {
    expect(findingsOf({ contentHtml: EXCERPT, pageHtml }).contentHtml).toBe(EXCERPT);
  });

  it.each([
    ['in a figure', '<figure class="post-thumbnail"><a href="/"><img src="/hall.jpg" alt="The hall"></a></figure>'],
    ['by its own name', '<img class="attachment-large wp-post-image" src="/hall.jpg" alt="The hall">'],
  ])('gives the picture above its text %s, where its head names none', (_, picture) => {
    const related = '<aside><img class="wp-post-image" src="/other.jpg"></aside>';
    const text = '<div class="entry-content"><p>Our user group meets.</p><img src="/plan.png"></div>';
    const pageHtml = `<title>Winter meeting</title>${related}<article><h1>Winter meeting</h1>${picture}${text}</article>`;
    expect(findingsOf({ contentHtml: '', pageHtml }).image).toMatchObject({
      url: 'https://blog.example/hall.jpg',
      alt: 'The hall',
    });
  });

  it('takes the place of fewer words that lead to a picture', () => {
    const pageHtml =
      '<title>Winter meeting</title><article><h1>Winter meeting</h1><img src="/hall.jpg" alt="The hall"></article>';
    expect(findingsOf({ contentHtml: '<p>See the picture on our site […]</p>', pageHtml }).image?.alt).toBe('The hall');
  });

  it.each([
    ['as the page says', 'https://home.example/mills', null],
    ['where the item’s address leads', null, 'https://home.example/mills'],
    ['as the page says wherever it was found', 'https://home.example/mills', 'https://mirror.example/mills'],
  ])('is linked to where it was written for another site, %s', (_, canonical, pageUrl) => {
    const link = canonical === null ? '' : `<link rel="canonical" href="${canonical}">`;
    const pageHtml = PAGE.replace('</title>', `</title>${link}`);
    const { links } = findingsOf({ contentHtml: '<p>On Saturday the village […]</p>', pageHtml, pageUrl });
    expect(links[0]).toBe('https://home.example/mills');
  });

  it.each([
    ['', null],
    ['https://www.blog.example/mills?utm_source=rss', 'https://blog.example/mills'],
  ])('is not where it was written for its own: %s', (canonical, pageUrl) => {
    const pageHtml = PAGE.replace('</title>', `</title><link rel="canonical" href="${canonical}">`);
    const { links } = findingsOf({ contentHtml: '<p>On Saturday the village […]</p>', pageHtml, pageUrl });
    expect(links.filter((each) => each.includes('/mills'))).toEqual([]);
  });

  it('is told by its title, though the feed has other words for it', () => {
    const pageHtml = PAGE.replaceAll('Three windmills turn again', 'Winter meeting');
    expect(findingsOf({ contentHtml: '<p>What the editor says of it […]</p>', pageHtml }).contentHtml).toContain(
      'Miller',
    );
  });

  it('is passed over where there is no article in it', () => {
    expect(findingsOf({ pageHtml: '<html></html>' }).summary).toBe(findingsOf().summary);
  });
});
