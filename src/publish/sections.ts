import { createHash } from 'node:crypto';
import type { SourceProfile } from '../model.ts';
import { atomFeed } from './atom.ts';
import { oneLine, sourceAddress, webAddress } from './plain.ts';
import { toPosts } from './post.ts';
import type { PublishedFile, PublishedSection, PublishedSite } from './publication.ts';

/** Where the feed of the posts of sources with this tag is. */
export function tagFeedPath(tag: string): string {
  return `feeds/tag-${fileName(tag, tag)}.xml`;
}

/** Where the feed of one source's posts is, as they are published here: where it is depends on its first address alone. */
export function sourceFeedPath({ firstUrl: url }: Pick<SourceProfile, 'firstUrl'>): string {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return `feeds/${fileName(new URL(url).hostname || file, webAddress(url) ?? file)}.xml`;
}

/** Readable, and distinct for distinct identities. */
function fileName(name: string, identity: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const readable = plain.replace(/^-|-$/g, '').slice(0, 40);
  const mark = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  return readable === identity ? readable : [readable, mark].filter(Boolean).join('-');
}

/** The feed of a part of the site, as Atom. */
export function sectionFile(
  site: PublishedSite,
  { path, title, homePageUrl, entries }: PublishedSection,
  content: 'summary' | 'full',
): PublishedFile {
  const url = `${site.url}${path}`;
  const channel = {
    id: url,
    title: `${oneLine(title)} · ${site.title}`,
    description: '',
    language: site.language,
    homePageUrl: sourceAddress(homePageUrl) ?? site.url,
    atomUrl: url,
    rssUrl: url,
    jsonUrl: url,
    content,
    links: [],
    archive: false,
    posts: toPosts(entries),
  };
  return { path, body: atomFeed(channel) };
}
