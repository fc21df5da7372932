import { hash } from 'node:crypto';
import type { App } from '../app.ts';
import { extractEntry } from '../extract/extract.ts';
import { fingerprint } from '../feed/fingerprint.ts';
import { identityKeys, matchEntries } from '../feed/identity.ts';
import type { Feed, FeedItem, Instant, Source } from '../model.ts';
import type { Prepared } from '../poll/poll.ts';
import type { EntryIntake, Intake } from '../store/entries.ts';
import { spanOf } from './event-span.ts';

/**
 * Compares a feed with what is known of its source, and looks into what is new or has changed. An item that its feed
 * gives again as it was costs a hash and a look-up.
 */
export async function prepareIntake(app: App, source: Source, feed: Feed): Promise<Prepared<Intake>> {
  const now = app.clock();
  const keys = identityKeys(feed.items);
  const matches = matchEntries(keys, await app.store.entries.known(source.url, keys));
  const context = { timezone: app.settings.timezone, language: feed.language };
  const present = matches.flatMap((match) => (match.kind === 'known' ? [match.entry.id] : []));
  const intake: Intake = { now, fresh: [], changed: [], renamed: [], present, withdrawn: feed.deleted };
  for (const [index, item] of feed.items.entries()) {
    const [match, itemKeys] = [matches[index], keys[index]];
    if (match === undefined || itemKeys === undefined || match.kind === 'repeated') continue;
    const known = match.kind === 'known' ? match.entry : null;
    const seen = { keys: itemKeys, raw: rawHash(item) };
    if (known?.raw === seen.raw) continue;
    const print = fingerprint(item);
    if (known?.fingerprint === print) intake.renamed.push({ id: known.id, ...seen });
    else if (known !== null) intake.changed.push({ id: known.id, ...seen, ...lookInto(item, print, context) });
    else intake.fresh.push({ published: publishedOf(item, now), ...seen, ...lookInto(item, print, context) });
  }
  return { intake, fresh: intake.fresh.length, changed: intake.changed.length };
}

function lookInto(
  item: FeedItem,
  fingerprint: string,
  context: { readonly timezone: string; readonly language: string | null },
): Pick<EntryIntake, 'draft' | 'events'> {
  const findings = extractEntry(item, context);
  const { guid, url, title, published, updated, authors, tags, attachments, origin, summary: ownSummary } = item;
  const own = { guid, url, title, published, updated, authors, tags, attachments, origin, ownSummary };
  const events = findings.events.flatMap((event) => {
    const span = spanOf(event, context.timezone);
    return span === null ? [] : [{ event, ...span }];
  });
  return { draft: { ...own, ...findings, fingerprint }, events };
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
