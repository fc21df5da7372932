import type { EditionBrief, EditionEvent, EditionPost } from '../../model.ts';
import { type PublishedEvent, toPublishedEvents } from '../event.ts';
import { oneLine, printable, webAddress } from '../plain.ts';
import { knownLanguage } from '../post.ts';
import type { EditionTitle, PublishedEdition } from '../publication.ts';
import { eventModel, headingOf, type Page, type PageFrame, type PostModel, shownPicture } from './page.ts';

/** The list of editions sent, newest first. */
export function editionsPage({ templates }: PageFrame, editions: readonly EditionTitle[]): Page {
  return {
    template: 'editions.html',
    path: 'editions/index.html',
    name: 'editions',
    heading: templates.say('site.editions'),
    structuredData: null,
    model: {
      editions: editions.map(({ name, title, period }) => ({
        name,
        title: oneLine(title),
        from: period.from,
        last: period.to - 1,
      })),
    },
  };
}

/** One edition as its readers got it, with everything that was listed, for the links in the messages. */
export function editionPage({ site, templates }: PageFrame, { title, edition }: PublishedEdition): Page {
  const { name, period, events, posts, brief } = edition;
  return {
    template: 'edition.html',
    path: `editions/${name}.html`,
    name: 'editions',
    heading: oneLine(title),
    structuredData: null,
    model: {
      edition: { name, title: oneLine(title), from: period.from, last: period.to - 1 },
      events: editionEvents(events, site.timezone).map((event) => eventModel(event)),
      posts: posts.map((post) => editionPost(post, (...given) => headingOf(...given, templates))),
      brief: brief.map((post) => briefPost(post, (...given) => headingOf(...given, templates))),
    },
  };
}

type Heading = (title: string, summary: string, source: string) => string;

function editionEvents(events: readonly EditionEvent[], timezone: string): PublishedEvent[] {
  return toPublishedEvents(
    events.map((event, index) => ({ event, id: String(index), announcements: event.announcedBy })),
    timezone,
  );
}

function editionPost(post: EditionPost, heading: Heading): PostModel {
  const source = oneLine(post.source);
  const summary = printable(post.summary);
  const imageUrl = webAddress(post.image?.url);
  return {
    heading: heading(oneLine(post.title), summary, source),
    url: webAddress(post.url),
    summary,
    image: post.image === null || imageUrl === null ? null : shownPicture({ ...post.image, url: imageUrl }),
    language: knownLanguage(post.language),
    authors: post.authors
      .map(oneLine)
      .filter((name) => name !== source)
      .join(', '),
    minutes: post.minutes,
    published: post.published,
    source: { name: source, url: null },
    parts: (post.series?.parts ?? []).map(({ title, url }) => ({ title: oneLine(title), url: webAddress(url) })),
    copies: post.alsoIn.map((copy) => ({ source: oneLine(copy.source), url: webAddress(copy.url) })),
  };
}

function briefPost(post: EditionBrief, heading: Heading): object {
  const source = oneLine(post.source);
  return {
    heading: heading(oneLine(post.title), '', source),
    url: webAddress(post.url),
    source,
    language: knownLanguage(post.language),
  };
}
