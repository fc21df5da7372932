/**
 * How an element of a feed is made canonical:
 * a `title` becomes plain text; a `text` loses outer white space; a `url` becomes absolute; a `link` gets its address
 * into `href`; a `date` becomes ISO 8601 in UTC; `markup` becomes HTML, whichever way it was put in; a `group` keeps
 * its own text and those of its children that have a meaning within it.
 */
export type Kind = 'title' | 'text' | 'url' | 'link' | 'date' | 'markup' | 'group';

const PERSON = ['author', 'atom:author', 'dc:creator', 'dc:author', 'dcterms:creator'];
const PODCASTER = ['itunes:author', 'googleplay:author'];

const TITLES = ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'];
const DATES = ['pubDate', 'atom:published', 'atom:issued', 'atom:created', 'atom:updated', 'atom:modified'].concat([
  'dc:date',
  'dcterms:created',
  'dcterms:issued',
  'dcterms:available',
  'dcterms:modified',
  'dcterms:date',
]);
const MARKUP = ['description', 'content', 'fullitem', 'body', 'content:encoded', 'atom:content', 'atom:summary']
  .concat(['xhtml:body', 'xhtml:div', 'dc:description', 'dcterms:abstract', 'media:description'])
  .concat(['itunes:summary', 'itunes:subtitle', 'googleplay:description']);
const TAGS = ['category', 'atom:category', 'dc:subject', 'itunes:keywords', 'media:keywords', 'media:category'];
const EVENT = ['ev:startdate', 'ev:enddate', 'ev:location', 'ev:organizer', 'ev:type'].concat(
  ['summary', 'description', 'dtstart', 'dtend', 'location', 'url', 'uid', 'status'].map((name) => `xcal:${name}`),
);

/** What an item or entry may hold. */
export const ITEM: ReadonlyMap<string, Kind> = vocabulary({
  title: TITLES,
  link: ['link', 'atom:link'],
  url: ['feedburner:origLink', 'feedburner:origEnclosureLink'],
  date: DATES,
  markup: MARKUP,
  text: ['guid', 'atom:id', 'enclosure', 'media:thumbnail', 'itunes:image', 'googleplay:image', ...TAGS, ...EVENT],
  group: [...PERSON, ...PODCASTER, 'source', 'atom:source', 'image', 'media:group', 'media:content'],
});

/** What a channel or feed may hold besides its items. */
export const CHANNEL: ReadonlyMap<string, Kind> = vocabulary({
  title: ['title', 'atom:title', 'dc:title'],
  link: ['link', 'atom:link'],
  markup: [
    'description',
    'tagline',
    'atom:subtitle',
    'atom:tagline',
    'atom:info',
    'dc:description',
    'itunes:summary',
    'itunes:subtitle',
  ],
  text: ['language', 'dc:language', 'atom:id', 'ttl', 'sy:updatePeriod', 'sy:updateFrequency', 'at:deleted-entry'],
  group: ['skipHours', 'skipDays', 'atom:author', 'image'],
});

/** What is known inside a group, whatever the group is. */
export const WITHIN_GROUP: ReadonlyMap<string, Kind> = vocabulary({
  title: ['title', 'atom:title', 'media:title'],
  link: ['link', 'atom:link'],
  url: ['url', 'atom:uri', 'atom:url', 'foaf:homepage'],
  text: [
    'name',
    'email',
    'atom:name',
    'atom:email',
    'atom:id',
    'foaf:name',
    'hour',
    'day',
    'media:thumbnail',
    'media:keywords',
    'media:category',
  ],
  markup: ['media:description'],
  group: ['media:content', 'foaf:Person', 'foaf:Agent', 'rdf:Description'],
});

/** Elements of text that hold no other elements of a feed: where one begins inside, the end was forgotten. */
const LEAVES: ReadonlySet<string> = new Set(
  [...TITLES, ...DATES, ...TAGS, 'guid', 'atom:id', 'link', 'dc:creator', 'language', 'ttl'].map((name) =>
    name.toLowerCase(),
  ),
);
const ITEMS: ReadonlySet<string> = new Set(['item', 'atom:entry']);

export function isItem(name: string): boolean {
  return ITEMS.has(name);
}

/** Whether an open element ends, for want of an end tag, where another begins that is not part of its own markup. */
export function endsBefore(open: string, next: string): boolean {
  if (ITEMS.has(open)) return ITEMS.has(next);
  return LEAVES.has(open) && (ITEMS.has(next) || (ITEM.has(next) && !next.startsWith('xhtml:')));
}

/** Names in lower case, as the tree has them. */
function vocabulary(names: Partial<Record<Kind, readonly string[]>>): ReadonlyMap<string, Kind> {
  const kinds: readonly Kind[] = ['title', 'text', 'url', 'link', 'date', 'markup', 'group'];
  return new Map(kinds.flatMap((kind) => (names[kind] ?? []).map((name) => [name.toLowerCase(), kind] as const)));
}

/** The names that RSS and its modules write with capitals, as rss-parser expects them. */
const SPELLED: ReadonlyMap<string, string> = new Map(
  ['pubDate', 'skipHours', 'skipDays'].map((name) => [name.toLowerCase(), name]),
);

export function spelled(name: string): string {
  return SPELLED.get(name) ?? name;
}
