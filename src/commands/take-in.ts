import { hash } from 'node:crypto';
import type { App } from '../app.ts';
import { type ExtractContext, extractEntry } from '../extract/extract.ts';
import { decodeText } from '../feed/encoding.ts';
import { fingerprint } from '../feed/fingerprint.ts';
import { identityKeys, matchEntries } from '../feed/identity.ts';
import type { Duration, Feed, FeedItem, Instant, Source } from '../model.ts';
import type { Prepared, ReceivedBody } from '../poll/poll.ts';
import type { EntryIntake, Intake } from '../store/entries.ts';
import { spanOf } from './event-span.ts';

/**
 * Compares a feed with what is known of its source, and looks into what is new or has changed. An item that its feed
 * gives again as it was costs a hash and a look-up. `told` gathers the stories that sources of this poll have brought.
 */
export async function prepareIntake(
  app: App,
  source: Source,
  feed: Feed,
  told: Set<string>,
): Promise<Prepared<Intake>> {
  const now = app.clock();
  const keys = identityKeys(feed.items);
  const matches = matchEntries(keys, await app.store.entries.known(source.url, keys));
  const context = { timezone: app.settings.timezone, language: feed.language };
  const present = matches.flatMap((match) => (match.kind === 'known' ? [match.entry.id] : []));
  const renamed: Intake['renamed'] = [];
  const news: News[] = [];
  for (const [index, item] of feed.items.entries()) {
    const [match, itemKeys] = [matches[index], keys[index]];
    if (match === undefined || itemKeys === undefined || match.kind === 'repeated') continue;
    const known = match.kind === 'known' ? match.entry : null;
    const seen = { keys: itemKeys, raw: rawHash(item) };
    if (known?.raw === seen.raw) continue;
    const marks = { ...seen, fingerprint: fingerprint(item) };
    if (known?.fingerprint === marks.fingerprint) renamed.push({ id: known.id, ...seen });
    else news.push({ id: known?.id ?? null, item, marks, entry: lookInto(item, marks, context) });
  }
  const fresh = news.filter(({ id }) => id === null);
  return {
    fresh: fresh.length,
    copies: fresh.filter(({ item }) => isToldBefore(item, told)).length,
    changed: news.length - fresh.length,
    pages: pagesWanted(source, news, now),
    intake(pages) {
      const intake: Intake = { now, fresh: [], changed: [], renamed, present, withdrawn: feed.deleted };
      for (const { id, item, marks, entry } of news) {
        const page = pages.get(item.url ?? '');
        const whole = page === undefined ? entry : lookInto(item, marks, context, page);
        if (id === null) intake.fresh.push({ ...whole, published: publishedOf(item, now) });
        else intake.changed.push({ ...whole, id });
      }
      return intake;
    },
  };
}

/** What an entry is told by, from others and from itself when it has been edited. */
type Marks = Pick<EntryIntake, 'keys' | 'raw'> & { readonly fingerprint: string };

/** An item that is new, or an edit of the entry with this id. */
interface News {
  readonly id: number | null;
  readonly item: FeedItem;
  readonly marks: Marks;
  readonly entry: EntryIntake;
}

/** Whether a story of this link and title was told before; now it is. */
function isToldBefore({ url, title }: FeedItem, told: Set<string>): boolean {
  if (url === null || title === '') return false;
  const story = `${url} ${title}`;
  const before = told.has(story);
  told.add(story);
  return before;
}

function lookInto(item: FeedItem, marks: Marks, context: ExtractContext, page?: ReceivedBody): EntryIntake {
  const pageHtml = page === undefined ? null : decodeText(page.bytes, page.contentType).text;
  const findings = extractEntry({ ...item, pageHtml }, context);
  const { guid, url, title, published, updated, authors, tags, attachments, origin, summary: ownSummary } = item;
  const own = { guid, url, title, published, updated, authors, tags, attachments, origin, ownSummary };
  const { keys, raw, fingerprint } = marks;
  const events = findings.events.flatMap((event) => {
    const span = spanOf(event, context.timezone);
    return span === null ? [] : [{ event, ...span }];
  });
  return { keys, raw, draft: { ...own, ...findings, fingerprint }, events };
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
      ({ item, entry }) =>
        publishedOf(item, now) > now - OLDEST_PAGE && (fulltext === 'always' || entry.draft.truncated),
    )
    .flatMap(({ item }) => item.url ?? [])
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
