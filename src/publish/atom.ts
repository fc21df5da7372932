import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Channel, toFeed } from './channel.ts';
import type { Post, PostSource } from './post.ts';
import { element, openXml, setChild, writeXml } from './xml.ts';

/** Links of a paged or archived feed (RFC 5005), absolute. */
export interface FeedPages {
  /** The feed of the newest posts, where this is not it. */
  readonly current?: string;
  readonly previousArchive?: string;
  readonly nextArchive?: string;
}

const HISTORY = 'http://purl.org/syndication/history/1.0';

/**
 * The channel as Atom (RFC 4287). The `feed` package lays it out; put into its output is what it gets wrong: ids and
 * addresses as they are (it rewrites them as URLs), titles as plain text (it calls them HTML), and what it does not
 * know: `source`, languages, attachments, archives.
 */
export function atomFeed(channel: Channel, pages: FeedPages = {}): string {
  const document = openXml(toFeed(channel).atom1());
  const feed = document<Element, string>('feed');
  feed.attr('xml:lang', channel.language);
  setChild(document, feed, 'title', channel.title);
  setChild(document, feed, 'id', channel.id);
  if (channel.description !== '') setChild(document, feed, 'subtitle', channel.description);
  feed.children('link[rel=self]').attr({ href: channel.atomUrl, type: 'application/atom+xml' });
  feed.children('link[rel=alternate]').attr({ href: channel.homePageUrl, type: 'text/html' });
  linkPages(document, feed, pages);
  feed.children('updated').after(author(document, channel.title, channel.homePageUrl));
  feed.children('entry').each((index, node) => {
    const post = channel.posts[index];
    if (post !== undefined) amendEntry(document, document(node), post, channel.content);
  });
  return writeXml(document);
}

function linkPages(document: CheerioAPI, feed: Cheerio<Element>, pages: FeedPages): void {
  const relations = {
    current: pages.current,
    'prev-archive': pages.previousArchive,
    'next-archive': pages.nextArchive,
  };
  const last = feed.children('link').last();
  for (const [rel, href] of Object.entries(relations)) {
    if (href !== undefined) last.after(element(document, 'link', { rel, href, type: 'application/atom+xml' }));
  }
  if (pages.current === undefined) return;
  feed.attr('xmlns:fh', HISTORY);
  feed.children('id').after(element(document, 'fh:archive'));
}

function amendEntry(document: CheerioAPI, entry: Cheerio<Element>, post: Post, content: Channel['content']): void {
  if (post.language !== null) entry.attr('xml:lang', post.language);
  entry.children('title').attr('type', 'text').text(post.title);
  entry.children('id').text(post.id);
  const link = entry.children('link');
  if (post.url === null) link.remove();
  else link.attr({ rel: 'alternate', href: post.url });
  for (const { url, mimeType, size, title } of post.attachments) {
    const length = size === null ? null : String(size);
    entry.append(
      element(document, 'link', { rel: 'enclosure', href: url, type: mimeType, length, title: title || null }),
    );
  }
  for (const tag of post.tags) entry.append(element(document, 'category', { term: tag }));
  for (const { name, url } of post.authors) entry.append(author(document, name, url));
  amendBody(document, entry, post, content);
  entry.append(source(document, post));
}

/** A post with no address needs content (RFC 4287, 4.1.2). */
function amendBody(document: CheerioAPI, entry: Cheerio<Element>, post: Post, content: Channel['content']): void {
  entry.children('summary').attr('type', 'text').text(post.summary);
  const whole = entry.children('content');
  if (whole.length > 0) {
    entry.children('summary').remove();
    whole.text(post.contentHtml);
  } else if (content === 'full' || post.url === null) {
    entry.children('summary').remove();
    entry.append(element(document, 'content', { type: 'text' }, post.summary));
  }
}

/** Where the post comes from (RFC 4287, 4.2.11), dated by the post: the feed's own date would change them all at every post. */
function source(document: CheerioAPI, post: Post): Cheerio<Element> {
  const { id, title, homePageUrl, feedUrl } = post.source;
  const made = element(document, 'source');
  made.append(element(document, 'id', {}, id), element(document, 'title', {}, title));
  made.append(element(document, 'updated', {}, new Date(post.updated).toISOString()));
  for (const [rel, href] of linksOf({ homePageUrl, feedUrl })) made.append(element(document, 'link', { rel, href }));
  if (post.authors.length === 0) made.append(author(document, title, homePageUrl));
  return made;
}

function linksOf({ homePageUrl, feedUrl }: Pick<PostSource, 'homePageUrl' | 'feedUrl'>): [string, string][] {
  return [
    ...(feedUrl === null ? [] : [['self', feedUrl] satisfies [string, string]]),
    ...(homePageUrl === null ? [] : [['alternate', homePageUrl] satisfies [string, string]]),
  ];
}

function author(document: CheerioAPI, name: string, url?: string | null): Cheerio<Element> {
  const made = element(document, 'author').append(element(document, 'name', {}, name));
  return url == null ? made : made.append(element(document, 'uri', {}, url));
}
