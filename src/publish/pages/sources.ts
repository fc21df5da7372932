import { oneLine, sourceAddress } from '../plain.ts';
import { knownLanguage } from '../post.ts';
import type { PublishedSource } from '../publication.ts';
import { sourceFeedPath, tagFeedPath } from '../sections.ts';
import type { Page, PageFrame } from './page.ts';

/** The sources by name, with their health as far as a reader cares. */
export function sourcesPage({ templates }: PageFrame, sources: readonly PublishedSource[]): Page {
  const byName = new Intl.Collator(templates.locale);
  const models = sources.map(sourceModel);
  return {
    template: 'sources.html',
    path: 'sources.html',
    name: 'sources',
    heading: templates.say('site.sources'),
    structuredData: null,
    model: { sources: models.sort((a, b) => byName.compare(a.name, b.name)), tags: tagsOf(sources, byName) },
  };
}

function sourceModel({ profile, health, lastPost }: PublishedSource) {
  return {
    name: oneLine(profile.name),
    home_page_url: sourceAddress(profile.homePageUrl),
    feed_url: sourceAddress(profile.url),
    language: knownLanguage(profile.language),
    own_feed: sourceFeedPath(profile),
    tags: profile.tags.map(oneLine),
    health,
    last_post: lastPost,
  };
}

function tagsOf(sources: readonly PublishedSource[], order: Intl.Collator): { name: string; feed: string }[] {
  const tags = new Set(sources.flatMap(({ profile }) => profile.tags));
  return [...tags].sort(order.compare).map((tag) => ({ name: oneLine(tag), feed: tagFeedPath(tag) }));
}
