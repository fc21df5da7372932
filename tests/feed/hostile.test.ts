import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitise } from '../../src/extract/sanitise.ts';
import { Fault } from '../../src/fault.ts';
import { readFeed } from '../../src/feed/read.ts';
import type { Feed } from '../../src/model.ts';

const CONTEXT = {
  url: 'https://a.example/feed',
  contentType: null,
  now: Date.UTC(2019, 2, 1),
  timezone: 'Europe/Paris',
};
const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'feed');
const documents = readdirSync(FIXTURES).map((name) => readFileSync(join(FIXTURES, name)));

function feedIn(item: string, prolog = ''): Buffer {
  return Buffer.from(`${prolog}<rss version="2.0"><channel><title>t</title><item>${item}</item></channel></rss>`);
}

async function read(bytes: Uint8Array): Promise<Feed> {
  const feed = await readFeed(bytes, CONTEXT);
  if (feed instanceof Fault) throw feed;
  return feed;
}

/** Changes a document somewhere: bytes set, cut out, doubled, or the beginning of another put in. */
type Mutation = (bytes: Uint8Array) => Uint8Array;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const junk = fc.constantFrom(
  '<',
  '>',
  '</',
  ']]>',
  '<![CDATA[',
  '<!--',
  '&',
  '&#',
  '"',
  "'",
  '\0',
  '<item>',
  '</item>',
  '<a b=',
  '<?',
  '\xff\xfe',
  '\r\n ',
);

function insertion(at: number, bytes: Uint8Array): Mutation {
  return (document) => {
    const index = Math.floor(at * document.length);
    return Buffer.concat([document.subarray(0, index), bytes, document.subarray(index)]);
  };
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, junk).map(([at, text]) => insertion(at, Buffer.from(text, 'latin1'))),
  fc.tuple(place, fc.uint8Array({ maxLength: 4 })).map(([at, bytes]) => insertion(at, bytes)),
  fc.tuple(place, place).map(
    ([a, b]): Mutation =>
      (document) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map((at) => Math.floor(at * document.length));
        return Buffer.concat([document.subarray(0, from), document.subarray(to)]);
      },
  ),
  place.map(
    (at): Mutation =>
      (document) =>
        document.subarray(0, Math.floor(at * document.length)),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Mutation =>
      (document) =>
        insertion(a, document.subarray(Math.floor(b * document.length)))(document),
  ),
);

it('answers every mutation of a feed with a feed or a fault, and safe HTML', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...documents),
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
      async (document, mutations) => {
        const mutated = mutations.reduce<Uint8Array>((bytes, mutate) => mutate(bytes), new Uint8Array(document));
        const feed = await readFeed(mutated, CONTEXT);
        if (feed instanceof Fault) return;
        for (const item of feed.items) {
          expect(sanitise(item.contentHtml, item.baseUrl)).not.toMatch(/<script|javascript:/i);
          expect(item.published === null || Number.isFinite(item.published)).toBe(true);
        }
      },
    ),
    { numRuns: 600 },
  );
});

describe('a document that attacks', () => {
  it('by entities within entities gets none of them expanded', async () => {
    const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
    const feed = await read(feedIn('<title>&e12;</title>', `<!DOCTYPE rss [<!ENTITY e0 "ha">${entities}]>`));
    expect(feed.items[0]?.title).toBe('&e12;');
  });

  it('by an entity that is very long gets it not at all', async () => {
    const feed = await read(
      feedIn(`<title>${'&e;'.repeat(1000)}</title>`, `<!DOCTYPE rss [<!ENTITY e "${'x'.repeat(5000)}">]>`),
    );
    expect(feed.items[0]?.title).toHaveLength(3000);
  });

  it('by an external entity reads no file', async () => {
    const feed = await read(feedIn('<title>&f;</title>', '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'));
    expect(feed.items[0]?.title).toBe('&f;');
  });

  it.each([
    ['nesting', '<description>', '<a>'],
    ['start tags that do not end', '<title>', '<a x="'],
    ['end tags that do not end', '<title>', '</a'],
    ['less-than signs', '<title>', '<'],
    ['ampersands', '<title>', '&'],
    ['instructions', '<title>', '<?x '],
    ['comments', '<title>', '<!--'],
    ['HTML tags', '<description><![CDATA[', '<div><b x>'],
    ['scripts', '<description><![CDATA[', '<script>'],
    ['white space', '<pubDate>', '   '],
  ])('by %s without end is read in time', async (_, element, repeated) => {
    const bytes = feedIn(`<guid>1</guid>${element}${repeated.repeat(Math.ceil(2_000_000 / repeated.length))}`);
    const [item] = (await read(bytes)).items;
    expect(item?.guid).toBe('1');
    expect(sanitise(item?.contentHtml ?? '', null).length).toBeLessThan(3_000_000);
  });

  it('by brackets in brackets is no feed', async () => {
    const bytes = Buffer.from(`{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(1_000_000)}`);
    expect(await readFeed(bytes, CONTEXT)).toBeInstanceOf(Fault);
  });

  it('by its size is refused', async () => {
    expect(await readFeed(new Uint8Array(65 * 1024 * 1024), CONTEXT)).toMatchObject({
      problem: 'is larger than 64 MB',
    });
  });

  it('by rules that recur for ever is read in time', async () => {
    const events = Array.from(
      { length: 2000 },
      (_, i) => `BEGIN:VEVENT\nUID:${i}\nDTSTART:19700101T000000Z\nRRULE:FREQ=DAILY\nEND:VEVENT`,
    );
    expect((await read(Buffer.from(`BEGIN:VCALENDAR\n${events.join('\n')}\nEND:VCALENDAR`))).items).toHaveLength(2000);
  });
});

it('reads all entries of a long feed', async () => {
  const items = Array.from({ length: 5000 }, (_, i) => `<item><title>${i}</title></item>`).join('');
  expect((await read(Buffer.from(`<rss version="2.0"><channel>${items}</channel></rss>`))).items).toHaveLength(5000);
});
