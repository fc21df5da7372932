import { hash } from 'node:crypto';
import type { FeedItem } from '../model.ts';
import { withoutCampaign, words } from './fingerprint.ts';
import { htmlToText } from './text.ts';

/** What an item is recognised by when its feed gives it again, the strongest first; null where there is no such thing. */
export interface IdentityKeys {
  /** The feed's own identifier, unless different items of the document share it. */
  readonly guid: string | null;
  /** Where it links to, without scheme and host, so that it is the same after the site has moved. */
  readonly link: string | null;
  /** Its title, or a digest of its text where it has none. */
  readonly title: string | null;
}

type Identified = Pick<FeedItem, 'guid' | 'url' | 'title' | 'contentHtml'>;

/** What the items of one document are recognised by: only together do they show which of it tells them apart. */
export function identityKeys(items: readonly Identified[]): readonly IdentityKeys[] {
  const keys = items.map((item) => ({
    guid: item.guid?.trim() || null,
    link: linkKey(item.url),
    title: titleKey(item),
  }));
  const byGuid = Map.groupBy(keys, ({ guid }) => guid);
  const byTitle = Map.groupBy(keys, ({ title }) => title);
  return keys.map(({ guid, link, title }, index) => {
    const own = (byGuid.get(guid) ?? []).every((other) => other.link === link && other.title === title) ? guid : null;
    const nameless = own === null && link === null && (byTitle.get(title) ?? []).length > 1;
    return { guid: own, link, title: nameless ? textKey(items[index]?.contentHtml ?? '', title ?? '') : title };
  });
}

/** Path and query of a link; a link to a site's front page tells nothing. */
function linkKey(link: string | null): string | null {
  const url = link === null ? null : URL.parse(link);
  if (url === null) return null;
  withoutCampaign(url);
  const key = url.pathname.replace(/\/+$/, '') + url.search + url.hash;
  return key === '' ? null : key;
}

function titleKey({ title, contentHtml }: Identified): string {
  return words(title).toLowerCase() || textKey(contentHtml, '');
}

function textKey(contentHtml: string, title: string): string {
  return `#${hash('sha256', `${title}\n${words(htmlToText(contentHtml))}`, 'base64url')}`;
}

/** An entry that is known, with what it was recognised by when it was last seen. */
export interface Known {
  readonly id: number;
  readonly keys: IdentityKeys;
}

/** What an item is: an entry that is known, and by what it is; one that is new; or a repetition within the document. */
export type Match<Entry extends Known> =
  | { readonly kind: 'known'; readonly entry: Entry; readonly by: Reason }
  | { readonly kind: 'new' }
  | { readonly kind: 'repeated' };

export type Reason = 'guid' | 'link and title' | 'link' | 'title';

/** The ways to recognise an entry. What a stronger one has paired, a weaker one does not touch. */
const WAYS: readonly {
  readonly by: Reason;
  readonly key: (keys: IdentityKeys) => string | null;
  readonly onlyAlone: boolean;
}[] = [
  { by: 'guid', key: ({ guid }) => guid, onlyAlone: false },
  // A guid that changes while everything else stays was made up anew, or the site has moved.
  {
    by: 'link and title',
    key: ({ link, title }) => (link === null || title === null ? null : `${link} ${title}`),
    onlyAlone: false,
  },
  // Without a guid an edited title leaves the link alone, if no other entry has it.
  { by: 'link', key: ({ guid, link }) => (guid === null ? link : null), onlyAlone: true },
  { by: 'title', key: ({ guid, link, title }) => (guid === null && link === null ? title : null), onlyAlone: true },
];

/** Recognises the entries of a document among those known of its source. */
export function matchEntries<Entry extends Known>(
  items: readonly IdentityKeys[],
  known: readonly Entry[],
): readonly Match<Entry>[] {
  const matches = items.map((): Match<Entry> | null => null);
  for (const index of repetitions(items)) matches[index] = { kind: 'repeated' };
  const free = new Set(known);
  for (const way of WAYS) pair(way, items, free, matches);
  return matches.map((match) => match ?? { kind: 'new' });
}

/** Pairs, by their order, the items and entries that have a key in common and are not paired yet. */
function pair<Entry extends Known>(
  way: (typeof WAYS)[number],
  items: readonly IdentityKeys[],
  free: Set<Entry>,
  matches: (Match<Entry> | null)[],
): void {
  const waiting = Map.groupBy(free, ({ keys }) => way.key(keys));
  const open = [...items.keys()].filter((index) => matches[index] === null);
  for (const [key, indices] of Map.groupBy(open, (index) => keyOf(way, items[index]))) {
    const entries = key === null ? [] : (waiting.get(key) ?? []);
    if (way.onlyAlone && (entries.length > 1 || indices.length > 1)) continue;
    for (const [place, entry] of entries.entries()) {
      const index = indices[place];
      if (index === undefined) break;
      matches[index] = { kind: 'known', entry, by: way.by };
      free.delete(entry);
    }
  }
}

function keyOf(way: (typeof WAYS)[number], keys: IdentityKeys | undefined): string | null {
  return keys === undefined ? null : way.key(keys);
}

/** The places of items that are in the document once before: by their guid, or by all the rest where they have none. */
function repetitions(items: readonly IdentityKeys[]): readonly number[] {
  const seen = new Set<string>();
  return items.flatMap(({ guid, link, title }, index) => {
    const name = JSON.stringify(guid === null ? [link, title] : guid);
    if (seen.has(name)) return [index];
    seen.add(name);
    return [];
  });
}
