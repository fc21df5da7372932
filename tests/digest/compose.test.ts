import { describe, expect, it } from 'vitest';
import { type Composition, composeEdition, hasNews } from '../../src/digest/compose.ts';
import { selectEntries } from '../../src/digest/select.ts';
import type { Candidate, SelectOptions } from '../../src/digest/selection.ts';
import type { Event } from '../../src/model.ts';
import { candidate, options, period, story } from './candidates.ts';

const DAY = 86_400_000;
const horizon = { now: period.to, ahead: 60 * DAY, timezone: 'Europe/Paris' };

const event = (name: string, startDate: string, change: Partial<Event> = {}): Event => ({
  name,
  startDate,
  source: 'ical',
  confidence: 1,
  ...change,
});
const merged = (told: Event, ...entryIds: number[]) => ({ event: told, entryIds, id: told.name.toLowerCase() });
const announcement = (title: string) => ({ title, url: null, source: 'Blog A' });
const image = { url: 'https://a.example/p.jpg', alt: 'A pier', width: null, height: null };

function composition(candidates: readonly Candidate[], change: Partial<SelectOptions & Composition> = {}): Composition {
  return {
    name: '2014-W33',
    period,
    selection: selectEntries(candidates, options(change)),
    events: [],
    announcements: new Map([1, 2, 3].map((id) => [id, announcement(`Post ${id}`)])),
    announced: new Set(),
    horizon,
    ...change,
  };
}

const compose = (...given: Parameters<typeof composition>) => composeEdition(composition(...given));

describe('the posts of an edition', () => {
  it('carry what readers are told', () => {
    const entry = {
      tags: ['tea'],
      authors: [{ name: 'Anna' }, { name: 'bert@example.org' }],
      image,
      minutes: 4,
      language: 'fr',
    };
    expect(compose([candidate(1, 'a', entry)])).toEqual({
      name: '2014-W33',
      period,
      events: [],
      brief: [],
      posts: [
        {
          title: 'Post 1',
          url: 'https://a.example/1',
          summary: 'What post 1 says.',
          image,
          published: Date.UTC(2014, 7, 14),
          source: 'Blog A',
          sourceUrl: 'https://a.example/feed',
          authors: ['Anna'],
          tags: ['tea'],
          language: 'fr',
          minutes: 4,
          series: null,
          alsoIn: [],
        },
      ],
    });
  });

  it('name each other source of their story once', () => {
    const stories = [story(1, [2, 3, 4])];
    const copies = [candidate(2, 'b'), candidate(3, 'b'), candidate(4, 'a')];
    expect(compose([candidate(1, 'a'), ...copies], { stories }).posts[0]?.alsoIn).toEqual([
      { source: 'Blog B', url: 'https://b.example/2' },
    ]);
  });

  it('lead to the first part of their series in each other source', () => {
    const stories = [story(2, [11]), story(1, [12])];
    const given = [candidate(1), candidate(2), candidate(11, 'b'), candidate(12, 'b')];
    expect(compose(given, { series, stories }).posts[0]?.alsoIn).toEqual([
      { source: 'Blog B', url: 'https://b.example/11' },
    ]);
  });

  it('end with what is hardly worth a place, whatever else its source has', () => {
    const many = Array.from({ length: 8 }, (_, id) => candidate(id + 1, id < 4 ? 'a' : String.fromCharCode(97 + id)));
    const test = candidate(9, 'a', { title: 'Testing', words: 5 });
    expect(compose([...many, test]).posts.at(-1)?.title).toBe('Testing');
  });

  const series = [
    {
      title: 'camp',
      named: true,
      parts: [2, 1],
      continued: false,
      periodical: false,
      reason: '2 parts counted by day',
    },
  ];

  it('tell a series as its first part, with the first picture and all its minutes', () => {
    const { posts } = compose([candidate(1, 'a', { image, minutes: 3 }), candidate(2, 'a', { minutes: 2 })], {
      series,
    });
    expect(posts).toMatchObject([{ title: 'Post 2', summary: 'What post 2 says.', image, minutes: 5 }]);
    expect(posts[0]?.series).toEqual({
      title: 'camp',
      continued: false,
      parts: [
        { title: 'Post 2', url: 'https://a.example/2' },
        { title: 'Post 1', url: 'https://a.example/1' },
      ],
    });
  });

  it('are listed in brief by how they begin, where they have no title', () => {
    const untitled = candidate(2, 'a', { title: '', summary: 'A note on rope. '.repeat(9), words: 30 });
    const { brief } = compose([candidate(1), untitled], { posts: 1 });
    expect(brief.map(({ title }) => title)).toEqual([`${'A note on rope. '.repeat(6)}A…`]);
  });

  it('are followed in brief by all others, each part of a series by itself', () => {
    const { brief } = compose([candidate(1), candidate(2), candidate(3, 'b', { words: 2000, image })], {
      series,
      posts: 1,
    });
    expect(brief).toEqual([
      { title: 'Post 2', url: 'https://a.example/2', source: 'Blog A', language: 'en' },
      { title: 'Post 1', url: 'https://a.example/1', source: 'Blog A', language: 'en' },
    ]);
  });
});

describe('the events of an edition', () => {
  const names = (events: readonly Event[], change: Partial<Composition> = {}) =>
    compose([], { events: events.map((told) => merged(told, 1)), ...change }).events.map(({ name }) => name);

  it('are upcoming within the horizon, soonest first, those of the whole day before those at an hour', () => {
    const events = [
      event('Late', '2014-08-21T19:00:00+02:00'),
      event('Evening before', '2014-08-20T21:00:00-05:00'),
      event('All day', '2014-08-21'),
      event('Next week', '2014-08-25'),
      event('Zoneless', '2014-08-21T18:00:00'),
      event('Beyond', '2014-10-18'),
      event('At the horizon', '2014-10-17'),
    ];
    expect(names(events)).toEqual(['All day', 'Evening before', 'Zoneless', 'Late', 'Next week', 'At the horizon']);
  });

  it.each([
    ['a day that is over', event('E', '2014-08-17'), false],
    ['today', event('E', '2014-08-18'), true],
    ['an hour that is past', event('E', '2014-08-18T06:59:00+02:00'), false],
    ['this very hour', event('E', '2014-08-18T07:00:00+02:00'), true],
    ['hours that still last', event('E', '2014-08-18T06:00:00+02:00', { endDate: '2014-08-18T08:00:00+02:00' }), true],
    ['hours that are over', event('E', '2014-08-18T05:00:00+02:00', { endDate: '2014-08-18T07:00:00+02:00' }), false],
    ['several days, this the last', event('E', '2014-08-15', { endDate: '2014-08-18' }), true],
    ['several days that are over', event('E', '2014-08-15', { endDate: '2014-08-17' }), false],
    ['from an hour to a day', event('E', '2014-08-16T09:00:00+02:00', { endDate: '2014-08-18' }), true],
  ])('that take %s are shown: $2', (_, told, isShown) => {
    expect(names([told])).toEqual(isShown ? ['E'] : []);
  });

  it('begin the day in the zone of the site', () => {
    const tokyo = { ...horizon, now: Date.parse('2014-08-18T00:00+09:00'), timezone: 'Asia/Tokyo' };
    expect(names([event('E', '2014-08-17')], { horizon: tokyo })).toEqual([]);
    expect(names([event('E', '2014-08-17')], { horizon: { ...tokyo, timezone: 'Europe/Paris' } })).toEqual(['E']);
  });

  it.each(['cancelled', 'postponed'] as const)(
    'that are %s are shown only to those who were told of them',
    (status) => {
      const off = event('Meetup', '2014-08-21', { status });
      expect(names([off])).toEqual([]);
      expect(names([off], { announced: new Set(['meetup']) })).toEqual(['Meetup']);
    },
  );

  it('are not shown where they are unsure, or nobody that is to be seen announces them', () => {
    expect(names([event('Maybe', '2014-08-21', { source: 'prose', confidence: 0.4 })])).toEqual([]);
    expect(names([event('Hidden', '2014-08-21')], { announcements: new Map() })).toEqual([]);
  });

  it('name the posts that announce them, those of the edition first', () => {
    const events = [merged(event('Meetup', '2014-08-21'), 1, 2, 3)];
    const [meetup] = compose([candidate(3, 'a', { words: 900 }), candidate(2)], { events }).events;
    expect(meetup?.id).toBe('meetup');
    expect(meetup?.announcedBy.map(({ title }) => title)).toEqual(['Post 3', 'Post 2', 'Post 1']);
  });
});

describe('hasNews', () => {
  const item = (startDate: string) => candidate(1, 'a', { events: [event('Meetup', startDate)] });
  const news = (...given: Parameters<typeof composition>) => {
    const made = composition(...given);
    return hasNews(made, composeEdition(made));
  };

  it('is true of posts, and of what is only in brief', () => {
    expect(news([candidate(1)])).toBe(true);
    expect(news([candidate(1)], { posts: 0 })).toBe(true);
  });

  it('is true of an event that was not known before', () => {
    expect(news([item('2014-08-21')], { events: [merged(event('Meetup', '2014-08-21'), 1)] })).toBe(true);
  });

  it('is false of events that are known or not shown', () => {
    expect(news([], { events: [merged(event('Meetup', '2014-08-21'), 1)] })).toBe(false);
    expect(news([item('2014-08-01')], { events: [merged(event('Meetup', '2014-08-01'), 1)] })).toBe(false);
  });

  it('is false of nothing', () => {
    expect(news([])).toBe(false);
  });
});
