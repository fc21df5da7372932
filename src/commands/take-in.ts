import { hash } from 'node:crypto';
import type { App } from '../app.ts';
import { extractEntry } from '../extract/extract.ts';
import type { EntryDraft, Feed, FeedItem, Instant, Source } from '../model.ts';
import type { Prepared } from '../poll/poll.ts';
import type { EntryIntake, EntryKeys, Intake, KnownEntry } from '../store/entries.ts';
import { spanOf } from './event-span.ts';

/**
 * Compares a feed with what is known of its source, and looks into what is new or has changed. An item that its feed
 * gives again as it was costs a hash and a look-up.
 */
export async function prepareIntake(app: App, source: Source, feed: Feed): Promise<Prepared<Intake>> {
  const now = app.clock();
  const items = feed.items.map((item) => ({ item, keys: identityKeys(item), raw: rawHash(item) }));
  const known = await app.store.entries.known(
    source.url,
    items.map(({ keys }) => keys),
  );
  const context = { timezone: app.settings.timezone, language: feed.language };
  const fresh: Intake['fresh'][number][] = [];
  const changed: Intake['changed'][number][] = [];
  const renamed: Intake['renamed'][number][] = [];
  const matches = match(
    items.map(({ keys }) => keys),
    known,
  );
  for (const [index, { item, keys, raw }] of items.entries()) {
    const entry = matches[index];
    if (entry === 'repeated' || entry?.raw === raw) continue;
    const intake = { ...lookInto(item, context), keys, raw };
    if (entry === undefined) fresh.push({ ...intake, published: publishedOf(item, now) });
    else if (entry.fingerprint !== intake.draft.fingerprint) changed.push({ ...intake, id: entry.id });
    else renamed.push({ id: entry.id, keys, raw });
  }
  const intake = { now, fresh, changed, renamed, withdrawn: feed.deleted };
  return { intake, fresh: fresh.length, changed: changed.length };
}

function lookInto(
  item: FeedItem,
  context: { readonly timezone: string; readonly language: string | null },
): Pick<EntryIntake, 'draft' | 'events'> {
  const findings = extractEntry(item, context);
  const { contentHtml: _text, baseUrl: _base, summary: ownSummary, ...rest } = item;
  const draft: EntryDraft = { ...rest, ...findings, ownSummary, fingerprint: fingerprint(item) };
  const events = findings.events.flatMap((event) => {
    const span = spanOf(event, context.timezone);
    return span === null ? [] : [{ event, ...span }];
  });
  return { draft, events };
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

function identityKeys(item: FeedItem): EntryKeys {
  return { guid: item.guid, link: item.url, title: item.title || null };
}

function fingerprint(item: FeedItem): string {
  return hash('sha256', JSON.stringify([item.title, item.contentHtml, item.url]), 'base64url');
}

function match(items: readonly EntryKeys[], known: readonly KnownEntry[]): (KnownEntry | undefined | 'repeated')[] {
  const taken = new Set<number>();
  return items.map((keys) => {
    const found = known.find(
      (one) =>
        (keys.guid !== null && one.keys.guid === keys.guid) ||
        (one.keys.link === keys.link && one.keys.title === keys.title),
    );
    if (found && taken.has(found.id)) return 'repeated';
    if (found) taken.add(found.id);
    return found;
  });
}
