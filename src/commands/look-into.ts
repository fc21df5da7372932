import { decodeText } from '../encoding.ts';
import { type ExtractContext, extractEntry } from '../extract/extract.ts';
import type { FeedItem } from '../model.ts';
import type { ReceivedBody } from '../poll/poll.ts';
import type { EntryIntake } from '../store/entries.ts';
import { spanOf } from './event-span.ts';

/** What an entry is told by, from others and from itself when it has been edited. */
export type Marks = Pick<EntryIntake, 'keys' | 'raw'> & { readonly fingerprint: string };

/** Makes of an item, and of the page behind it where that was fetched, what the store takes in. */
export function lookInto(item: FeedItem, marks: Marks, context: ExtractContext, page?: ReceivedBody): EntryIntake {
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
