import { type Channel, toFeed } from './channel.ts';
import { feedMarkup } from './markup.ts';
import type { Post } from './post.ts';
import { element, readXml, withChildren, writeXml, type XmlElement } from './xml.ts';

/** The namespace of RFC 5005. */
const HISTORY = 'http://purl.org/syndication/history/1.0';

/**
 * The channel as Atom (RFC 4287). The `feed` package lays out its head, with ids and addresses put in as they are (it
 * rewrites them as URLs). Entries are written here: of theirs it calls titles HTML and knows neither `source` nor
 * languages, and laying out a thousand takes it as long as all the rest.
 */
export function atomFeed(channel: Channel): string {
  const feed = readXml(toFeed(channel, []).atom1());
  const amended = withChildren(feed, {
    id: [element('id', {}, channel.id)],
    title: [element('title', {}, channel.title)],
    link: [
      element('link', { rel: 'alternate', href: channel.homePageUrl, type: 'text/html' }),
      element('link', { rel: 'self', href: channel.atomUrl, type: 'application/atom+xml' }),
      ...channel.links.map(({ rel, href }) => element('link', { rel, href })),
    ],
    subtitle: channel.description === '' ? [] : [element('subtitle', {}, channel.description)],
    author: [person(channel.title, channel.homePageUrl)],
    'fh:archive': channel.archive ? [element('fh:archive', { 'xmlns:fh': HISTORY })] : [],
    entry: channel.posts.map((post) => entryOf(post, channel.content)),
  });
  return writeXml({ ...amended, attributes: { ...feed.attributes, 'xml:lang': channel.language } });
}

function entryOf(post: Post, content: Channel['content']): XmlElement {
  return element('entry', { 'xml:lang': post.language }, [
    element('title', { type: 'text' }, post.title),
    element('id', {}, post.id),
    ...linksOf(post),
    element('updated', {}, new Date(post.updated).toISOString()),
    element('published', {}, new Date(post.published).toISOString()),
    ...post.authors.map(({ name, url }) => person(name, url ?? null)),
    ...post.tags.map((tag) => element('category', { term: tag })),
    ...bodyOf(post, content),
    sourceOf(post),
  ]);
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
  if (content === 'full' && contentHtml !== '') return [element('content', { type: 'html' }, feedMarkup(contentHtml))];
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
