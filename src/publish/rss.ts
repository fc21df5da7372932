import { type Channel, toFeed } from './channel.ts';
import { feedMarkup } from './markup.ts';
import { textAsHtml } from './plain.ts';
import type { Post } from './post.ts';
import { childOf, element, readXml, withChildren, writeXml, type XmlElement } from './xml.ts';

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
};

/**
 * The channel as RSS 2.0 (rssboard.org/rss-specification). The `feed` package lays it out; put into its output is what
 * it gets wrong: texts as they are (it takes references in them for its own), `author` without an e-mail address as
 * `dc:creator`, a guid that says whether it is an address, descriptions as HTML; and what it does not know: `source`.
 */
export function rssFeed(channel: Channel): string {
  const rss = readXml(toFeed(channel).rss2());
  const head = childOf(rss, 'channel');
  const items = head.children.filter(({ name }) => name === 'item');
  const amended = withChildren(head, {
    title: [element('title', {}, channel.title)],
    link: [element('link', {}, channel.homePageUrl)],
    description: [element('description', {}, channel.description || channel.title)],
    'atom:link': [element('atom:link', { href: channel.rssUrl, rel: 'self', type: 'application/rss+xml' })],
    item: channel.posts.flatMap((post, index) => {
      const item = items[index];
      return item === undefined ? [] : [amendItem(item, post, channel)];
    }),
  });
  return writeXml(element('rss', { version: '2.0', ...namespaces }, [amended]));
}

function amendItem(item: XmlElement, post: Post, channel: Channel): XmlElement {
  const { title, feedUrl, homePageUrl } = post.source;
  const whole = channel.content === 'full' && post.contentHtml !== '';
  return withChildren(item, {
    title: post.title === '' ? [] : [element('title', {}, post.title)],
    link: post.url === null ? [] : [element('link', {}, post.url)],
    guid: [element('guid', { isPermaLink: String(post.id === post.url) }, post.id)],
    description: descriptionOf(post, whole),
    'content:encoded': whole ? [element('content:encoded', {}, feedMarkup(post.contentHtml))] : [],
    'dc:creator': post.authors.map(({ name }) => element('dc:creator', {}, name)),
    category: post.tags.map((tag) => element('category', {}, tag)),
    source: [element('source', { url: feedUrl ?? homePageUrl ?? channel.homePageUrl }, title)],
    enclosure: enclosureOf(post),
  });
}

/** An item without a title needs a description, and so does one that has the whole post besides. */
function descriptionOf({ title, summary, url, source }: Post, whole: boolean): XmlElement[] {
  if (summary === '' && title !== '' && !whole) return [];
  return [element('description', {}, textAsHtml(summary || title || (url ?? source.title)))];
}

/** An item may have one, of a known type; a size that is not known is 0. */
function enclosureOf({ attachments }: Post): XmlElement[] {
  const [attachment] = attachments.filter(({ mimeType }) => mimeType !== null);
  if (attachment === undefined) return [];
  const { url, size, mimeType } = attachment;
  return [element('enclosure', { url, length: String(size ?? 0), type: mimeType })];
}
