import { type Channel, toFeed } from './channel.ts';
import type { Post } from './post.ts';
import { element, readXml, withChildren, writeXml, type XmlElement } from './xml.ts';

/** The namespace of RFC 5005. */
const HISTORY = 'http://purl.org/syndication/history/1.0';

/**
 * The channel as Atom (RFC 4287). The `feed` package lays it out; put into its output is what it gets wrong: ids and
 * addresses as they are (it rewrites them as URLs), titles as plain text (it calls them HTML), and what it does not
 * know: `source`, languages, attachments.
 */
export function atomFeed(channel: Channel): string {
  const feed = readXml(toFeed(channel).atom1());
  const entries = feed.children.filter(({ name }) => name === 'entry');
  const amended = withChildren(feed, {
    id: [element('id', {}, channel.id)],
    title: [element('title', {}, channel.title)],
    link: [
      element('link', { rel: 'alternate', href: channel.homePageUrl, type: 'text/html' }),
      element('link', { rel: 'self', href: channel.atomUrl, type: 'application/atom+xml' }),
      ...channel.links.map(({ rel, href }) => element('link', { rel, href })),
    ],
    subtitle: channel.description === '' ? [] : [element('subtitle', {}, channel.description)],
    entry: channel.posts.flatMap((post, index) => {
      const entry = entries[index];
      return entry === undefined ? [] : [amendEntry(entry, post, channel.content)];
    }),
    author: [person(channel.title, channel.homePageUrl)],
    'fh:archive': channel.archive ? [element('fh:archive', { 'xmlns:fh': HISTORY })] : [],
  });
  return writeXml({ ...amended, attributes: { ...feed.attributes, 'xml:lang': channel.language } });
}

function amendEntry(entry: XmlElement, post: Post, content: Channel['content']): XmlElement {
  const amended = withChildren(entry, {
    title: [element('title', { type: 'text' }, post.title)],
    id: [element('id', {}, post.id)],
    link: linksOf(post),
    author: post.authors.map(({ name, url }) => person(name, url ?? null)),
    category: post.tags.map((tag) => element('category', { term: tag })),
    body: bodyOf(post, content),
    source: [sourceOf(post)],
  });
  return post.language === null ? amended : { ...amended, attributes: { 'xml:lang': post.language } };
}

function linksOf({ url, attachments }: Post): XmlElement[] {
  const alternate = url === null ? [] : [element('link', { rel: 'alternate', href: url })];
  const enclosures = attachments.map(({ url, mimeType, size, title }) => {
    const length = size === null ? null : String(size);
    return element('link', { rel: 'enclosure', href: url, type: mimeType, length, title: title || null });
  });
  return [...alternate, ...enclosures];
}

/** A post with no address needs content (RFC 4287, 4.1.2). */
function bodyOf({ contentHtml, summary, url }: Post, content: Channel['content']): XmlElement[] {
  if (content === 'full' && contentHtml !== '') return [element('content', { type: 'html' }, contentHtml)];
  if (content === 'full' || url === null) return [element('content', { type: 'text' }, summary)];
  return summary === '' ? [] : [element('summary', { type: 'text' }, summary)];
}

/** Where the post comes from (RFC 4287, 4.2.11), dated by the post: the feed's own date would change all with each post. */
function sourceOf({ source, authors, updated }: Post): XmlElement {
  const { id, title, homePageUrl, feedUrl } = source;
  return element('source', {}, [
    element('id', {}, id),
    element('title', {}, title),
    element('updated', {}, new Date(updated).toISOString()),
    ...(feedUrl === null ? [] : [element('link', { rel: 'self', href: feedUrl })]),
    ...(homePageUrl === null ? [] : [element('link', { rel: 'alternate', href: homePageUrl })]),
    ...(authors.length === 0 ? [person(title, homePageUrl)] : []),
  ]);
}

function person(name: string, url: string | null): XmlElement {
  return element('author', {}, [element('name', {}, name), ...(url === null ? [] : [element('uri', {}, url)])]);
}
