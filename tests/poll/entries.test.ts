import { describe, expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, pollingSite, post, rss, START, type TestItem } from '../support/polling-site.ts';

/** What the polls of a source report whose feed has these items in turn. */
async function pollInTurn(...feeds: readonly (readonly TestItem[])[]) {
  const { reports, entries } = await pollDocuments(...feeds.map((items) => rss(items)));
  return { last: reports.at(-1), entries };
}

/** What the polls of a source report whose feed is each of these documents in turn. */
async function pollDocuments(...documents: readonly string[]) {
  await using server = await serveFeeds();
  using site = pollingSite([`${server.url}/feed`]);
  const reports = [];
  for (const [day, document] of documents.entries()) {
    server.answer('/feed', document);
    reports.push((await site.poll(START + day * 2 * DAY)).entries);
  }
  return { reports, entries: await site.entries() };
}

const FIRST = post(1);
const SECOND = post(2);

describe('entries', { timeout: 60_000 }, () => {
  it.each<[string, TestItem[]]>([
    ['its guid changes but link and title stay', [{ ...FIRST, guid: 'another' }]],
    ['its date changes but the guid stays', [{ ...FIRST, date: 'Sun, 01 Mar 2026 11:11:11 GMT' }]],
    ['its link changes but the guid stays', [{ ...FIRST, link: 'https://blog.example.org/elsewhere' }]],
    ['http becomes https', [{ ...FIRST, link: 'http://blog.example.org/1' }]],
    ['the domain moves', [{ ...FIRST, link: 'https://new.example.net/1', guid: 'https://new.example.net/1' }]],
  ])('8.1 an entry is not new again when %s', async (_, items) => {
    const { last, entries } = await pollInTurn([FIRST], items);
    expect(last?.new).toBe(0);
    expect(entries).toHaveLength(1);
  });

  it('8.1 an entry is not new again when the feed is reordered, or when it comes back after months', async () => {
    expect((await pollInTurn([FIRST, SECOND], [SECOND, FIRST])).last).toEqual({ new: 0, changed: 0 });
    expect((await pollInTurn([FIRST], ...Array.from({ length: 5 }, () => [SECOND]), [FIRST, SECOND])).last?.new).toBe(
      0,
    );
  });

  it('8.2 an edit is one changed, not new, and takes the place of the old text', async () => {
    const { last, entries } = await pollInTurn([FIRST], [{ ...FIRST, title: 'Post 1, corrected' }]);
    expect(last).toEqual({ new: 0, changed: 1 });
    expect(entries.map(({ title }) => title)).toEqual(['Post 1, corrected']);
  });

  it('8.2 an edit is one changed, not new, though another item had the entry’s guid once', async () => {
    const second = { ...SECOND, guid: FIRST.guid ?? '' };
    const { last } = await pollInTurn([FIRST, second], [FIRST], [{ ...FIRST, title: 'Post 1, corrected' }]);
    expect(last).toEqual({ new: 0, changed: 1 });
  });

  it('8.3 different entries stay different when one of them comes to have the other’s guid, and is left alone with it', async () => {
    const second = { ...SECOND, guid: FIRST.guid ?? '' };
    const { last, entries } = await pollInTurn([FIRST], [second, FIRST], [second]);
    expect(last).toEqual({ new: 0, changed: 0 });
    expect(entries.map(({ title }) => title).toSorted()).toEqual(['Post 1', 'Post 2']);
  });

  it('8.1 an item in which the document breaks off is left until it is whole', async () => {
    const whole = rss([FIRST, SECOND]);
    const cutWithin = (text: string) => whole.slice(0, whole.indexOf(text) + text.length);
    const { reports, entries } = await pollDocuments(
      cutWithin('<title>Post 1</title>'),
      cutWithin('<title>Post 2</title>'),
      whole,
    );
    expect(reports.map((report) => report.new)).toEqual([0, 1, 1]);
    expect(entries.map(({ title, changed }) => ({ title, changed }))).toEqual([
      { title: 'Post 2', changed: null },
      { title: 'Post 1', changed: null },
    ]);
  });

  it('8.1 what is missing from a document that breaks off is not taken for withdrawn', async () => {
    const oldestFirst = rss([FIRST, SECOND]);
    const cut = oldestFirst.slice(0, oldestFirst.indexOf('<item><title>Post 2'));
    const { entries } = await pollDocuments(oldestFirst, cut);
    expect(entries).toHaveLength(2);
  });

  it('8.1 what has left the end of its feed is not taken for withdrawn, wherever the clock was meanwhile', async () => {
    await using server = await serveFeeds();
    using site = pollingSite([`${server.url}/feed`]);
    const polls: [at: number, numbers: number[]][] = [
      [START, [2, 1]],
      [START - 1000 * DAY, [3, 2, 1]],
      [START + DAY, [4, 3]],
    ];
    for (const [at, numbers] of polls) {
      server.answer('/feed', rss(numbers.map(post)));
      await site.poll(at, { all: true });
    }
    expect(await site.entries()).toHaveLength(4);
  });

  it('8.1 what an old item that comes back has overtaken is not taken for withdrawn', async () => {
    const { last, entries } = await pollInTurn(
      [2, 1].map(post),
      [4, 3].map(post),
      [6, 5].map(post),
      [6, 5, 1].map(post),
    );
    expect(last).toEqual({ new: 0, changed: 0 });
    expect(entries).toHaveLength(6);
  });

  it('8.1 what is gone from among the others is taken for withdrawn, with dates or without', async () => {
    for (const items of [
      [3, 2, 1].map(post),
      [3, 2, 1].map((number) => ({ title: `Post ${number}`, guid: `${number}` })),
    ]) {
      const [third, second, first] = items;
      if (third === undefined || second === undefined || first === undefined) throw new Error('three are needed');
      const { entries } = await pollInTurn([first], [second, first], [third, first]);
      expect(entries.map(({ title }) => title).toSorted()).toEqual(['Post 1', 'Post 3']);
    }
  });

  it('8.2 the same document again changes nothing', async () => {
    expect((await pollInTurn([FIRST, SECOND], [FIRST, SECOND])).last).toEqual({ new: 0, changed: 0 });
  });

  it.each<[string, TestItem[]]>([
    ['one title for all', [1, 2, 3].map((number) => ({ ...post(number), title: 'News' }))],
    ['one link for all', [1, 2, 3].map((number) => ({ ...post(number), link: 'https://blog.example.org/' }))],
    ['no links', [1, 2, 3].map((number) => ({ title: `Post ${number}`, guid: `${number}` }))],
    ['neither guids nor links', [1, 2, 3].map((number) => ({ title: `Post ${number}` }))],
  ])('8.3 different entries stay different: %s', async (_, items) => {
    const { last, entries } = await pollInTurn(items.slice(0, 2), items);
    expect(last).toEqual({ new: 1, changed: 0 });
    expect(entries).toHaveLength(3);
  });

  it('8.3 equal guids in two sources are two entries', async () => {
    await using server = await serveFeeds({
      '/a': rss([{ ...FIRST, guid: '1', title: 'Of a', link: 'https://a.example/x' }]),
      '/b': rss([{ ...FIRST, guid: '1', title: 'Of b', link: 'https://b.example/y' }]),
    });
    using site = pollingSite([`${server.url}/a`, `${server.url}/b`]);
    expect((await site.poll(START)).entries.new).toBe(2);
  });

  it('8.4 all entries of a document are taken in, 5 000 as well', async () => {
    const { last, entries } = await pollInTurn(Array.from({ length: 5000 }, (_, number) => post(number)));
    expect(last?.new).toBe(5000);
    expect(entries).toHaveLength(5000);
  });

  it.each([
    ['without a date', undefined],
    ['dated 1970-01-01', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['dated in the future', 'Fri, 01 Mar 2030 00:00:00 GMT'],
  ])('8.5 an entry %s has the time it was first seen, and keeps it', async (_, date) => {
    const item = {
      title: 'Undated',
      guid: 'u',
      link: 'https://blog.example.org/u',
      ...(date === undefined ? {} : { date }),
    };
    const { entries } = await pollInTurn([item], [{ ...item, text: 'Edited.' }], [item, SECOND]);
    expect(entries.find(({ title }) => title === 'Undated')?.published).toBe(START);
  });
});
