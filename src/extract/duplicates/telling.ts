import type { Duration, Entry } from '../../model.ts';
import { canonicalLink, hostOf } from './canonical-link.ts';

/** What of an entry tells whether another tells the same story. */
export type StoryEntry = Pick<
  Entry,
  'id' | 'sourceUrl' | 'url' | 'title' | 'published' | 'links' | 'sketch' | 'words' | 'origin'
>;

/** An entry as telling a story. */
export interface Telling {
  readonly entry: StoryEntry;
  readonly link: string | null;
  /** The source and the site its entry is on: a planet is a publisher for each of its blogs. */
  readonly publisher: string;
  /** How sure the entry is at home in its source: 2 where it is on the feed's own host, 1 where most of the feed is. */
  readonly home: 0 | 1 | 2;
}

/** What speaks for two entries telling one story. */
export interface Evidence {
  readonly one: Telling;
  readonly other: Telling;
  readonly strength: number;
  readonly reason: 'the same link' | 'a link to it' | 'nearly the same text';
  /** Which of the two only points to the other, where one does. */
  readonly pointing: Telling | null;
}

const MS_PER_DAY = 86_400_000;

/** Entries as tellings, ascending by date and id, so that nothing depends on the order in which they come. */
export function prepare(entries: readonly StoryEntry[]): Telling[] {
  const homes = mainHosts(entries);
  return entries
    .map((entry) => {
      const host = hostOf(entry.url);
      return {
        entry,
        link: entry.url === null ? null : canonicalLink(entry.url),
        publisher: `${entry.sourceUrl} ${host}`,
        home: homeness(entry, host, homes),
      };
    })
    .sort((a, b) => a.entry.published - b.entry.published || a.entry.id - b.entry.id);
}

/** Whether two entries are at most so far apart in time. */
export function areNear(a: Telling, b: Telling, within: Duration): boolean {
  return Math.abs(a.entry.published - b.entry.published) <= within;
}

/** Days as a duration. */
export function days(count: number): Duration {
  return count * MS_PER_DAY;
}

function homeness(entry: Pick<Entry, 'sourceUrl' | 'origin'>, host: string, homes: Map<string, string>): 0 | 1 | 2 {
  if (entry.origin !== null || host === '') return 0;
  if (siteOf(hostOf(entry.sourceUrl)) === siteOf(host)) return 2;
  return homes.get(entry.sourceUrl) === host ? 1 : 0;
}

/** A host without what stands for its feeds and blog: `feeds.example.org` and `blog.example.org` are one site. */
function siteOf(host: string): string {
  return host.replace(/^(feeds?\d?|rss|blogs?|news|api)\.(?=.*\.)/, '');
}

/** The host on which most of a source's entries are, of the sources that have one. */
function mainHosts(entries: readonly StoryEntry[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { sourceUrl, url } of entries) {
    const hosts = counts.get(sourceUrl) ?? new Map<string, number>();
    counts.set(sourceUrl, hosts.set(hostOf(url), (hosts.get(hostOf(url)) ?? 0) + 1));
  }
  const main = new Map<string, string>();
  for (const [source, hosts] of counts) {
    const total = [...hosts.values()].reduce((sum, count) => sum + count, 0);
    for (const [host, count] of hosts) if (count > total / 2) main.set(source, host);
  }
  return main;
}
