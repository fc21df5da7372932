import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/fault.ts';
import { type Ask, follow } from '../../src/poll/follow.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, HOUR, pollingSite, post, rss, START } from '../support/polling-site.ts';

type Hop = readonly [status: number, location?: string];

/** A web of these addresses; every other one is a feed. */
function webOf(hops: Readonly<Record<string, Hop>>): {
  ask: Ask;
  asked: { url: string; authorization: string | undefined }[];
} {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const ask: Ask = async (url, headers) => {
    asked.push({ url: url.href, authorization: headers.authorization });
    const [status, location] = hops[url.href] ?? [200];
    const answer = new Map(
      location === undefined ? [] : [['location', Buffer.from(location, 'utf8').toString('latin1')]],
    );
    return { status, headers: answer, body: new Uint8Array(), bytes: 0 };
  };
  return { ask, asked };
}

async function followIn(hops: Readonly<Record<string, Hop>>, from: string) {
  const { ask, asked } = webOf(hops);
  const result = await follow({ url: new URL(from), validators: null, accept: '*/*', credentials: null }, ask);
  if ('held' in result) throw new Error('no host is held here');
  return { result, asked, end: result instanceof Fault ? result.problem : result.url };
}

const A = 'https://a.example/dir/feed';

describe('redirects', () => {
  it.each([
    ['/x', 'https://a.example/x'],
    ['x', 'https://a.example/dir/x'],
    ['//b.example/x', 'https://b.example/x'],
    ['http://b.example/', 'http://b.example/'],
    ['/caf\u00e9', 'https://a.example/caf%C3%A9'],
    ['?page=2', 'https://a.example/dir/feed?page=2'],
  ])('4.1 a Location of %s is resolved', async (location, end) => {
    expect((await followIn({ [A]: [302, location] }, A)).end).toBe(end);
  });

  it.each([
    ['none', [302], 'without saying where to'],
    ['no address', [302, 'http://['], 'what is no address'],
    ['a circle', [302, A], 'in a circle'],
  ] as const)('4.1 a Location that is %s is an error', async (_, hop, problem) => {
    expect((await followIn({ [A]: hop }, A)).end).toContain(problem);
  });

  const chain = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, n) => [`https://a.example/${n}`, [302, `/${n + 1}`] as const]));

  it('4.1 ten are followed, an eleventh is not', async () => {
    expect((await followIn(chain(10), 'https://a.example/0')).end).toBe('https://a.example/10');
    expect((await followIn(chain(11), 'https://a.example/0')).end).toContain('more than 10 times');
  });

  it.each(['file:///etc/passwd', 'data:text/xml,<rss/>', 'ftp://a.example/feed'])(
    '4.3 one to %s is refused',
    async (location) => {
      const { end, asked } = await followIn({ [A]: [301, location] }, A);
      expect(end).toContain('which is not followed');
      expect(asked).toHaveLength(1);
    },
  );

  it('4.2 only the unbroken run of permanent ones at the start counts', async () => {
    const moved = async (...statuses: number[]) => {
      const hops = Object.fromEntries(
        statuses.map((status, n) => [`https://a.example/${n}`, [status, `/${n + 1}`] as const]),
      );
      const { result } = await followIn(hops, 'https://a.example/0');
      return result instanceof Fault ? result : result.movedTo;
    };
    expect(await moved(301, 308)).toBe('https://a.example/2');
    expect(await moved(301, 302, 301)).toBe('https://a.example/1');
    for (const temporary of [302, 303, 307]) expect(await moved(temporary, 301)).toBeNull();
  });

  it('4.4 credentials go to their host alone, and not from https to http', async () => {
    const hops: Record<string, Hop> = {
      'https://a.example/feed': [302, 'https://b.example/'],
      'https://b.example/': [302, 'http://a.example/'],
      'http://a.example/': [302, 'https://a.example/end'],
    };
    const { asked } = await followIn(hops, 'https://me:p%40ss@a.example/feed');
    const basic = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(asked.map(({ authorization }) => authorization)).toEqual([basic, undefined, undefined, basic]);
    expect(asked[0]?.url).toBe('https://a.example/feed');
  });

  it.each([301, 308])(
    '4.2 %d is remembered once it has led to a feed: the new address is asked directly',
    async (status) => {
      await using server = await serveFeeds({
        '/old': (_, response) => response.writeHead(status, { location: '/new' }).end(),
        '/new': rss([post(1)]),
      });
      using site = pollingSite([`${server.url}/old`]);
      for (const day of [0, 1, 2, 3]) await site.poll(START + day * DAY);
      expect(server.requests.slice(-1)).toEqual(['/new']);
      expect(server.requests.filter((path) => path === '/old')).toHaveLength(2);
    },
  );

  it.each([302, 303, 307])('4.2 %d is never remembered', async (status) => {
    await using server = await serveFeeds({
      '/old': (_, response) => response.writeHead(status, { location: '/new' }).end(),
      '/new': rss([post(1)]),
    });
    using site = pollingSite([`${server.url}/old`]);
    for (const day of [0, 1, 2, 3, 4]) await site.poll(START + day * DAY);
    expect(server.requests.filter((path) => path === '/old')).toHaveLength(5);
  });

  it('4.2 4.4 a move to an address with credentials is not remembered: they go with it each time', async () => {
    await using server = await serveFeeds({
      '/new': (request, response) => {
        if (request.headers.authorization === undefined) response.writeHead(401).end();
        else response.end(rss([post(1)]));
      },
    });
    server.answer('/old', (_, response) =>
      response.writeHead(301, { location: server.url.replace('//', '//me:secret@').concat('/new') }).end(),
    );
    using site = pollingSite([`${server.url}/old`]);
    for (const day of [0, 1, 2, 3]) expect((await site.poll(START + day * DAY)).sources.failed).toBe(0);
    expect(server.requests.filter((path) => path === '/old')).toHaveLength(4);
  });

  it('4.2 a move to a login page is not remembered', async () => {
    await using server = await serveFeeds({
      '/old': (_, response) => response.writeHead(301, { location: '/login' }).end(),
      '/login': '<!doctype html><title>Log in</title>',
    });
    using site = pollingSite([`${server.url}/old`]);
    for (const day of [0, 2, 4, 6, 8]) await site.poll(START + day * DAY);
    expect(server.requests.filter((path) => path === '/old')).toHaveLength(5);
  });

  it('4.5 each hop counts for the host it goes to: one that wants to be left alone is not asked by a redirect', async () => {
    await using busy = await serveFeeds({
      '/busy': (_, response) => response.writeHead(429, { 'retry-after': '172800' }).end(),
      '/feed': rss([post(1)]),
    });
    await using other = await serveFeeds({
      '/': (_, response) => response.writeHead(302, { location: `${busy.url}/feed` }).end(),
    });
    using site = pollingSite([`${busy.url}/busy`, `${other.url}/`]);
    await site.poll(START, { only: [`${busy.url}/busy`] });
    expect((await site.poll(START + 1000)).sources.failed).toBe(0);
    expect(other.requests).toEqual(['/']);
    expect(busy.requests).toEqual(['/busy']);
  });

  it('3.3 4.5 what redirects to a host that wants to be left alone has not failed, and is left alone as long', async () => {
    await using busy = await serveFeeds({
      '/busy': (_, response) => response.writeHead(429, { 'retry-after': '172800' }).end(),
      '/feed': rss([post(1)]),
    });
    await using other = await serveFeeds({
      '/': (_, response) => response.writeHead(302, { location: `${busy.url}/feed` }).end(),
    });
    using site = pollingSite([`${busy.url}/busy`, `${other.url}/`]);
    await site.poll(START, { only: [`${busy.url}/busy`] });
    for (const hours of [0, 1, 24, 47]) await site.poll(START + hours * HOUR);
    expect(other.requests).toEqual(['/']);
    const [status] = await site.status(START + HOUR, `${other.url}/`);
    expect(status).toMatchObject({ state: 'ok', failures: 0, lastError: null });
    const next = Date.parse(status?.nextPoll ?? '');
    expect(next).toBeGreaterThanOrEqual(START + 2 * DAY);
    expect(next).toBeLessThanOrEqual(START + 2 * DAY + 6 * HOUR);
    await site.poll(next, { only: [`${other.url}/`] });
    expect(busy.requests).toEqual(['/busy', '/feed']);
  });

  it('4.6 the listed address is tried when the remembered one has failed three times', async () => {
    await using server = await serveFeeds({
      '/old': (_, response) => response.writeHead(301, { location: '/new' }).end(),
      '/new': rss([post(1)]),
    });
    using site = pollingSite([`${server.url}/old`]);
    for (const day of [0, 1, 2]) await site.poll(START + day * DAY);
    server.answer('/new', (_, response) => response.writeHead(404).end());
    server.answer('/old', rss([post(1), post(2)]));
    for (const day of [4, 6, 8]) await site.poll(START + day * DAY);
    expect((await site.poll(START + 10 * DAY)).entries.new).toBe(1);
  });
});
