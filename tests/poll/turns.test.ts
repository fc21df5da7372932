import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, HOUR, pollingSite, post, rss, START } from '../support/polling-site.ts';

const FEED = rss([post(1)]);

describe('turns', () => {
  it('2.1 what is not due is not asked: no request, due 0', async () => {
    await using server = await serveFeeds({ '/': FEED });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    expect(await site.poll(START + 60_000)).toMatchObject({ requests: 0, sources: { due: 0, total: 1 } });
    expect(server.requests).toHaveLength(1);
  });

  it('2.2 a source with news at every poll is asked at least every two hours', async () => {
    let number = 0;
    await using server = await serveFeeds({
      '/': (_, response) => {
        number += 1;
        response.end(rss(Array.from({ length: number }, (_, index) => post(index))));
      },
    });
    using site = pollingSite([`${server.url}/`]);
    for (let half = 0; half < 24; half += 1) await site.poll(START + half * 0.5 * HOUR);
    expect(server.requests.length).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['ttl', '<ttl>360</ttl>'],
    [
      'sy:updatePeriod and sy:updateFrequency',
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
    ],
  ])('2.3 the feed’s own floor holds: %s', async (_, channel) => {
    await using server = await serveFeeds({ '/': rss([post(1)], channel) });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    expect((await site.poll(START + 6 * HOUR - 1000)).sources.due).toBe(0);
    expect((await site.poll(START + 6 * HOUR)).sources.due).toBe(1);
  });

  it('2.4 a source’s own interval is kept to the second', async () => {
    await using server = await serveFeeds({ '/': FEED });
    using site = pollingSite([`{ url: "${server.url}/", interval: 6h }`]);
    await site.poll(START);
    expect((await site.poll(START + 6 * HOUR - 1000)).sources.due).toBe(0);
    expect((await site.poll(START + 6 * HOUR)).sources.due).toBe(1);
  });

  it('2.5 an address that is listed twice is asked once', async () => {
    await using server = await serveFeeds({ '/': FEED });
    using site = pollingSite([`${server.url}/`, `{ url: "${server.url}/#again", name: Again }`]);
    expect((await site.poll(START)).sources.total).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  it('2.6 a clock that ran years ahead for one poll does not stop polling once it is right again', async () => {
    await using server = await serveFeeds({ '/': FEED });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START + 2000 * DAY);
    expect((await site.poll(START)).sources.due).toBe(1);
    expect((await site.poll(START + 60_000)).sources.due).toBe(0);
  });

  it('2.6 nor does a Retry-After that it was told by such a clock, for any source of the host', async () => {
    const busy = (_: unknown, response: ServerResponse) => response.writeHead(429, { 'retry-after': '3600' }).end();
    await using server = await serveFeeds({ '/a': busy, '/b': FEED });
    using site = pollingSite([`${server.url}/a`, `${server.url}/b`]);
    await site.poll(START + 2000 * DAY);
    server.answer('/a', FEED);
    expect((await site.poll(START)).sources).toMatchObject({ due: 2, failed: 0 });
    expect((await site.status(START)).map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it('2.7 SOURCE is an address or a name, polled due or not, alone', async () => {
    await using server = await serveFeeds({ '/a': FEED, '/b': rss([post(2)]) });
    using site = pollingSite([`{ url: "${server.url}/a", name: Anna }`, `${server.url}/b`]);
    await site.poll(START);
    await site.poll(START, { only: ['Anna'] });
    await site.poll(START, { only: [`${server.url}/b`] });
    expect(server.requests.slice(2)).toEqual(['/a', '/b']);
    await expect(site.poll(START, { only: ['Berta'] })).rejects.toThrow('Berta: is no source that is listed');
    expect(server.requests).toHaveLength(4);
  });

  it('2.7 --all asks every source once', async () => {
    await using server = await serveFeeds({ '/a': FEED, '/b': rss([post(2)]) });
    using site = pollingSite([`${server.url}/a`, `${server.url}/b`]);
    await site.poll(START);
    expect((await site.poll(START, { all: true })).sources).toMatchObject({ due: 2, unchanged: 2 });
    expect(server.requests).toHaveLength(4);
  });

  it('11.1 the report is true: its counts add up, and each failure is named', async () => {
    await using server = await serveFeeds({ '/good': FEED, '/gone': (_, response) => response.writeHead(410).end() });
    using site = pollingSite([`${server.url}/good`, `${server.url}/gone`, `{ url: "${server.url}/bad", name: Bad }`]);
    const { sources, entries, requests, bytes, failures } = await site.poll(START);
    expect(sources).toEqual({ total: 3, due: 3, updated: 1, unchanged: 0, failed: 2, gone: 1 });
    expect(entries).toEqual({ new: 1, changed: 0 });
    expect([requests, server.requests.length]).toEqual([3, 3]);
    expect(bytes).toBeGreaterThan(FEED.length);
    const bad = failures.find(({ source }) => source === 'Bad');
    expect(bad).toEqual({
      source: 'Bad',
      url: `${server.url}/bad`,
      status: 404,
      error: 'answered 404 Not Found',
      retryAt: bad?.retryAt,
    });
    expect(Date.parse(bad?.retryAt ?? '')).toBeGreaterThan(START);
  });

  it('11.1 counts new entries as they are published: a story that two sources bring is one', async () => {
    await using server = await serveFeeds({ '/a': rss([post(1), post(2)]), '/b': rss([post(2), post(3)]) });
    using site = pollingSite([`${server.url}/a`, `${server.url}/b`]);
    expect(await site.poll(START)).toMatchObject({ sources: { updated: 2 }, entries: { new: 3 } });
  });

  it('11.2 what retryAt and nextPoll say comes to pass where the feed wants hours skipped', async () => {
    const skipHours = Array.from({ length: 8 }, (_, index) => `<hour>${index + 16}</hour>`).join('');
    await using server = await serveFeeds({ '/': rss([post(1)], `<skipHours>${skipHours}</skipHours>`) });
    using site = pollingSite([`${server.url}/`]);
    await site.poll('2026-03-02T10:00:00Z');
    server.answer('/', (_, response) => response.writeHead(500).end());
    const { failures } = await site.poll('2026-03-02T15:30:00Z');
    expect(failures[0]?.retryAt).toMatch(/^2026-03-03T00:0/);
    const [status] = await site.status('2026-03-02T15:30:00Z');
    expect(status?.nextPoll).toMatch(/^2026-03-03T00:0/);
    const next = Date.parse(status?.nextPoll ?? '');
    expect((await site.poll(next - 1)).sources.due).toBe(0);
    expect((await site.poll(next)).sources.due).toBe(1);
  });

  it('11.2 what nextPoll says comes to pass at the first poll from then on, and not before', async () => {
    await using server = await serveFeeds({ '/good': FEED });
    using site = pollingSite([`${server.url}/good`, `${server.url}/bad`]);
    let now = START;
    for (let turn = 0; turn < 6; turn += 1) {
      await site.poll(now);
      const next = Math.min(...(await site.status(now)).map(({ nextPoll }) => Date.parse(nextPoll ?? '')));
      expect((await site.poll(next - 1)).sources.due).toBe(0);
      now = next;
      expect((await site.poll(next)).sources.due).toBeGreaterThanOrEqual(1);
    }
  });
});
