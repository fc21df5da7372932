import { decodePage } from '../encoding.ts';
import { type ExtractContext, extractEntries } from '../extract/extract.ts';
import type { FeedItem, Findings } from '../model.ts';
import type { ReceivedBody, ReceivedPage } from '../poll/poll.ts';
import type { EntryIntake } from '../store/entries.ts';
import { spanOf } from './event-span.ts';

/** What an entry is told by, from others and from itself when it has been edited. */
export type Marks = Pick<EntryIntake, 'keys' | 'raw'> & { readonly fingerprint: string };

/** An item to look into, with the page behind it where that was fetched. */
export interface Unread {
  readonly item: FeedItem;
  readonly marks: Marks;
  readonly page?: ReceivedBody;
}

/** Makes of each item, and of the page behind it, what the store takes in. */
export function lookInto<T extends Unread>(
  news: readonly T[],
  context: ExtractContext,
): (T & { readonly entry: EntryIntake })[] {
  const items = news.map((one) => ({ ...one.item, pageHtml: pageHtmlOf(one), pageUrl: one.page?.url ?? null, one }));
  return extractEntries(items, context).map(({ item: { one }, findings }) => ({
    ...one,
    entry: intakeOf(one, findings, context),
  }));
}

/**
 * Looks into an item again with the page behind it. Where its text is taken from there, what the page is known by goes with
 * the entry; a page that serves no better than the feed leaves the text as it was.
 */
export function lookIntoPage(
  one: Unread & { readonly entry: EntryIntake },
  page: ReceivedPage,
  context: ExtractContext,
): EntryIntake {
  const [{ entry } = one] = lookInto([{ ...one, page }], context);
  const isTaken = entry.draft.contentHtml !== one.entry.draft.contentHtml;
  return { ...entry, page: isTaken ? page.validators : null };
}

function pageHtmlOf({ page }: Unread): string | null {
  return page === undefined ? null : decodePage(page.bytes, page.contentType).text;
}

function intakeOf({ item, marks }: Unread, findings: Findings, { timezone }: ExtractContext): EntryIntake {
  const { guid, url, title, published, updated, authors, tags, attachments, origin, summary: ownSummary } = item;
  const own = { guid, url, title, published, updated, authors, tags, attachments, origin, ownSummary };
  const { keys, raw, fingerprint } = marks;
  const events = findings.events.flatMap((event) => {
    const span = spanOf(event, timezone);
    return span === null ? [] : [{ event, ...span }];
  });
  return { keys, raw, draft: { ...own, ...findings, fingerprint }, page: null, events };
}
