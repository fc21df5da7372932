import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PoliteQueue } from '../../src/poll/queue.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, pollingSite, post, rss, START } from '../support/polling-site.ts';

/** Time that passes only when everybody waits. */
function simulatedTime() {
  let now = 0;
  const waiting: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    wait: (duration: number) => new Promise<void>((wake) => void waiting.push({ at: now + duration, wake })),
    async run(work: Promise<unknown>): Promise<void> {
      let done = false;
      const end = () => {
        done = true;
      };
      work.then(end, end);
      while (!done) {
        await new Promise(setImmediate);
        waiting.sort((a, b) => a.at - b.at);
        const next = waiting.shift();
        if (next === undefined) continue;
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}

interface Request {
  readonly host: string;
  readonly started: number;
  readonly ended: number;
}

async function send(
  hosts: readonly string[],
  settings: ConstructorParameters<typeof PoliteQueue>[0],
  takes: (index: number) => number,
) {
  const time = simulatedTime();
  const queue = new PoliteQueue(settings, time);
  const sent: Request[] = [];
  await time.run(
    Promise.all(
      hosts.map((host, index) =>
        queue.add(
          host,
          async () => {
            const started = time.now();
            await time.wait(takes(index));
            sent.push({ host, started, ended: time.now() });
          },
          () => false,
        ),
      ),
    ),
  );
  return { sent, queue };
}

describe('politeness', () => {
  it('7.1 keeps the gap between starts and the limits of each host and of all, whatever is asked', async () => {
    const hosts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 25 });
    const settings = fc.record({
      concurrency: fc.integer({ min: 1, max: 4 }),
      perHost: fc.record({ concurrency: fc.integer({ min: 1, max: 3 }), interval: fc.constantFrom(0, 100, 1000) }),
    });
    await fc.assert(
      fc.asyncProperty(
        hosts,
        settings,
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 25, maxLength: 25 }),
        async (asked, limits, takes) => {
          const { sent, queue } = await send(asked, limits, (index) => takes[index] ?? 1);
          expect(sent).toHaveLength(asked.length);
          expect(queue.hosts).toBe(0);
          const inFlightAt = (requests: readonly Request[], at: number) =>
            requests.filter(({ started, ended }) => started <= at && at < ended).length;
          for (const { host, started } of sent) {
            const ofHost = sent.filter((one) => one.host === host);
            expect(inFlightAt(sent, started)).toBeLessThanOrEqual(limits.concurrency);
            expect(inFlightAt(ofHost, started)).toBeLessThanOrEqual(limits.perHost.concurrency);
          }
          for (const requests of Map.groupBy(sent, ({ host }) => host).values()) {
            const starts = requests.map(({ started }) => started).toSorted((a, b) => a - b);
            const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
            expect(Math.min(Number.POSITIVE_INFINITY, ...gaps)).toBeGreaterThanOrEqual(limits.perHost.interval);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('7.2 a host with a queue holds up no other, and waits no longer than its interval asks', async () => {
    const hosts = [...Array.from({ length: 50 }, () => 'long'), 'short'];
    const { sent } = await send(hosts, { concurrency: 2, perHost: { concurrency: 1, interval: 1000 } }, () => 10);
    expect(sent.find(({ host }) => host === 'short')?.started).toBe(0);
    expect(sent.filter(({ host }) => host === 'long').at(-1)?.started).toBe(49_000);
  });

  it('7.2 a slow host does not keep the others waiting', async () => {
    await using slow = await serveFeeds({
      '/': async (_, response) => {
        await wait(400);
        response.end(rss([post(1)]));
      },
    });
    await using fast = await serveFeeds({ '/1': rss([post(1)]), '/2': rss([post(1)]), '/3': rss([post(1)]) });
    using site = pollingSite([`${slow.url}/`, ...['1', '2', '3'].map((path) => `${fast.url}/${path}`)], {
      settings: '  concurrency: 2',
    });
    expect((await site.poll(START)).sources.updated).toBe(4);
    expect(fast.requests).toHaveLength(3);
  });

  it('7.3 connections are used again', async () => {
    const ports = new Set<number | undefined>();
    const answer = rss([post(1)]);
    await using server = await serveFeeds(
      Object.fromEntries(
        ['/1', '/2', '/3', '/4'].map((path) => [
          path,
          (request, response) => {
            ports.add(request.socket.remotePort);
            response.end(answer);
          },
        ]),
      ),
    );
    using site = pollingSite(['/1', '/2', '/3', '/4'].map((path) => server.url + path));
    await site.poll(START);
    expect(ports.size).toBe(1);
  });

  it('7.4 7.5 every request says who asks and what for, and carries neither Cookie nor Referer', async () => {
    const seen: NodeJS.Dict<string | string[]>[] = [];
    await using server = await serveFeeds({
      '/': (request, response) => {
        seen.push(request.headers);
        response.writeHead(302, { location: '/feed', 'set-cookie': 'a=b' }).end();
      },
      '/feed': (request, response) => {
        seen.push(request.headers);
        response.writeHead(200, { 'set-cookie': 'a=b' }).end(rss([post(1)]));
      },
    });
    using site = pollingSite([`${server.url}/`], { settings: '  userAgent: "planet/1.0 (+https://planet.example/)"' });
    await site.poll(START);
    await site.poll(START + DAY);
    expect(seen).toHaveLength(4);
    for (const headers of seen) {
      expect(headers['user-agent']).toBe('planet/1.0 (+https://planet.example/)');
      expect(headers.accept).toContain('application/atom+xml');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
    }
  });

  it('7.4 the default User-Agent names the program and the site', async () => {
    let userAgent: string | undefined;
    await using server = await serveFeeds({
      '/': (request, response) => {
        userAgent = request.headers['user-agent'];
        response.end();
      },
    });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    expect(userAgent).toMatch(/^tidings\/\d+\.\d+\.\d+ \(\+https:\/\/news\.example\.org\)$/);
  });
});
