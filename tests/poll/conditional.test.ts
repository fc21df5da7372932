import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, HOUR, pollingSite, post, rss, START } from '../support/polling-site.ts';
import { httpAnswer, serveRaw } from '../support/raw-server.ts';

const FEED = rss([post(1)]);

/** The conditional fields of a request's head, byte for byte. */
function conditions(head: string | undefined): string[] {
  return (head ?? '')
    .split('\r\n')
    .filter((line) => /^if-/i.test(line))
    .map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase()));
}

describe('conditional requests', () => {
  it.each([
    ['weak', 'W/"abc"'],
    ['unquoted', 'abc'],
    ['with quotes inside', '"a"b"c"'],
    ['with bytes above 7F', '"caf\u00e9\u00ff"'],
    ['with spaces', '"a b  c"'],
  ])('1.1 the ETag of the last feed goes back byte for byte: %s', async (_, etag) => {
    await using server = await serveRaw((socket) => socket.write(httpAnswer(`200 OK\r\nETag: ${etag}`, FEED)));
    using site = pollingSite([server.url]);
    await site.poll(START);
    await site.poll(START + DAY);
    expect(conditions(server.heads[1])).toEqual([`if-none-match: ${etag}`]);
  });

  it.each(['Mon, 02 Mar 2026 09:00:00 GMT', '2026-03-02', 'yesterday', '1772442000'])(
    '1.1 Last-Modified goes back as it came: %s',
    async (date) => {
      await using server = await serveRaw((socket) =>
        socket.write(httpAnswer(`200 OK\r\nLast-Modified: ${date}`, FEED)),
      );
      using site = pollingSite([server.url]);
      await site.poll(START);
      await site.poll(START + DAY);
      expect(conditions(server.heads[1])).toEqual([`if-modified-since: ${date}`]);
    },
  );

  it('1.1 both go back where both came', async () => {
    await using server = await serveRaw((socket) =>
      socket.write(httpAnswer('200 OK\r\nETag: "1"\r\nLast-Modified: then', FEED)),
    );
    using site = pollingSite([server.url]);
    await site.poll(START);
    await site.poll(START + DAY);
    expect(conditions(server.heads[1]).toSorted()).toEqual(['if-modified-since: then', 'if-none-match: "1"']);
  });

  it('1.2 nothing is made up, and what a later answer no longer carries is no longer sent', async () => {
    const answers = ['200 OK\r\nETag: "1"\r\nLast-Modified: then', '200 OK', '200 OK'];
    let polls = 0;
    await using server = await serveRaw((socket) =>
      socket.write(httpAnswer(answers[polls++] ?? '', rss([post(polls)]))),
    );
    using site = pollingSite([server.url]);
    for (const day of [0, 1, 2]) await site.poll(START + day * DAY);
    expect(server.heads.map(conditions).map((fields) => fields.length)).toEqual([0, 2, 0]);
  });

  it('1.2 2.3 the same body with other fields: its own validators go back, and what it no longer calls fresh is not', async () => {
    const answers = [
      httpAnswer('200 OK\r\nETag: "1"\r\nLast-Modified: then\r\nCache-Control: max-age=80000', FEED),
      httpAnswer('200 OK\r\nETag: "2"', FEED),
      'HTTP/1.1 304 Not Modified\r\n\r\n',
    ];
    let polls = 0;
    await using server = await serveRaw((socket) => socket.write(answers[polls++] ?? ''));
    using site = pollingSite([server.url]);
    for (const hours of [0, 24, 26]) expect((await site.poll(START + hours * HOUR)).sources.due).toBe(1);
    expect(server.heads.map((head) => conditions(head).toSorted())).toEqual([
      [],
      ['if-modified-since: then', 'if-none-match: "1"'],
      ['if-none-match: "2"'],
    ]);
  });

  it.each([
    ['an error', httpAnswer('500 No\r\nETag: "bad"', 'x')],
    ['a body cut short', Buffer.from(`HTTP/1.1 200 OK\r\nETag: "bad"\r\nContent-Length: 9999\r\n\r\n${FEED}`)],
    ['a body beyond maxBytes', httpAnswer('200 OK\r\nETag: "bad"', `${FEED}<!--${'x'.repeat(20_000)}-->`)],
    ['an empty body', httpAnswer('200 OK\r\nETag: "bad"')],
    ['no feed', httpAnswer('200 OK\r\nETag: "bad"', '<!doctype html><title>Log in</title>')],
  ])('1.3 no validator is kept of %s, and what was missed arrives with the next good answer', async (_, broken) => {
    const answers = [
      httpAnswer('200 OK\r\nETag: "good"', FEED),
      broken,
      httpAnswer('200 OK\r\nETag: "new"', rss([post(1), post(2)])),
    ];
    let polls = 0;
    await using server = await serveRaw((socket) => {
      const answer = answers[polls++] ?? '';
      if (answer === broken) socket.end(answer);
      else socket.write(answer);
    });
    using site = pollingSite([server.url], { settings: '  maxBytes: 10KB' });
    await site.poll(START);
    expect((await site.poll(START + DAY)).sources.failed).toBe(1);
    expect((await site.poll(START + 3 * DAY)).entries.new).toBe(1);
    expect(server.heads.map(conditions)).toEqual([[], ['if-none-match: "good"'], ['if-none-match: "good"']]);
  });

  it('1.3 no validator is kept of a document that breaks off, though its transfer was whole and it comes twice', async () => {
    const answers = [
      httpAnswer('200 OK\r\nETag: "half"', FEED.slice(0, -20)),
      httpAnswer('200 OK\r\nETag: "half"', FEED.slice(0, -20)),
      httpAnswer('200 OK\r\nETag: "half"', FEED),
    ];
    let polls = 0;
    await using server = await serveRaw((socket) => socket.write(answers[polls++] ?? ''));
    using site = pollingSite([server.url]);
    expect((await site.poll(START)).entries.new).toBe(0);
    await site.poll(START + 2 * DAY);
    expect((await site.poll(START + 4 * DAY)).entries.new).toBe(1);
    expect(server.heads.map(conditions)).toEqual([[], [], []]);
  });

  it('1.4 validators go back to the address that gave them and to no other', async () => {
    const asked: string[] = [];
    const note = (request: IncomingMessage) => asked.push(`${request.url} ${request.headers['if-none-match'] ?? '-'}`);
    await using server = await serveFeeds({
      '/old': (request, response) => {
        note(request);
        response.writeHead(302, { location: '/new' }).end();
      },
      '/new': (request, response) => {
        note(request);
        response.writeHead(200, { etag: '"new"' }).end(FEED);
      },
    });
    using site = pollingSite([`${server.url}/old`]);
    await site.poll(START);
    await site.poll(START + DAY);
    expect(asked).toEqual(['/old -', '/new -', '/old -', '/new "new"']);
  });

  it('1.5 a 304 is healthy, keeps the validators even if it repeats none, and sets a floor as a 200 does', async () => {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      if (request.headers['if-none-match'] === '"1"')
        response.writeHead(304, { 'cache-control': 'max-age=43200' }).end();
      else response.writeHead(200, { etag: '"1"' }).end(FEED);
    };
    await using server = await serveFeeds({ '/': answer });
    using site = pollingSite([`${server.url}/`]);
    await site.poll(START);
    expect((await site.poll(START + 2 * HOUR)).sources).toMatchObject({ unchanged: 1, failed: 0 });
    expect((await site.poll(START + 13 * HOUR)).sources.due).toBe(0);
    expect((await site.poll(START + 14 * HOUR)).sources).toMatchObject({ due: 1, unchanged: 1 });
  });

  it('1.6 one GET for each address in a poll: an error is not tried again within it', async () => {
    await using server = await serveRaw((socket) => socket.destroy());
    using site = pollingSite([server.url]);
    const { requests } = await site.poll(START, { all: true });
    expect(requests).toBe(1);
    expect(server.heads).toHaveLength(1);
  });

  it('1.6 one GET for each address in a poll, though a redirect leads another source to it', async () => {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end(FEED);
    };
    await using server = await serveFeeds({
      '/listed': answer,
      '/old': (_, response) => response.writeHead(302, { location: '/listed' }).end(),
    });
    using site = pollingSite([`${server.url}/old`, `${server.url}/listed`]);
    expect(await site.poll(START)).toMatchObject({ sources: { updated: 2 }, entries: { new: 1 } });
    expect(await site.poll(START + DAY)).toMatchObject({ sources: { unchanged: 2 } });
    expect(server.requests.toSorted()).toEqual(['/listed', '/listed', '/old', '/old']);
  });

  it('1.6 --all sets aside the schedule, but not the conditions', async () => {
    await using server = await serveRaw((socket, head) =>
      socket.write(
        /if-none-match/i.test(head) ? 'HTTP/1.1 304 Not Modified\r\n\r\n' : httpAnswer('200 OK\r\nETag: "1"', FEED),
      ),
    );
    using site = pollingSite([server.url]);
    await site.poll(START);
    expect((await site.poll(START + 1000, { all: true })).sources.unchanged).toBe(1);
  });
});
