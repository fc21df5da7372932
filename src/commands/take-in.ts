import { hash } from 'node:crypto';
import type { App } from '../app.ts';
import { matchEntries } from '../feed/identity.ts';
import type { Duration, Instant, Source } from '../model.ts';
import type { Arrival, Prepared, ReceivedBody } from '../poll/poll.ts';
import type { EntryIntake, Intake, KnownEntry } from '../store/entries.ts';
import { type FeedRead, LOOKED_INTO_AT_ONCE, type SeenItem } from './reading/reading.ts';

/**
 * Compares a feed with what is known of its source, and has what is new or has changed looked into. An item that its
 * feed gives again as it was costs a hash and a look-up. `told` gathers the stories that sources of this poll have brought.
 */
export async function prepareIntake(
  app: App,
  { source, feed, isPart, isRest }: Arrival<FeedRead>,
  told: Set<string>,
): Promise<Prepared<Intake>> {
  const now = app.clock();
  const { here, differing } = await compare(app, source, feed);
  const { renamed, news } = await lookInto(feed, differing);
  // What a document that breaks off, or a part, lacks is not taken for withdrawn.
  const present = isPart || feed.breaksOff !== undefined ? null : here;
  const fresh = news.filter(({ known }) => known === null);
  const pages = pagesWanted(source, news, now);
  if (pages.length === 0) feed.letGo();
  return {
    fresh: fresh.length,
    copies: fresh.filter(({ entry }) => isToldBefore(entry.draft, told)).length,
    changed: news.length - fresh.length,
    pages,
    async intake(bodies) {
      const intake: Intake = { now, fresh: [], changed: [], renamed, present, withdrawn: feed.deleted, isRest };
      for (const { known, entry } of await withPages(feed, news, bodies)) {
        if (known === null) intake.fresh.push({ ...entry, published: publishedOf(entry, now) });
        else intake.changed.push({ ...entry, id: known.id });
      }
      feed.letGo();
      return intake;
    },
  };
}

/** An item that is not as it was: new, or given in other words. */
interface Differing {
  readonly index: number;
  readonly seen: SeenItem;
  readonly known: KnownEntry | null;
}

/** An item that is new, or an edit of a known entry. */
interface News extends Differing {
  readonly entry: EntryIntake;
}

/** Which known entries are in a feed, and which of its items are not as they were. */
async function compare({ store }: App, source: Source, { items }: FeedRead) {
  const keys = items.map((item) => item.keys);
  const matches = matchEntries(keys, await store.entries.known(source.url, keys));
  const here = matches.flatMap((match) => (match.kind === 'known' ? [match.entry.id] : []));
  const differing = items.flatMap((seen, index): Differing[] => {
    const match = matches[index];
    if (match === undefined || match.kind === 'repeated') return [];
    const known = match.kind === 'known' ? match.entry : null;
    return known?.raw === seen.raw ? [] : [{ index, seen, known }];
  });
  return { here, differing };
}

/** Tells news from entries that say the same in other words, of which only what they are recognised by is renewed. */
async function lookInto(feed: FeedRead, differing: readonly Differing[]) {
  const renamed: Intake['renamed'] = [];
  const news: News[] = [];
  for (let start = 0; start < differing.length; start += LOOKED_INTO_AT_ONCE) {
    const some = differing.slice(start, start + LOOKED_INTO_AT_ONCE);
    const found = await feed.lookInto(some.map(({ index, known }) => ({ index, known: known?.fingerprint ?? null })));
    for (const [place, one] of some.entries()) {
      const entry = found[place] ?? null;
      if (entry !== null) news.push({ ...one, entry });
      else if (one.known !== null) renamed.push({ id: one.known.id, ...one.seen });
    }
  }
  return { renamed, news };
}

/** The same, where the page behind an entry was fetched taken from that. */
async function withPages(
  feed: FeedRead,
  news: readonly News[],
  bodies: ReadonlyMap<string, ReceivedBody>,
): Promise<readonly News[]> {
  if (bodies.size === 0) return news;
  const whole = news.map(async (one): Promise<News> => {
    const page = bodies.get(one.entry.draft.url ?? '');
    if (page === undefined) return one;
    const [entry] = await feed.lookInto([{ index: one.index, known: null, page }]);
    return entry ? { ...one, entry } : one;
  });
  return Promise.all(whole);
}

/** Whether a story of this link and title was told before; now it is. */
function isToldBefore({ url, title }: EntryIntake['draft'], told: Set<string>): boolean {
  if (url === null || title === '') return false;
  // As a string it would keep the whole document that it was cut from, of every feed of the poll.
  const story = hash('sha256', `${url} ${title}`, 'base64url');
  const before = told.has(story);
  told.add(story);
  return before;
}

/** Entries older than this are in no digest, and their pages not worth a request. */
const OLDEST_PAGE: Duration = 14 * 86_400_000;

/** Pages fetched for one source in one poll. */
const MOST_PAGES = 10;

/** The pages that hold the whole text of entries whose feed gives a part. */
function pagesWanted({ fulltext }: Source, news: readonly News[], now: Instant): string[] {
  if (fulltext === 'never') return [];
  return news
    .filter(
      ({ entry }) => publishedOf(entry, now) > now - OLDEST_PAGE && (fulltext === 'always' || entry.draft.truncated),
    )
    .flatMap(({ entry }) => entry.draft.url ?? [])
    .slice(0, MOST_PAGES);
}

const DAY = 86_400_000;

/** A date that is missing, of the epoch's first day, or in the future is none: the entry is dated when it was first seen. */
function publishedOf({ draft: { published, updated } }: EntryIntake, now: Instant): Instant {
  const date = published ?? updated;
  return date === null || date > now || Math.abs(date) < DAY ? now : date;
}
