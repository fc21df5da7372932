import { expect, it } from 'vitest';
import { BLOG, describeStores, draft, entry, event, HOUR, intake, NOW, takeIn } from './samples.ts';

const DAY = 24 * HOUR;

describeStores('what editions and pages are made of', (opened) => {
  it('gives back an entry as it was taken in', async (context) => {
    await using state = await opened(context);
    const { draft: taken } = entry('one', { truncated: true, updated: NOW });
    const { contentHtml, events: _, ...lean } = taken;
    await takeIn(state.store, intake([entry('one', { truncated: true, updated: NOW })]));
    const [found] = await state.store.publishing.newest(1, null);
    expect(found).toMatchObject({ ...lean, sourceUrl: BLOG, firstSeen: NOW, changed: null, edition: null });
    expect(await state.store.publishing.texts([found?.id ?? 0])).toEqual(new Map([[found?.id, contentHtml]]));
    expect(await state.store.news.withUrl('https://blog.example.org/one')).toEqual([found?.id]);
  });

  it('finds entries by a part of their address', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one'), entry('two')]));
    const [one] = await state.store.news.withUrl('https://blog.example.org/one');
    expect(await state.store.news.withinUrl('example.org/one')).toEqual([
      { id: one, url: 'https://blog.example.org/one' },
    ]);
    expect(await state.store.news.withinUrl('blog.example.org')).toHaveLength(2);
  });

  it('lists the newest first, of any source or of those named', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('old', { published: NOW - DAY }), entry('new')]));
    await takeIn(state.store, intake([entry('other', { published: NOW })]), NOW, 'https://other.example.org/feed');
    const guids = async (count: number, from: readonly string[] | null) =>
      (await state.store.publishing.newest(count, from)).map(({ guid }) => guid);
    expect(await guids(10, null)).toEqual(['guid of other', 'guid of new', 'guid of old']);
    expect(await guids(1, [BLOG])).toEqual(['guid of new']);
    expect(await guids(2, [BLOG, 'https://other.example.org/feed', 'https://never.example.org/polled'])).toEqual([
      'guid of other',
      'guid of new',
    ]);
    expect(await guids(10, [])).toEqual([]);
  });

  it('numbers entries as they come, and gives back any stretch of them but for what is withdrawn', async (context) => {
    await using state = await opened(context);
    const { publishing } = state.store;
    expect(await publishing.lastEntry()).toBe(0);
    await takeIn(state.store, intake([entry('one'), entry('two', { published: NOW - DAY }), entry('three')]));
    expect(await publishing.lastEntry()).toBe(3);
    const guids = async (from: number, to: number) => (await publishing.between(from, to)).map(({ guid }) => guid);
    expect(await guids(1, 3)).toEqual(['guid of three', 'guid of one', 'guid of two']);
    expect(await guids(2, 2)).toEqual(['guid of two']);
    await takeIn(state.store, intake([], { withdrawn: ['guid of three'] }));
    expect(await guids(1, 3)).toEqual(['guid of one', 'guid of two']);
    expect(await publishing.lastEntry(), 'what is withdrawn keeps its number').toBe(3);
  });

  it('tells when an entry of each stretch was last edited', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one'), entry('two'), entry('three')]));
    expect(await state.store.publishing.lastEdits(2)).toEqual(new Map());
    const changed = [{ ...entry('three', { title: 'Edited' }), id: 3 }];
    await takeIn(state.store, intake([], { now: NOW + HOUR, changed }), NOW + HOUR);
    expect(await state.store.publishing.lastEdits(2)).toEqual(new Map([[1, NOW + HOUR]]));
  });

  it('tells of each source when it last posted', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('old', { published: NOW - DAY }), entry('new')]));
    expect(await state.store.publishing.sources()).toMatchObject([{ url: BLOG, lastPost: NOW - HOUR, gone: false }]);
  });

  it('tells what is in no edition yet; of a source’s first poll, only what is young', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('old', { published: NOW - 30 * DAY }), entry('young')]));
    await takeIn(state.store, intake([entry('late', { published: NOW - 20 * DAY })], { now: NOW + HOUR }), NOW + HOUR);
    const news = await state.store.news.unpublished(NOW - 7 * DAY);
    expect(news.map(({ entry: { guid }, initial }) => [guid, initial])).toEqual([
      ['guid of young', true],
      ['guid of late', false],
    ]);
  });

  it('counts the rest of a first document that broke off as its first poll’s, but not what was posted since', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('top')], { present: null }));
    const rest = [entry('since', { published: NOW + HOUR }), entry('bottom', { published: NOW - 20 * DAY })];
    await takeIn(state.store, intake(rest, { now: NOW + 2 * HOUR, isRest: true }), NOW + 2 * HOUR);
    const news = await state.store.news.unpublished(0);
    expect(news.map(({ entry: { guid }, initial }) => [guid, initial])).toEqual([
      ['guid of top', true],
      ['guid of since', false],
      ['guid of bottom', true],
    ]);
  });

  it('tells what a first poll brought too late for an edition, where it was published since', async (context) => {
    await using state = await opened(context);
    const backlog = [entry('late', { published: NOW - 20 * DAY }), entry('old', { published: NOW - 90 * DAY })];
    await takeIn(state.store, intake([...backlog, entry('told')]));
    await takeIn(state.store, intake([entry('left')], { now: NOW + HOUR }), NOW + HOUR);
    const [told = 0] = await state.store.news.withUrl('https://blog.example.org/told');
    const [left = 0] = await state.store.news.withUrl('https://blog.example.org/left');
    await state.store.editions.begin(draft([], { entryIds: [told], leftOut: [left] }));
    expect(await state.store.news.passedOver(NOW - 60 * DAY)).toMatchObject([{ guid: 'guid of late', edition: '' }]);
  });

  it('tells what earlier editions told, and that what is settled is no news', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('told'), entry('left')]));
    const [told = 0] = await state.store.news.withUrl('https://blog.example.org/told');
    const [left = 0] = await state.store.news.withUrl('https://blog.example.org/left');
    await state.store.editions.begin(draft([], { entryIds: [told], leftOut: [left] }));
    expect(await state.store.news.unpublished(0)).toEqual([]);
    expect(await state.store.news.told(0)).toMatchObject([{ id: told, edition: '2014-W33' }]);
    expect(await state.store.news.editionsSoFar(NOW)).toEqual({
      names: new Set(['2014-W33']),
      covered: NOW,
      lastDue: NOW,
    });
    expect(await state.store.news.editionsSoFar(NOW - 1), 'begun by a clock that ran ahead').toEqual({
      names: new Set(['2014-W33']),
      covered: null,
      lastDue: null,
    });
  });

  it('tells of events to come as they were announced, to the last digit', async (context) => {
    await using state = await opened(context);
    await takeIn(state.store, intake([entry('one')]));
    expect(await state.store.news.sightings(NOW + 96 * HOUR)).toMatchObject([{ event, firstSeen: NOW }]);
    expect(await state.store.news.sightings(NOW + 96 * HOUR + 1)).toEqual([]);
  });

  it('keeps what the calendar said of an event, the last of each', async (context) => {
    await using state = await opened(context);
    const revision = { uid: 'a', fingerprint: 'one', sequence: 0, stamped: NOW };
    const later = { ...revision, fingerprint: 'two', sequence: 1, stamped: NOW + HOUR };
    await state.store.calendar.keep([revision]);
    await state.store.calendar.keep([later, { ...revision, uid: 'b' }]);
    expect(await state.store.calendar.known(['a', 'c'])).toEqual([later]);
  });

  it('keeps facts: the first where it is to stay, the last where it is set', async (context) => {
    await using state = await opened(context);
    expect(await state.store.facts.get('secret')).toBeNull();
    expect(await state.store.facts.keep('secret', 'one')).toBe('one');
    expect(await state.store.facts.keep('secret', 'two')).toBe('one');
    await state.store.facts.set('secret', 'three');
    expect(await state.store.facts.get('secret')).toBe('three');
  });

  it('replaces a fact for one alone of several who know the same of it', async (context) => {
    await using state = await opened(context);
    const { facts } = state.store;
    expect(await Promise.all([facts.replace('turn', null, 'one'), facts.replace('turn', null, 'two')])).toContain(
      false,
    );
    const before = await facts.get('turn');
    const replaced = await Promise.all(['three', 'four'].map((value) => facts.replace('turn', before, value)));
    expect(replaced.toSorted()).toEqual([false, true]);
    expect(await facts.replace('turn', before, 'five')).toBe(false);
    expect(await facts.get('turn')).toBe(replaced[0] ? 'three' : 'four');
  });
});
