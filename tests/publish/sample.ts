import { join } from 'node:path';
import { defaultTheme } from '../../src/digest/theme.ts';
import type { Event, Instant, SourceProfile } from '../../src/model.ts';
import { reviseEvents } from '../../src/publish/calendar.ts';
import { type MergedEvent, toPublishedEvents } from '../../src/publish/event.ts';
import type { PostedEntry, PublishedEntry } from '../../src/publish/post.ts';
import type { PublishedFile, PublishInput } from '../../src/publish/publication.ts';
import { publishSite } from '../../src/publish/site.ts';
import { openTemplates, type Templates } from '../../src/templating/templates.ts';

export const noon: Instant = Date.parse('2014-08-20T12:00:00Z');
const HOUR = 3_600_000;

export function templatesIn(language: string, timezone = 'Europe/Paris'): Templates {
  return openTemplates({ roots: [join(import.meta.dirname, '../../templates')], language, timezone });
}

const english = templatesIn('en');

/** A source with an Atom feed, unless said otherwise. */
export function source(changes: Partial<SourceProfile> = {}): SourceProfile {
  const url = changes.url ?? 'https://blog.example.org/feed.xml';
  return {
    url,
    firstUrl: url,
    name: 'A blog',
    tags: ['openstack'],
    kind: 'blog',
    homePageUrl: 'https://blog.example.org/',
    feedId: 'tag:blog.example.org,2010:feed',
    title: 'The blog itself',
    language: 'en',
    ...changes,
  };
}

/** An entry that was seen an hour after it was posted, and is older the higher its number. */
export function entry(number: number, changes: Partial<PostedEntry> = {}): PostedEntry {
  const published = noon - number * 5 * HOUR;
  return {
    id: number,
    sourceUrl: 'https://blog.example.org/feed.xml',
    guid: `tag:blog.example.org,2014:post-${number}`,
    url: `https://blog.example.org/post-${number}`,
    title: `Post ${number}`,
    contentHtml: `<p>The whole of post ${number}.</p>`,
    ownSummary: null,
    summary: `What post ${number} says.`,
    image: null,
    published,
    updated: null,
    firstSeen: published + HOUR,
    changed: null,
    authors: [{ name: 'Ada Lovelace' }],
    tags: ['storage'],
    attachments: [],
    language: 'en',
    words: 400,
    minutes: 2,
    truncated: false,
    links: [],
    sketch: '',
    origin: null,
    fingerprint: '',
    edition: null,
    ...changes,
  };
}

export function posted(...entries: readonly PostedEntry[]): PublishedEntry[] {
  return entries.map((one) => ({ entry: one, source: source(), copies: [] }));
}

export function event(changes: Partial<Event> = {}, id = 'f00d'): MergedEvent {
  const found: Event = { name: 'A meeting', startDate: '2014-09-04', source: 'ical', confidence: 1, ...changes };
  return {
    event: found,
    id,
    entryIds: [],
    announcements: [{ title: 'We meet', url: 'https://blog.example.org/meet', source: 'A blog' }],
  };
}

/** A small site, with what is said of it in place of its own. */
export function publication(changes: Partial<PublishInput> = {}): PublishInput {
  const events = changes.events ?? [event()];
  return {
    site: {
      title: 'Open Source Weekly',
      description: 'Posts and events from the region',
      url: 'https://news.example.org/',
      language: 'en',
      timezone: 'Europe/Paris',
      subscribeUrl: null,
      theme: defaultTheme,
    },
    now: noon,
    feed: { limit: 50, content: 'summary', hub: null },
    newestArchive: null,
    announcing: new Set(),
    bygone: new Set(),
    searchScript: '',
    entries: posted(entry(1), entry(2), entry(3)),
    revisions: reviseEvents(toPublishedEvents(events, 'Europe/Paris'), new Map(), noon),
    sources: [{ profile: source(), health: 'ok', lastPost: noon }],
    editionTitles: [],
    editions: [],
    templates: english,
    ...changes,
    events,
  };
}

/** The body of one file of what is published. */
export async function bodyOf(path: string, input: PublishInput = publication()): Promise<string> {
  const body = fileIn(path, await publishSite(input))?.body;
  if (body === undefined) throw new Error(`${path} was not published`);
  return body;
}

export function fileIn(path: string, files: readonly PublishedFile[]): PublishedFile | undefined {
  return files.find((file) => file.path === path);
}
