import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import PQueue from 'p-queue';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/fault.ts';
import { Asking } from '../../src/poll/asking.ts';
import { type HttpClient, openHttp } from '../../src/poll/http.ts';
import { PoliteQueue } from '../../src/poll/queue.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, pollingSite, post, rss, START } from '../support/polling-site.ts';
import { httpAnswer, serveRaw } from '../support/raw-server.ts';

const FEED = rss([{ ...post(1), title: 'Café' }]);

/** What the client makes of these bytes, sent in pieces of `pieces` bytes, before the connection is closed or left open. */
async function received(
  answer: Uint8Array | string,
  { pieces = 100_000, close = true, maxBytes = 50_000, timeout = 5000, room = () => Promise.resolve() } = {},
): Promise<string> {
  await using server = await serveRaw((socket) => {
    const bytes = Buffer.from(answer);
    for (let start = 0; start < bytes.length; start += pieces) socket.write(bytes.subarray(start, start + pieces));
    if (close) socket.end();
  });
  const http = openHttp({
    timeout,
    maxBytes,
    allowPrivateNetwork: true,
    userAgent: 'test',
    connections: 1,
    keepAlive: 1000,
  });
  const answered = await http.get(new URL(server.url), {}, room);
  await http.close();
  return answered instanceof Fault ? `Fault: ${answered.problem}` : Buffer.from(answered.body).toString('utf8');
}

describe('bodies', () => {
  it.each([
    ['gzip', gzipSync(FEED)],
    ['x-gzip', gzipSync(FEED)],
    ['GZip', gzipSync(FEED)],
    ['deflate', deflateSync(FEED)],
    ['deflate', deflateRawSync(FEED)],
    ['br', brotliCompressSync(FEED)],
    ['zstd', zstdCompressSync(FEED)],
    ['gzip, br', brotliCompressSync(gzipSync(FEED))],
    ['identity', Buffer.from(FEED)],
  ])('6.1 a body in %s is understood, however it is cut into pieces', async (coding, body) => {
    const answer = httpAnswer(`200 OK\r\nContent-Encoding: ${coding}`, body);
    expect(await received(answer, { pieces: 7 })).toBe(FEED);
  });

  it.each(['none', '8bit', 'UTF-8', 'ISO-8859-1', 'gzip, none'])(
    '6.1 what is no coding leaves a body as it is: %s',
    async (said) => {
      const body = said.startsWith('gzip') ? gzipSync(FEED) : FEED;
      expect(await received(httpAnswer(`200 OK\r\nContent-Encoding: ${said}`, body))).toBe(FEED);
    },
  );

  it('6.1 a body ended by closing is whole', async () => {
    expect(await received(`HTTP/1.0 200 OK\r\n\r\n${FEED}`)).toBe(FEED);
  });

  it('6.1 chunks may split a character', async () => {
    const bytes = Buffer.from(FEED);
    const chunks = Array.from(bytes, (byte) => Buffer.from([0x31, 0x0d, 0x0a, byte, 0x0d, 0x0a]));
    const head = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    expect(await received(Buffer.concat([head, ...chunks, Buffer.from('0\r\n\r\n')]))).toBe(FEED);
  });

  it.each([
    ['plain', 'identity', Buffer.alloc(60_000, 32)],
    ['a gzip bomb', 'gzip', gzipSync(Buffer.alloc(30_000_000))],
    ['a bomb in a bomb', 'gzip, gzip', gzipSync(gzipSync(Buffer.alloc(30_000_000)))],
    ['a brotli bomb', 'br', brotliCompressSync(Buffer.alloc(30_000_000))],
  ])('6.2 beyond maxBytes after decompression it has failed: %s', async (_, coding, body) => {
    expect(await received(httpAnswer(`200 OK\r\nContent-Encoding: ${coding}`, body))).toContain(
      'is larger than 50000 bytes',
    );
  });

  it('6.2 beyond it nothing is read: a bomb without end is left at once', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    await using server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n');
      const timer = setInterval(() => socket.write(bomb), 5);
      socket.on('close', () => clearInterval(timer));
    });
    using site = pollingSite([server.url], { settings: '  maxBytes: 100KB' });
    expect((await site.poll(START)).failures[0]?.error).toContain('is larger than 100000 bytes');
  });

  it('6.2 error pages and redirects’ bodies are bounded as well', async () => {
    const endless = (head: string) =>
      serveRaw((socket) => {
        socket.write(`HTTP/1.1 ${head}\r\n\r\n`);
        const timer = setInterval(() => socket.write(Buffer.alloc(65_536)), 1);
        socket.on('close', () => clearInterval(timer));
      });
    await using error = await endless('404 Not Found');
    await using redirect = await endless(`302 Found\r\nLocation: ${error.url}`);
    using site = pollingSite([redirect.url, error.url]);
    const { failures } = await site.poll(START);
    expect(failures.map(({ status }) => status)).toEqual([404, 404]);
  });

  it.each([
    ['identity', Buffer.from],
    ['gzip', gzipSync],
  ])('6.2 a large body in %s is read on when there is room, which is not the server’s time', async (coding, encode) => {
    const large = Array.from({ length: 250_000 }, (_, index) => `${index} `).join('');
    const answer = httpAnswer(`200 OK\r\nContent-Encoding: ${coding}`, encode(large));
    let asked = 0;
    const room = async () => {
      asked += 1;
      await wait(500);
    };
    expect(await received(answer, { maxBytes: 5_000_000, timeout: 400, room })).toBe(large);
    expect(asked).toBe(1);
  });

  it('6.1 a body that turns out large in its last bytes is whole where the server closes while it waits for room', async () => {
    const barelyLarge = 'x'.repeat(1024 * 1024 + 10);
    const answer = httpAnswer('200 OK', Buffer.from(barelyLarge));
    expect((await received(answer, { maxBytes: 5_000_000, room: () => wait(100) })) === barelyLarge).toBe(true);
  });

  it('6.2 memory stays bounded: of many large bodies few are received and waiting to be read at once', async () => {
    const desk = new PQueue({ concurrency: 1 });
    let [held, most] = [0, 0];
    const http: HttpClient = {
      async get(_, __, room) {
        await room();
        held += 1;
        most = Math.max(most, held);
        return { status: 200, headers: new Map(), body: new Uint8Array(), bytes: 2_000_000 };
      },
      post: () => Promise.reject(new Error('nothing is posted')),
      close: () => Promise.resolve(),
    };
    const limits = { concurrency: 32, perHost: { concurrency: 1, interval: 0 } };
    const asking = new Asking({
      http,
      queue: new PoliteQueue(limits, { now: () => 0, wait: () => Promise.resolve() }),
      holds: new Map(),
      keepHold: () => Promise.resolve(),
      desk,
      clock: () => START,
      signal: new AbortController().signal,
    });
    const read = async () => {
      await new Promise(setImmediate);
      held -= 1;
    };
    const urls = Array.from({ length: 20 }, (_, index) => new URL(`http://host${index}.example/`));
    await Promise.all(urls.map((url) => asking.ask(url, {}).then(() => desk.add(read))));
    expect(held).toBe(0);
    expect(most).toBeLessThanOrEqual(7);
  });

  it.each([
    ['never answers', ''],
    ['sends 1xx answers for ever', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
    ['trickles its headers', 'X: 1\r\n'],
    ['trickles its body', 'x'],
  ])('6.3 the timeout bounds the whole answer of a server that %s', async (_, drip) => {
    const starts: Readonly<Record<string, string>> = {
      'X: 1\r\n': 'HTTP/1.1 200 OK\r\n',
      x: 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n',
    };
    await using server = await serveRaw((socket) => {
      socket.write(starts[drip] ?? '');
      const timer = setInterval(() => socket.write(drip), 20);
      socket.on('close', () => clearInterval(timer));
    });
    await using good = await serveFeeds({ '/': FEED });
    using site = pollingSite([server.url, `${good.url}/`], { settings: '  timeout: 500ms' });
    const report = await site.poll(START);
    expect(report.sources).toMatchObject({ updated: 1, failed: 1 });
    expect(report.failures[0]?.error).toContain('within 500 ms');
  });

  it.each([
    ['its length not reached', `HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n${FEED}`],
    ['a chunk unfinished', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n${FEED}`],
    ['the last chunk missing', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n`],
    ['gzip unfinished', httpAnswer('200 OK\r\nContent-Encoding: gzip', gzipSync(FEED).subarray(0, 100))],
    ['gzip without its end', httpAnswer('200 OK\r\nContent-Encoding: gzip', gzipSync(FEED).subarray(0, -8))],
    ['deflate unfinished', httpAnswer('200 OK\r\nContent-Encoding: deflate', deflateSync(FEED).subarray(0, -20))],
    ['brotli unfinished', httpAnswer('200 OK\r\nContent-Encoding: br', brotliCompressSync(FEED).subarray(0, -5))],
    ['zstd unfinished', httpAnswer('200 OK\r\nContent-Encoding: zstd', zstdCompressSync(FEED).subarray(0, -5))],
    ['no gzip at all', httpAnswer('200 OK\r\nContent-Encoding: gzip', FEED)],
    ['an unknown coding', httpAnswer('200 OK\r\nContent-Encoding: compress', FEED)],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['two lengths', `HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n<rss>xx`],
    ['headers without end', `HTTP/1.1 200 OK\r\n${'X-Pad: 0123456789\r\n'.repeat(20_000)}`],
  ])('6.4 what is broken has failed: %s', async (_, answer) => {
    expect(await received(answer)).toMatch(/^Fault: /);
  });

  it('6.4 an empty body has failed, and entries known before stay', async () => {
    await using server = await serveFeeds({ '/': FEED });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    server.answer('/', (_, response) => response.end());
    expect((await site.poll(START + DAY)).failures[0]?.error).toContain('is empty');
    expect(await site.entries()).toHaveLength(1);
  });

  it('6.5 a web page where a feed was has failed, is called that, and recovers by itself', async () => {
    await using server = await serveFeeds({ '/': FEED });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    server.answer('/', '<!doctype html><html><title>Please log in</title></html>');
    expect((await site.poll(START + DAY)).failures[0]?.error).toContain('is a web page');
    server.answer('/', FEED);
    expect((await site.poll(START + 3 * DAY)).sources).toMatchObject({ failed: 0, unchanged: 1 });
  });

  it.each([
    ['text/html', FEED],
    [
      'application/octet-stream',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>x:1</id><updated>2026-01-01T00:00:00Z</updated></feed>',
    ],
    ['text/plain', '{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[]}'],
  ])('6.6 a feed is known by what it is, not by its type: %s', async (type, body) => {
    await using server = await serveFeeds({
      '/': (_, response) => response.writeHead(200, { 'content-type': type }).end(body),
    });
    using site = pollingSite([`${server.url}/`]);
    expect((await site.poll(START)).sources.failed).toBe(0);
  });

  it.each([
    ['valid UTF-8 that is claimed to be Latin-1', 'text/xml; charset=iso-8859-1', Buffer.from(FEED, 'utf8')],
    ['windows-1252 that is claimed to be UTF-8', 'text/xml; charset=utf-8', Buffer.from(FEED, 'latin1')],
    ['UTF-16 with a byte order mark', 'text/xml', Buffer.from(`\ufeff${FEED}`, 'utf16le')],
  ])('6.7 the character set: %s', async (_, type, body) => {
    await using server = await serveFeeds({
      '/': (_, response) => response.writeHead(200, { 'content-type': type }).end(body),
    });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    expect((await site.entries())[0]?.title).toBe('Café');
  });

  it.each([
    [
      'an entity bomb',
      `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 20 }, (_, n) => `<!ENTITY b${n} "${`&${n === 0 ? 'a' : `b${n - 1}`};`.repeat(10)}">`).join('')}]><rss><channel><title>&b19;</title></channel></rss>`,
    ],
    [
      'an external entity',
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
    ],
    ['depth', `<rss><channel>${'<a>'.repeat(100_000)}`],
  ])('6.8 %s ends no poll and reads no file', async (_, body) => {
    await using server = await serveFeeds({ '/bad': body, '/good': FEED });
    using site = pollingSite([`${server.url}/bad`, `${server.url}/good`]);
    expect((await site.poll(START)).entries.new).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(await site.status(START))).not.toContain('root:');
  });
});
