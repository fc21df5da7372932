import { atomFeed } from './atom.ts';
import { type CalendarHead, calendarFile } from './calendar.ts';
import type { Channel, ChannelLink } from './channel.ts';
import { dayOf, type PublishedEvent, startOfDay, toPublishedEvents } from './event.ts';
import { jsonFeed } from './json-feed.ts';
import { opmlFile, type Subscription } from './opml.ts';
import { editionFile, editionsPage } from './pages/editions.ts';
import { eventsPage } from './pages/events.ts';
import { type PageFrame, renderPage } from './pages/page.ts';
import { planetPage } from './pages/planet.ts';
import { searchPage } from './pages/search.ts';
import { sourcesPage } from './pages/sources.ts';
import { oneLine, printable, sourceAddress } from './plain.ts';
import { type Post, toPosts } from './post.ts';
import type { PublishedFile, PublishedSite, PublishedSource, PublishInput } from './publication.ts';
import { rssFeed } from './rss.ts';

/**
 * All files of the site but the pages of editions that are not in the input, and what is published in pieces: the archive,
 * the search's index, the feeds of sections. The same input gives the same bytes; of `now`, only the day counts.
 * @throws Fault where a template cannot be filled
 */
export async function publishSite(input: PublishInput): Promise<PublishedFile[]> {
  const site = printableSite(input.site);
  const posts = toPosts(input.entries);
  const events = toPublishedEvents(input.events, site.timezone);
  return [
    ...feedFiles({ ...mergedChannel(site, posts.slice(0, input.feed.limit), input.feed), links: linksOf(site, input) }),
    ...calendarFiles(site, events, input),
    { path: 'sources.opml', body: opmlFile(site.title, input.sources.flatMap(subscription)) },
    ...(await pageFiles(site, posts, events, input)),
    ...input.editions.map(editionFile),
    { path: 'search.js', body: input.searchScript },
  ];
}

/** The site with nothing in its words that no file may have. */
export function printableSite(site: PublishedSite): PublishedSite {
  return { ...site, title: oneLine(site.title), description: oneLine(printable(site.description)) };
}

/** The merged feed's head with these posts, and with no other documents. */
export function mergedChannel(
  site: PublishedSite,
  posts: readonly Post[],
  { content }: Pick<PublishInput['feed'], 'content'>,
): Channel {
  return {
    id: site.url,
    title: site.title,
    description: site.description,
    language: site.language,
    homePageUrl: site.url,
    atomUrl: `${site.url}atom.xml`,
    rssUrl: `${site.url}rss.xml`,
    jsonUrl: `${site.url}feed.json`,
    content,
    links: [],
    archive: false,
    posts,
  };
}

function linksOf({ url }: PublishedSite, { feed, newestArchive }: PublishInput): ChannelLink[] {
  const hub: ChannelLink[] = feed.hub === null ? [] : [{ rel: 'hub', href: feed.hub }];
  return newestArchive === null ? hub : [...hub, { rel: 'prev-archive', href: `${url}${newestArchive}` }];
}

function feedFiles(channel: Channel): PublishedFile[] {
  return [
    { path: 'atom.xml', body: atomFeed(channel) },
    { path: 'rss.xml', body: rssFeed(channel) },
    { path: 'feed.json', body: jsonFeed(channel) },
  ];
}

function calendarFiles(
  site: PublishedSite,
  events: readonly PublishedEvent[],
  { revisions }: PublishInput,
): PublishedFile[] {
  const head: CalendarHead = { title: site.title, description: site.description, url: site.url };
  return [
    { path: 'events.ics', body: calendarFile(head, events, revisions) },
    ...events.map((event) => ({
      path: `events/${event.id}.ics`,
      body: calendarFile({ ...head, title: event.name, description: '' }, [event], revisions),
    })),
  ];
}

/** A feed in a file of this machine is of no use to others; one that wants a key is not for them. */
function subscription({ profile }: PublishedSource): Subscription[] {
  const feedUrl = sourceAddress(profile.url);
  if (feedUrl === null) return [];
  const homePageUrl = sourceAddress(profile.homePageUrl);
  return [{ title: oneLine(profile.name), feedUrl, homePageUrl, tags: profile.tags.map(oneLine) }];
}

function pageFiles(
  site: PublishedSite,
  posts: readonly Post[],
  events: readonly PublishedEvent[],
  { now, sources, editionTitles, templates, announcing, bygone }: PublishInput,
): Promise<PublishedFile[]> {
  const today = dayOf(now, site.timezone);
  const frame: PageFrame = { site, today, hasEditions: editionTitles.length > 0, templates };
  const upcoming = events.filter((event) => event.endsAt >= startOfDay(today, site.timezone));
  const current = posts.filter(({ entryId }) => !bygone.has(entryId));
  const pages = [
    planetPage(frame, current, upcoming, announcing),
    eventsPage(frame, upcoming),
    sourcesPage(frame, sources),
    searchPage(frame),
    ...(frame.hasEditions ? [editionsPage(frame, editionTitles)] : []),
  ].map((page) => renderPage(frame, page));
  return Promise.all([...pages, faviconFile(frame)]);
}

async function faviconFile({ site, templates }: PageFrame): Promise<PublishedFile> {
  return { path: 'favicon.svg', body: await templates.render('pages/favicon.svg', { theme: site.theme }) };
}
