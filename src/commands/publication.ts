import type { App } from '../app.ts';
import { themeWith } from '../digest/theme.ts';
import { mergeEvents } from '../extract/events/merge.ts';
import type { Event, Instant } from '../model.ts';
import { reviseEvents } from '../publish/calendar.ts';
import { dayOf, type MergedEvent, startOfDay, toPublishedEvents } from '../publish/event.ts';
import type { PublishedEntry } from '../publish/post.ts';
import type { PublishedSite, PublishInput } from '../publish/publication.ts';
import { announcingOf } from './announcing.ts';
import { spanOf } from './event-span.ts';
import { isWanted, type LeanEntry, type ListedSources } from './listed-sources.ts';
import { searchScript } from './search-script.ts';
import { newestStories } from './stories.ts';

/** The fact that `serve` leaves: this site has forms. */
export const SERVED = 'served';

const DAY = 86_400_000;

/** The front page shows at least so many posts, however few the feeds have. */
const FRONT_PAGE_POSTS = 60;

/** How long a calendar keeps an event that is over. */
const PAST_EVENTS = 90 * DAY;

/** Prose that might be about an event is not put into anybody's calendar. */
const LEAST_CONFIDENCE = 0.5;

/** Everything that is published, but the pages of editions and what is published in pieces, as the state has it at this moment. */
export async function gatherPublication(
  app: App,
  sources: ListedSources,
): Promise<Omit<PublishInput, 'editions' | 'newestArchive'>> {
  const { settings, store, templates } = app;
  const now = app.clock();
  const { limit, content } = settings.feed;
  const wanted = { count: Math.max(limit, FRONT_PAGE_POSTS), whole: content === 'full' ? limit : 0, from: null };
  const events = await eventsOf(app, sources, now);
  const entries = await newestStories(app, sources, wanted);
  return {
    site: siteOf(app, (await store.facts.get(SERVED)) !== null),
    now,
    feed: settings.feed,
    entries,
    ...(await announcersOf(app, entries, now)),
    searchScript: searchScript(),
    events,
    revisions: await revisionsOf(app, events, now),
    sources: [...sources.values()],
    editionTitles: await store.publishing.editions(),
    templates,
  };
}

/** The posts that only announce an event of today or later, as a calendar's items do, and the calendar items that are over, by their numbers. */
async function announcersOf(
  app: App,
  posts: readonly PublishedEntry[],
  now: Instant,
): Promise<Pick<PublishInput, 'announcing' | 'bygone'>> {
  const { timezone } = app.settings;
  const events = await app.store.news.announcedBy(posts.map(({ entry }) => entry.id));
  const announcers = posts.flatMap(({ entry }) => {
    const own = events.get(entry.id);
    return own === undefined ? [] : [{ ...entry, events: own }];
  });
  const from = startOfDay(dayOf(now, timezone), timezone);
  const ids = await announcingOf(app, announcers, { now: from, ahead: Number.POSITIVE_INFINITY, timezone });
  const isBygone = (event: Event) =>
    (event.source === 'ical' || event.source === 'rss-event') && (spanOf(event, timezone)?.endsAt ?? from) < from;
  const bygone = announcers.filter((announcer) => announcer.events.every(isBygone));
  const items = announcers.filter(({ events }) => events.every(({ source }) => source === 'ical'));
  return {
    announcing: new Set([...ids, ...items.map(({ id }) => id)]),
    bygone: new Set(bygone.map(({ id }) => id)),
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

/** The events that are not long over, of the posts that are wanted. Days, not hours, decide, so that the calendar does not change by the hour. */
async function eventsOf({ settings, store }: App, sources: ListedSources, now: Instant): Promise<MergedEvent[]> {
  const from = startOfDay(dayOf(now, settings.timezone), settings.timezone) - PAST_EVENTS;
  const likely = (await store.news.sightings(from)).filter(({ event }) => event.confidence >= LEAST_CONFIDENCE);
  const entries = await store.news.byId([...new Set(likely.map(({ entryId }) => entryId))]);
  const wanted = new Map(entries.filter((entry) => isWanted(entry, sources)).map((entry) => [entry.id, entry]));
  return mergeEvents(likely.filter(({ entryId }) => wanted.has(entryId))).map(({ event, id, entryIds }) => ({
    event,
    id,
    entryIds,
    announcements: entryIds.flatMap((entryId) => announcementOf(wanted.get(entryId), sources)),
  }));
}

function announcementOf(entry: LeanEntry | undefined, sources: ListedSources): MergedEvent['announcements'] {
  if (entry === undefined) return [];
  return [{ title: entry.title, url: entry.url, source: sources.get(entry.sourceUrl)?.profile.name ?? '' }];
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
