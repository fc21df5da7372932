import type { Author, FeedItem, Instant, Origin } from '../model.ts';
import type { Body } from './canonical.ts';
import { itemEvents } from './item-events.ts';
import { attachmentsOf, imageOf } from './item-media.ts';
import { htmlOf, textsOf } from './item-texts.ts';
import { alternateOf, permalink, relOf } from './link.ts';
import { authorsOf, distinctAuthors } from './people.ts';
import { firstText, type RawElements, type RawItem } from './rss-parser.ts';
import { htmlToText, plainText } from './text.ts';

/** What an item inherits from its feed. */
export interface ItemContext {
  readonly bodies: readonly Body[];
  readonly language: string | null;
  readonly authors: readonly Author[];
  readonly documentUrl: string | null;
}

/** Makes an item of a parsed one. Each list names the elements that may hold a value, the most telling first. */
export function itemOf(raw: RawItem, context: ItemContext): FeedItem {
  const url = urlOf(raw);
  const title = firstText(raw, ['title', 'atom:title', 'media:title', 'itunes:title', 'dc:title']);
  const { content, summary } = textsOf(raw, context.bodies);
  const dates = datesOf(raw);
  return {
    guid: firstText(raw, ['guid', 'atom:id']) || raw.attributes['rdf:about'] || null,
    url,
    title,
    contentHtml: content === null ? '' : htmlOf(content),
    baseUrl: content?.baseUrl ?? context.documentUrl,
    summary: summary === null ? null : plainText(summary).trim(),
    image: imageOf(raw),
    ...dates,
    authors: authorsOfItem(raw, context.authors),
    tags: tagsOf(raw),
    attachments: attachmentsOf(raw),
    language: raw.attributes['xml:lang'] || context.language,
    events: itemEvents(raw, { title, url }),
    origin: originOf(raw),
  };
}

const AUTHORS = ['author', 'atom:author', 'dc:creator', 'dc:author', 'dcterms:creator'];
const PODCASTERS = ['itunes:author', 'googleplay:author'];

/** The item's own authors, else those whom only a podcast's directory is told, else the feed's (RFC 4287, 4.2.1). */
function authorsOfItem(raw: RawElements, inherited: readonly Author[]): readonly Author[] {
  const candidates = [AUTHORS, PODCASTERS].map((names) => names.flatMap((name) => raw.all(name)).flatMap(authorsOf));
  return distinctAuthors(candidates.find((authors) => authors.length > 0) ?? inherited);
}

/** FeedBurner's original link is the post's own; a permalink guid serves where nothing else does. */
function urlOf(raw: RawItem): string | null {
  const guid = raw.all('guid')[0];
  return (
    firstText(raw, ['feedburner:origlink', 'link']) ||
    alternateOf(raw.all('atom:link')) ||
    (guid !== undefined && guid.attributes.ispermalink?.toLowerCase() !== 'false' ? permalink(guid.text) : null) ||
    null
  );
}

const PUBLISHED = [
  'pubdate',
  'atom:published',
  'atom:issued',
  'dcterms:issued',
  'dcterms:available',
  'dcterms:created',
  'atom:created',
];
const UPDATED = ['atom:updated', 'atom:modified', 'dcterms:modified', 'dc:date', 'dcterms:date'];

function datesOf(raw: RawElements): { readonly published: Instant | null; readonly updated: Instant | null } {
  return { published: firstDate(raw, PUBLISHED), updated: firstDate(raw, UPDATED) };
}

function firstDate(raw: RawElements, names: readonly string[]): Instant | null {
  const text = firstText(raw, names);
  return text === '' ? null : Date.parse(text);
}

function tagsOf(raw: RawElements): readonly string[] {
  const categories = ['category', 'atom:category', 'media:category'].flatMap((name) => raw.all(name));
  const named = categories.map(
    ({ text, attributes }) => attributes.label || attributes.term || text || attributes.text || '',
  );
  const subjects = raw.all('dc:subject').map(({ text }) => text);
  const keywords = ['itunes:keywords', 'media:keywords']
    .flatMap((name) => raw.all(name))
    .flatMap(({ text }) => text.split(','));
  const tags = [...named, ...subjects, ...keywords].map((tag) => htmlToText(tag).replace(/\s+/g, ' ').trim());
  return [...new Map(tags.filter((tag) => tag !== '').map((tag) => [tag.toLowerCase(), tag])).values()];
}

function originOf(raw: RawElements): Origin | null {
  const source = raw.all('atom:source')[0];
  if (source !== undefined) {
    const links = source.children.all('atom:link');
    return {
      id: source.children.all('atom:id')[0]?.text || null,
      title: source.children.all('atom:title')[0]?.text || null,
      url: alternateOf(links),
      feedUrl: links.find((link) => relOf(link) === 'self')?.attributes.href ?? null,
    };
  }
  const rss = raw.all('source')[0];
  return rss === undefined
    ? null
    : { id: null, title: rss.text || null, url: null, feedUrl: rss.attributes.url ?? null };
}
