import type { Feed } from '../model.ts';
import { baseOf, constructOf, languageOf, textOf } from './construct.ts';
import { readDate } from './dates.ts';
import { type Construct, plainRssTitle, plainText } from './text.ts';
import { resolveUrl } from './urls.ts';
import { CHANNEL, endsBefore, ITEM, isItem, type Kind, spelled, WITHIN_GROUP } from './vocabulary.ts';
import { readTree, type XmlElement, type XmlTree } from './xml/tree.ts';

/** A body of text set aside from the canonical XML, which holds its number in {@link CanonicalFeed.bodies} instead. */
export interface Body extends Construct {
  readonly baseUrl: string | null;
}

/** A feed's XML in the one form that rss-parser reads without fail. */
export interface CanonicalFeed {
  readonly dialect: 'rss' | 'atom';
  /** The root and the namespaces, which tell the format. */
  readonly root: XmlElement;
  readonly namespaces: readonly string[];
  /** The channel's or feed's own elements as XML. */
  readonly head: string;
  /** Each item as XML, until it is taken out to be parsed. */
  readonly items: string[];
  readonly bodies: readonly Body[];
  /** The names of the elements that occur in it. */
  readonly names: ReadonlySet<string>;
  readonly breaksOff?: Feed['breaksOff'];
  /** The `xml:lang` of the whole. */
  readonly language: string | null;
  /** What was mended, each kind once. */
  readonly mended: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Makes any dialect of RSS and Atom, however broken, canonical: customary prefixes, known elements only, inline markup
 * as HTML, titles as plain text, absolute URLs, ISO dates. Null where the text holds no feed.
 */
export function canonicalise(source: string, documentUrl: string | null): CanonicalFeed | null {
  const mended = new Set<string>();
  const items: string[] = [];
  let isLastCut = false;
  const writer = new CanonicalWriter(documentUrl);
  const tree = readTree(source, {
    rootPrefix,
    endsBefore,
    mended: (how) => mended.add(how),
    take: (element, isCut) => {
      if (!isItem(element.name)) return false;
      const item = writer.writeItem(element);
      if (item === null) return true;
      items.push(item);
      isLastCut = isCut;
      return true;
    },
  });
  if (tree === null) return null;
  const { root, namespaces, breaksOff } = tree;
  const channel = channelOf(root);
  if (channel === null && items.length === 0 && !isBareFeed(source, tree)) return null;
  return {
    dialect: root.name === 'atom:feed' ? 'atom' : 'rss',
    root,
    namespaces,
    head: channel === null ? '' : writer.writeHead(channel, root.name === 'atom:feed'),
    items,
    bodies: writer.bodies,
    names: writer.names,
    ...(breaksOff ? { breaksOff: isLastCut ? 'within its last item' : 'elsewhere' } : {}),
    language: languageOf(channel ?? root),
    mended: [...mended],
    warnings: [...writer.warnings],
  };
}

const ROOTS: ReadonlyMap<string, string> = new Map([
  ['rss', ''],
  ['rdf', 'rdf'],
  ['feed', 'atom'],
]);
const RSS_10 = /purl\.org\/rss\/1\.0\/?$|netscape\.com\/rdf\/simple/i;
const RSS_11 = 'http://purl.org/net/rss1.1#';

function rootPrefix(localName: string, namespace: string | null): string | null {
  if (localName === 'channel' && namespace === RSS_11) return '';
  return ROOTS.get(localName) ?? null;
}

function channelOf(root: XmlElement): XmlElement | null {
  if (root.name !== 'rss' && root.name !== 'rdf:rdf') return root;
  const channel = root.children.find((child) => typeof child !== 'string' && child.name === 'channel');
  return typeof channel === 'object' ? channel : null;
}

/** Of a feed with nothing in it, only its beginning tells: a script may mention `<rss>`, and RDF serves for much else. */
function isBareFeed(source: string, { root, namespaces }: XmlTree): boolean {
  const begins = /^\s*</.test(source) && !/<html[\s>]/i.test(source);
  return begins && (root.name !== 'rdf:rdf' || namespaces.some((uri) => RSS_10.test(uri)));
}

/** Characters of anything but a body of text. */
const LONGEST_LINE = 20_000;

class CanonicalWriter {
  readonly bodies: Body[] = [];
  readonly names = new Set<string>();
  readonly warnings = new Set<string>();
  readonly #documentUrl: string | null;

  constructor(documentUrl: string | null) {
    this.#documentUrl = documentUrl;
  }

  /** An item as XML; null for one with nothing in it. */
  writeItem(item: XmlElement): string | null {
    if (item.attributes.size === 0 && item.children.every((child) => typeof child === 'string')) return null;
    const isAtom = item.name === 'atom:entry';
    const spoken = item.children.find((child) => typeof child !== 'string' && child.attributes.has('xml:lang'));
    const language = languageOf(typeof spoken === 'object' ? spoken : item);
    const about = item.attributes.get('rdf:about');
    // An element that has nothing at all comes out of xml2js as a string, so the language is always written.
    const attributes = writeAttributes({ 'xml:lang': language ?? '', 'rdf:about': about ?? null });
    const name = isAtom ? 'entry' : 'item';
    return `<${name}${attributes}>${this.#writeChildren(item, ITEM, isAtom)}</${name}>`;
  }

  writeHead(channel: XmlElement, isAtom: boolean): string {
    return this.#writeChildren(channel, CHANNEL, isAtom);
  }

  #writeChildren(parent: XmlElement, vocabulary: ReadonlyMap<string, Kind>, isAtom: boolean): string {
    const written: string[] = [];
    for (const child of parent.children) {
      if (typeof child === 'string') continue;
      const kind = vocabulary.get(child.name);
      if (kind !== undefined) written.push(this.#write(child, kind, isAtom));
    }
    // Joined, the parts are let go of; added up, they would be kept with the whole.
    return written.join('');
  }

  #write(element: XmlElement, kind: Kind, isAtom: boolean): string {
    // In Atom's own documents its elements need no prefix; there, an element of no namespace means nothing.
    const own = element.name.startsWith('atom:');
    if (isAtom && !own && !element.name.includes(':')) return '';
    const name = isAtom && own ? element.name.slice('atom:'.length) : spelled(element.name);
    if (kind === 'link' && !LINKS_READ.test(element.attributes.get('rel') ?? '')) return '';
    const attributes = kind === 'link' ? this.#linkAttributes(element) : this.#attributes(element);
    const content = this.#content(element, kind, isAtom);
    if (content === null) return '';
    if (element.name === 'atom:link' && !attributes.includes('href=')) return '';
    this.names.add(element.name);
    return `<${name}${attributes}>${content}</${name}>`;
  }

  /** The element's canonical content as XML; null where it amounts to nothing. */
  #content(element: XmlElement, kind: Kind, isAtom: boolean): string | null {
    switch (kind) {
      case 'title':
        return escapeXml(titleOf(element).slice(0, LONGEST_LINE).trim());
      case 'text':
        return escapeXml(textOf(element).slice(0, LONGEST_LINE).trim());
      case 'url':
        return this.#url(element, textOf(element));
      case 'link':
        return element.name === 'link' ? (this.#url(element, linkTarget(element)) ?? '') : '';
      case 'date':
        return this.#date(textOf(element));
      case 'markup':
        return this.#setAside(element);
      case 'group':
        return escapeXml(ownText(element).slice(0, LONGEST_LINE)) + this.#writeChildren(element, WITHIN_GROUP, isAtom);
    }
  }

  #date(text: string): string | null {
    const instant = readDate(text.slice(0, 200));
    if (instant !== null) return new Date(instant).toISOString();
    if (text.trim() !== '' && this.warnings.size < 100) this.warnings.add(`no date: ${text.trim().slice(0, 60)}`);
    return null;
  }

  #url(element: XmlElement, value: string): string | null {
    const url =
      value.length > LONGEST_LINE || value.trim() === '' ? null : resolveUrl(value, baseOf(element, this.#documentUrl));
    return url === null ? null : escapeXml(url);
  }

  #setAside(element: XmlElement): string | null {
    const construct = constructOf(element);
    if (construct.value.trim() === '') return null;
    return String(this.bodies.push({ ...construct, baseUrl: baseOf(element, this.#documentUrl) }) - 1);
  }

  #linkAttributes(element: XmlElement): string {
    const href = this.#url(element, linkTarget(element));
    return (href === null ? '' : ` href="${href}"`) + this.#attributes(element, 'href');
  }

  #attributes(element: XmlElement, except?: string): string {
    if (element.attributes.size === 0) return '';
    const kept: Record<string, string | null> = {};
    for (const [name, value] of element.attributes) {
      if (name === except || !KEPT_ATTRIBUTES.has(name)) continue;
      kept[name] = URL_ATTRIBUTES.has(name)
        ? resolveUrl(value, baseOf(element, this.#documentUrl))
        : value.slice(0, LONGEST_LINE);
    }
    return writeAttributes(kept);
  }
}

const URL_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'url', 'src', 'rdf:resource']);
const KEPT_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...URL_ATTRIBUTES,
  ...'rel type length filesize title term label ispermalink text medium duration isdefault role ref width height'.split(
    ' ',
  ),
]);

/** Relations of links that mean something here; an entry of some makers has ten others: edit, replies and the like. */
const LINKS_READ = /^\s*$|alternate|enclosure|self|hub/i;

function linkTarget(element: XmlElement): string {
  return element.attributes.get('href') ?? element.attributes.get('rdf:resource') ?? textOf(element);
}

function titleOf(element: XmlElement): string {
  if (textOf(element).length > LONGEST_LINE) return textOf(element);
  const construct = constructOf(element);
  const guessed =
    !element.name.startsWith('atom:') &&
    !element.attributes.has('type') &&
    element.children.every((child) => typeof child === 'string');
  return guessed ? plainRssTitle(textOf(element)) : plainText(construct);
}

function ownText(element: XmlElement): string {
  return element.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim();
}

function writeAttributes(attributes: Readonly<Record<string, string | null>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapeXml(value)}"`))
    .join('');
}

function escapeXml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    : text;
}
