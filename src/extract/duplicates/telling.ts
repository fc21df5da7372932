import type { Duration, Entry } from '../../model.ts';
import { canonicalLink, hostOf, hostOfLink } from './canonical-link.ts';

/** What of an entry tells whether another tells the same story. */
export type StoryEntry = Pick<
  Entry,
  'id' | 'sourceUrl' | 'url' | 'title' | 'summary' | 'published' | 'links' | 'sketch' | 'words' | 'origin'
>;

/** An entry as telling a story. */
export interface Telling {
  readonly entry: StoryEntry;
  readonly link: string | null;
  /** The source and the site its entry is on: a planet is a publisher for each of its blogs. */
  readonly publisher: string;
  /** How sure the entry is at home in its source: 2 where it is on the host of the feed or its home page, 1 where most of the feed is. */
  readonly home: 0 | 1 | 2;
}

/** What speaks for two entries telling one story. */
export interface Evidence {
  readonly one: Telling;
  readonly other: Telling;
  /** How likely, for two that speak against each other: of texts, how alike they are. */
  readonly strength: number;
  readonly reason: 'the same link' | 'a link to it' | 'nearly the same text' | 'the same few words';
  /** Which of the two only points to the other, where one does. */
  readonly pointing: Telling | null;
}

const MS_PER_DAY = 86_400_000;

/** What passes another on may be dated before it by so much, by a difference of clocks and zones. */
export const CLOCKS_DIFFER = MS_PER_DAY;

/** The home pages that feeds name, by the addresses of the sources. */
export type HomePages = ReadonlyMap<string, string | null>;

/** Entries as tellings, ascending by date and id, so that nothing depends on the order in which they come. */
export function prepare(entries: readonly StoryEntry[], homePages: HomePages): Telling[] {
  const linked = entries.map((entry) => {
    const link = entry.url === null ? null : canonicalLink(entry.url);
    return { entry, link, host: link === null ? '' : hostOfLink(link) };
  });
  const sites = sitesOf(linked, homePages);
  return linked
    .map(({ entry, link, host }) => ({
      entry,
      link,
      publisher: `${entry.sourceUrl} ${host}`,
      home: homeness(entry, host, sites.get(entry.sourceUrl)),
    }))
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

/** Where a source is at home: the sites of its feed and its home page, and the host on which most of its entries are, if there is one. */
interface Site {
  readonly own: readonly string[];
  readonly main: string | undefined;
}

function homeness({ origin }: StoryEntry, host: string, site: Site | undefined): 0 | 1 | 2 {
  if (origin !== null || host === '' || site === undefined) return 0;
  if (site.own.includes(withoutRole(host))) return 2;
  return site.main === host ? 1 : 0;
}

function sitesOf(
  linked: readonly { readonly entry: StoryEntry; readonly host: string }[],
  homePages: HomePages,
): Map<string, Site> {
  const bySource = Map.groupBy(linked, ({ entry }) => entry.sourceUrl);
  return new Map(
    [...bySource].map(([sourceUrl, own]) => {
      const hosts = [...Map.groupBy(own, ({ host }) => host)];
      const main = hosts.find(([, there]) => there.length > own.length / 2)?.[0];
      const addresses = [sourceUrl, homePages.get(sourceUrl) ?? ''];
      return [sourceUrl, { own: addresses.map((address) => withoutRole(hostOf(address))), main }];
    }),
  );
}

/** A host without what stands for its feeds and blog: `feeds.example.org` and `blog.example.org` are one site. */
function withoutRole(host: string): string {
  return host.replace(/^(feeds?\d?|rss|blogs?|news|api)\.(?=.*\.)/, '');
}
