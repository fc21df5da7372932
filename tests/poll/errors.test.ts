import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, HOUR, pollingSite, post, rss, START } from '../support/polling-site.ts';
import { serveRaw } from '../support/raw-server.ts';

const FEED = rss([post(1)]);

/** A server that answers with these bytes whatever it is sent. */
async function serveBytes(bytes: Buffer): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(bytes)));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    [Symbol.asyncDispose]: () => new Promise((closed) => void server.close(() => closed())),
  };
}

/** A fatal alert of TLS (RFC 8446 §6), in the record of its first version. */
const alert = (description: number) => Buffer.from([21, 3, 1, 0, 2, 2, description]);

describe('errors', () => {
  it.each([400, 401, 403, 404, 500, 502, 503])('3.1 %d fails that source and no other', async (status) => {
    await using server = await serveFeeds({ '/good': FEED, '/bad': (_, response) => response.writeHead(status).end() });
    using site = pollingSite([`${server.url}/bad`, `${server.url}/good`]);
    const report = await site.poll(START);
    expect(report.sources).toMatchObject({ due: 2, updated: 1, failed: 1 });
    expect(report.failures).toMatchObject([{ url: `${server.url}/bad`, status }]);
    const [bad, good] = await site.status(START);
    expect(bad).toMatchObject({ url: `${server.url}/bad`, state: 'failing', failures: 1 });
    expect(good).toMatchObject({ state: 'ok', failures: 0, lastError: null });
  });

  it.each([
    ['refused', 'http://127.0.0.1:1/', 'refuses connections'],
    ['an unknown name', 'http://nowhere.invalid/', 'has a name that'],
  ])('3.1 a connection that fails, %s, fails that source', async (_, url, reason) => {
    using site = pollingSite([url]);
    const { failures } = await site.poll(START);
    expect(failures[0]?.error).toContain(reason);
  });

  it('3.1 a reset fails that source', async () => {
    await using server = await serveRaw((socket) => socket.resetAndDestroy());
    using site = pollingSite([server.url]);
    expect((await site.poll(START)).failures[0]?.error).toContain('closed the connection');
  });

  it.each([
    ['speaks none', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'speaks no TLS there; is it an http:// address?'],
    ['speaks an old version alone', alert(70), 'speaks only versions of TLS that are no longer safe'],
    ['does not know the name', alert(112), 'cannot be talked to over TLS: tlsv1 unrecognized name'],
  ])('3.1 a server that is asked over TLS fails that source, and it is said why: it %s', async (_, bytes, reason) => {
    await using server = await serveBytes(bytes);
    using site = pollingSite([`https://127.0.0.1:${server.port}/`]);
    expect((await site.poll(START)).failures[0]?.error).toContain(reason);
  });

  it('3.1 one success makes it ok again, at its usual pace', async () => {
    await using server = await serveFeeds();
    using site = pollingSite([`${server.url}/feed`]);
    for (const day of [0, 2, 4]) await site.poll(START + day * DAY);
    expect((await site.status(START + 4 * DAY))[0]).toMatchObject({ state: 'failing', failures: 3 });
    server.answer('/feed', FEED);
    await site.poll(START + 6 * DAY);
    const [status] = await site.status(START + 6 * DAY);
    expect(status).toMatchObject({ state: 'ok', failures: 0, lastError: null });
    expect(Date.parse(status?.nextPoll ?? '')).toBeLessThanOrEqual(START + 6 * DAY + HOUR);
  });

  it('3.2 410 is gone: never asked again by a plain poll', async () => {
    await using server = await serveFeeds({ '/': (_, response) => response.writeHead(410).end() });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    expect((await site.poll(START + 400 * DAY)).sources).toMatchObject({ due: 0, gone: 1 });
    expect((await site.status(START))[0]).toMatchObject({ state: 'gone', nextPoll: null });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [301, 'is gone', 'gone'],
    [308, 'is gone', 'gone'],
    [302, 'has failed', 'failing'],
    [307, 'has failed', 'failing'],
  ])('3.2 behind a %d, 410 says that the source %s', async (status, _, state) => {
    await using server = await serveFeeds({
      '/': (_, response) => response.writeHead(status, { location: '/elsewhere' }).end(),
      '/elsewhere': (_, response) => response.writeHead(410).end(),
    });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    expect((await site.status(START))[0]?.state).toBe(state);
  });

  it.each([429, 503])('3.3 %d with Retry-After leaves the whole host alone, in the same poll too', async (status) => {
    await using server = await serveFeeds({
      '/busy': (_, response) => response.writeHead(status, { 'retry-after': '172800' }).end(),
      '/a': FEED,
      '/b': FEED,
    });
    await using other = await serveFeeds({ '/': FEED });
    using site = pollingSite([`${server.url}/busy`, `${server.url}/a`, `${server.url}/b`, `${other.url}/`]);
    expect((await site.poll(START)).sources).toMatchObject({ due: 2, updated: 1, failed: 1 });
    expect(server.requests).toEqual(['/busy']);
    expect((await site.poll(START + 2 * DAY - 1000)).sources).toMatchObject({ failed: 0 });
    expect(server.requests).toEqual(['/busy']);
    const held = (await site.status(START + HOUR)).find(({ url }) => url.endsWith('/a'));
    expect(held).toMatchObject({ state: 'paused', failures: 0, lastError: null });
    await site.poll(START + 2 * DAY + 6 * HOUR);
    expect(server.requests).toContain('/busy');
  });

  it('3.3 seven days of Retry-After are honoured, and a year is not', async () => {
    await using week = await serveFeeds({
      '/': (_, response) => response.writeHead(429, { 'retry-after': '604800' }).end(),
    });
    await using year = await serveFeeds({
      '/': (_, response) => response.writeHead(429, { 'retry-after': '31536000' }).end(),
    });
    using site = pollingSite([`${week.url}/`, `${year.url}/`]);
    await site.poll(START);
    await site.poll(START + 7 * DAY - 1000);
    expect(week.requests).toHaveLength(1);
    await site.poll(START + 7 * DAY + 6 * HOUR);
    expect(week.requests).toHaveLength(2);
    await site.poll(START + 31 * DAY);
    expect(year.requests).toHaveLength(2);
  });

  it('3.3 a Retry-After that makes no sense holds nothing back', async () => {
    await using server = await serveFeeds({
      '/busy': (_, response) => response.writeHead(503, { 'retry-after': 'soon' }).end(),
      '/good': FEED,
    });
    using site = pollingSite([`${server.url}/busy`, `${server.url}/good`]);
    expect((await site.poll(START)).sources).toMatchObject({ updated: 1, failed: 1 });
  });
});
