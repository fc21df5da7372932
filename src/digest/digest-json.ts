import type { Edition, EditionEvent, EditionPost } from '../model.ts';

/** An edition in the shape of the contract's `digest.json`, its instants as ISO 8601 in UTC. */
export function digestJson(edition: Edition): object {
  return {
    edition: edition.name,
    period: { from: iso(edition.period.from), to: iso(edition.period.to) },
    events: edition.events.map(eventJson),
    posts: edition.posts.map(postJson),
    brief: edition.brief.map(({ title, url, source }) => ({ title, url, source })),
  };
}

function eventJson(event: EditionEvent): object {
  const { name, startDate, endDate, location, url, source, confidence } = event;
  return { name, startDate, endDate, location, url, source, confidence };
}

function postJson(post: EditionPost): object {
  const { title, url, summary, source, authors, tags, alsoIn, series } = post;
  return {
    title,
    url,
    summary,
    image: post.image?.url ?? null,
    published: iso(post.published),
    source,
    authors,
    tags,
    series:
      series === null
        ? null
        : { title: series.title, parts: series.parts.map((part) => ({ title: part.title, url: part.url })) },
    alsoIn: alsoIn.map((other) => ({ source: other.source, url: other.url })),
  };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
