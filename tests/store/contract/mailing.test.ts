import { expect, it } from 'vitest';
import type { DeliveryResult } from '../../../src/mail/outbox-store.ts';
import { collected, describeStores, draft, HOUR, NOW, person } from './samples.ts';

const EDITION = '2014-W33';

const sent = (key: string): DeliveryResult => ({
  key,
  state: 'sent',
  attempts: 1,
  firstTried: NOW,
  nextTry: 0,
  error: null,
  code: null,
  suppress: false,
});

describeStores('editions and their deliveries', (opened) => {
  it('begins an edition once, to the active subscribers and the fixed recipients, each once', async (context) => {
    await using state = await opened(context);
    const { store } = state;
    await store.subscribers.add([person('ann@example.net'), person('bob@example.net')], NOW);
    await store.subscribers.unsubscribe('bob@example.net', NOW);
    const edition = draft(['ann@example.net', 'bob@example.net', 'carl@example.net']);
    expect(await store.editions.countRecipients(edition.fixed)).toBe(2);
    expect(await store.editions.begin(edition)).toBe(true);
    expect(await store.editions.begin(edition)).toBe(false);
    expect(await store.deliveries.counts(EDITION)).toMatchObject({ recipients: 2, deferred: 2 });
    expect(await store.editions.get(EDITION)).toMatchObject({
      state: 'sending',
      subject: 'Weekly',
      webHtml: '<title>',
    });
    expect(await store.editions.open()).toMatchObject([{ name: EDITION, begunAt: NOW, html: '<p>' }]);
    expect(await store.publishing.editions()).toMatchObject([{ name: EDITION, title: 'Weekly' }]);
    expect(await store.publishing.contents([EDITION])).toEqual([{ edition: edition.content, webHtml: '<title>' }]);
    expect(await store.deliveries.byMessageId('<carl@example.net.2014-W33@example.org>')).toEqual({
      edition: EDITION,
      key: 'carl@example.net',
      email: 'carl@example.net',
    });
  });

  it('hands each delivery to one run only', async (context) => {
    await using state = await opened(context);
    const recipients = Array.from({ length: 40 }, (_, index) => `reader${index}@example.net`);
    await state.store.editions.begin(draft(recipients));
    const runs = Array.from({ length: 8 }, (_, run) => state.store.deliveries.claim(EDITION, `run ${run}`, NOW, 5));
    const claimed = (await Promise.all(runs)).flat().map(({ key }) => key);
    expect(claimed.sort()).toEqual(recipients.sort());
  });

  it('lets a message end only for the run that has it in hand', async (context) => {
    await using state = await opened(context);
    const { deliveries } = state.store;
    await state.store.editions.begin(draft(['ann@example.net']));
    await deliveries.claim(EDITION, 'paused', NOW, 1);
    await deliveries.reclaim(EDITION, 'other');
    expect(await deliveries.record(EDITION, 'paused', NOW, { results: [], ending: ['ann@example.net'] })).toEqual(
      new Set(),
    );
    await deliveries.claim(EDITION, 'other', NOW, 1);
    expect(await deliveries.record(EDITION, 'other', NOW, { results: [], ending: ['ann@example.net'] })).toEqual(
      new Set(['ann@example.net']),
    );
    await deliveries.record(EDITION, 'paused', NOW, { results: [sent('ann@example.net')], ending: [] });
    expect(await deliveries.counts(EDITION)).toMatchObject({ sent: 0, uncertain: 1 });
    await deliveries.record(EDITION, 'other', NOW, { results: [sent('ann@example.net')], ending: [] });
    expect(await deliveries.counts(EDITION)).toMatchObject({ sent: 1, uncertain: 0 });
  });

  it('finishes an edition when nothing of it is left to do, and not before', async (context) => {
    await using state = await opened(context);
    const { editions, deliveries } = state.store;
    await editions.begin(draft(['ann@example.net']));
    await editions.finish(EDITION, NOW);
    expect(await editions.open()).toHaveLength(1);
    await deliveries.claim(EDITION, 'run', NOW, 1);
    await deliveries.record(EDITION, 'run', NOW, { results: [sent('ann@example.net')], ending: [] });
    await editions.finish(EDITION, NOW + HOUR);
    expect(await editions.latest(5)).toMatchObject([{ state: 'done', finishedAt: NOW + HOUR }]);
  });

  it('tries what is deferred when its time has come, and tells why it is', async (context) => {
    await using state = await opened(context);
    const { deliveries } = state.store;
    await state.store.editions.begin(draft(['ann@example.net']));
    await deliveries.claim(EDITION, 'run', NOW, 1);
    const deferred = {
      ...sent('ann@example.net'),
      state: 'deferred',
      nextTry: NOW + HOUR,
      error: '451 later',
    } as const;
    await deliveries.record(EDITION, 'run', NOW, { results: [deferred], ending: [] });
    expect(await deliveries.claim(EDITION, 'run', NOW, 1)).toEqual([]);
    expect(await deliveries.troubles(EDITION, 5)).toEqual([
      { email: 'ann@example.net', state: 'deferred', error: '451 later', nextTry: NOW + HOUR },
    ]);
    expect(await deliveries.claim(EDITION, 'run', NOW + HOUR, 1)).toMatchObject([{ attempts: 1, firstTried: NOW }]);
    await deliveries.release(EDITION, 'run');
    expect(await deliveries.claim(EDITION, 'other', NOW + HOUR, 1)).toHaveLength(1);
  });

  it('sends uncertain ones again where a person asks for it', async (context) => {
    await using state = await opened(context);
    const { deliveries } = state.store;
    await state.store.editions.begin(draft(['ann@example.net']));
    await deliveries.claim(EDITION, 'run', NOW, 1);
    await deliveries.record(EDITION, 'run', NOW, { results: [], ending: ['ann@example.net'] });
    await deliveries.reclaim(EDITION, 'next');
    expect(await deliveries.counts(EDITION)).toMatchObject({ uncertain: 1 });
    expect(await deliveries.requeueUncertain(EDITION, NOW)).toBe(1);
    expect(await deliveries.claim(EDITION, 'next', NOW, 1)).toHaveLength(1);
  });
});

describeStores('the list of subscribers', (opened) => {
  it('gives back who was added, each address once, in the order of their coming', async (context) => {
    await using state = await opened(context);
    const { subscribers } = state.store;
    expect(await subscribers.add([person('zoe@example.net'), person('Ann@example.net')], NOW)).toBe(2);
    expect(await subscribers.add([person('ann@example.net')], NOW)).toBe(0);
    expect(await collected(subscribers.all())).toMatchObject([
      { email: 'zoe@example.net', name: 'Ann', language: 'fr', tags: ['a'], kept: { plan: 'b' }, state: 'active' },
      { email: 'Ann@example.net', since: NOW },
    ]);
  });

  it('stops the deliveries of an edition under way to who leaves', async (context) => {
    await using state = await opened(context);
    const { subscribers, editions, deliveries } = state.store;
    const leavers = ['ann@example.net', 'bob@example.net', 'carl@example.net', 'dora@example.net'];
    await subscribers.add(leavers.map(person), NOW);
    await editions.begin(draft([]));
    await subscribers.unsubscribe('ann@example.net', NOW);
    await subscribers.suppress('bob@example.net', 'is dead', NOW);
    expect(await subscribers.remove('carl@example.net', NOW)).toBe('active');
    expect(await subscribers.forget('dora@example.net', NOW)).toBe(true);
    expect(await deliveries.counts(EDITION)).toMatchObject({ recipients: 4, suppressed: 4 });
    expect(await deliveries.claim(EDITION, 'run', NOW, 9)).toEqual([]);
  });

  it('never takes back by import who was suppressed or forgotten', async (context) => {
    await using state = await opened(context);
    const { subscribers } = state.store;
    await subscribers.suppress('ann@example.net', 'is dead', NOW);
    await subscribers.forget('bob@example.net', NOW);
    expect(await subscribers.add([person('ann@example.net'), person('bob@example.net')], NOW)).toBe(0);
    expect(await subscribers.byKey('bob@example.net')).toBeNull();
  });

  it('makes active who asked for it and confirmed', async (context) => {
    await using state = await opened(context);
    const { subscribers } = state.store;
    expect(await subscribers.confirm('ann@example.net', NOW)).toBe(false);
    await subscribers.request(person('ann@example.net'), NOW);
    expect(await subscribers.byKey('ann@example.net')).toMatchObject({ state: 'pending' });
    expect(await subscribers.confirm('ann@example.net', NOW + HOUR)).toBe(true);
    expect(await subscribers.byKey('ann@example.net')).toMatchObject({ state: 'active', since: NOW + HOUR });
  });

  it('lets no more confirmations out than the limit, however many are asked for at once', async (context) => {
    await using state = await opened(context);
    const ask = () => state.store.subscribers.noteConfirmation('ann@example.net', NOW, NOW - HOUR, 3);
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(answers.filter(Boolean)).toHaveLength(3);
  });

  it('counts soft bounces once for an edition', async (context) => {
    await using state = await opened(context);
    const bounce = (edition: string) => state.store.subscribers.noteSoftBounce('ann@example.net', edition, NOW, 0);
    expect([await bounce('one'), await bounce('one'), await bounce('two')]).toEqual([1, 1, 2]);
  });

  it('begins to count soft bounces anew after an edition that came to its end (8.6)', async (context) => {
    await using state = await opened(context);
    const { editions, deliveries, subscribers } = state.store;
    const deliver = async (name: string, week: number) => {
      const edition = draft(['ann@example.net']);
      const begunAt = NOW + week * 7 * 24 * HOUR;
      const messageId = (key: string) => `<${key}.${name}@example.org>`;
      await editions.begin({ ...edition, content: { ...edition.content, name }, begunAt, dueAt: begunAt, messageId });
      await deliveries.claim(name, 'run', begunAt, 1);
      await deliveries.record(name, 'run', begunAt, { results: [sent('ann@example.net')], ending: [] });
    };
    const bounce = (name: string) => subscribers.noteSoftBounce('ann@example.net', name, NOW, 0);
    await deliver('one', 1);
    expect(await bounce('one')).toBe(1);
    await deliver('two', 2);
    expect(await bounce('one'), 'the latest may still bounce').toBe(1);
    await deliver('three', 3);
    expect(await bounce('three')).toBe(1);
    expect(await bounce('two'), 'the bounce came late').toBe(3);
  });

  it('gives the entries of a rejected edition to the next, and its time and name to none', async (context) => {
    await using state = await opened(context);
    const { editions, deliveries, news, publishing } = state.store;
    const edition = draft(['ann@example.net'], { waits: true });
    await editions.begin(edition);
    expect(await editions.reject(EDITION, NOW)).toBe(true);
    expect(await editions.reject(EDITION, NOW), 'it waits no more').toBe(false);
    expect(await editions.approve(EDITION)).toBe(false);
    expect(await editions.waiting()).toEqual([]);
    expect(await publishing.editions()).toEqual([]);
    expect(await deliveries.counts(EDITION)).toMatchObject({ recipients: 1, suppressed: 1 });
    const soFar = await news.editionsSoFar(NOW + HOUR);
    expect(soFar).toEqual({ names: new Set([EDITION]), covered: null, lastDue: NOW });
  });

  it('mails nobody who leaves while an edition begins', async (context) => {
    await using state = await opened(context);
    const { subscribers, editions, deliveries } = state.store;
    const keys = Array.from({ length: 30 }, (_, index) => `reader${index}@example.net`);
    await subscribers.add(keys.map(person), NOW);
    const leaving = keys.slice(0, 10).map((key) => subscribers.unsubscribe(key, NOW));
    await Promise.all([
      ...leaving,
      editions.begin(draft([])),
      ...keys.slice(10, 20).map((key) => subscribers.remove(key, NOW)),
    ]);
    const claimed = await deliveries.claim(EDITION, 'run', NOW, 99);
    expect(claimed.map(({ key }) => key).sort()).toEqual(keys.slice(20).sort());
  });
});
