import type { App } from '../app.ts';
import { readSources } from '../config/sources.ts';
import { unwantedBecause } from '../digest/filter.ts';
import { themeWith } from '../digest/theme.ts';
import { groupStories } from '../extract/duplicates.ts';
import { mergeEvents } from '../extract/events/merge.ts';
import type { Instant, Source, SourceProfile } from '../model.ts';
import { reviseEvents } from '../publish/calendar.ts';
import { dayOf, type MergedEvent, startOfDay, toPublishedEvents } from '../publish/event.ts';
import type { PostedEntry, PublishedEntry } from '../publish/post.ts';
import type { PublishedSite, PublishedSource, PublishInput } from '../publish/publication.ts';
import { profileOf } from './profiles.ts';

/** The fact that `serve` leaves: this site has forms. */
export const SERVED = 'served';

const DAY = 86_400_000;

/** The front page shows at least so many posts, however few the feeds have. */
const FRONT_PAGE_POSTS = 60;

/** How long a calendar keeps an event that is over. */
const PAST_EVENTS = 90 * DAY;

/** Prose that might be about an event is not put into anybody's calendar. */
const LEAST_CONFIDENCE = 0.5;

/** Fewer failed polls than this are a bad day, not worth telling readers of. */
const FAILURES_TOLD = 5;

/** What of an entry tells whether and where it is published. */
type LeanEntry = Omit<PostedEntry, 'contentHtml'>;

/** A source that is listed now: entries of any other are not published. */
interface Listed extends PublishedSource {
  readonly source: Source;
}

type ListedSources = ReadonlyMap<string, Listed>;

/** Everything that is published, but the pages of editions, as the state has it at this moment. */
export async function gatherPublication(app: App): Promise<Omit<PublishInput, 'editions'>> {
  const { settings, store, templates } = app;
  const now = app.clock();
  const sources = await listedSources(app);
  const events = await eventsOf(app, sources, now);
  return {
    site: siteOf(app, (await store.facts.get(SERVED)) !== null),
    now,
    feed: settings.feed,
    entries: await postsOf(app, sources),
    events,
    revisions: await revisionsOf(app, events, now),
    sources: [...sources.values()],
    editionTitles: await store.publishing.editions(),
    templates,
  };
}

/** What the site says of itself; where it is served, readers can subscribe. */
export function siteOf({ settings }: App, served: boolean): PublishedSite {
  return {
    title: settings.title,
    description: settings.description,
    url: `${settings.url}/`,
    language: settings.language,
    timezone: settings.timezone,
    subscribeUrl: served ? `${settings.url}/subscribe` : null,
    theme: themeWith(settings.digest.theme),
  };
}

async function listedSources({ settings, store }: App): Promise<ListedSources> {
  const records = new Map((await store.publishing.sources()).map((record) => [record.url, record]));
  return new Map(
    readSources(settings.sources).map((source) => {
      const record = records.get(source.url);
      const failing = (record?.failures ?? 0) >= FAILURES_TOLD;
      const health = record?.gone ? 'gone' : failing ? 'failing' : 'ok';
      return [source.url, { source, profile: profileOf(source, record), health, lastPost: record?.lastPost ?? null }];
    }),
  );
}

/** The newest posts, each story once: as many entries are looked at as it takes. */
async function postsOf({ settings, store }: App, sources: ListedSources): Promise<PublishedEntry[]> {
  const wanted = Math.max(settings.feed.limit, FRONT_PAGE_POSTS);
  for (let count = 2 * wanted; ; count *= 2) {
    const newest = await store.publishing.newest(count);
    const stories = tellOnce(
      newest.filter((entry) => isWanted(entry, sources)),
      sources,
    );
    if (stories.length < wanted && newest.length === count) continue;
    const shown = stories.slice(0, wanted);
    const whole = settings.feed.content === 'full' ? shown.slice(0, settings.feed.limit) : [];
    const texts = await store.publishing.texts(whole.map(({ entry }) => entry.id));
    return shown.map((post) => ({ ...post, entry: { ...post.entry, contentHtml: texts.get(post.entry.id) ?? '' } }));
  }
}

function isWanted(entry: LeanEntry, sources: ListedSources): boolean {
  const listed = sources.get(entry.sourceUrl);
  return listed !== undefined && unwantedBecause(entry, listed.source) === null;
}

type Told = Omit<PublishedEntry, 'entry'> & { readonly entry: LeanEntry };

function tellOnce(entries: readonly LeanEntry[], sources: ListedSources): Told[] {
  const stories = groupStories(entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const copiesOf = new Map(stories.map((story) => [story.original, story.copies]));
  const copies = new Set(stories.flatMap((story) => story.copies));
  return entries.flatMap((entry) => {
    const source = profileIn(sources, entry);
    if (source === undefined || copies.has(entry.id)) return [];
    return [{ entry, source, copies: (copiesOf.get(entry.id) ?? []).flatMap((id) => copyOf(byId.get(id), sources)) }];
  });
}

function copyOf(entry: LeanEntry | undefined, sources: ListedSources): PublishedEntry['copies'] {
  if (entry === undefined) return [];
  return [{ source: profileIn(sources, entry)?.name ?? '', url: entry.url }];
}

function profileIn(sources: ListedSources, entry: LeanEntry): SourceProfile | undefined {
  return sources.get(entry.sourceUrl)?.profile;
}

/** The events that are not long over, of the posts that are wanted. Days, not hours, decide, so that the calendar does not change by the hour. */
async function eventsOf({ settings, store }: App, sources: ListedSources, now: Instant): Promise<MergedEvent[]> {
  const from = startOfDay(dayOf(now, settings.timezone), settings.timezone) - PAST_EVENTS;
  const likely = (await store.news.sightings(from)).filter(({ event }) => event.confidence >= LEAST_CONFIDENCE);
  const entries = await store.news.byId([...new Set(likely.map(({ entryId }) => entryId))]);
  const wanted = new Map(entries.filter((entry) => isWanted(entry, sources)).map((entry) => [entry.id, entry]));
  return mergeEvents(likely.filter(({ entryId }) => wanted.has(entryId))).map(({ event, id, entryIds }) => ({
    event,
    id,
    announcements: entryIds.flatMap((entryId) => announcementOf(wanted.get(entryId), sources)),
  }));
}

function announcementOf(entry: LeanEntry | undefined, sources: ListedSources): MergedEvent['announcements'] {
  if (entry === undefined) return [];
  return [{ title: entry.title, url: entry.url, source: profileIn(sources, entry)?.name ?? '' }];
}

async function revisionsOf(
  { settings, store }: App,
  events: readonly MergedEvent[],
  now: Instant,
): Promise<PublishInput['revisions']> {
  const published = toPublishedEvents(events, settings.timezone);
  const known = await store.calendar.known(published.map(({ id }) => id));
  return reviseEvents(published, new Map(known.map((revision) => [revision.uid, revision])), now);
}
