import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { groupStories, type StoryEntry } from '../../src/extract/duplicates.ts';
import { sketch } from '../../src/extract/sketch.ts';
import { measure } from '../../src/extract/words.ts';

const fixtures = new URL('../fixtures/duplicates/', import.meta.url);
const paragraphs = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(new URL('paragraphs.json', fixtures), 'utf8')));

const LabelledEntry = z.strictObject({
  source: z.string(),
  url: z.string().nullable(),
  title: z.string(),
  /** Names of paragraphs; `NAME:loud` is one in capitals. */
  text: z.array(z.string()),
  links: z.array(z.string()).default([]),
  /** After the first of August. */
  day: z.number().default(0),
  origin: z.string().optional(),
});

const Labelled = z.strictObject({
  case: z.string(),
  same: z.boolean(),
  /** Which of the entries the story is to be told under. */
  original: z.number().optional(),
  entries: z.array(LabelledEntry),
});

const labelled = readFileSync(new URL('groups.jsonl', fixtures), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Labelled.parse(JSON.parse(line)));

function textOf(name: string): string {
  const text = paragraphs[name.replace(':loud', '')];
  if (text === undefined) throw new Error(`no paragraph ${name}`);
  return name.endsWith(':loud') ? text.toUpperCase().replaceAll(', ', ' – ') : text;
}

function toEntry(entry: z.infer<typeof LabelledEntry>, id: number): StoryEntry {
  const text = entry.text.map(textOf).join('\n\n');
  const { source: sourceUrl, url, title, links, day, origin } = entry;
  return {
    id,
    sourceUrl,
    url,
    title,
    summary: text.slice(0, 320),
    published: Date.UTC(2014, 7, 1) + day * 86_400_000,
    links,
    sketch: sketch(text),
    words: measure(text).words,
    origin: origin === undefined ? null : { id: null, title: null, url: origin, feedUrl: null },
  };
}

function entry(id: number, change: Partial<StoryEntry> = {}): StoryEntry {
  return {
    id,
    sourceUrl: `https://s${id}.example/feed`,
    url: `https://s${id}.example/post`,
    title: `Post ${id}`,
    summary: '',
    published: Date.UTC(2014, 7, 1),
    links: [],
    sketch: '',
    words: 200,
    origin: null,
    ...change,
  };
}

describe('groupStories on labelled entries', () => {
  const found = labelled.map(({ same, entries, ...rest }) => {
    const stories = groupStories(entries.map(toEntry));
    const isOne = stories.length === 1 && stories[0]?.copies.length === entries.length - 1;
    return {
      ...rest,
      same,
      isOne,
      isNone: stories.length === 0,
      original: stories[0]?.original,
      expected: rest.original,
    };
  });

  it('reaches a precision of 0.97 and a recall of 0.9', () => {
    const told = found.filter(({ isNone }) => !isNone);
    const right = told.filter(({ same, isOne }) => same && isOne);
    const precision = right.length / told.length;
    const recall = right.length / found.filter(({ same }) => same).length;
    console.info(`duplicates: ${found.length} groups, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    expect(found.length).toBeGreaterThanOrEqual(60);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it.each(found.filter(({ same }) => same))('takes for one: $case', ({ isOne, original, expected }) => {
    expect(isOne).toBe(true);
    expect(original).toBe(expected ?? 0);
  });

  it.each(found.filter(({ same }) => !same))('keeps apart: $case', ({ isNone }) => {
    expect(isNone).toBe(true);
  });
});

describe('groupStories', () => {
  it('says of each by what it was known', () => {
    const text = sketch(paragraphs.essay ?? '');
    const entries = [
      entry(1, { title: 'The last tenth', sketch: text }),
      entry(2, { title: 'Almost finished', sketch: text }),
      entry(3, { url: 'https://s1.example/post', title: 'Look' }),
    ];
    const reasons = new Map([
      [1, 'the same link; nearly the same text'],
      [2, 'nearly the same text'],
      [3, 'the same link'],
    ]);
    expect(groupStories(entries)).toEqual([{ original: 1, copies: [2, 3], reasons }]);
  });

  it('tells a story under the entry on its own site, though a planet was earlier and fuller', () => {
    const blog = entry(9, { sourceUrl: 'https://feeds.anna.example/all', url: 'https://anna.example/a', words: 50 });
    const planet = entry(1, {
      url: 'https://anna.example/a',
      title: blog.title,
      published: blog.published - 1,
      words: 900,
    });
    expect(groupStories([planet, blog])).toMatchObject([{ original: 9, copies: [1] }]);
  });

  it('knows a site by the home page that its feed names where the feed is elsewhere', () => {
    const [one, other] = ['https://feeds.example/1', 'https://feeds.example/2'];
    const entries = [
      entry(1, { sourceUrl: one, url: 'https://anna.example/a', title: 'A' }),
      entry(2, { sourceUrl: other, url: 'https://anna.example/a', title: 'A' }),
    ];
    const homePages = new Map([
      [one, 'https://planet.example/'],
      [other, 'https://blog.anna.example/'],
    ]);
    expect(groupStories(entries, homePages)).toMatchObject([{ original: 2, copies: [1] }]);
  });

  it('knows a site by most of its entries where its feed is elsewhere', () => {
    const feed = { sourceUrl: 'https://feedhost.example/anna' };
    const entries = [
      entry(1, { url: 'https://anna.example/a', title: 'A' }),
      entry(2, { ...feed, url: 'https://anna.example/a', title: 'A' }),
      entry(3, { ...feed, url: 'https://anna.example/b', title: 'B' }),
    ];
    expect(groupStories([...entries, entry(4, { sourceUrl: entries[0]?.sourceUrl ?? '' })])).toMatchObject([
      { original: 2, copies: [1] },
    ]);
  });

  it('takes only one entry of a source and site into a story', () => {
    const text = sketch(paragraphs.essay ?? '');
    const twice = { sourceUrl: 'https://a.example/feed', title: 'Essay', sketch: text };
    const entries = [
      entry(1, { ...twice, url: 'https://a.example/1' }),
      entry(2, { ...twice, url: 'https://a.example/2' }),
      entry(3, { sketch: text }),
    ];
    expect(groupStories(entries)).toMatchObject([{ copies: [expect.any(Number)] }]);
  });

  it('takes a copy as well as what only links to it, where a source has both', () => {
    const text = sketch(paragraphs.essay ?? '');
    const site = { sourceUrl: 'https://b.example/feed' };
    const entries = [
      entry(1, { title: 'The last tenth', sketch: text }),
      entry(2, { ...site, url: 'https://b.example/link', title: 'Look', words: 3, links: ['https://s1.example/post'] }),
      entry(3, { ...site, url: 'https://b.example/copy', title: 'From a friend', sketch: text }),
    ];
    expect(groupStories(entries)).toMatchObject([{ original: 1, copies: [2, 3] }]);
  });

  it('takes every note of a source that only links to the story', () => {
    const notes = ['Look', 'Look again'].map((title, index) =>
      entry(2 + index, {
        title,
        sourceUrl: 'https://b.example/feed',
        url: `https://b.example/${index}`,
        words: 6,
        links: ['https://s1.example/post'],
      }),
    );
    expect(groupStories([entry(1), ...notes])).toMatchObject([{ original: 1, copies: [2, 3] }]);
  });

  it('learns nothing from a text that a source gives to many entries', () => {
    const filler = sketch(paragraphs.boiler ?? '');
    const posts = ['Bread', 'Butter', 'Cheese', 'Wine'].map((title, id) =>
      entry(id, {
        title,
        sketch: filler,
        sourceUrl: `https://s${id % 2}.example/feed`,
        url: `https://s${id % 2}.example/${id}`,
      }),
    );
    expect(groupStories(posts)).toEqual([]);
  });

  it('keeps apart two announcements by one template so long that its sample does not show their difference', () => {
    const template = Object.values(paragraphs).join(' ');
    const openings = ['Lyon', 'Nice'].map((city, id) =>
      entry(id, { title: `Open day in ${city}`, summary: `Come to ${city}.`, sketch: sketch(template), words: 900 }),
    );
    expect(groupStories(openings)).toEqual([]);
  });

  it('knows the copies of a column whose issues are all alike by their titles', () => {
    const issues = [1, 2].flatMap((number) =>
      ['a', 'b'].map((letter, copy) =>
        entry(2 * number + copy, {
          title: `What changed in week ${number}`,
          sketch: sketch(`${paragraphs.essay} ${paragraphs.boiler} Issue ${number}`),
          sourceUrl: `https://${letter}.example/feed`,
          url: `https://${letter}.example/${number}`,
        }),
      ),
    );
    expect(groupStories(issues)).toMatchObject([
      { original: 2, copies: [3] },
      { original: 4, copies: [5] },
    ]);
  });

  it('gives the same stories whatever the order of the entries', () => {
    const entries = labelled.flatMap((group, at) =>
      group.entries.map((given, index) => toEntry(given, at * 10 + index)),
    );
    const stories = groupStories(entries);
    expect(stories.length).toBeGreaterThan(20);
    const order = fc.shuffledSubarray([...entries.keys()], { minLength: entries.length });
    fc.assert(
      fc.property(order, (indexes) => {
        expect(groupStories(indexes.flatMap((index) => entries[index] ?? []))).toEqual(stories);
      }),
      { numRuns: 10 },
    );
  });

  it('takes time in proportion to those that tell one story', () => {
    const many = Array.from({ length: 20_000 }, (_, id) => entry(id, { url: 'https://anna.example/a' }));
    const started = performance.now();
    expect(groupStories(many)).toMatchObject([{ original: 0, copies: { length: 19_999 } }]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('takes time in proportion to the entries, even where all end in the same words', () => {
    const words = (id: number) =>
      Array.from({ length: 60 }, (_, word) => `w${(id * 7919 + word * word * 31) % 65_537}`);
    const many = Array.from({ length: 3_000 }, (_, id) => {
      const own = words(Math.floor(id / 2));
      return entry(id, {
        title: own.slice(0, 4).join(' '),
        sketch: sketch(`${own.join(' ')} ${paragraphs.boiler}`),
        published: Date.UTC(2014, 0, 1) + id * 60_000,
      });
    });
    const started = performance.now();
    expect(groupStories(many).length).toBeGreaterThan(1_475);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
