import type { Attachment } from '../model.ts';
import { type Channel, toFeed } from './channel.ts';
import type { Post } from './post.ts';

const VERSION = 'https://jsonfeed.org/version/1.1';

/**
 * The channel as JSON Feed 1.1 (jsonfeed.org). The `feed` package writes version 1: one author, no language, and a
 * summary as if it were the content; each item is written anew over what it has.
 */
export function jsonFeed(channel: Channel): string {
  const feed: { items: object[] } = JSON.parse(toFeed(channel).json1());
  const items = channel.posts.map((post) => itemOf(post, channel.content));
  const document = { ...feed, version: VERSION, language: channel.language, feed_url: channel.jsonUrl, items };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function itemOf(post: Post, content: Channel['content']): object {
  const { source } = post;
  return {
    id: post.id,
    ...present('url', post.url),
    ...present('title', post.title || null),
    ...bodyOf(post, content),
    ...present('image', post.image?.url ?? null),
    date_published: new Date(post.published).toISOString(),
    date_modified: new Date(post.updated).toISOString(),
    ...present('authors', post.authors.length === 0 ? null : post.authors),
    ...present('tags', post.tags.length === 0 ? null : post.tags),
    ...present('language', post.language),
    ...present('attachments', attachmentsOf(post)),
    _source: {
      id: source.id,
      title: source.title,
      ...present('home_page_url', source.homePageUrl),
      ...present('feed_url', source.feedUrl),
    },
  };
}

function bodyOf(post: Post, content: Channel['content']): object {
  if (content === 'summary' || post.contentHtml === '') return { content_text: post.summary };
  return { content_html: post.contentHtml, ...present('summary', post.summary || null) };
}

/** An attachment without a type is none by the specification. */
function attachmentsOf({ attachments }: Post): object[] | null {
  const typed = attachments.flatMap(attachmentOf);
  return typed.length === 0 ? null : typed;
}

function attachmentOf({ url, mimeType, title, size, duration }: Attachment): object[] {
  if (mimeType === null) return [];
  return [
    {
      url,
      mime_type: mimeType,
      ...present('title', title || null),
      ...present('size_in_bytes', size),
      ...present('duration_in_seconds', duration),
    },
  ];
}

/** The property where there is a value: JSON Feed knows no null. */
function present(name: string, value: unknown): object {
  return value === null ? {} : { [name]: value };
}
