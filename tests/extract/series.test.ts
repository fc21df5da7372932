import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type SeriesEntry, tellSeries } from '../../src/extract/series.ts';

const Labelled = z.strictObject({
  case: z.string(),
  posts: z.array(z.strictObject({ day: z.number(), title: z.string() })),
  /** `parts` are indexes of posts. */
  series: z.array(z.strictObject({ title: z.string(), parts: z.array(z.number()) })),
});

const labelled = readFileSync(new URL('../fixtures/series/titles.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Labelled.parse(JSON.parse(line)));

function entry(id: number, title: string, day: number, change: Partial<SeriesEntry> = {}): SeriesEntry {
  return {
    id,
    title,
    sourceUrl: 'https://blog.example/feed',
    url: `https://blog.example/${id}`,
    authors: [],
    published: Date.UTC(2014, 0, 6) + day * 86_400_000,
    edition: null,
    ...change,
  };
}

describe('tellSeries on labelled titles', () => {
  const found = labelled.map(({ posts, series, ...rest }) => ({
    ...rest,
    expected: series,
    told: tellSeries(posts.map(({ title, day }, id) => entry(id, title, day))).map(({ title, parts }) => ({
      title,
      parts,
    })),
  }));

  it('reaches a precision of 0.97 and a recall of 0.9', () => {
    const told = found.flatMap(({ told }) => told).length;
    const expected = found.flatMap(({ expected }) => expected).length;
    const right = found.flatMap(({ expected, told }) =>
      told.filter(({ parts }) => expected.some((series) => String(series.parts) === String(parts))),
    ).length;
    console.info(
      `series: ${expected}, precision ${(right / told).toFixed(3)}, recall ${(right / expected).toFixed(3)}`,
    );
    expect(expected).toBeGreaterThanOrEqual(20);
    expect(right / told).toBeGreaterThanOrEqual(0.97);
    expect(right / expected).toBeGreaterThanOrEqual(0.9);
  });

  it.each(found)('tells of $case', ({ told, expected }) => {
    expect(told).toEqual(expected);
  });
});

describe('tellSeries', () => {
  it('knows that a series goes on from an earlier edition', () => {
    const entries = [entry(1, 'Day 3 at camp', 2, { edition: '2014-W02' }), entry(2, 'Day 4 at camp', 3)];
    expect(tellSeries(entries)).toEqual([
      {
        title: 'camp',
        named: true,
        parts: [1, 2],
        continued: true,
        periodical: false,
        reason: '2 parts counted by day',
      },
    ]);
  });

  it.each([
    ['begins with its second part', ['Day 2 at camp', 'Day 3 at camp'], true],
    ['begins with its first part', ['Day 1 at camp', 'Day 2 at camp'], false],
    ['begins before its first part', ['Day 0 at camp', 'Day 1 at camp'], false],
    ['has a first part without a number', ['The camp', 'The camp, part 2'], false],
  ])('tells whether a series began before, where what is known of it %s', (_, titles, continued) => {
    expect(tellSeries(titles.map((title, id) => entry(id, title, id)))).toMatchObject([{ continued }]);
  });

  it.each([
    ['says that parts that share a topic', ['Day 1 at camp', 'Day 2 at camp'], true],
    ['says that an unnumbered first part', ['The camp', 'The camp, part 2'], true],
    ['does not say that nothing but numbers', ['Part 1: wood', 'Part 2: welding'], false],
  ])('%s names a series', (_, titles, named) => {
    expect(tellSeries(titles.map((title, id) => entry(id, title, id)))).toMatchObject([{ named }]);
  });

  it.each(['Week 47', 'Harbour news #47', 'This week in trees 47', 'Kettle podcast, episode 47'])(
    'calls the column of "%s" periodical',
    (title) => {
      const entries = [entry(1, title, 0), entry(2, title.replace('47', '48'), 7)];
      expect(tellSeries(entries)).toMatchObject([{ periodical: true }]);
    },
  );

  it('keeps sources apart, and the sites that a planet carries', () => {
    const parts = ['Moving house, part 1', 'Moving house, part 2'];
    const [one, other] = [{ sourceUrl: 'https://a.example/feed' }, { sourceUrl: 'https://b.example/feed' }];
    const sites = [{ url: 'https://a.example/1' }, { url: 'https://b.example/2' }];
    expect(tellSeries(parts.map((title, id) => entry(id, title, id, id === 0 ? one : other)))).toEqual([]);
    expect(tellSeries(parts.map((title, id) => entry(id, title, id, sites[id])))).toEqual([]);
  });

  it('keeps authors apart who count the same at the same time', () => {
    const [anna, ben] = [{ authors: [{ name: 'Anna' }] }, { authors: [{ name: 'Ben' }] }];
    const days = [1, 2, 3].flatMap((number) => [
      entry(10 + number, `Day ${number} at camp`, number, anna),
      entry(20 + number, `Day ${number} at camp`, number, ben),
    ]);
    expect(tellSeries(days).map(({ parts }) => parts)).toEqual([
      [11, 12, 13],
      [21, 22, 23],
    ]);
  });

  it('lets authors take turns, but not where nothing is shared but the numbers', () => {
    const turns = ['Anna', 'Ben'].map((name) => ({ authors: [{ name }] }));
    const told = (...titles: string[]) => tellSeries(titles.map((title, id) => entry(id, title, id, turns[id])));
    expect(told('Day 1 at camp', 'Day 2 at camp')).toHaveLength(1);
    expect(told('Part 1: wood', 'Part 2: welding')).toEqual([]);
  });

  it("takes an author's name before titles for no topic", () => {
    const anna = { authors: [{ name: 'Anna Doe' }] };
    const titles = ['Anna Doe: Building a loom, part 1', 'Anna Doe: Moving house, part 2'];
    expect(tellSeries(titles.map((title, id) => entry(id, title, id, anna)))).toEqual([]);
  });

  it('takes a site with and without www for one', () => {
    const urls = [{ url: 'https://anna.example/1' }, { url: 'http://www.anna.example/2' }];
    const parts = ['Moving house, part 1', 'Moving house, part 2'];
    expect(tellSeries(parts.map((title, id) => entry(id, title, id, urls[id])))).toHaveLength(1);
  });

  it('gives the same series whatever the order of the entries', () => {
    const entries = labelled.flatMap(({ posts }, at) =>
      posts.map(({ title, day }, id) => entry(at * 10 + id, title, day, { sourceUrl: `https://b${at}.example/feed` })),
    );
    const series = tellSeries(entries);
    const order = fc.shuffledSubarray([...entries.keys()], { minLength: entries.length });
    fc.assert(
      fc.property(order, (indexes) => {
        expect(tellSeries(indexes.flatMap((index) => entries[index] ?? []))).toEqual(series);
      }),
      { numRuns: 10 },
    );
  });

  it('takes time in proportion to the entries, even where all are of one series or none follows another', () => {
    const titles = [
      (id: number) => `Day ${1 + (id % 900)} at camp`,
      (id: number) => `Camp, part ${id % 97} of ${97 + (id % 50)}`,
    ];
    for (const titleOf of titles) {
      const many = Array.from({ length: 50_000 }, (_, id) => entry(id, titleOf(id), id / 1000));
      const started = performance.now();
      tellSeries(many);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  it('takes any title', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), (titles) => {
        const parts = tellSeries(titles.map((title, id) => entry(id, title, id))).flatMap((series) => series.parts);
        expect(new Set(parts).size).toBe(parts.length);
      }),
    );
  });
});
