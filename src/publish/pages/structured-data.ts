import type { EventStatus } from '../../model.ts';
import type { PublishedEvent } from '../event.ts';
import type { Post } from '../post.ts';
import type { PublishedSite } from '../publication.ts';
import type { PostModel } from './page.ts';

const CONTEXT = 'https://schema.org';

/** What the front page shows, for machines: schema.org's Blog of BlogPostings. */
export function blogData(site: PublishedSite, posts: readonly Post[], models: readonly PostModel[]): object {
  return {
    '@context': CONTEXT,
    '@type': 'Blog',
    name: site.title,
    url: site.url,
    inLanguage: site.language,
    blogPost: posts.map((post, index) => ({
      '@type': 'BlogPosting',
      '@id': post.id,
      headline: models[index]?.heading,
      ...(post.url === null ? {} : { url: post.url }),
      datePublished: new Date(post.published).toISOString(),
      dateModified: new Date(post.updated).toISOString(),
      ...(post.image === null ? {} : { image: post.image.url }),
      ...(post.authors.length === 0
        ? {}
        : { author: post.authors.map((author) => ({ '@type': 'Person', ...author })) }),
      isPartOf: { '@type': 'Blog', name: post.source.title, '@id': post.source.id },
    })),
  };
}

const statuses: Readonly<Record<EventStatus, string>> = {
  scheduled: 'EventScheduled',
  rescheduled: 'EventRescheduled',
  postponed: 'EventPostponed',
  cancelled: 'EventCancelled',
};

/** What the events page shows, for machines: a list of schema.org's Events. */
export function eventsData(events: readonly PublishedEvent[]): object {
  return {
    '@context': CONTEXT,
    '@type': 'ItemList',
    itemListElement: events.map((event, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      item: {
        '@type': 'Event',
        '@id': `urn:tidings:event:${event.id}`,
        name: event.name,
        startDate: event.startDate,
        ...(event.endDate === null ? {} : { endDate: event.endDate }),
        ...(event.location === null
          ? {}
          : { location: { '@type': 'Place', name: event.location, address: event.location } }),
        ...(event.url === null ? {} : { url: event.url }),
        eventStatus: `${CONTEXT}/${statuses[event.status]}`,
      },
    })),
  };
}
