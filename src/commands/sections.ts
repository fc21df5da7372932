import type { App } from '../app.ts';
import type { PublishedSite } from '../publish/publication.ts';
import { sectionFile, sourceFeedPath, tagFeedPath } from '../publish/sections.ts';
import { printableSite } from '../publish/site.ts';
import type { WithdrawnPost } from '../store/publishing.ts';
import type { ListedSources } from './listed-sources.ts';
import type { Piece } from './pieces.ts';
import { newestStories } from './stories.ts';

/** A feed of a part of the site: one source's, or that of the sources with one tag. */
interface Section {
  readonly path: string;
  readonly title: string;
  readonly homePageUrl: string | null;
  /** The addresses of its sources. */
  readonly from: readonly string[];
}

/** The feeds of sections, a piece each: one is looked into only where a source of it has changed, or withdrawn a post. */
export async function gatherSections(app: App, sources: ListedSources, site: PublishedSite): Promise<Piece[]> {
  const { limit, content } = app.settings.feed;
  const withdrawn = Map.groupBy(await app.store.publishing.withdrawn(), ({ sourceUrl }) => sourceUrl);
  return sectionsOf(sources).map((section) => ({
    name: section.path,
    paths: [section.path],
    madeOf: madeOf(app, section, sources, withdrawn),
    async files() {
      const wanted = { count: limit, whole: content === 'full' ? limit : 0, from: section.from };
      const entries = await newestStories(app, sources, wanted);
      return [sectionFile(printableSite(site), { ...section, entries }, content)];
    },
  }));
}

function sectionsOf(sources: ListedSources): Section[] {
  const listed = [...sources.values()];
  const tags = new Set(listed.flatMap(({ profile }) => profile.tags));
  return [
    ...listed.map(({ profile }) => ({
      path: sourceFeedPath(profile),
      title: profile.name,
      homePageUrl: profile.homePageUrl,
      from: [profile.url],
    })),
    ...[...tags].map((tag) => ({
      path: tagFeedPath(tag),
      title: tag,
      homePageUrl: null,
      from: listed.filter(({ profile }) => profile.tags.includes(tag)).map(({ profile }) => profile.url),
    })),
  ];
}

function madeOf(
  { settings }: App,
  section: Section,
  sources: ListedSources,
  withdrawn: ReadonlyMap<string, readonly WithdrawnPost[]>,
): unknown {
  const { title, url, language, feed } = settings;
  const made = section.from.map((address) => {
    const { source, profile, lastChanged } = sources.get(address) ?? {};
    const gone = (withdrawn.get(address) ?? []).map(({ id }) => id).sort((a, b) => a - b);
    return [source?.include, source?.exclude, profile, lastChanged, gone];
  });
  return [title, url, language, feed, section.title, made];
}
