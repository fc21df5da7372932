import { dayOf, type PublishedEvent } from '../event.ts';
import type { Post } from '../post.ts';
import { eventModel, type Page, type PageFrame, type PostModel, postModel } from './page.ts';
import { blogData } from './structured-data.ts';

/** How many of the next events stand beside the posts. */
const EVENTS_SHOWN = 6;

/** The front page: the newest posts by day, and the next events. A post that is there as its event is not there twice. */
export function planetPage(
  { site, templates }: PageFrame,
  newest: readonly Post[],
  upcoming: readonly PublishedEvent[],
  announcing: ReadonlySet<number>,
): Page {
  const events = upcoming.slice(0, EVENTS_SHOWN);
  const eventOf = new Map(events.flatMap((event) => event.entryIds.map((entryId) => [entryId, event])));
  const isTold = ({ entryId, url }: Post) => {
    const event = announcing.has(entryId) ? eventOf.get(entryId) : undefined;
    return event !== undefined && (url === null || url === event.url);
  };
  const posts = newest.filter((post) => !isTold(post));
  const models = posts.map((post) => postModel(post, templates));
  return {
    template: 'planet.html',
    path: 'index.html',
    name: 'index',
    heading: null,
    structuredData: blogData(site, posts, models),
    model: {
      days: daysOf(models, site.timezone),
      events: events.map((event) => eventModel(event)),
    },
  };
}

function daysOf(posts: readonly PostModel[], timezone: string): { date: string; posts: PostModel[] }[] {
  const days = Map.groupBy(posts, (post) => dayOf(post.published, timezone));
  return [...days].map(([date, posts]) => ({ date, posts }));
}
