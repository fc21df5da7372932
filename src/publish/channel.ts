import { Feed } from 'feed';
import type { Instant } from '../model.ts';
import { BEFORE_THE_WEB, type Post } from './post.ts';

/** Another document that belongs to a feed. */
export interface ChannelLink {
  readonly rel: 'hub' | 'current' | 'prev-archive' | 'next-archive';
  readonly href: string;
}

/** One feed to be written: the merged one, or that of a tag or a source. */
export interface Channel {
  /** A permanent IRI. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Of the site's own words, a BCP 47 tag. */
  readonly language: string;
  readonly homePageUrl: string;
  /** Where the feed itself is, in each of its forms. */
  readonly atomUrl: string;
  readonly rssUrl: string;
  readonly jsonUrl: string;
  readonly content: 'summary' | 'full';
  /** Where its changes are told (WebSub), and the documents before and after it (RFC 5005). */
  readonly links: readonly ChannelLink[];
  /** Whether it is a document of an archive, not the feed that goes on. */
  readonly archive: boolean;
  /** Newest first. */
  readonly posts: readonly Post[];
}

/** When the newest change of its posts was; before the web where it has none. */
export function channelUpdated({ posts }: Channel): Instant {
  return posts.reduce((newest, post) => Math.max(newest, post.updated, post.published), BEFORE_THE_WEB);
}

/**
 * The channel as the `feed` package has it, one item for each of `posts` in the same order. What that package writes
 * wrong or cannot write (see `atom.ts`, `rss.ts`, `json-feed.ts`) is left out here and put into its output there.
 */
export function toFeed(channel: Channel, posts: readonly Post[] = channel.posts): Feed {
  const feed = new Feed({
    id: channel.id,
    title: channel.title,
    description: channel.description,
    link: channel.homePageUrl,
    language: channel.language,
    updated: new Date(channelUpdated(channel)),
    generator: 'tidings',
    feedLinks: { atom: channel.atomUrl, rss: channel.rssUrl, json: channel.jsonUrl },
  });
  for (const post of posts) {
    feed.addItem({
      id: post.id,
      title: post.title,
      link: post.url ?? channel.homePageUrl,
      date: new Date(post.updated),
      published: new Date(post.published),
    });
  }
  return feed;
}
