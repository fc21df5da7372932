import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { monthGrid } from '../../src/publish/pages/month-grid.ts';
import type { PublishInput } from '../../src/publish/publication.ts';
import { sourceFeedPath, tagFeedPath } from '../../src/publish/sections.ts';
import { bodyOf, entry, event, noon, posted, publication, source, templatesIn } from './sample.ts';

async function page(path: string, changes: Partial<PublishInput> = {}) {
  return load(await bodyOf(path, publication(changes)));
}

describe('index.html', () => {
  it('24: announces the three feeds and the calendar', async () => {
    const $ = await page('index.html');
    const links = [...$('head link[rel=alternate]')].map((node) => [$(node).attr('type'), $(node).attr('href')]);
    expect(links).toEqual([
      ['application/atom+xml', 'https://news.example.org/atom.xml'],
      ['application/rss+xml', 'https://news.example.org/rss.xml'],
      ['application/feed+json', 'https://news.example.org/feed.json'],
      ['text/calendar', 'https://news.example.org/events.ics'],
    ]);
  });

  it('23: has its language, title and viewport', async () => {
    const $ = await page('index.html');
    expect($('html').attr()).toMatchObject({ lang: 'en-GB', dir: 'ltr' });
    expect($('title').text()).toBe('Open Source Weekly');
    expect($('meta[name=viewport]').attr('content')).toContain('width=device-width');
  });

  it("24: shows posts by the days of the site's zone", async () => {
    const late = Date.parse('2014-08-20T22:30:00Z');
    const $ = await page('index.html', {
      now: late + 3_600_000,
      entries: posted(entry(1, { published: late, firstSeen: late }), entry(2, { published: noon, firstSeen: noon })),
    });
    expect([...$('.day > h2 time')].map((node) => $(node).attr('datetime'))).toEqual(['2014-08-21', '2014-08-20']);
  });

  it('shows a post that only announces an event as the event, and among the posts where it is too far ahead', async () => {
    const url = 'https://blog.example.org/meet';
    const entries = posted(entry(1, { title: 'We meet', url }), entry(2, { title: 'On tea' }));
    const next = { ...event({ url }), entryIds: [1] };
    const titles = async (events: PublishInput['events']) => {
      const $ = await page('index.html', { entries, events, announcing: new Set([1]) });
      return { posts: [...$('.post h3')].map((node) => $(node).text()), link: $(`.event a[href="${url}"]`).length };
    };
    expect(await titles([next])).toEqual({ posts: ['On tea'], link: 1 });
    const sooner = ['20', '21', '22', '23', '24', '25'].map((day) =>
      event({ startDate: `2014-08-${day}`, url: `${url}/${day}` }, day),
    );
    expect(await titles([...sooner, next])).toEqual({ posts: ['We meet', 'On tea'], link: 0 });
  });

  it('shows a calendar item without an address as the event alone', async () => {
    const entries = posted(entry(1, { title: 'We meet', url: null }), entry(2, { title: 'On tea' }));
    const events = [{ ...event({}), entryIds: [1] }];
    const $ = await page('index.html', { entries, events, announcing: new Set([1]) });
    expect([...$('.post h3')].map((node) => $(node).text())).toEqual(['On tea']);
    expect($('.event h3').text()).toBe('A meeting');
  });

  it('does not show a calendar item whose event is over', async () => {
    const url = 'https://blog.example.org/met';
    const entries = posted(entry(1, { title: 'We met', url }), entry(2, { title: 'On tea' }));
    const $ = await page('index.html', { entries, bygone: new Set([1]) });
    expect([...$('.post h3')].map((node) => $(node).text())).toEqual(['On tea']);
  });

  it.each(['{{ x }} {% y %}', '<b>bold</b> & "quoted"', '</script><script>alert(1)</script>'])(
    'shows a title to the character, also to machines: %s',
    async (title) => {
      const $ = await page('index.html', { entries: posted(entry(1, { title })) });
      expect($('.post h3').text()).toBe(title);
      const data = JSON.parse($('script[type="application/ld+json"]').text());
      expect(data.blogPost).toMatchObject([
        { '@type': 'BlogPosting', headline: title, url: 'https://blog.example.org/post-1' },
      ]);
    },
  );

  it.each([
    [
      'how it begins',
      { title: '', summary: 'One two three four five six seven eight nine ten eleven' },
      'One two three four five six seven eight nine ten …',
    ],
    ['where it comes from', { title: '', summary: '' }, 'A post from The blog itself'],
  ])('shows a post without a title by %s', async (_, changes, heading) => {
    const $ = await page('index.html', { entries: posted(entry(1, changes)) });
    expect($('.post h3').text()).toBe(heading);
  });

  it('says the few words of a post without a title once', async () => {
    const $ = await page('index.html', { entries: posted(entry(1, { title: '', summary: 'Three small words.' })) });
    expect($('.post h3').text()).toBe('Three small words.');
    expect($('.post .summary').length).toBe(0);
  });

  it('says in which language and direction a post is', async () => {
    const $ = await page('index.html', { entries: posted(entry(1, { title: 'مرحبا', language: 'ar' })) });
    expect($('.post h3').attr()).toEqual({ dir: 'rtl', lang: 'ar' });
  });

  it('23: has a picture with alt, loaded late, and none that is small', async () => {
    const image = { url: 'https://blog.example.org/p.png', alt: 'A picture', width: 800, height: 600 };
    const small = { ...image, width: 32 };
    const $ = await page('index.html', { entries: posted(entry(1, { image }), entry(2, { image: small })) });
    expect($('.post img')).toHaveLength(1);
    expect($('.post img').attr()).toMatchObject({
      src: image.url,
      alt: '',
      loading: 'lazy',
      width: '800',
      height: '600',
    });
  });

  it('names the other sources of a post', async () => {
    const copies = [
      { source: 'Planet', url: 'https://planet.example.org/1' },
      { source: 'Forum', url: null },
    ];
    const $ = await page('index.html', { entries: [{ entry: entry(1), source: source(), copies }] });
    expect($('.copies').text()).toBe('Also at Planet, Forum');
  });

  it('speaks French on a French site', async () => {
    const $ = await page('index.html', { templates: templatesIn('fr') });
    expect($('html').attr('lang')).toBe('fr-FR');
    expect($('nav').text().replace(/\s+/g, ' ').trim()).toBe('Articles Événements Sources Recherche');
    expect($('.day > h2').first().text()).toBe('mercredi 20 août');
  });
});

describe('events.html', () => {
  const events = [
    event({ name: 'Long over', startDate: '2014-08-01' }, 'a'),
    event({ name: 'This morning', startDate: '2014-08-20T09:00:00+02:00' }, 'b'),
    event({ name: 'Until tomorrow', startDate: '2014-08-18', endDate: '2014-08-21' }, 'c'),
    event({ name: 'Next month', startDate: '2014-09-03T19:00:00+02:00', location: 'Lyon', status: 'cancelled' }, 'd'),
  ];

  it('24: shows what is not over before the day it is, by month', async () => {
    const $ = await page('events.html', { events });
    expect([...$('.month h2')].map((node) => $(node).text())).toEqual(['August 2014', 'September 2014']);
    expect([...$('.list h3')].map((node) => $(node).text())).toEqual(['Until tomorrow', 'This morning', 'Next month']);
  });

  it('strikes out what is cancelled', async () => {
    const $ = await page('events.html', { events });
    expect($('.event.cancelled h3').text()).toBe('Next month');
    expect($('.event.cancelled .status').text()).toBe('Cancelled');
  });

  it('links each day of an event on the month sheet to the list, and each event to its own calendar file', async () => {
    const $ = await page('events.html', { events });
    const days = [...$('.calendar a')].map((node) => [$(node).text(), $(node).attr('href')]);
    expect(days).toEqual([
      ['18', '#e-c'],
      ['19', '#e-c'],
      ['20', '#e-b'],
      ['21', '#e-c'],
      ['3', '#e-d'],
    ]);
    expect($('.calendar a[title="This morning, Until tomorrow"]').text()).toBe('20');
    for (const [, target] of days) expect($(`${target}`)).toHaveLength(1);
    expect($('#e-d .more a').first().attr('href')).toBe('events/d.ics');
  });

  it('tells machines of them', async () => {
    const $ = await page('events.html', { events });
    const data = JSON.parse($('script[type="application/ld+json"]').text());
    expect(data.itemListElement[2].item).toMatchObject({
      '@type': 'Event',
      name: 'Next month',
      startDate: '2014-09-03T19:00:00+02:00',
      location: { '@type': 'Place', name: 'Lyon' },
      eventStatus: 'https://schema.org/EventCancelled',
    });
  });
});

describe('sources.html', () => {
  it('shows each source with its health, by name', async () => {
    const $ = await page('sources.html', {
      sources: [
        { profile: source({ name: 'Zeta' }), health: 'ok', lastPost: noon },
        { profile: source({ name: 'Alpha', url: 'https://a.example/' }), health: 'gone', lastPost: null },
        { profile: source({ name: 'Émile', url: 'https://e.example/' }), health: 'failing', lastPost: noon },
      ],
    });
    expect([...$('.sources .name')].map((node) => $(node).text())).toEqual(['Alpha', 'Émile', 'Zeta']);
    expect([...$('.sources .status')].map((node) => $(node).text())).toEqual(['Gone', 'Does not answer']);
  });
});

describe('the pages of editions', () => {
  const period = { from: Date.parse('2014-08-11T05:00:00Z'), to: Date.parse('2014-08-18T05:00:00Z') };
  const changes = {
    editionTitles: [{ name: '2014-W33', title: 'Weekly – 18 August', period }],
    editions: [
      {
        name: '2014-W33',
        html: '<!doctype html><a href="https://a.example/?x=%zz&amp;y=&#123;&#123;z&#125;|[1]&#39;">As \u0007it was printed: %zz</a>',
      },
    ],
  };

  it('are listed', async () => {
    const $ = await page('editions/index.html', changes);
    expect($('.listing a').attr('href')).toBe('2014-W33.html');
    expect($('nav a[aria-current]').text()).toBe('Editions');
  });

  it('1: are what was printed for the message, but for characters that no page or address may have', async () => {
    const body = await bodyOf('editions/2014-W33.html', publication(changes));
    expect(body).toBe(
      '<!doctype html><a href="https://a.example/?x=%25zz&amp;y=%7B%7Bz%7D%7C%5B1%5D&#39;">As it was printed: %zz</a>',
    );
  });
});

it('23: links within the site to what is there', async () => {
  const sections = [sourceFeedPath(source()), tagFeedPath('openstack')];
  const pages = ['index.html', 'events.html', 'sources.html'];
  for (const path of pages) {
    const $ = await page(path);
    for (const node of $('a[href]')) {
      const href = $(node).attr('href') ?? '';
      if (!/^(https?|webcal):|^#/.test(href) && !sections.includes(href)) await bodyOf(href);
    }
  }
});

it.each([
  ['2014-08', 5, '2014-08-01', 4, 31],
  ['2014-09', 5, '2014-09-01', 0, 30],
  ['2015-02', 5, '2015-02-01', 6, 28],
  ['2016-02', 5, '2016-02-01', 0, 29],
])('lays %s out in %i weeks from Monday to Sunday', (month, weeks, first, weekday, days) => {
  const grid = monthGrid(month);
  expect(grid.map((week) => week.length)).toEqual(Array.from({ length: weeks }, () => 7));
  expect(grid[0]?.findIndex(({ day }) => day === first)).toBe(weekday);
  const numbers = grid.flat().flatMap(({ number }) => number ?? []);
  expect(numbers).toEqual(Array.from({ length: days }, (_, index) => index + 1));
});
