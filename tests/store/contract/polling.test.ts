import { expect, it } from 'vitest';
import { freshState } from '../../../src/poll/settle.ts';
import { BLOG, describeStores, entry, event, HOUR, intake, NOW, takeIn } from './samples.ts';

describeStores('what polling keeps', (opened) => {
  it('gives back a source’s state as it was kept, the last one for each address', async (context) => {
    await using state = await opened(context);
    const kept = {
      ...freshState(BLOG),
      title: 'A blog – blog',
      hubUrls: ['https://hub.example.org/'],
      etag: '"ÿ"',
      lastPolled: NOW,
      nextPoll: NOW + HOUR,
      nextReasons: ['it had news at the last poll'],
      failures: 2,
      lastStatus: 503,
      gone: true,
      memory: '{"quietPolls":1}',
    };
    await state.store.sources.write([{ state: freshState(BLOG), intake: null }]);
    await state.store.sources.write([{ state: kept, intake: null }]);
    expect([...(await state.store.sources.states()).values()]).toEqual([kept]);
  });

  it('keeps until when hosts want to be left alone', async (context) => {
    await using state = await opened(context);
    await state.store.sources.hold('blog.example.org', NOW);
    await state.store.sources.hold('blog.example.org', NOW + HOUR);
    expect(await state.store.sources.holds()).toEqual(new Map([['blog.example.org', NOW + HOUR]]));
  });

  it('takes in entries with their events and knows them again by any of their keys', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one'), entry('two')]));
    const known = await state.store.entries.known(BLOG, [
      { guid: 'g:one', link: null, title: null },
      { guid: null, link: 'l:two', title: null },
      { guid: 'g:three', link: null, title: 'three' },
    ]);
    expect(known.map(({ raw }) => raw).sort()).toEqual(['raw of one', 'raw of two']);
    expect(
      await state.store.entries.known('https://elsewhere.example.org/', [known[0]?.keys ?? expect.fail()]),
    ).toEqual([]);
    const ids = known.map(({ id }) => id);
    const announced = await state.store.news.announcedBy(ids);
    expect([...announced.values()]).toEqual([[event], [event]]);
  });

  it('takes in an edit in place of what was there, its events too', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one')]));
    const [{ id } = expect.fail('is known')] = await state.store.entries.known(BLOG, [entry('one').keys]);
    const edited = { ...entry('one', { title: 'Edited' }), events: [], id };
    await takeIn(state.store, intake([], { now: NOW + HOUR, changed: [edited], present: [id] }), NOW + HOUR);
    expect(await state.store.news.byId([id])).toMatchObject([{ title: 'Edited', changed: NOW + HOUR, firstSeen: NOW }]);
    expect(await state.store.news.announcedBy([id])).toEqual(new Map());
  });

  it('withdraws what its source withdraws', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one'), entry('two')]));
    await takeIn(state.store, intake([], { withdrawn: ['guid of one'] }), NOW + HOUR);
    expect(await state.store.publishing.newest(10, null)).toMatchObject([{ guid: 'guid of two' }]);
    expect(await state.store.publishing.withdrawn()).toEqual([{ url: 'https://blog.example.org/one', edition: null }]);
  });

  it('keeps what a source brought all or not at all', async (context) => {
    await using state = await opened(context);
    const broken = entry('broken', { words: Number.NaN });
    await expect(takeIn(state.store, intake([entry('one'), broken]))).rejects.toThrow();
    expect(await state.store.sources.states()).toEqual(new Map());
    expect(await state.store.publishing.newest(10, null)).toEqual([]);
  });

  it('takes texts with characters that not every database holds', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one', { title: 'before\0after' })]));
    expect(await state.store.publishing.newest(1, null)).toMatchObject([
      { title: expect.stringMatching(/^before.after$/s) },
    ]);
  });
});
