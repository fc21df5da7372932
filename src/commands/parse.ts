import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { sanitise } from '../extract/sanitise.ts';
import { Fault, unreadable } from '../fault.ts';
import { fingerprint } from '../feed/fingerprint.ts';
import { readFeed } from '../feed/read.ts';
import type { Feed, FeedItem, Instant } from '../model.ts';

export interface ParseOptions {
  readonly files: readonly string[];
  /** Where the files came from, for their relative URLs. */
  readonly url?: string;
  readonly contentType?: string;
  readonly now: Instant;
}

/** Takes a piece of the output; what comes next waits until there is room for it. */
type Write = (text: string) => Promise<void> | void;

/** Reads each file as a feed and writes it as one line of JSON Feed 1.1; 1 where a file was no feed, else 0. */
export async function parse(options: ParseOptions, write: Write): Promise<number> {
  let status = 0;
  for (const file of options.files) {
    const feed = await readFileAsFeed(file, options);
    if (feed instanceof Fault) status = 1;
    for (const piece of feed instanceof Fault ? [failureAsJson(feed, file)] : feedAsJson(feed, file))
      await write(piece);
    await write('\n');
  }
  return status;
}

/** In bytes: from here on, memory counts for more than time. V8 lets garbage grow to several times what is alive. */
const LARGE = 4 * 1024 * 1024;

async function readFileAsFeed(file: string, options: ParseOptions): Promise<Feed | Fault> {
  const bytes = await readBytes(file);
  if (bytes instanceof Fault) return bytes;
  if (bytes.length > LARGE) setFlagsFromString('--optimize-for-size');
  return readFeed(bytes, {
    url: options.url ?? null,
    contentType: options.contentType ?? null,
    now: options.now,
    timezone: 'UTC',
  });
}

async function readBytes(file: string): Promise<Uint8Array | Fault> {
  try {
    return await readFile(file);
  } catch (thrown) {
    return new Fault({ stage: 'feed', subject: file, ...unreadable(thrown) });
  }
}

function failureAsJson(fault: Fault, file: string): string {
  return JSON.stringify({ error: `${file}: ${fault.problem}`, _tidings: { file } });
}

/** In pieces of some items each: of 100,000, the objects, and even their text, would take several times its room. */
function* feedAsJson(feed: Feed, file: string): Generator<string> {
  const { format, encoding, repaired, warnings } = feed;
  const head = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    ...present({
      home_page_url: feed.homePageUrl,
      feed_url: feed.feedUrl,
      description: feed.description,
      language: feed.language,
    }),
  });
  let piece = `${head.slice(0, -1)},"items":[`;
  for (const [index, item] of feed.items.entries()) {
    piece += (index === 0 ? '' : ',') + JSON.stringify(itemAsJson(item));
    if (piece.length < LONGEST_PIECE) continue;
    yield piece;
    piece = '';
  }
  const tidings = JSON.stringify({ file, format, encoding, repaired, warnings });
  yield `${piece}],"_tidings":${tidings}}`;
}

const LONGEST_PIECE = 64 * 1024;

function itemAsJson(item: FeedItem): object {
  return {
    // RFC 4287 and JSON Feed want an id of every item; without any of its own, its content is one.
    id: item.guid ?? item.url ?? fingerprint(item),
    ...present({
      url: item.url,
      title: item.title || null,
      content_html: sanitise(item.contentHtml, item.baseUrl),
      summary: item.summary,
      image: item.image,
      date_published: isoDate(item.published),
      date_modified: isoDate(item.updated),
      language: item.language,
    }),
    ...lists({ authors: item.authors, tags: item.tags }),
    ...lists({
      attachments: item.attachments.map(({ url, mimeType, size, duration, title }) => ({
        url,
        ...present({ mime_type: mimeType, size_in_bytes: size, duration_in_seconds: duration, title }),
      })),
    }),
    ...(item.events.length > 0 ? { _tidings: { events: item.events } } : {}),
  };
}

function isoDate(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

function present(members: Readonly<Record<string, string | number | null>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== ''));
}

function lists(members: Readonly<Record<string, readonly unknown[]>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, list]) => list.length > 0));
}
