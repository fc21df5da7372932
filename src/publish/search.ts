import { dayOf } from './event.ts';
import { oneLine } from './plain.ts';
import { toPosts } from './post.ts';
import type { PublishedFile, PublishInput } from './publication.ts';

/** What of a summary is searched. */
const SUMMARY_LENGTH = 200;

/** What the search page looks in, and the script that looks. */
export function searchFiles({ site, searchable, searchScript }: PublishInput): PublishedFile[] {
  const posts = toPosts(searchable).map(({ title, url, summary, source, published }) => ({
    title: title || summary.slice(0, SUMMARY_LENGTH) || source.title,
    url,
    source: source.title,
    day: dayOf(published, site.timezone),
    summary: oneLine(summary.slice(0, SUMMARY_LENGTH)),
  }));
  return [
    { path: 'search.json', body: JSON.stringify(posts) },
    { path: 'search.js', body: searchScript },
  ];
}
