import type { Attachment, Author, FeedItem, Instant, Origin } from '../model.ts';
import type { Body } from './canonical.ts';
import { itemEvents } from './item-events.ts';
import { authorsOf, distinctAuthors } from './people.ts';
import { firstText, NO_ELEMENTS, type RawElement, type RawElements, type RawItem } from './rss-parser.ts';
import { htmlToText, plainText, textToHtml } from './text.ts';

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
    contentHtml: content === null ? '' : content.kind === 'html' ? content.value : textToHtml(content.value),
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

function permalink(guid: string): string | null {
  return /^https?:\/\//i.test(guid) ? (URL.parse(guid)?.href ?? null) : null;
}

/** The address of the page that a list of Atom links leads to: `alternate`, HTML before other types (RFC 4287, 4.2.7). */
export function alternateOf(links: readonly RawElement[]): string | null {
  const alternates = links.filter((link) => relOf(link) === 'alternate');
  const html = alternates.find(({ attributes }) => /html/.test(attributes.type ?? 'html'));
  return (html ?? alternates[0])?.attributes.href ?? null;
}

const REGISTERED = /^https?:\/\/www\.iana\.org\/assignments\/(?:link-)?relations?\//;

/** A link's relation, which may also be written as its address in the registry; `alternate` where none is said. */
export function relOf({ attributes }: RawElement): string {
  const rel = (attributes.rel ?? '').trim().toLowerCase().replace(REGISTERED, '');
  return rel === '' ? 'alternate' : rel;
}

interface Texts {
  readonly content: Body | null;
  readonly summary: Body | null;
}

const BODIES = ['content:encoded', 'atom:content', 'xhtml:body', 'xhtml:div', 'fullitem', 'content', 'body'];
const DESCRIPTIONS = ['description', 'atom:summary', 'dc:description', 'dcterms:abstract', 'media:description'].concat([
  'itunes:summary',
  'googleplay:description',
  'itunes:subtitle',
]);

/** A body of its own makes the description the summary; else the description is all the text there is. */
function textsOf(raw: RawItem, bodies: readonly Body[]): Texts {
  const own = firstBody(raw, BODIES, bodies);
  const described = firstBody(raw, DESCRIPTIONS, bodies) ?? firstBody(groupOf(raw), ['media:description'], bodies);
  if (own !== null) return { content: own, summary: described };
  const isAtom = raw.all('atom:summary').length > 0;
  return { content: described, summary: isAtom ? described : null };
}

function groupOf(raw: RawElements): RawElements {
  const [first] = [...raw.all('media:group'), ...raw.all('media:content')];
  return first?.children ?? NO_ELEMENTS;
}

function firstBody(raw: RawElements, names: readonly string[], bodies: readonly Body[]): Body | null {
  for (const name of names) {
    const body = raw
      .all(name)
      .map(({ text }) => bodies[Number(text)])
      .find((found) => found !== undefined);
    if (body !== undefined) return body;
  }
  return null;
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

function attachmentsOf(raw: RawElements): readonly Attachment[] {
  const links = [...raw.all('atom:link'), ...raw.all('link')].filter((link) => relOf(link) === 'enclosure');
  const media = mediaOf(raw).filter(({ attributes }) => !isPicture(attributes));
  const found = [...raw.all('enclosure'), ...links, ...media].flatMap(attachmentOf);
  return [...new Map(found.map((attachment) => [attachment.url, attachment])).values()];
}

function mediaOf(raw: RawElements): readonly RawElement[] {
  const groups = raw.all('media:group').flatMap(({ children }) => children.all('media:content'));
  return [...raw.all('media:content'), ...groups];
}

function isPicture(attributes: Readonly<Record<string, string>>): boolean {
  return attributes.medium === 'image' || (attributes.type ?? '').startsWith('image/');
}

function attachmentOf({ attributes }: RawElement): readonly Attachment[] {
  const url = attributes.url ?? attributes.href;
  if (url === undefined) return [];
  return [
    {
      url,
      mimeType: attributes.type?.trim().toLowerCase() || null,
      size: wholeNumber(attributes.length ?? attributes.filesize),
      duration: wholeNumber(attributes.duration),
      title: attributes.title ?? null,
    },
  ];
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\s*[1-9]\d{0,14}\s*$/.test(text) ? Number(text) : null;
}

function imageOf(raw: RawElements): string | null {
  const pictures = mediaOf(raw)
    .filter(({ attributes }) => isPicture(attributes))
    .map(({ attributes }) => attributes.url);
  const inside = [...raw.all('media:group'), ...raw.all('media:content')].flatMap(({ children }) =>
    children.all('media:thumbnail'),
  );
  const thumbnails = [...raw.all('media:thumbnail'), ...inside].map(({ attributes }) => attributes.url);
  const covers = ['itunes:image', 'googleplay:image']
    .flatMap((name) => raw.all(name))
    .map(({ attributes }) => attributes.href);
  const images = raw.all('image').map(({ children, text }) => children.all('url')[0]?.text || permalink(text));
  return (
    [...pictures, ...thumbnails, ...covers, ...images].find((url) => url !== undefined && url !== null && url !== '') ??
    null
  );
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
