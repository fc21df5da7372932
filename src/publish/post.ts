import type { Attachment, Author, Entry, Instant, Picture, SourceProfile } from '../model.ts';
import { distinctId, entryId, sourceId } from './identity.ts';
import { nameOnly, oneLine, printable, printableHtml, sourceAddress, webAddress } from './plain.ts';

/** An entry, whose events are published apart. */
export type PostedEntry = Omit<Entry, 'events'>;

/** A post as the editor hands it over: each once, with the copies that other sources have of it. */
export interface PublishedEntry {
  readonly entry: PostedEntry;
  readonly source: SourceProfile;
  readonly copies: readonly { readonly source: string; readonly url: string | null }[];
}

/** The feed that a post comes from. */
export interface PostSource {
  /** An absolute IRI. */
  readonly id: string;
  readonly title: string;
  readonly homePageUrl: string | null;
  readonly feedUrl: string | null;
}

/** A post as all published files have it: fit to be printed, every address one of the web. */
export interface Post {
  /** An absolute, permanent IRI, unlike any other's. */
  readonly id: string;
  readonly url: string | null;
  /** Plain text on one line. */
  readonly title: string;
  /** Plain text. */
  readonly summary: string;
  readonly contentHtml: string;
  readonly image: Picture | null;
  readonly published: Instant;
  readonly updated: Instant;
  readonly authors: readonly Author[];
  readonly tags: readonly string[];
  readonly attachments: readonly Attachment[];
  /** A BCP 47 tag whose language exists. */
  readonly language: string | null;
  /** How long reading it takes. */
  readonly minutes: number;
  readonly source: PostSource;
  /** The number of its entry in the state, and the URL its source is listed under: for telling posts and sources apart, never to be printed. */
  readonly entryId: number;
  readonly listedUrl: string;
  readonly copies: readonly { readonly source: string; readonly url: string | null }[];
}

/** No post is older than the web; who reads an earlier date takes it for a fault of the feed. */
export const BEFORE_THE_WEB: Instant = Date.UTC(1990, 0, 1);

/** The posts of these entries, in their order. */
export function toPosts(entries: readonly PublishedEntry[]): Post[] {
  const identified = entries.map((one) => ({ ...one, id: entryId(one.entry, one.source) }));
  const owners = ownersOfIds(identified);
  return identified.map(({ entry, source, copies, id }) =>
    toPost(entry, source, copies, owners.get(id) === entry ? id : distinctId(entry, source)),
  );
}

/** Which entry keeps an id that several have: that of the source which comes first by its address. */
function ownersOfIds(entries: readonly (PublishedEntry & { readonly id: string })[]): Map<string, PostedEntry> {
  const owners = new Map<string, PostedEntry>();
  const ordered = entries.toSorted((a, b) => compare(a.source.url, b.source.url) || compare(a.entry.url, b.entry.url));
  for (const { entry, id } of ordered) {
    if (!owners.has(id)) owners.set(id, entry);
  }
  return owners;
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1;
}

function toPost(entry: PostedEntry, source: SourceProfile, copies: PublishedEntry['copies'], id: string): Post {
  return {
    id,
    url: webAddress(entry.url),
    title: oneLine(entry.title),
    summary: printable(entry.summary).trim(),
    contentHtml: printableHtml(entry.contentHtml),
    image: pictureOf(entry.image),
    ...datesOf(entry),
    authors: entry.authors.flatMap(authorOf),
    tags: [...new Set(entry.tags.map(oneLine).filter((tag) => tag !== ''))],
    attachments: entry.attachments.flatMap(attachmentOf),
    language: knownLanguage(entry.language),
    minutes: entry.minutes,
    source: postSource(entry, source),
    entryId: entry.id,
    listedUrl: source.url,
    copies: copies.map((copy) => ({ source: oneLine(copy.source), url: webAddress(copy.url) })),
  };
}

/** Its source's own dates as far as they are plausible: not ahead of the day that it was seen with them, nor before the web; an edit that its source does not date, when it was seen. */
function datesOf({ published, updated, changed, firstSeen }: PostedEntry): { published: Instant; updated: Instant } {
  const seen = changed ?? firstSeen;
  const plausible = (date: Instant) => Math.max(BEFORE_THE_WEB, Math.min(date, seen));
  const posted = plausible(published);
  return { published: posted, updated: plausible(updated ?? changed ?? posted) };
}

function pictureOf(image: Picture | null): Picture | null {
  const url = webAddress(image?.url);
  return image === null || url === null ? null : { ...image, url, alt: oneLine(image.alt) };
}

function authorOf(author: Author): Author[] {
  const name = nameOnly(author.name);
  const url = webAddress(author.url);
  return name === '' ? [] : [url === null ? { name } : { name, url }];
}

function attachmentOf(attachment: Attachment): Attachment[] {
  const url = webAddress(attachment.url);
  if (url === null) return [];
  const mimeType = /^[\w.+-]+\/[\w.+-]+$/.test(attachment.mimeType ?? '') ? attachment.mimeType : null;
  const size = Number.isSafeInteger(attachment.size) && Number(attachment.size) >= 0 ? attachment.size : null;
  return [{ ...attachment, url, mimeType, size, title: attachment.title === null ? null : oneLine(attachment.title) }];
}

function postSource({ origin }: PostedEntry, source: SourceProfile): PostSource {
  const own = ownSource(source);
  if (origin === null) return own;
  const homePageUrl = sourceAddress(origin.url);
  const feedUrl = sourceAddress(origin.feedUrl);
  const named = { ...source, feedId: origin.id, url: feedUrl ?? homePageUrl ?? source.url };
  return { id: sourceId(named), title: oneLine(origin.title ?? '') || own.title, homePageUrl, feedUrl };
}

/** A source has many posts. */
const ownSources = new WeakMap<SourceProfile, PostSource>();

function ownSource(source: SourceProfile): PostSource {
  const known = ownSources.get(source);
  if (known !== undefined) return known;
  const own: PostSource = {
    id: sourceId(source),
    title: oneLine(source.title ?? '') || oneLine(source.name),
    homePageUrl: sourceAddress(source.homePageUrl),
    feedUrl: sourceAddress(source.url),
  };
  ownSources.set(source, own);
  return own;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Which languages exist, of those asked about: finding out takes long. */
const languages = new Map<string, boolean>();

/** The tag where it is well formed and its language is a known one; readers refuse others. */
export function knownLanguage(tag: string | null): string | null {
  if (tag === null || !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag)) return null;
  const [language = ''] = tag.split('-');
  const exists = languages.get(language) ?? languageNames.of(language) !== undefined;
  languages.set(language, exists);
  return exists ? tag : null;
}
