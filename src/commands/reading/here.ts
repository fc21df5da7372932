import { hash } from 'node:crypto';
import type { ExtractContext } from '../../extract/extract.ts';
import { Fault } from '../../fault.ts';
import { fingerprint } from '../../feed/fingerprint.ts';
import { identityKeys } from '../../feed/identity.ts';
import { readFeed } from '../../feed/read.ts';
import type { Feed, FeedItem, Fulltext } from '../../model.ts';
import type { ReceivedBody } from '../../poll/poll.ts';
import type { EntryIntake } from '../../store/entries.ts';
import type { Marks } from '../look-into.ts';
import type { FeedRead, ReadingContext, SeenItem, Wanted } from './reading.ts';

/** Reads a body as a feed and keeps its items, until nobody holds what is returned. */
export async function readHere(
  { bytes, url, contentType }: ReceivedBody,
  context: ReadingContext,
): Promise<FeedRead | Fault> {
  const feed = await readFeed(bytes, { url, contentType, ...context });
  return feed instanceof Fault ? feed : keptHere(feed, context);
}

function keptHere({ items: all, ...head }: Feed, { timezone, fulltext }: ReadingContext): FeedRead {
  // The item in which a document breaks off is left for the day when it is whole.
  const whole = head.breaksOff === 'within its last item' ? all.slice(0, -1) : all;
  const items = seen(whole);
  const kept = new Map(whole.entries());
  const context = { timezone, language: head.language };
  return {
    ...head,
    dates: all.flatMap(({ published }) => (published === null ? [] : [published])),
    items,
    async lookInto(wanted) {
      const found = await lookIntoAll(
        wanted.map((one) => marked(kept.get(one.index), items[one.index], one)),
        context,
      );
      for (const [place, { index }] of wanted.entries()) {
        if (!mayWantPage(found[place] ?? null, fulltext)) kept.delete(index);
      }
      return found;
    },
    letGo: () => kept.clear(),
  };
}

function mayWantPage(entry: EntryIntake | null, fulltext: Fulltext): boolean {
  if (entry === null || fulltext === 'never') return false;
  return fulltext === 'always' || entry.draft.truncated;
}

function seen(items: readonly FeedItem[]): readonly SeenItem[] {
  const keys = identityKeys(items);
  return items.flatMap((item, index) => {
    const own = keys[index];
    return own === undefined ? [] : [{ keys: own, raw: rawHash(item) }];
  });
}

/** What an item is known by as its feed gives it. */
function rawHash(item: FeedItem): string {
  return hash('sha256', JSON.stringify(item), 'base64url');
}

interface MarkedItem {
  readonly item: FeedItem;
  readonly marks: Marks;
  readonly page: ReceivedBody | undefined;
}

/** Null where it says the same as the entry it is known as. */
function marked(item: FeedItem | undefined, seen: SeenItem | undefined, { known, page }: Wanted): MarkedItem | null {
  if (item === undefined || seen === undefined) return null;
  const marks = { ...seen, fingerprint: fingerprint(item) };
  return marks.fingerprint === known ? null : { item, marks, page };
}

async function lookIntoAll(
  items: readonly (MarkedItem | null)[],
  context: ExtractContext,
): Promise<readonly (EntryIntake | null)[]> {
  if (items.every((item) => item === null)) return items.map(() => null);
  // Most polls bring nothing new, and take less time than loading what only news is looked into by.
  const { lookInto } = await import('../look-into.ts');
  return items.map((one) => (one === null ? null : lookInto(one.item, one.marks, context, one.page)));
}
