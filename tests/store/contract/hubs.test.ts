import { expect, it } from 'vitest';
import type { HubSubscription } from '../../../src/poll/hub-store.ts';
import { freshState } from '../../../src/poll/settle.ts';
import { BLOG, describeStores, entry, HOUR, intake, NOW } from './samples.ts';

const subscription: HubSubscription = {
  id: 'callback',
  sourceUrl: BLOG,
  hub: 'https://hub.example.org/',
  topic: BLOG,
  mode: 'subscribe',
  tries: 1,
  nextAsk: NOW + HOUR,
  until: null,
};
const pushed = { contentType: 'application/atom+xml', bytes: Buffer.from([0, 0xff, 0x3c]) };

describeStores('what is kept of hubs', (opened) => {
  it('gives back a subscription as it was kept last', async (context) => {
    await using state = await opened(context);
    const { hubs } = state.store;
    await hubs.keep(subscription);
    const granted = { ...subscription, mode: 'unsubscribe' as const, tries: 0, nextAsk: NOW, until: NOW + HOUR };
    await hubs.keep(granted);
    expect(await hubs.all()).toEqual([granted]);
    expect(await hubs.byId('callback')).toEqual(granted);
    expect(await hubs.byId('other')).toBeNull();
  });

  it('tells whose hubs push at a time', async (context) => {
    await using state = await opened(context);
    const { hubs } = state.store;
    await hubs.keep({ ...subscription, until: NOW });
    await hubs.keep({ ...subscription, id: 'b', sourceUrl: 'b:' });
    expect(await hubs.pushedSources(NOW - 1)).toEqual(new Set([BLOG]));
    expect(await hubs.pushedSources(NOW)).toEqual(new Set());
  });

  it('keeps what was pushed, byte for byte and the oldest first, up to a number', async (context) => {
    await using state = await opened(context);
    const { hubs } = state.store;
    await hubs.keep(subscription);
    expect(await hubs.keepPush('callback', pushed, 2)).toBe(true);
    expect(await hubs.keepPush('callback', { contentType: null, bytes: Buffer.from('2') }, 2)).toBe(true);
    expect(await hubs.keepPush('callback', pushed, 2)).toBe(false);
    const oldest = (await hubs.waiting()).get(BLOG) ?? expect.fail('waits');
    expect(await hubs.read(oldest)).toEqual({ topic: BLOG, ...pushed });
  });

  it('drops a pushed document with what came of it, all or not at all', async (context) => {
    await using state = await opened(context);
    const { hubs, sources, publishing } = state.store;
    await hubs.keep(subscription);
    await hubs.keepPush('callback', pushed, 1);
    const pushId = (await hubs.waiting()).get(BLOG) ?? expect.fail('waits');
    const broken = intake([entry('broken', { words: Number.NaN })]);
    await expect(sources.write([{ state: freshState(BLOG), intake: broken, pushId }])).rejects.toThrow();
    expect((await hubs.waiting()).size).toBe(1);
    await sources.write([{ state: freshState(BLOG), intake: intake([entry('one')]), pushId }]);
    expect((await hubs.waiting()).size).toBe(0);
    expect(await publishing.newest(10, null)).toHaveLength(1);
  });

  it('forgets a subscription with what waits of it', async (context) => {
    await using state = await opened(context);
    const { hubs } = state.store;
    await hubs.keep(subscription);
    await hubs.keepPush('callback', pushed, 1);
    await hubs.forget('callback');
    expect(await hubs.all()).toEqual([]);
    await hubs.keep(subscription);
    expect((await hubs.waiting()).size).toBe(0);
  });
});
