import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import type { PublishedSection } from '../publish/publication.ts';
import { sourceFeedPath, tagFeedPath } from '../publish/sections.ts';
import type { ListedSources } from './listed-sources.ts';
import { newestStories } from './stories.ts';

/** The fact under which is kept what each section's feed was last made of. */
const MADE_OF = 'sections';

/** A feed of a part of the site: one source's, or that of the sources with one tag. */
interface Section {
  readonly path: string;
  readonly title: string;
  readonly homePageUrl: string | null;
  /** The addresses of its sources. */
  readonly from: readonly string[];
}

/** The sections of a site, and those whose feeds are to be written anew. */
export interface Sections {
  readonly paths: readonly string[];
  readonly changed: readonly PublishedSection[];
  /** To be called when they are written. */
  settle(): Promise<void>;
}

/** Finds out which sections' feeds have changed since they were last written, so that the others cost nothing. */
export async function gatherSections(app: App, sources: ListedSources): Promise<Sections> {
  const { settings, store } = app;
  const sections = sectionsOf(sources);
  const before: Record<string, string> = JSON.parse((await store.facts.get(MADE_OF)) ?? '{}');
  const now = Object.fromEntries(sections.map((section) => [section.path, fingerprintOf(app, section, sources)]));
  const isAsBefore = ({ path }: Section) => before[path] === now[path] && existsSync(join(settings.output, path));
  const { limit, content } = settings.feed;
  const changed: PublishedSection[] = [];
  for (const section of sections.filter((one) => !isAsBefore(one))) {
    const wanted = { count: limit, whole: content === 'full' ? limit : 0, from: section.from };
    changed.push({ ...section, entries: await newestStories(app, sources, wanted) });
  }
  return {
    paths: sections.map(({ path }) => path),
    changed,
    settle: () => store.facts.set(MADE_OF, JSON.stringify(now)),
  };
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

/** All that the feed of a section depends on, as a hash. */
function fingerprintOf({ settings }: App, section: Section, sources: ListedSources): string {
  const { title, url, language, feed } = settings;
  const made = section.from.map((address) => {
    const { source, profile, lastChanged } = sources.get(address) ?? {};
    return [source?.include, source?.exclude, profile, lastChanged];
  });
  return createHash('sha256')
    .update(JSON.stringify([title, url, language, feed, section.title, made]))
    .digest('base64url');
}
