import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type Answer, serveFeeds } from '../support/feed-server.ts';
import { DAY, pollingSite, rss, START, type TestItem } from '../support/polling-site.ts';

/** A page with a long article about something. */
function article(about: string): string {
  const sentences = Array.from(
    { length: 12 },
    (_, number) => `Sentence ${number} of the whole article is about ${about}, and the page alone holds it.`,
  );
  return `<!doctype html><html><head><title>The mill</title></head><body><nav>Menu</nav>
    <article><h1>The mill</h1><p>${sentences.join(' ')}</p></article></body></html>`;
}

type Fields = Readonly<Record<string, string>>;

const page = (about: string, fields: Fields = {}): Answer => {
  const body = article(about);
  return (_, response) => response.writeHead(200, { 'content-type': 'text/html', ...fields }).end(body);
};

const status = (code: number, fields: Fields = {}): Answer => {
  return (_, response: ServerResponse) => response.writeHead(code, fields).end();
};

/** An item of which its feed gives the beginning alone; the more often it is edited, the more it says. */
function inPart(link: string, edits: number, more: Partial<TestItem> = {}): TestItem {
  const text = `It begins here${' and goes on'.repeat(edits)}, but the feed does not […]`;
  return { title: 'The mill', link, guid: 'mill', text, ...more };
}

/** The conditional fields of a request, in the order of their names. */
function conditionsOf({ headers }: IncomingMessage): string[] {
  return Object.keys(headers)
    .filter((name) => name.startsWith('if-'))
    .map((name) => `${name}: ${headers[name]}`)
    .sort();
}

interface Visit {
  /** What is answered at the paths, besides what was before. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** What the item is but for its text, which differs at each visit. */
  readonly item?: Partial<TestItem> & { readonly path?: string };
}

/** Polls a feed whose item is edited before each visit: the paths of pages and what they were asked for by, and the entry. */
async function edited(visits: readonly Visit[]) {
  await using server = await serveFeeds();
  const asked: string[] = [];
  using site = pollingSite([`${server.url}/feed`]);
  let last = null;
  for (const [day, { answers = {}, item: { path = '/mill', ...item } = {} }] of visits.entries()) {
    for (const [at, answer] of Object.entries(answers)) {
      server.answer(at, (request, response) => {
        asked.push([at, ...conditionsOf(request)].join(' '));
        if (typeof answer !== 'string') answer(request, response);
      });
    }
    server.answer('/feed', rss([inPart(server.url + path, day, item)]));
    last = await site.poll(START + day * DAY, { all: true });
  }
  const [entry = expect.fail('there is an entry')] = await site.entries();
  return { asked, last, entry };
}

describe('the page behind an item that is edited', () => {
  it.each([
    ['a strong ETag', { etag: '"1"' }, ['if-none-match: "1"']],
    ['a weak ETag', { etag: 'W/"1"' }, ['if-none-match: W/"1"']],
    ['an ETag with bytes above 7F', { etag: '"caf\u00e9"' }, ['if-none-match: "caf\u00e9"']],
    ['a date in no form', { 'last-modified': 'yesterday' }, ['if-modified-since: yesterday']],
    ['both', { etag: '"1"', 'last-modified': 'then' }, ['if-modified-since: then', 'if-none-match: "1"']],
    ['neither', {}, []],
  ])('1.1 1.2 is asked for by what it came with: %s', async (_, fields, conditions) => {
    const { asked } = await edited([{ answers: { '/mill': page('corn', fields) } }, {}]);
    expect(asked).toEqual(['/mill', ['/mill', ...conditions].join(' ')]);
  });

  it('1.5 keeps its text where it is as it was, and the item’s own fields are renewed', async () => {
    const { last, entry } = await edited([
      { answers: { '/mill': page('corn', { etag: '"1"' }) } },
      { answers: { '/mill': status(304) }, item: { title: 'The old mill' } },
    ]);
    expect(last?.entries).toEqual({ new: 0, changed: 1 });
    expect(entry).toMatchObject({ title: 'The old mill', changed: START + DAY, truncated: false });
    expect(entry.summary).toContain('corn');
  });

  it('1.5 is asked for by the same again where it was as it was', async () => {
    const { asked } = await edited([
      { answers: { '/mill': page('corn', { etag: '"1"' }) } },
      { answers: { '/mill': status(304, { etag: '"2"' }) } },
      {},
    ]);
    expect(asked).toEqual(['/mill', '/mill if-none-match: "1"', '/mill if-none-match: "1"']);
  });

  it('is told anew where it has changed, and asked for by what came with that', async () => {
    const { asked, entry } = await edited([
      { answers: { '/mill': page('corn', { etag: '"1"' }) } },
      { answers: { '/mill': page('wind', { etag: '"2"' }) } },
      { answers: { '/mill': status(304) } },
    ]);
    expect(asked.slice(1)).toEqual(['/mill if-none-match: "1"', '/mill if-none-match: "2"']);
    expect(entry.summary).toContain('wind');
  });

  it.each<[string, Visit]>([
    ['it could not be had', { answers: { '/mill': status(404) } }],
    ['what came was no page', { answers: { '/mill': page('corn', { 'content-type': 'text/plain', etag: '"2"' }) } }],
    [
      'what came in its place was another',
      {
        answers: {
          '/mill': (_, response) =>
            response
              .writeHead(200, { 'content-type': 'text/html', etag: '"2"' })
              .end('<title>Log in</title><p>Your name and your password, please.</p>'),
        },
      },
    ],
    ['the feed gave the whole text', { item: { text: `The whole text. ${'It is all here. '.repeat(20)}` } }],
  ])('1.3 is asked for as if it were new where, the last time, %s', async (_, between) => {
    const { asked, entry } = await edited([
      { answers: { '/mill': page('corn', { etag: '"1"' }) } },
      between,
      { answers: { '/mill': page('wind') } },
    ]);
    expect(asked.at(-1)).toBe('/mill');
    expect(entry.summary).toContain('wind');
  });

  it('leaves the feed’s own text where it can be had no more', async () => {
    const { entry } = await edited([
      { answers: { '/mill': page('corn', { etag: '"1"' }) } },
      { answers: { '/mill': status(404) } },
    ]);
    expect(entry.truncated).toBe(true);
    expect(entry.summary).not.toContain('corn');
  });

  it('1.4 is asked for by its validators where it was found, behind a redirect', async () => {
    const { asked } = await edited([
      { answers: { '/mill': status(302, { location: '/2024/mill/' }), '/2024/mill/': page('corn', { etag: '"1"' }) } },
      {},
    ]);
    expect(asked).toEqual(['/mill', '/2024/mill/', '/mill', '/2024/mill/ if-none-match: "1"']);
  });

  it('1.4 has its validators sent nowhere else, where a redirect leads elsewhere now', async () => {
    const { asked } = await edited([
      { answers: { '/mill': status(302, { location: '/one' }), '/one': page('corn', { etag: '"1"' }) } },
      { answers: { '/mill': status(302, { location: '/other' }), '/other': page('wind') } },
    ]);
    expect(asked).toEqual(['/mill', '/one', '/mill', '/other']);
  });

  it('1.4 is asked for as if it were new where the item has another link, though that leads to the same', async () => {
    const { asked } = await edited([
      { answers: { '/mill': status(302, { location: '/2024/mill/' }), '/2024/mill/': page('corn', { etag: '"1"' }) } },
      { item: { path: '/2024/mill/' } },
    ]);
    expect(asked).toEqual(['/mill', '/2024/mill/', '/2024/mill/']);
  });

  it('is read again for an item with events of its own, which may be what was edited', async () => {
    const event = '</description><ev:startdate xmlns:ev="http://purl.org/rss/1.0/modules/event/">2026-04-01';
    const item = { text: `It begins here […]${event}</ev:startdate><description>` };
    const { asked } = await edited([
      { answers: { '/mill': page('corn', { etag: '"1"' }) }, item },
      { item: { text: item.text.replace('04-01', '05-01') } },
    ]);
    expect(asked).toEqual(['/mill', '/mill']);
  });
});
