import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Channel, toFeed } from './channel.ts';
import { textAsHtml } from './plain.ts';
import type { Post } from './post.ts';
import { element, openXml, setChild, writeXml } from './xml.ts';

/**
 * The channel as RSS 2.0 (rssboard.org/rss-specification). The `feed` package lays it out; put into its output is what
 * it gets wrong: texts as they are (it takes references in them for its own), `author` without an e-mail address as
 * `dc:creator`, a guid that says whether it is an address, HTML in descriptions escaped; and what it does not know: `source`.
 */
export function rssFeed(channel: Channel): string {
  const document = openXml(toFeed(channel).rss2());
  const root = document<Element, string>('rss');
  root.attr({
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  });
  const head = root.children('channel');
  setChild(document, head, 'title', channel.title);
  setChild(document, head, 'link', channel.homePageUrl);
  setChild(document, head, 'description', channel.description || channel.title);
  head.children('atom\\:link').attr('href', channel.rssUrl);
  head.children('item').each((index, node) => {
    const post = channel.posts[index];
    if (post !== undefined) amendItem(document, document(node), post, channel.homePageUrl);
  });
  return writeXml(document);
}

function amendItem(document: CheerioAPI, item: Cheerio<Element>, post: Post, siteUrl: string): void {
  if (post.title === '') item.children('title').remove();
  else item.children('title').text(post.title);
  if (post.url === null) item.children('link').remove();
  else item.children('link').text(post.url);
  item
    .children('guid')
    .attr('isPermaLink', String(post.id === post.url))
    .text(post.id);
  amendBody(document, item, post);
  for (const { name } of post.authors) item.append(element(document, 'dc:creator', {}, name));
  for (const tag of post.tags) item.append(element(document, 'category', {}, tag));
  const { title, feedUrl, homePageUrl } = post.source;
  item.append(element(document, 'source', { url: feedUrl ?? homePageUrl ?? siteUrl }, title));
  const [attachment] = post.attachments.filter(({ mimeType }) => mimeType !== null);
  if (attachment !== undefined) {
    const length = String(attachment.size ?? 0);
    item.append(element(document, 'enclosure', { url: attachment.url, length, type: attachment.mimeType }));
  }
}

/** An item without a title needs a description. */
function amendBody(document: CheerioAPI, item: Cheerio<Element>, post: Post): void {
  const description = item.children('description');
  if (description.length > 0) description.text(textAsHtml(post.summary));
  else if (post.title === '')
    item.children('guid').after(element(document, 'description', {}, textAsHtml(post.url ?? post.source.title)));
  item.children('content\\:encoded').text(post.contentHtml);
}
