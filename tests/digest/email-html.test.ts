import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { arrange } from '../../src/digest/arrange.ts';
import { digestJson } from '../../src/digest/digest-json.ts';
import { withoutPlaces } from '../../src/digest/personal.ts';
import { shortTitle } from '../../src/digest/shorten.ts';
import type { Edition, RenderedEdition } from '../../src/model.ts';
import {
  allEditions,
  edition,
  event,
  flood,
  frenchWeek,
  fullWeek,
  hostileTitles,
  hostileWeek,
  longWeek,
  ordinaryWeek,
  post,
} from './editions.ts';
import { print } from './printing.ts';

// What a message's HTML has to be, by the numbers of the list that the project keeps for digest messages.

describe.each(Object.entries(allEditions))('the HTML of %s', (_, { edition, language }) => {
  let rendered: RenderedEdition;
  let html: string;
  let $: ReturnType<typeof load>;

  beforeAll(async () => {
    rendered = await print(edition, { language });
    html = withoutPlaces(rendered.html);
    $ = load(html);
  });

  it('5: has a subject of one plain line, at most 100 characters, with the date', () => {
    expect(rendered.subject).toMatch(/ – \d.* 2014$/);
    expect(rendered.subject).not.toMatch(/[{}]|&\w+;|\n/);
    expect(rendered.subject.length).toBeLessThanOrEqual(100);
  });

  it('14: is under 102,400 bytes', () => {
    expect(Buffer.byteLength(rendered.html)).toBeLessThan(102_400);
  });

  it('15: has doctype, language, direction, title, charset and viewport, and balanced markup', () => {
    expect(html).toMatch(/^<!doctype html>/i);
    expect([$('html').attr('lang'), $('html').attr('dir')]).toEqual([language, 'ltr']);
    expect($('title').text()).toContain(language === 'fr' ? 'L’Hebdo du libre' : 'Rhône-Alpes Open Source Weekly');
    expect(Buffer.from(html).subarray(0, 1024).toString()).toMatch(/charset=UTF-8/i);
    expect($('meta[name=viewport]')).toHaveLength(1);
    expect(unbalanced(html)).toEqual([]);
  });

  it('16: has a colour scheme of its own for the dark, in style sheets that Gmail keeps', () => {
    expect($('meta[name=color-scheme]').attr('content')).toBe('light dark');
    const sheets = $('style')
      .toArray()
      .map((style) => $(style).text());
    expect(sheets.join()).toContain('prefers-color-scheme: dark');
    for (const sheet of sheets) expect(sheet.length).toBeLessThan(8192);
  });

  it('17: has nothing that runs, loads, embeds or imports, and no comments but for Outlook', () => {
    expect($('script, form, input, iframe, frame, object, embed, svg, video, audio, link, base')).toHaveLength(0);
    const attributes = $('*')
      .toArray()
      .flatMap((element) => Object.entries('attribs' in element ? element.attribs : {}));
    expect(
      attributes.filter(([name, value]) => /^on/i.test(name) || /^\s*(?:javascript|data|vbscript):/i.test(value)),
    ).toEqual([]);
    const css = [
      ...$('style')
        .toArray()
        .map((style) => $(style).text()),
      ...attributes.filter(([name]) => name === 'style').map(([, value]) => value),
    ];
    expect(css.join('\n')).not.toMatch(/@import|@font-face|url\(/i);
    expect([...html.matchAll(/<!--(?!\[if |<!\[endif\]-->|>)/g)]).toHaveLength(0);
  });

  it('18: links only to absolute addresses, in words that say where they lead', () => {
    for (const link of $('a').toArray()) {
      expect($(link).attr('href')).toMatch(/^(?:https?:\/\/|mailto:)/);
      const words = `${$(link).text()}${$(link).find('img').attr('alt') ?? ''}`.trim();
      expect(words).not.toMatch(/^(?:here|ici|hier|read more|more|en savoir plus|mehr|)$/i);
    }
  });

  it('19: has pictures with alt, width and an address that mail clients show', () => {
    for (const image of $('img').toArray()) {
      const { alt, width, src, style } = image.attribs;
      expect(alt).toBeDefined();
      expect(Number(width)).toBeGreaterThanOrEqual(8);
      expect(Number(width)).toBeLessThanOrEqual(640);
      expect(src).toMatch(/^https?:\/\//);
      expect(src).not.toMatch(/\.(?:svg|avif)(?:$|\?)/i);
      expect(style).toMatch(/height:auto;max-width:100%;.*max-height:\d{3}px/);
    }
  });

  it('20: marks layout tables as such, has one h1 first, and skips no heading', () => {
    expect(
      $('table')
        .toArray()
        .filter((table) => table.attribs.role !== 'presentation'),
    ).toEqual([]);
    const levels = $('h1, h2, h3, h4, h5, h6')
      .toArray()
      .map((heading) => Number(heading.tagName.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it('21: begins with a hidden preheader of 20 to 250 characters', () => {
    const first = $('body').children().first();
    expect(first.attr('style')).toContain('display:none');
    expect(first.text()).toBe(rendered.preheader);
    expect(rendered.preheader.length).toBeGreaterThanOrEqual(20);
    expect(rendered.preheader.length).toBeLessThanOrEqual(250);
  });

  it('23: leaves nothing unfilled or broken', () => {
    const own = load(html);
    own('h3, li, p[style^="margin:7px"], p:contains("·"), p:contains("{{city}}")').remove();
    expect(own('body').text().replace(rendered.preheader, '')).not.toMatch(
      /undefined|null|NaN|\[object|\{\{|&nbsp;|&\w+;/,
    );
    expect(
      $('h3')
        .toArray()
        .map((heading) => $(heading).text().trim())
        .filter((title) => title === ''),
    ).toEqual([]);
  });

  it('26: links to the edition on the web, and in sent messages to unsubscribe', () => {
    expect($('a[href="https://news.example.org/editions/2014-W34.html"]').text()).toMatch(/browser|navigateur|Browser/);
    expect(rendered.html).toContain('unsubscribeUrl');
    expect(html).not.toMatch(/Unsubscribe|Se désabonner|Abbestellen/);
  });

  it('27: needs nothing in style attributes that whole mail clients lack', () => {
    const styles = $('[style]')
      .toArray()
      .map((element) => $(element).attr('style') ?? '');
    expect(styles.filter((style) => /flex|grid|position\s*:|float|var\(|calc\(/.test(style))).toEqual([]);
  });

  it('33: has the posts in the order of digest.json', () => {
    const headings = $('h3')
      .toArray()
      .map((heading) => $(heading).text());
    const shown = headings.slice(edition.events.length);
    expect(shown).toEqual(edition.posts.slice(0, shown.length).map((one) => titleOf(one.title, one.source)));
  });

  it('leaves on the web what only messages have, and what only mail clients need', () => {
    const page = load(rendered.webHtml);
    expect(page('table[width], td[width], [align], [bgcolor], [cellpadding], [border]').length).toBe(0);
    expect(rendered.webHtml).not.toMatch(/<!--|mso-|xmlns|\x02|\x03/);
    expect(page('h1').text()).toBe($('h1').text());
    expect(page('h3').text()).toBe($('h3').text());
  });
});

describe('the HTML', () => {
  it('14: has at least half of the posts whole, and counts with a link what is not even listed', async () => {
    const { html } = await print(flood);
    const $ = load(html);
    const listed = $('li').length - 1;
    expect($('h3').length - flood.events.length).toBeGreaterThanOrEqual(10);
    const more = $('li a').last();
    expect(more.text()).toBe(
      `and ${(1500 - ($('h3').length - flood.events.length) - listed).toLocaleString('en-GB')} more on the web`,
    );
    expect(more.attr('href')).toBe('https://news.example.org/editions/2014-W34.html');
    expect(Buffer.byteLength(html)).toBeGreaterThan(85_000);
  });

  it('14: never drops the footer', async () => {
    for (const edition of [flood, longWeek]) expect((await print(edition)).html).toContain('12 rue des Copistes');
  });

  it('14: keeps half of twenty posts whole however long each is', async () => {
    const $ = load((await print(longWeek)).html);
    expect($('h3').length).toBeGreaterThanOrEqual(10);
    expect($('h3 + p + p').length).toBe($('h3').length);
  });

  it('22: shows every title to the character, and links those under "In brief"', async () => {
    const $ = load((await print(hostileWeek)).html);
    const shown = new Set(
      $('h3, li > span:first-child')
        .toArray()
        .map((element) => $(element).text()),
    );
    for (const title of hostileTitles.filter((one) => one !== '')) expect(shown).toContain(shortTitle(title));
    const unlinked = $('ul li')
      .toArray()
      .filter((item) => $(item).find('a').length === 0);
    expect(unlinked.map((item) => $(item).find('span').first().text())).toEqual([hostileTitles[0]]);
  });

  it('23: has a sensible line for a post without title or link', async () => {
    const untitled = [
      post({ title: '', url: null, summary: 'First words of a post that has no title. And more.', source: 'One' }),
      post({ title: ' ', url: null, summary: '', source: 'Two' }),
    ];
    const $ = load((await print({ ...ordinaryWeek, events: [], posts: untitled })).html);
    expect(
      $('h3')
        .toArray()
        .map((heading) => $(heading).text()),
    ).toEqual(['First words of a post that has no title. And more.', 'A post from Two']);
    expect($('h3 a')).toHaveLength(0);
  });

  it('24: gives a title in Arabic its direction, and a post in another language its language', async () => {
    const $ = load((await print(ordinaryWeek)).html);
    const arabic = $('h3:contains("البرمجيات")');
    expect([arabic.attr('dir'), arabic.attr('lang'), arabic.attr('style')?.includes('text-align:right')]).toEqual([
      'rtl',
      'ar',
      true,
    ]);
    expect($('h3:contains("bibliothèque")').attr('lang')).toBe('fr');
    expect($('h3[lang=en]')).toHaveLength(0);
  });

  it("25: shows an event's name, day and hour in the site's zone, and of several days the first and the last", async () => {
    const $ = load((await print({ ...ordinaryWeek, posts: [] })).html);
    const lines = $('td > h3 + p')
      .toArray()
      .map((line) => $(line).text());
    expect(lines).toEqual([
      'Thursday 28 August, 18:30–21:00',
      '3–7 November',
      'Saturday 13 September',
      'Cancelled · Saturday 20 September, 10:00',
    ]);
  });

  it('names once each other source that announces an event, however often it did', async () => {
    const announcedBy = [
      ['Town hall', '1'],
      ['The club', '2'],
      ['A neighbour', '3'],
      ['Town hall', '4'],
      ['A neighbour', '5'],
    ].map(([source = '', path]) => ({ source, title: 'Fair', url: `https://post.example.org/${path}` }));
    const fair = event({ url: 'https://post.example.org/2', announcedBy });
    const elsewhere = event({ url: 'https://fair.example.org/', announcedBy: announcedBy.slice(2) });
    const { html, text } = await print(edition({ events: [fair, elsewhere] }));
    for (const part of [html, text]) {
      const posts = Array.from(part.matchAll(/post\.example\.org\/(\d)/g), ([, path]) => path);
      expect([...new Set(posts.slice(0, -2))]).toEqual(['2', '1', '3']);
      expect(posts.slice(-2)).toEqual(['3', '4']);
    }
  });

  it('26: has no English word or date in a French digest, in any part', async () => {
    const { html, text, subject, preheader } = await print(frenchWeek, { language: 'fr' });
    const words = `${load(html)('body').text()} ${load(html)('title').text()} ${text.replace(/https?:\S+/g, '')} ${subject} ${preheader}`;
    expect(words).not.toMatch(
      /\b(?:the|and|of|from|your|in|more|events?|posts?|week|read|view|browser|unsubscribe|August|September|Thursday|min read|by|also|upcoming|brief)\b/i,
    );
    expect(words).toContain('jeudi 28 août à 18:30');
    expect(words).toContain('30 septembre – 2 octobre');
  });

  it('groups what follows the leading posts under the names of sources', async () => {
    const $ = load((await print(fullWeek)).html);
    const names = arrange(fullWeek.posts).groups.map((group) => group.name ?? 'More posts');
    expect(
      $('h2')
        .toArray()
        .map((heading) => $(heading).text()),
    ).toEqual(['Upcoming events', 'Worth reading', ...names, 'In brief', 'Read on']);
  });
});

it('digest.json has the shape of the contract', () => {
  const edition: Edition = {
    ...ordinaryWeek,
    events: ordinaryWeek.events.slice(0, 1),
    posts: ordinaryWeek.posts.slice(2, 3),
    brief: [],
  };
  expect(digestJson(edition)).toEqual({
    edition: '2014-W34',
    period: { from: '2014-08-17T22:00:00.000Z', to: '2014-08-24T22:00:00.000Z' },
    events: [
      {
        name: 'Small servers, long lives: an evening on self-hosting',
        startDate: '2014-08-28T18:30:00+02:00',
        endDate: '2014-08-28T21:00:00+02:00',
        location: 'Maison des associations, Lyon',
        url: 'https://meet.example.org/an-event',
        source: 'ical',
        confidence: 0.9,
      },
    ],
    posts: [
      {
        title: 'Day 3 at the summit: storage, and what the operators said',
        url: 'https://cloudy.example.org/summit-day-3',
        summary: ordinaryWeek.posts[2]?.summary,
        image: 'https://pictures.example.org/summit.jpg',
        published: '2014-08-19T22:00:00.000Z',
        source: 'Cloudy Notes',
        authors: [],
        tags: [],
        series: {
          title: 'At the OpenStack summit',
          parts: [
            { title: 'Day 2 at the summit: networking without tears', url: 'https://cloudy.example.org/summit-day-2' },
            {
              title: 'Day 3 at the summit: storage, and what the operators said',
              url: 'https://cloudy.example.org/summit-day-3',
            },
          ],
        },
        alsoIn: [],
      },
    ],
    brief: [],
  });
});

function titleOf(title: string, source: string): string {
  return title === '' ? `A post from ${source}` : shortTitle(title);
}

/** The tags that are opened and not closed, or closed and not opened, in the HTML that is not for Outlook. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const visible = html.replace(/<!--\[if [^\]]*\]>(?!<!-->)[\s\S]*?<!\[endif\]-->/g, '').replace(/<!--.*?-->/g, '');
  for (const [, close, name] of visible.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
    if (name === undefined || ['meta', 'br', 'img', 'link', 'hr'].includes(name)) continue;
    if (close === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else wrong.push(`</${name}>`);
  }
  return [...open, ...wrong];
}
