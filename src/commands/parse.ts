import { readFile } from 'node:fs/promises';
import { sanitise } from '../extract/sanitise.ts';
import { Fault, reasonOf } from '../fault.ts';
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

/** Reads each file as a feed and gives it out as one line of JSON Feed 1.1; 1 where a file was no feed, else 0. */
export async function parse(options: ParseOptions, out: (line: string) => Promise<void> | void): Promise<number> {
  let status = 0;
  for (const file of options.files) {
    const feed = await readFileAsFeed(file, options);
    if (feed instanceof Fault) status = 1;
    await out(feed instanceof Fault ? JSON.stringify(failureAsJson(feed, file)) : feedAsJson(feed, file));
  }
  return status;
}

async function readFileAsFeed(file: string, options: ParseOptions): Promise<Feed | Fault> {
  const bytes = await readBytes(file);
  if (bytes instanceof Fault) return bytes;
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
    return new Fault({ stage: 'feed', subject: file, problem: `cannot be read: ${reasonOf(thrown)}` });
  }
}

function failureAsJson(fault: Fault, file: string): object {
  return { error: `${file}: ${fault.problem}`, _tidings: { file } };
}

/** One item is written after the other: of 100,000, the objects would take several times the room of the text. */
function feedAsJson(feed: Feed, file: string): string {
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
  const items = feed.items.map((item) => JSON.stringify(itemAsJson(item))).join(',');
  const tidings = JSON.stringify({ file, format, encoding, repaired, warnings });
  return `${head.slice(0, -1)},"items":[${items}],"_tidings":${tidings}}`;
}

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
