import { hash } from 'node:crypto';
import type { App } from '../app.ts';
import { unwantedBecause } from '../digest/filter.ts';
import { fingerprint } from '../feed/fingerprint.ts';
import { type IdentityKeys, identityKeys, matchEntries } from '../feed/identity.ts';
import type { Duration, Feed, FeedItem, Instant, Source } from '../model.ts';
import type { Arrival, Prepared } from '../poll/poll.ts';
import type { EntryIntake, Intake } from '../store/entries.ts';
import type { Marks } from './look-into.ts';
import { pageBehind, pagesBehind } from './page-behind.ts';

/**
 * Compares a feed with what is known of its source, and looks into what is new or has changed. An item that its feed
 * gives again as it was costs a hash and a look-up. `told` gathers the stories that sources of this poll have brought.
 */
export async function prepareIntake(
  app: App,
  { source, feed, isRest }: Arrival,
  told: Set<string>,
): Promise<Prepared<Intake>> {
  const now = app.clock();
  const { present, renamed, news } = await compare(app, source, feed);
  const intakeOf = (brought: Brought): Intake => ({
    now,
    ...brought,
    renamed,
    present,
    withdrawn: feed.deleted,
    isRest,
  });
  if (news.length === 0) {
    const nothing = intakeOf({ fresh: [], changed: [], amended: [] });
    return { fresh: 0, copies: 0, changed: 0, pages: [], intake: () => nothing };
  }
  // Most polls bring nothing new, and take less time than loading what only news is looked into by.
  const { lookInto, lookIntoPage } = await import('./look-into.ts');
  const context = { timezone: app.settings.timezone, language: feed.language };
  const entries = lookInto(news, context);
  const inPart = new Set(itemsInPart(source, entries, now));
  const fresh = news.filter(({ id }) => id === null);
  return {
    fresh: fresh.length,
    copies: fresh.filter(({ item }) => isToldBefore(item, told)).length,
    changed: news.length - fresh.length,
    pages: inPart.size === 0 ? [] : await pagesBehind(app.store.entries, [...inPart]),
    intake(pages) {
      const brought: Brought = { fresh: [], changed: [], amended: [] };
      for (const one of entries) {
        const { id, item } = one;
        const page = inPart.has(one) ? pageBehind(pages, one) : undefined;
        const entry = page === undefined || page === 'unchanged' ? one.entry : lookIntoPage(one, page, context);
        if (id === null) brought.fresh.push({ ...entry, published: publishedOf(item, now) });
        else if (page === 'unchanged') brought.amended.push({ ...entry, id });
        else brought.changed.push({ ...entry, id });
      }
      return intakeOf(brought);
    },
  };
}

type Brought = Pick<Intake, 'fresh' | 'changed' | 'amended'>;

/** An item that is new, or an edit of the entry with this id. */
interface News {
  readonly id: number | null;
  readonly item: FeedItem;
  readonly marks: Marks;
}

/**
 * What of a feed is known, known under other keys, and news. Of a document that breaks off, the item in which it does is
 * left for the day when it is whole, and what is missing is not taken for withdrawn.
 */
async function compare({ store }: App, source: Source, { items: all, breaksOff }: Feed) {
  const items = breaksOff === 'within its last item' ? all.slice(0, -1) : all;
  const keys = identityKeys(items);
  const matches = matchEntries(keys, await store.entries.known(source.url, keys));
  const here = matches.flatMap((match) => (match.kind === 'known' ? [match.entry.id] : []));
  const present = breaksOff === undefined ? here : null;
  const renamed: Intake['renamed'] = [];
  const news: News[] = [];
  for (const [index, item] of items.entries()) {
    const [match, itemKeys] = [matches[index], keys[index]];
    if (match === undefined || itemKeys === undefined || match.kind === 'repeated') continue;
    const known = match.kind === 'known' ? match.entry : null;
    const seen = { keys: itemKeys, raw: rawHash(item) };
    if (known?.raw === seen.raw) {
      // The items around it decide whether its guid tells it apart, so that keys change though the item does not.
      if (!haveSameKeys(known.keys, itemKeys)) renamed.push({ id: known.id, ...seen });
      continue;
    }
    const marks = { ...seen, fingerprint: fingerprint(item) };
    if (known?.fingerprint === marks.fingerprint) renamed.push({ id: known.id, ...seen });
    else news.push({ id: known?.id ?? null, item, marks });
  }
  return { present, renamed, news };
}

function haveSameKeys(one: IdentityKeys, other: IdentityKeys): boolean {
  return one.guid === other.guid && one.link === other.link && one.title === other.title;
}

/** Whether a story of this link and title was told before; now it is. */
function isToldBefore({ url, title }: FeedItem, told: Set<string>): boolean {
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

/** The items whose whole text is to be looked for on the pages behind them: the newest, for an edition tells of them next. */
function itemsInPart<T extends News & { readonly entry: EntryIntake }>(
  source: Source,
  items: readonly T[],
  now: Instant,
): T[] {
  if (source.fulltext === 'never') return [];
  return items
    .filter(({ item, entry }) => item.url !== null && (source.fulltext === 'always' || entry.draft.truncated))
    .filter(({ item }) => publishedOf(item, now) > now - OLDEST_PAGE && unwantedBecause(item, source) === null)
    .sort((one, other) => publishedOf(other.item, now) - publishedOf(one.item, now))
    .slice(0, MOST_PAGES);
}

const DAY = 86_400_000;

/** A date that is missing, of the epoch's first day, or in the future is none: the entry is dated when it was first seen. */
function publishedOf({ published, updated }: FeedItem, now: Instant): Instant {
  const date = published ?? updated;
  return date === null || date > now || Math.abs(date) < DAY ? now : date;
}

/** What an item is known by as its feed gives it. */
function rawHash(item: FeedItem): string {
  return hash('sha256', JSON.stringify(item), 'base64url');
}
