import { z } from 'zod';
import type { Attachment, Author, FeedItem } from '../model.ts';
import { readDate } from './dates.ts';
import { type FeedContent, languageTag } from './feed.ts';
import { NO_HINTS } from './hints.ts';
import { textAsHtml } from './text.ts';
import { resolveUrl } from './urls.ts';

const Text = z.coerce.string().nullish().catch(null);
const Words = z.string().nullish().catch(null);
const Size = z.number().nonnegative().nullish().catch(null);

/** What of a list is well-formed; no list at all is an empty one. */
function listOf<Shape extends z.ZodType>(shape: Shape) {
  return z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((values) => values.flatMap((value) => shape.safeParse(value).data ?? []));
}

const Person = z.object({ name: Words, url: Words });
const Media = z.object({
  url: z.string(),
  mime_type: Words,
  size_in_bytes: Size,
  duration_in_seconds: Size,
  title: Words,
});
const Item = z.object({
  id: Text,
  url: Words,
  external_url: Words,
  title: Words,
  content_html: Words,
  content_text: Words,
  summary: Words,
  image: Words,
  banner_image: Words,
  date_published: Words,
  date_modified: Words,
  authors: listOf(Person),
  author: Person.nullish().catch(null),
  tags: listOf(z.string()),
  attachments: listOf(Media),
  language: Words,
});
const JsonFeed = z.object({
  version: Words,
  title: Words,
  description: Words,
  home_page_url: Words,
  feed_url: Words,
  language: Words,
  authors: listOf(Person),
  author: Person.nullish().catch(null),
  hubs: listOf(z.object({ url: z.string() })),
  items: z.array(z.unknown()).catch([]).default([]),
});

type JsonItem = z.infer<typeof Item>;

/** Reads a JSON Feed 1.0 or 1.1 (jsonfeed.org), leniently: what has the wrong type is taken as absent. Null for other JSON. */
export function readJsonFeed(text: string, documentUrl: string | null): FeedContent | null {
  const value = parseJson(text);
  if (!looksLikeFeed(value)) return null;
  const feed = JsonFeed.safeParse(value).data;
  if (feed === undefined) return null;
  const authors = authorsOf(feed);
  return {
    format: 'json',
    id: null,
    title: feed.title ?? '',
    description: feed.description || null,
    homePageUrl: urlOf(feed.home_page_url, documentUrl),
    feedUrl: urlOf(feed.feed_url, documentUrl),
    hubUrls: feed.hubs.flatMap(({ url }) => urlOf(url, documentUrl) ?? []),
    language: languageTag(feed.language ?? null),
    hints: NO_HINTS,
    // One at a time, so that of many only the finished ones are kept.
    items: feed.items.flatMap((value) => {
      const item = Item.safeParse(value).data;
      return item === undefined ? [] : itemOf(item, { documentUrl, authors, language: feed.language ?? null });
    }),
    deleted: [],
  };
}

/** Reads one item on its own as {@link readJsonFeed} reads those of a feed; null for what is no object. */
export function readJsonItem(value: unknown): FeedItem | null {
  const item = Item.safeParse(value).data;
  return item === undefined ? null : itemOf(item, { documentUrl: null, authors: [], language: null });
}

function parseJson(text: string): unknown {
  if (isTooDeep(text)) return null;
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

const DEEPEST = 200;

/** Whether brackets are open within brackets beyond any use; JSON.parse would take all the memory there is for them. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length && depth <= DEEPEST; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_LIST || code === OPEN_OBJECT) depth++;
    else if ((code === CLOSE_LIST || code === CLOSE_OBJECT) && depth > 0) depth--;
    else if (code === QUOTE) at = endOfString(text, at);
  }
  return depth > DEEPEST;
}

const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, QUOTE] = [0x5b, 0x5d, 0x7b, 0x7d, 0x22];

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

/** A version of JSON Feed, or at least its two indispensable members. */
function looksLikeFeed(value: unknown): boolean {
  const shape = Shape.safeParse(value).data;
  if (shape === undefined) return false;
  const named = typeof shape.version === 'string' && /jsonfeed\.org/i.test(shape.version);
  return named || (Array.isArray(shape.items) && (typeof shape.title === 'string' || shape.items.some(hasContent)));
}

const Shape = z.object({
  version: z.unknown().optional(),
  title: z.unknown().optional(),
  items: z.unknown().optional(),
});

function hasContent(item: unknown): boolean {
  return typeof item === 'object' && item !== null && ('content_html' in item || 'content_text' in item);
}

interface Inherited {
  readonly documentUrl: string | null;
  readonly authors: readonly Author[];
  readonly language: string | null;
}

function itemOf(item: JsonItem, { documentUrl, authors, language }: Inherited): FeedItem {
  const own = authorsOf(item);
  const attachments = item.attachments.flatMap((media) => attachmentOf(media, documentUrl));
  return {
    guid: item.id || null,
    url: urlOf(item.url, documentUrl) ?? urlOf(item.external_url, documentUrl),
    title: item.title ?? '',
    contentHtml: item.content_html ?? textAsHtml(item.content_text ?? ''),
    baseUrl: documentUrl,
    summary: item.summary || null,
    image: urlOf(item.image, documentUrl) ?? urlOf(item.banner_image, documentUrl),
    published: readDate(item.date_published ?? ''),
    updated: readDate(item.date_modified ?? ''),
    authors: own.length > 0 ? own : authors,
    tags: [...new Set(item.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))],
    attachments,
    language: item.language || language,
    events: [],
    origin: null,
  };
}

function attachmentOf(media: z.infer<typeof Media>, documentUrl: string | null): readonly Attachment[] {
  const url = urlOf(media.url, documentUrl);
  if (url === null) return [];
  return [
    {
      url,
      mimeType: media.mime_type ?? null,
      size: media.size_in_bytes || null,
      duration: media.duration_in_seconds || null,
      title: media.title || null,
    },
  ];
}

/** Version 1.1 has `authors`, version 1.0 has `author`. */
function authorsOf({ authors, author }: Pick<JsonItem, 'authors' | 'author'>): readonly Author[] {
  const people = authors.length > 0 || !author ? authors : [author];
  return people.flatMap(({ name, url }) => {
    const home = urlOf(url, null);
    return name ? [home === null ? { name } : { name, url: home }] : [];
  });
}

function urlOf(value: string | null | undefined, documentUrl: string | null): string | null {
  return value ? resolveUrl(value, documentUrl) : null;
}
