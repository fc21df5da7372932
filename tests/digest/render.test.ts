import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'cheerio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { themeWith } from '../../src/digest/theme.ts';
import { Fault } from '../../src/fault.ts';
import { openTemplates } from '../../src/templating/templates.ts';
import { edition, event, ordinaryWeek, post, quietWeek } from './editions.ts';
import { print, shipped, siteOptions } from './printing.ts';

describe('the subject', () => {
  const titled = (title: string) => ({ ...siteOptions().site, title });

  it('is filled from the settings, as plain text', async () => {
    const subject = '{{title}}: {{posts}} posts, {{events}} events of {{edition}}';
    const { subject: filled } = await print(ordinaryWeek, { subject, site: titled('R&D <weekly>') });
    expect(filled).toBe('R&D <weekly>: 11 posts, 4 events of 2014-W34');
  });

  it('has a shorter title rather than no date where it would be too long', async () => {
    const { subject } = await print(quietWeek, { site: titled('A very long title of a newsletter '.repeat(5).trim()) });
    expect(subject.length).toBeLessThanOrEqual(100);
    expect(subject).toMatch(/^A very long title .*… – 25 August 2014$/);
  });

  it('with a place that does not exist is a fault', async () => {
    await expect(print(quietWeek, { subject: '{{titel}}' })).rejects.toMatchObject({ subject: 'digest.subject:1' });
  });
});

describe('the preheader', () => {
  it('tells what is inside, of the content', async () => {
    expect((await print(quietWeek)).preheader).toMatch(/^2 posts · 1 event · A map of every drinking fountain/);
  });

  it('is filled from the settings where they have one', async () => {
    const { preheader, html } = await print(quietWeek, { preheader: '{{posts}} posts & <more>' });
    expect(preheader).toBe('2 posts & <more>');
    expect(load(html)('body > div').first().text()).toBe('2 posts & <more>');
  });
});

describe('an edition', () => {
  const hours = (name: string, from: string, to: string) =>
    edition({ name, period: { from: Date.parse(from), to: Date.parse(to) }, posts: [post()] });

  it.each([
    ['2014-W34', '2014-08-18T00:00+02:00', '2014-08-25T00:00+02:00', 'Week 34 · 18–24 August 2014'],
    ['2014-W34', '2014-08-18T07:00+02:00', '2014-08-25T07:00+02:00', 'Week 34 · 18–24 August 2014'],
    ['2014-08-18', '2014-08-18T07:00+02:00', '2014-08-19T07:00+02:00', '18 August 2014'],
    ['2014-08', '2014-08-01T07:00+02:00', '2014-09-01T07:00+02:00', 'August 2014'],
  ])('%s from %s is headed "%s"', async (name, from, to, heading) => {
    expect(load((await print(hours(name, from, to))).html)('.edition').text()).toBe(heading);
  });

  it('has a calendar file for an event that has an id, unless it is cancelled', async () => {
    const events = [event({ id: 'one' }), event({ id: 'two', status: 'cancelled' }), event()];
    const $ = load((await print(edition({ events }))).html);
    expect(
      $('a[href$=".ics"]')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual(['https://news.example.org/events/one.ics', 'https://news.example.org/events.ics']);
  });

  it('shows no picture that is an icon, or that mail clients do not show', async () => {
    const pictures = [
      { url: 'https://example.org/icon.png', alt: '', width: 16, height: 16 },
      { url: 'https://example.org/drawing.svg', alt: '', width: null, height: null },
      { url: 'https://example.org/photo.jpg', alt: '', width: 400, height: 300 },
    ];
    const posts = pictures.map((image, index) => post({ image, url: `https://example.org/${index}` }));
    const $ = load((await print(edition({ posts }))).html);
    expect(
      $('img')
        .toArray()
        .map((image) => image.attribs.src),
    ).toEqual(['https://example.org/photo.jpg']);
  });
});

describe('the theme', () => {
  it('changes colours, fonts and logo, and leaves the rest as it was', async () => {
    const theme = themeWith({
      light: { accent: '#0b5d4f' },
      dark: { accent: '#6fd3bf', text: undefined },
      fonts: { heading: '"My Serif", serif' },
      logo: { url: 'https://news.example.org/logo.png', width: 120, alt: 'The news' },
    });
    const { html } = await print(quietWeek, { theme });
    const $ = load(html);
    expect($('.heading').first().attr('style')).toContain('color:#0b5d4f');
    expect($('h1').attr('style')).toContain("'My Serif', serif");
    expect($('style').text()).toContain('color: #6fd3bf');
    expect($('style').text()).toContain('color: #eceae4');
    expect($('img').first().attr()).toMatchObject({
      src: 'https://news.example.org/logo.png',
      width: '120',
      alt: 'The news',
    });
  });
});

describe("a site's own templates", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'digest-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function withTemplate(name: string, text: string) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return { templates: openTemplates({ roots: [folder, shipped], language: 'en', timezone: 'Europe/Paris' }) };
  }

  it('replace a piece', async () => {
    const own = withTemplate('common/byline.mjml', '<p class="byline">From {{ post.source }}</p>');
    expect(
      load((await print(quietWeek, own)).html)('.byline')
        .first()
        .text(),
    ).toBe('From Open Maps Rhône');
  });

  it.each([
    ['without its password', 'https://me:s3cret@a.example/feed', 'https://a.example/feed'],
    ['not at all where it holds a key', 'https://a.example/feed?api_key=s3cret', ''],
  ])('are given the address of a source, %s', async (_, sourceUrl, given) => {
    const own = withTemplate('common/byline.mjml', '<p class="byline">{{ post.sourceUrl }}</p>');
    const { html, text } = await print(edition({ posts: [post({ sourceUrl })] }), own);
    expect(load(html)('.byline').first().text()).toBe(given);
    expect(html + text).not.toContain('s3cret');
  });

  it('change single words', async () => {
    const own = withTemplate('words/en.yaml', 'digest:\n  read_on: Elsewhere\n');
    expect(
      load((await print(quietWeek, own)).html)('h2')
        .last()
        .text(),
    ).toBe('Elsewhere');
  });

  it.each([
    ['a tag that MJML does not know', '<mj-txt>x</mj-txt>'],
    ['an attribute that MJML does not know', '<mj-section colour="red"><mj-column></mj-column></mj-section>'],
  ])('with %s are a fault', async (_, mistake) => {
    const own = withTemplate('common/read-on.mjml', mistake);
    const fault = await print(quietWeek, own).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toHaveProperty('message', expect.stringMatching(/digest\.mjml, line \d+ as filled: mj-/));
  });

  it('cannot include files by MJML', async () => {
    writeFileSync(join(folder, 'secret.html'), 'secret');
    const own = withTemplate('common/read-on.mjml', `<mj-include path="${join(folder, 'secret.html')}" type="html" />`);
    expect((await print(quietWeek, own)).html).not.toContain('secret');
  });
});
