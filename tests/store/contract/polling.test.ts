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

  it('knows by which validators the pages came that texts are from, until the text is another', async (context) => {
    await using state = await opened(context);
    const { entries } = state.store;
    const page = { url: 'https://blog.example.org/2014/one/', etag: 'W/"ÿ"', lastModified: 'then' };
    await takeIn(state.store, intake([{ ...entry('one'), page }, entry('two')]));
    const known = await entries.known(BLOG, [entry('one').keys, entry('two').keys]);
    const [id, other] = known.map((one) => one.id).sort((a, b) => a - b);
    if (id === undefined || other === undefined) throw new Error('both are known');
    const kept = [{ id, link: 'https://blog.example.org/one', validators: page }];
    expect(await entries.pages([id, other])).toEqual(kept);
    await takeIn(state.store, intake([], { amended: [{ ...entry('one', { title: 'Edited' }), id }] }), NOW + HOUR);
    expect(await entries.pages([id])).toEqual(kept);
    await takeIn(state.store, intake([], { changed: [{ ...entry('one'), id }] }), NOW + 2 * HOUR);
    expect(await entries.pages([id])).toEqual([]);
  });

  it('renews of an entry whose page is as it was only what its item says', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one')]));
    const [{ id } = expect.fail('is known')] = await state.store.entries.known(BLOG, [entry('one').keys]);
    const own = { title: 'Edited', tags: ['new'], authors: [{ name: 'Ann' }], updated: NOW, ownSummary: 'New.' };
    const found = {
      summary: 'Less.',
      contentHtml: 'Less',
      words: 1,
      image: null,
      links: [],
      sketch: '',
      truncated: true,
    };
    const [before] = await state.store.news.byId([id]);
    const edit = { ...entry('one', { ...own, ...found, fingerprint: 'new' }), raw: 'new', events: [], id };
    await takeIn(state.store, intake([], { now: NOW + HOUR, amended: [edit], present: [id] }), NOW + HOUR);
    expect(await state.store.news.byId([id])).toEqual([{ ...before, ...own, fingerprint: 'new', changed: NOW + HOUR }]);
    expect(await state.store.news.announcedBy([id])).toEqual(new Map([[id, [event]]]));
    expect(await state.store.entries.known(BLOG, [edit.keys])).toMatchObject([{ raw: 'new', fingerprint: 'new' }]);
  });

  it('withdraws what its source withdraws', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one'), entry('two')]));
    await takeIn(state.store, intake([], { withdrawn: ['guid of one'] }), NOW + HOUR);
    expect(await state.store.publishing.newest(10, null)).toMatchObject([{ guid: 'guid of two' }]);
    expect(await state.store.publishing.withdrawn()).toMatchObject([
      { url: 'https://blog.example.org/one', edition: null },
    ]);
  });

  it('withdraws an undated event that is ahead when its calendar drops it, if that still holds later ones', async (context) => {
    await using state = await opened(context);
    const eventAt = (name: string, startsAt: number) => ({
      ...entry(name),
      published: NOW,
      events: [{ event, startsAt, endsAt: startsAt + HOUR }],
    });
    const hours = { over: 1, 'called off': 30, kept: 40, 'too far off': 50 };
    await takeIn(state.store, intake(Object.entries(hours).map(([name, ahead]) => eventAt(name, NOW + ahead * HOUR))));
    const [kept] = (await state.store.publishing.newest(10, null)).filter(({ guid }) => guid === 'guid of kept');
    const later = NOW + 2 * HOUR;
    await takeIn(state.store, intake([], { now: later, present: [kept?.id ?? 0] }), later);
    const left = await state.store.publishing.newest(10, null);
    expect(left.map(({ guid }) => guid).sort()).toEqual(['guid of kept', 'guid of over', 'guid of too far off']);
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

describeStores('what workers keep of polling, side by side', (opened) => {
  it('leaves out what was compared with a state that another worker has changed since', async (context) => {
    await using state = await opened(context);
    const { sources } = state.store;
    const [paused, other] = [sources.share([BLOG]), sources.share([BLOG])];
    await Promise.all([paused.states(), other.states()]);
    const brought = { state: { ...freshState(BLOG), lastPolled: NOW }, intake: intake([entry('one')]) };
    await other.write([brought]);
    await paused.write([{ ...brought, state: { ...brought.state, lastPolled: NOW + HOUR } }]);
    expect(await state.store.publishing.newest(10, null)).toHaveLength(1);
    expect((await sources.states()).get(BLOG)?.lastPolled).toBe(NOW);
  });

  it('takes in what several bring of one new source at once, once', async (context) => {
    await using state = await opened(context);
    const workers = Array.from({ length: 6 }, () => state.store.sources.share([BLOG]));
    await Promise.all(workers.map((worker) => worker.states()));
    const brought = { state: { ...freshState(BLOG), lastPolled: NOW }, intake: intake([entry('one')]) };
    await Promise.all(workers.map((worker) => worker.write([brought])));
    expect(await state.store.publishing.newest(10, null)).toHaveLength(1);
  });

  it('tells which sources may be due, and which were never polled', async (context) => {
    await using state = await opened(context);
    const { sources } = state.store;
    const of = (url: string, nextPoll: number, more = {}) => ({
      state: { ...freshState(url), lastPolled: NOW, nextPoll, ...more },
      intake: null,
    });
    await sources.write([
      of('a:', NOW),
      of('b:', NOW + 1),
      of('c:', NOW, { gone: true }),
      of('d:', NOW, { movedTo: 'e:' }),
    ]);
    expect((await sources.due(NOW)).sort((a, b) => (a.url < b.url ? -1 : 1))).toEqual([
      { url: 'a:', movedTo: null },
      { url: 'd:', movedTo: 'e:' },
    ]);
    expect(await sources.known(['a:', 'new:'])).toEqual(new Set(['a:']));
  });
});
