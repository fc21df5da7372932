import type { FeedItem } from '../model.ts';
import type { Pages, WantedPage } from '../poll/poll.ts';
import type { EntryQueries } from '../store/entries.ts';

/** An item whose whole text is to be looked for on the page behind it: a new one, or an edit of the entry with this id. */
export interface InPart {
  readonly id: number | null;
  readonly item: FeedItem;
}

/**
 * The pages behind items, each once. One that the text of an entry is from already is asked for by its validators; not
 * where it is behind another item besides, for which nothing was found in it yet, nor for an item that carries events:
 * these are told together with those of its page, and may be what was edited.
 */
export async function pagesBehind(entries: EntryQueries, items: readonly InPart[]): Promise<WantedPage[]> {
  const ids = items.flatMap(({ id, item }) => (id === null || item.events.length > 0 ? [] : id));
  const known = ids.length === 0 ? [] : await entries.pages(ids);
  return [...Map.groupBy(items, addressOf)].map(([url, sharing]) => {
    const page = known.find(({ id, link }) => link === url && sharing.every((one) => one.id === id));
    return { url, validators: page?.validators ?? null };
  });
}

/** What came of asking for the page behind an item; undefined where it could not be had. */
export function pageBehind(pages: Pages, one: InPart): ReturnType<Pages['get']> {
  return pages.get(addressOf(one));
}

function addressOf({ item }: InPart): string {
  return item.url ?? '';
}
