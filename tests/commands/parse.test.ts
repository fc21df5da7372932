import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/command-line.ts';
import { type ParseOptions, parse } from '../../src/commands/parse.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-parse-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function parsed(
  files: readonly string[],
  options: Partial<ParseOptions> = {},
): Promise<{ status: number; lines: unknown[] }> {
  let text = '';
  const status = await parse({ files, now: Date.UTC(2019, 2, 1), ...options }, (piece) => {
    text += piece;
  });
  const lines = text.trimEnd().split('\n');
  return { status, lines: lines.map((line): unknown => JSON.parse(line)) };
}

const FEED = `<rss version="2.0"><channel><title>Blog</title><link>/</link><item><title>One</title><link>1</link><guid isPermaLink="false">g</guid>
  <pubDate>Thu, 07 Mar 2019 10:20:30 GMT</pubDate><description>&lt;p onclick="x"&gt;Hi &lt;a href="2"&gt;there&lt;/a&gt;&lt;/p&gt;</description>
  <enclosure url="e.mp3" type="audio/mpeg" length="9"/></item></channel></rss>`;

describe('parse', () => {
  it('prints a feed as JSON Feed 1.1, sanitised and absolute', async () => {
    const path = file('feed.xml', FEED);
    expect(await parsed([path], { url: 'https://a.example/blog/feed' })).toEqual({
      status: 0,
      lines: [
        {
          version: 'https://jsonfeed.org/version/1.1',
          title: 'Blog',
          home_page_url: 'https://a.example/',
          items: [
            {
              id: 'g',
              url: 'https://a.example/blog/1',
              title: 'One',
              content_html: '<p>Hi <a href="https://a.example/blog/2">there</a></p>',
              date_published: '2019-03-07T10:20:30.000Z',
              attachments: [{ url: 'https://a.example/blog/e.mp3', mime_type: 'audio/mpeg', size_in_bytes: 9 }],
            },
          ],
          _tidings: { file: path, format: 'rss20', encoding: 'utf-8', repaired: false, warnings: [] },
        },
      ],
    });
  });

  it('prints an error line for what is no feed, and the others still', async () => {
    const page = file('page.html', '<html></html>');
    const missing = join(folder, 'missing.xml');
    const { status, lines } = await parsed([page, missing, file('feed.xml', FEED)]);
    expect(status).toBe(1);
    expect(lines).toEqual([
      { error: `${page}: is a web page, not a feed`, _tidings: { file: page } },
      { error: expect.stringContaining('is not there'), _tidings: { file: missing } },
      expect.objectContaining({ title: 'Blog' }),
    ]);
  });

  it('reads by the Content-Type that is given', async () => {
    const path = join(folder, 'latin.xml');
    writeFileSync(path, Buffer.from(FEED.replace('Blog', 'Blóg'), 'latin1'));
    expect((await parsed([path], { contentType: 'text/xml; charset=iso-8859-2' })).lines).toMatchObject([
      { title: 'Blóg', _tidings: { encoding: 'iso-8859-2' } },
    ]);
  });

  it('gives an item without an identifier one that depends on its content alone', async () => {
    const bare = file(
      'bare.json',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"a"},{"title":"b"},{"title":"a"}]}',
    );
    const { lines } = await parsed([bare]);
    const [{ items }] = lines as [{ items: { id: string }[] }];
    expect(items.map(({ id }) => id === '')).toEqual([false, false, false]);
    expect(items[0]?.id).toBe(items[2]?.id);
    expect(items[0]?.id).not.toBe(items[1]?.id);
  });

  it('carries the events of a calendar', async () => {
    const path = file(
      'c.ics',
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Meetup\nDTSTART:20190307T183000Z\nEND:VEVENT\nEND:VCALENDAR',
    );
    expect((await parsed([path])).lines).toMatchObject([
      {
        items: [
          {
            id: '1',
            _tidings: {
              events: [{ name: 'Meetup', startDate: '2019-03-07T18:30:00Z', source: 'ical', confidence: 1 }],
            },
          },
        ],
      },
    ]);
  });

  it('writes a long feed in pieces, and waits after each until there is room', async () => {
    const items = Array.from({ length: 5000 }, (_, i) => `<item><title>Number ${i}</title></item>`).join('');
    const path = file('long.xml', `<rss version="2.0"><channel>${items}</channel></rss>`);
    const pieces: string[] = [];
    let waiting = 0;
    await parse({ files: [path], now: 0 }, async (piece) => {
      expect(waiting++).toBe(0);
      await Promise.resolve();
      pieces.push(piece);
      waiting--;
    });
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(80_000);
    expect(JSON.parse(pieces.join('')).items).toHaveLength(5000);
  });

  it('reads ten thousand files one by one', async () => {
    const path = file('feed.xml', '<rss version="2.0"><channel><title>Blog</title></channel></rss>');
    const { status, lines } = await parsed(Array.from({ length: 10_000 }, () => path));
    expect(status).toBe(0);
    expect(lines).toHaveLength(10_000);
  });
});

it('parse waits for whoever reads its output', async () => {
  const path = file('feed.xml', FEED);
  let isFull = false;
  const reader = {
    write: () => {
      expect(isFull).toBe(false);
      isFull = true;
      return false;
    },
    once: (_: 'drain', listener: () => void) =>
      setImmediate(() => {
        isFull = false;
        listener();
      }),
  };
  const status = await runCommandLine(['parse', path, path], {
    environment: {},
    stdin: (async function* () {})(),
    stdout: reader,
    stderr: { write: () => {} },
    signal: new AbortController().signal,
  });
  expect(status).toBe(0);
});
