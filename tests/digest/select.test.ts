import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainEntry } from '../../src/digest/reasons.ts';
import { selectEntries } from '../../src/digest/select.ts';
import type { Candidate, CandidateEntry, SelectOptions } from '../../src/digest/selection.ts';
import type { Story } from '../../src/extract/duplicates.ts';
import type { Event } from '../../src/model.ts';
import { candidate, options, past, period, source, story } from './candidates.ts';

const select = (candidates: readonly Candidate[], change: Partial<SelectOptions> = {}) =>
  selectEntries(candidates, options(change));

/** Where each candidate went, and the first reason, by its id. */
function decisions(candidates: readonly Candidate[], change: Partial<SelectOptions> = {}): Record<number, string> {
  const made = select(candidates, change).decisions;
  return Object.fromEntries(made.map(({ id, place, reasons }) => [id, `${place}: ${reasons[0]}`]));
}

const ids = (choices: readonly { readonly candidate: Candidate }[]) =>
  choices.map(({ candidate }) => candidate.entry.id);

const event = (how: Event['source']): Event => ({
  name: 'Meetup',
  startDate: '2014-08-21',
  source: how,
  confidence: 1,
});
const image = { url: 'https://a.example/p.jpg', alt: '', width: null, height: null };

describe('what is left out', () => {
  it.each<[string, Partial<CandidateEntry>, { include?: string; exclude?: string }, string]>([
    [
      'whose title is excluded',
      { title: 'Sponsored: tea' },
      { exclude: 'sponsored' },
      'exclude: "sponsored" matches "Sponsored: tea"',
    ],
    ['one of whose tags is excluded', { tags: ['ads', 'tea'] }, { exclude: '^ads$' }, 'exclude: "^ads$" matches "ads"'],
    [
      'that is not included',
      { tags: ['coffee'] },
      { include: 'tea' },
      'include: "tea" matches neither its title nor a tag',
    ],
    [
      'that is included and excluded',
      { title: 'Sponsored tea' },
      { include: 'tea', exclude: 'sponsored' },
      'exclude: "sponsored" matches "Sponsored tea"',
    ],
  ])('is a post %s', (_, entry, filter, reason) => {
    expect(decisions([candidate(1, source('a', filter), entry)])).toEqual({ 1: `left out: its source's ${reason}` });
  });

  it('is not a post that is included by title or tag', () => {
    const filtered = source('a', { include: 'Tea' });
    const posts = [candidate(1, filtered, { title: 'On tea' }), candidate(2, filtered, { tags: ['TEA'] })];
    expect(ids(select(posts).posts).sort()).toEqual([1, 2]);
  });

  it("is what a source's first poll brought from before the period (delivery 17)", () => {
    const old = { published: period.from - 1 };
    expect(decisions([candidate(1, 'a', old, true)])).toEqual({
      1: "left out: it came with its source's first poll, and is dated 2014-08-11, before the edition's period",
    });
    expect(ids(select([candidate(1, 'a', { published: period.from }, true)]).posts)).toEqual([1]);
  });

  it('is not a late arrival, whatever its date (delivery 17)', () => {
    expect(ids(select([candidate(1, 'a', { published: 0 })]).posts)).toEqual([1]);
  });

  it('is a copy of what an earlier edition told', () => {
    const change = {
      stories: [story(1, [2])],
      past: [past(1, 'On tea', '2014-W32')],
    };
    expect(decisions([candidate(2, 'b')], change)).toEqual({
      2: 'left out: it tells the same story as "On tea", which was in 2014-W32, known by the same link',
    });
  });
});

describe('what is told with another', () => {
  it.each<[string, Candidate, boolean]>([
    ['an item of a calendar', candidate(1, 'a', { events: [event('ical')] }), true],
    ['an item with the event module', candidate(1, 'a', { events: [event('rss-event')] }), true],
    [
      'an event of a source of events',
      candidate(1, source('a', { kind: 'events' }), { events: [event('prose')] }),
      true,
    ],
    ['a post that announces an event', candidate(1, 'a', { events: [event('prose'), event('schema.org')] }), false],
    ['news from a source of events', candidate(1, source('a', { kind: 'events' })), false],
  ])('is %s: %#', (_, given, isEvent) => {
    expect(select([given]).decisions[0]?.place).toBe(isEvent ? 'event' : 'post');
  });

  it('is with the event of which alone it tells', () => {
    const given = candidate(1, 'a', { events: [event('prose')] });
    const [decision] = select([given], { announcing: new Set([1]) }).decisions;
    expect(decision?.place).toBe('event');
    expect(decision?.reasons).toEqual([
      'it only announces the event "Meetup", and is shown with it while that is ahead',
      'its text is short, is titled like the event, tells its day at once and hardly anything else',
    ]);
  });

  it('is a copy, under its original', () => {
    const change = { stories: [story(2, [1, 3], 'nearly the same text')] };
    const { posts, decisions } = select([candidate(1, 'a'), candidate(2, 'b'), candidate(3, 'c')], change);
    expect(ids(posts)).toEqual([2]);
    expect(posts[0]?.copies.map(({ entry }) => entry.id)).toEqual([1, 3]);
    expect(decisions.map(({ place, under }) => [place, under])).toEqual([
      ['copy', 2],
      ['post', null],
      ['copy', 2],
    ]);
  });

  it('is a copy under another copy, where the original is left out', () => {
    const change = { stories: [story(1, [2, 3])] };
    const left = candidate(1, source('a', { exclude: 'post' }));
    expect(ids(select([left, candidate(2, 'b'), candidate(3, 'c')], change).posts)).toEqual([2]);
  });

  const camp = { title: 'camp', named: true, continued: false, periodical: false, reason: '3 parts counted by day' };

  it('is a part of a series, under the first', () => {
    const { posts, decisions } = select([candidate(1), candidate(2), candidate(3)], {
      series: [{ ...camp, parts: [3, 1, 2] }],
    });
    expect(ids(posts)).toEqual([3]);
    expect(posts[0]?.series).toMatchObject({ title: 'camp', continued: false });
    expect(posts[0]?.series?.parts.map(({ entry }) => entry.id)).toEqual([3, 1, 2]);
    expect(decisions.map(({ place, under }) => [place, under])).toEqual([
      ['part', 3],
      ['part', 3],
      ['post', null],
    ]);
  });

  it('leaves out parts that are excluded', () => {
    const filtered = source('a', { exclude: 'post 2' });
    const parts = [candidate(1, filtered), candidate(2, filtered), candidate(3, filtered)];
    const { posts } = select(parts, { series: [{ ...camp, parts: [1, 2, 3] }] });
    expect(posts[0]?.series?.parts.map(({ entry }) => entry.id)).toEqual([1, 3]);
    expect(posts[0]?.series?.continued).toBe(false);
  });

  it('is the one new part of a series that an earlier edition began', () => {
    const before = [past(1, 'Day 1 at camp', '2014-W32')];
    const { posts } = select([candidate(2)], { series: [{ ...camp, parts: [1, 2], continued: true }], past: before });
    expect(posts[0]?.series).toMatchObject({ title: 'camp', continued: true, parts: [{ entry: { id: 2 } }] });
  });

  it('is the first of a nameless series in its edition, which goes by its title', () => {
    const nameless = { ...camp, title: 'Part 1: wood', named: false, parts: [1, 2], continued: true };
    const before = [past(1, 'Part 1: wood', '2014-W32')];
    const { posts } = select([candidate(2, 'a', { title: 'Part 2: iron' })], { series: [nameless], past: before });
    expect(posts[0]?.series).toMatchObject({ title: 'Part 2: iron', continued: true });
  });

  it('is a copy of what no edition had, because it was too old', () => {
    const change = { stories: [story(1, [2])], past: [past(1, 'On tea', '')] };
    expect(select([candidate(2, 'b')], change).decisions[0]?.place).toBe('post');
  });

  it.each<[string, Partial<CandidateEntry>, string]>([
    ['only its address is another', {}, 'left out'],
    ['it came out on another day', { published: period.from }, 'post'],
    ['its text is another', { summary: 'Something else.' }, 'post'],
    ['its title is another', { title: 'On coffee' }, 'post'],
  ])('is settled by what an earlier edition had of its source, where %s', (_, change, place) => {
    const told = { ...past(1, 'On tea', '2014-W32'), summary: 'On the tea that we drink.' };
    const again = candidate(2, 'a', { title: 'On tea', summary: told.summary, ...change });
    expect(select([again], { past: [told] }).decisions[0]?.place).toBe(place);
  });

  it('is no other post under that title which says as little', () => {
    const [told, again] = [past(1, 'Untitled', '2014-W32'), candidate(2, 'a', { title: 'Untitled', summary: '' })];
    expect(select([again], { past: [{ ...told, summary: '' }] }).decisions[0]?.place).toBe('post');
  });

  it.each<[string, Story, string]>([
    ['only linked to it', story(1, [2], 'a link to it'), 'post'],
    ['carried it', story(1, [2], 'nearly the same text'), 'left out'],
    ['had the original of another link', story(2, [1], 'a link to it'), 'left out'],
  ])('is told or left out by whether an earlier edition %s', (_, told, place) => {
    const before = [past(2, 'Look', '2014-W32')];
    expect(select([candidate(1)], { stories: [told], past: before }).decisions[0]?.place).toBe(place);
  });

  it('is a series whose first parts nobody has', () => {
    const { posts } = select([candidate(2), candidate(3)], { series: [{ ...camp, parts: [2, 3], continued: true }] });
    expect(posts[0]?.series).toMatchObject({ continued: true, parts: [{ entry: { id: 2 } }, { entry: { id: 3 } }] });
  });

  it('is a series that began before the site did', () => {
    const { posts } = select([candidate(1, 'a', { published: 0 }, true), candidate(2)], {
      series: [{ ...camp, parts: [1, 2] }],
    });
    expect(posts[0]?.series).toMatchObject({ continued: true, parts: [{ entry: { id: 2 } }] });
  });

  it('is no new issue of a column alone', () => {
    const column = { ...camp, periodical: true, parts: [1, 2] };
    const before = [past(1, 'Week 46', '2014-W32')];
    expect(select([candidate(2)], { series: [column], past: before }).posts[0]?.series).toBeNull();
    expect(select([candidate(1), candidate(2)], { series: [column] }).posts[0]?.series?.parts).toHaveLength(2);
  });

  it('are the copies of all parts of a series', () => {
    const change = {
      series: [{ ...camp, parts: [1, 2] }],
      stories: [story(2, [3])],
    };
    const { posts } = select([candidate(1), candidate(2), candidate(3, 'b')], change);
    expect(posts[0]?.copies.map(({ entry }) => entry.id)).toEqual([3]);
  });
});

describe('the ranking', () => {
  it.each<[string, Candidate, Candidate, Partial<SelectOptions>]>([
    ['the longer one', candidate(1, 'a', { words: 900 }), candidate(2, 'a', { words: 150 }), {}],
    ['the one with a picture', candidate(1, 'a', { image }), candidate(2, 'a'), {}],
    ['the one others link to', candidate(1), candidate(2), { quotes: new Map([[1, 2]]) }],
    ['the one of the source listed first', candidate(1, 'a'), candidate(2, 'b'), {}],
    ['the newest where all else is the same', candidate(1, 'a', { published: period.to - 1 }), candidate(2, 'a'), {}],
    ['the one with text', candidate(1, 'z'), candidate(2, 'a', { words: 0, summary: '' }), {}],
    ['anything but a test', candidate(1, 'z', { words: 30 }), candidate(2, 'a', { title: 'Test post', words: 90 }), {}],
  ])('puts %s first', (_, first, second, change) => {
    expect(ids(select([second, first], change).posts)).toEqual([1, 2]);
  });

  it('puts a post of a rare source before those of a busy one', () => {
    const busy = [1, 2, 3, 4].map((id) => candidate(id, 'a', { words: 260 }));
    expect(ids(select([...busy, candidate(9, 'b')]).posts)[0]).toBe(9);
  });

  it('gives no source more than its share while others have posts', () => {
    const busy = Array.from({ length: 30 }, (_, id) => candidate(id, 'a', { words: 3000, image }));
    const others = Array.from({ length: 12 }, (_, id) => candidate(100 + id, id % 2 === 0 ? 'b' : 'c', { words: 40 }));
    const { posts, brief } = select([...busy, ...others], { posts: 12 });
    expect(posts.filter(({ candidate }) => candidate.source.name === 'Blog A')).toHaveLength(4);
    expect(brief).toHaveLength(30);
  });

  it('fills what room is left, whoever it is from', () => {
    const busy = Array.from({ length: 30 }, (_, id) => candidate(id, 'a'));
    expect(select([...busy, candidate(99, 'b')], { posts: 12 }).posts).toHaveLength(12);
  });

  it('lists in brief what there is no room for (delivery 21)', () => {
    const { posts, brief, decisions } = select([candidate(1), candidate(2), candidate(3)], { posts: 2 });
    expect([posts.length, brief.length]).toEqual([2, 1]);
    expect(decisions.find(({ place }) => place === 'brief')?.reasons[0]).toBe(
      'it is number 3 of 3 by rank, and there is room for 2 posts',
    );
  });

  it('says for how many there is room, were it but one', () => {
    const [, other] = select([candidate(1), candidate(2)], { posts: 1 }).decisions;
    expect(other?.reasons[0]).toBe('it is number 2 of 2 by rank, and there is room for one post');
  });
});

describe('selectEntries', () => {
  const pool = Array.from({ length: 40 }, (_, id) =>
    candidate(id, 'abcdefg'[id % 7], { words: (id * 37) % 500, image: id % 3 === 0 ? image : null }, id % 5 === 0),
  );
  const change = {
    posts: 10,
    stories: [story(3, [9, 14])],
    series: [
      {
        title: 'camp',
        named: true,
        parts: [1, 8, 15],
        continued: false,
        periodical: false,
        reason: '3 parts counted by day',
      },
    ],
  };

  it('settles every candidate once, and shows each that is not left out in one place', () => {
    const { posts, brief, decisions } = select(pool, change);
    expect(decisions.map(({ id }) => id)).toEqual(pool.map(({ entry }) => entry.id));
    const shown = [...posts, ...brief].flatMap(({ candidate, copies, series }) => [
      ...(series?.parts ?? [candidate]),
      ...copies,
    ]);
    expect(shown.map(({ entry }) => entry.id).sort((a, b) => a - b)).toEqual(pool.map(({ entry }) => entry.id));
  });

  it('decides the same whatever the order of the candidates', () => {
    const selection = select(pool, change);
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (others) => {
        expect(select(others, change)).toEqual(selection);
      }),
      { numRuns: 10 },
    );
  });
});

describe('explainEntry', () => {
  const { decisions } = select([candidate(1, 'a', { words: 1200, image }), candidate(2, 'b'), candidate(3, 'c')], {
    stories: [story(1, [2])],
  });

  it('says where an entry is and why', () => {
    expect(explainEntry(decisions, 1)).toEqual([
      '"Post 1" is a post of the edition:',
      '  it is number 1 of 2 by rank',
      '  it has 1,200 words',
      '  it has a picture',
      '  it is the only post of its source',
      '  another source links to it or carries it',
      '  its source is number 1 in the lists',
      '  the same story is also in Blog B',
    ]);
  });

  it('goes on with what it is shown under', () => {
    const lines = explainEntry(decisions, 2);
    expect(lines.slice(0, 3)).toEqual([
      '"Post 2" is shown under "also in":',
      '  it tells the same story as "Post 1" of Blog A, known by the same link',
      '"Post 1" is a post of the edition:',
    ]);
  });

  it.each([
    [false, [1, 2], 'it tells the series "camp" (3 parts counted by day), 2 parts of it in this edition'],
    [true, [1], 'it goes on with the series "camp" (3 parts counted by day), one part of it in this edition'],
  ])('says which series an entry stands for, continued: %s', (continued, here, reason) => {
    const series = [
      { title: 'camp', named: true, parts: [1, 2, 3], continued, periodical: false, reason: '3 parts counted by day' },
    ];
    const told = select(
      here.map((id) => candidate(id)),
      { series },
    );
    expect(explainEntry(told.decisions, 1)).toContain(`  ${reason}`);
  });

  it.each<[string, Partial<SelectOptions>, string]>([
    [
      'once who carries every part',
      { stories: [story(1, [3]), story(2, [4])] },
      'another source links to it or carries it',
    ],
    ['those who link to a later part', { quotes: new Map([[2, 3]]) }, '3 other sources link to it or carry it'],
  ])('counts %s of a series', (_, change, reason) => {
    const series = [
      {
        title: 'camp',
        named: true,
        parts: [1, 2],
        continued: false,
        periodical: false,
        reason: '2 parts counted by day',
      },
    ];
    const told = select([candidate(1), candidate(2), candidate(3, 'b'), candidate(4, 'b')], { series, ...change });
    expect(explainEntry(told.decisions, 1)).toContain(`  ${reason}`);
  });

  it('has nothing to say of what was no candidate', () => {
    expect(explainEntry(decisions, 99)).toEqual([]);
  });
});
