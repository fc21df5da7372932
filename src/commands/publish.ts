import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { readSources } from '../config/sources.ts';
import { defaultTheme } from '../digest/theme.ts';
import { groupStories } from '../extract/duplicates.ts';
import { mergeEvents } from '../extract/events/merge.ts';
import type { Source, SourceProfile } from '../model.ts';
import { reviseEvents } from '../publish/calendar.ts';
import { dayOf, type MergedEvent, startOfDay, toPublishedEvents } from '../publish/event.ts';
import type { PostedEntry, PublishedEntry } from '../publish/post.ts';
import type { PublishedSite, PublishedSource, PublishInput } from '../publish/publication.ts';
import { publishSite } from '../publish/site.ts';
import { writeFiles } from '../publish/write.ts';
import { holdingSite } from './site-lock.ts';

const DAY = 86_400_000;

/** The front page shows at least so many posts, however few the feeds have. */
const FRONT_PAGE_POSTS = 60;

/** How long a calendar keeps an event that is over. */
const PAST_EVENTS = 90 * DAY;

/** Prose that might be about an event is not put into anybody's calendar. */
const LEAST_CONFIDENCE = 0.5;

/** Fewer failed polls than this are a bad day, not worth telling readers of. */
const FAILURES_TOLD = 5;

/** The newest editions are written anew each time; the others only where their page is missing. */
const EDITIONS_RENEWED = 5;

/** The fact under which the paths of the files written last are kept. */
const WRITTEN = 'published files';

/** Writes `public/` from the state. */
export function publish(app: App): Promise<number> {
  return holdingSite(app, async () => {
    const files = await publishFiles(app);
    app.console.print(`${app.settings.output}: ${files.length} files`);
    app.console.printJson({ files });
    return 0;
  });
}

/**
 * Brings the output folder up to the state, and returns the paths of all files that are published, sorted.
 * @throws Fault where a template cannot be filled or the folder cannot be written
 */
export async function publishFiles(app: App): Promise<string[]> {
  const { settings, store } = app;
  const input = await gather(app);
  const files = await publishSite(input);
  const pages = input.editionTitles.map(({ name }) => `editions/${name}.html`);
  const paths = [...new Set([...files.map(({ path }) => path), ...pages])].sort();
  const before: string[] = JSON.parse((await store.facts.get(WRITTEN)) ?? '[]');
  await store.facts.set(WRITTEN, JSON.stringify([...new Set([...before, ...paths])].sort()));
  await writeFiles(
    settings.output,
    files,
    before.filter((path) => !paths.includes(path)),
  );
  await store.calendar.keep([...input.revisions.values()]);
  await store.facts.set(WRITTEN, JSON.stringify(paths));
  return paths;
}

async function gather(app: App): Promise<PublishInput> {
  const { settings, store, templates } = app;
  const now = app.clock();
  const sources = await sourcesOf(app);
  const profiles = new Map(sources.map(({ profile }) => [profile.url, profile]));
  const events = await eventsOf(app, profiles, now);
  const editionTitles = await store.publishing.editions();
  return {
    site: siteOf(app),
    now,
    feed: settings.feed,
    entries: await storiesOf(app, profiles),
    events,
    revisions: await revisionsOf(app, events, now),
    sources,
    editionTitles,
    editions: await store.publishing.contents(editionsToWrite(settings.output, editionTitles)),
    templates,
  };
}

function siteOf({ settings }: App): PublishedSite {
  const { light, dark, fonts, logo } = settings.digest.theme;
  return {
    title: settings.title,
    description: settings.description,
    url: `${settings.url}/`,
    language: settings.language,
    timezone: settings.timezone,
    subscribeUrl: null,
    theme: {
      light: { ...defaultTheme.light, ...light },
      dark: { ...defaultTheme.dark, ...dark },
      fonts: { ...defaultTheme.fonts, ...fonts },
      logo,
    },
  };
}

/** The sources that are listed now, with what is known of them. */
async function sourcesOf({ settings, store }: App): Promise<PublishedSource[]> {
  const records = new Map((await store.publishing.sources()).map((record) => [record.url, record]));
  return readSources(settings.sources).map((source) => {
    const record = records.get(source.url);
    const failing = (record?.failures ?? 0) >= FAILURES_TOLD;
    return {
      profile: profileOf(source, record),
      health: record?.gone ? 'gone' : failing ? 'failing' : 'ok',
      lastPost: record?.lastPost ?? null,
    };
  });
}

type Known = Pick<SourceProfile, 'title' | 'feedId' | 'homePageUrl' | 'language'>;

function profileOf(source: Source, known: Known | undefined): SourceProfile {
  const { url, tags, kind } = source;
  const title = known?.title ?? null;
  return {
    url,
    name: source.name ?? (title || hostOf(url)),
    tags,
    kind,
    title,
    feedId: known?.feedId ?? null,
    homePageUrl: known?.homePageUrl ?? null,
    language: known?.language ?? null,
  };
}

/** A feed in a file has no host; the file's name without its folder tells nothing of the machine. */
function hostOf(url: string): string {
  const { hostname, pathname } = new URL(url);
  return hostname || pathname.slice(pathname.lastIndexOf('/') + 1);
}

/** The newest posts, each story once: as many entries are looked at as it takes. */
async function storiesOf(
  { settings, store }: App,
  profiles: ReadonlyMap<string, SourceProfile>,
): Promise<PublishedEntry[]> {
  const wanted = Math.max(settings.feed.limit, FRONT_PAGE_POSTS);
  for (let count = 2 * wanted; ; count *= 2) {
    const newest = await store.publishing.newest(count);
    const stories = tellOnce(
      newest.filter((entry) => profiles.has(entry.sourceUrl)),
      profiles,
    );
    if (stories.length >= wanted || newest.length < count) return stories.slice(0, wanted);
  }
}

function tellOnce(entries: readonly PostedEntry[], profiles: ReadonlyMap<string, SourceProfile>): PublishedEntry[] {
  const stories = groupStories(entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const copiesOf = new Map(stories.map((story) => [story.original, story.copies]));
  const copies = new Set(stories.flatMap((story) => story.copies));
  return entries.flatMap((entry) => {
    const source = profiles.get(entry.sourceUrl);
    if (source === undefined || copies.has(entry.id)) return [];
    return [{ entry, source, copies: (copiesOf.get(entry.id) ?? []).flatMap((id) => copyOf(byId.get(id), profiles)) }];
  });
}

function copyOf(
  entry: PostedEntry | undefined,
  profiles: ReadonlyMap<string, SourceProfile>,
): PublishedEntry['copies'] {
  if (entry === undefined) return [];
  return [{ source: profiles.get(entry.sourceUrl)?.name ?? '', url: entry.url }];
}

async function eventsOf(
  { settings, store }: App,
  profiles: ReadonlyMap<string, SourceProfile>,
  now: number,
): Promise<MergedEvent[]> {
  const from = startOfDay(dayOf(now, settings.timezone), settings.timezone) - PAST_EVENTS;
  const sightings = await store.news.sightings(from);
  const merged = mergeEvents(sightings.filter(({ event }) => event.confidence >= LEAST_CONFIDENCE));
  const entries = await store.news.byId(merged.flatMap(({ entryIds }) => entryIds));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return merged.flatMap(({ event, id, entryIds }) => {
    const announcements = entryIds.flatMap((entryId) => announcementOf(byId.get(entryId), profiles));
    return announcements.length === 0 ? [] : [{ event, id, announcements }];
  });
}

function announcementOf(
  entry: PostedEntry | undefined,
  profiles: ReadonlyMap<string, SourceProfile>,
): MergedEvent['announcements'] {
  const source = entry === undefined ? undefined : profiles.get(entry.sourceUrl);
  if (entry === undefined || source === undefined) return [];
  return [{ title: entry.title, url: entry.url, source: source.name }];
}

async function revisionsOf(
  { settings, store }: App,
  events: readonly MergedEvent[],
  now: number,
): Promise<PublishInput['revisions']> {
  const published = toPublishedEvents(events, settings.timezone);
  const known = await store.calendar.known(published.map(({ id }) => id));
  return reviseEvents(published, new Map(known.map((revision) => [revision.uid, revision])), now);
}

function editionsToWrite(output: string, titles: PublishInput['editionTitles']): string[] {
  return titles
    .filter(({ name }, index) => index < EDITIONS_RENEWED || !existsSync(join(output, 'editions', `${name}.html`)))
    .map(({ name }) => name);
}
