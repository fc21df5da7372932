import Parser from 'rss-parser';
import type { CanonicalFeed } from './canonical.ts';
import { CHANNEL, ITEM, spelled, WITHIN_GROUP } from './vocabulary.ts';

export type Attributes = Readonly<Record<string, string>>;

/** An element as rss-parser hands it on, whatever shape that has there. */
export interface RawElement {
  readonly text: string;
  readonly attributes: Attributes;
  /** Its children by canonical name. */
  readonly children: RawElements;
}

/** Elements by canonical name (`title`, `atom:link`), in their order; a name that does not occur has none. */
export interface RawElements {
  all(name: string): readonly RawElement[];
}

export interface RawItem extends RawElements {
  readonly attributes: Attributes;
}

const ITEMS_AT_ONCE = 200;

/** Parses a canonical feed's own elements with rss-parser. */
export async function parseHead(feed: CanonicalFeed): Promise<RawElements> {
  const { parser, reader } = toolsOf(feed);
  return reader.elements(await parser.parseString(documentOf(feed.dialect, feed.head, [])));
}

/**
 * Parses a canonical feed's items with rss-parser, some at a time, each made into what is wanted at once: rss-parser's
 * own trees are many times as large as their text. Takes the items out of the feed, which nobody needs twice.
 */
export async function parseItems<Item>(feed: CanonicalFeed, make: (item: RawItem) => Item): Promise<readonly Item[]> {
  const { parser, reader } = toolsOf(feed);
  const items: Item[] = [];
  while (feed.items.length > 0) {
    const part = await parser.parseString(documentOf(feed.dialect, '', feed.items.splice(0, ITEMS_AT_ONCE)));
    for (const item of part.items) items.push(make(reader.item(item)));
  }
  return items;
}

/** The text of the first of these elements, by name, that has any. */
export function firstText(elements: RawElements, names: readonly string[]): string {
  for (const name of names) {
    const text = elements.all(name).find((element) => element.text !== '')?.text;
    if (text !== undefined) return text;
  }
  return '';
}

function documentOf(dialect: CanonicalFeed['dialect'], head: string, items: readonly string[]): string {
  const inside = head + items.join('');
  return dialect === 'atom'
    ? `<feed xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`
    : `<rss version="2.0"><channel xmlns:atom="http://www.w3.org/2005/Atom">${inside}</channel></rss>`;
}

interface Tools {
  readonly parser: Parser;
  readonly reader: ShapeReader;
}

const atom = once(() => toolsFor('atom'));
const rss = once(() => toolsFor('rss'));

function toolsOf({ dialect }: CanonicalFeed): Tools {
  return dialect === 'atom' ? atom() : rss();
}

function toolsFor(dialect: CanonicalFeed['dialect']): Tools {
  return { parser: new Parser(optionsFor(dialect)), reader: new ShapeReader(dialect) };
}

/** Asks rss-parser for every element of the vocabulary as a list; its own fields keep only the first of each. */
function optionsFor(dialect: CanonicalFeed['dialect']): object {
  const lists = (names: Iterable<string>) =>
    Array.from(names, (name) => [wireName(name, dialect), listOf(name), { keepArray: true }]);
  return {
    customFields: {
      feed: lists(CHANNEL.keys()),
      item: [['$', '$', { keepArray: true }], ...lists(ITEM.keys())],
    },
  };
}

/** What an element of this canonical name is called in the canonical XML. */
function wireName(name: string, dialect: CanonicalFeed['dialect']): string {
  return dialect === 'atom' && name.startsWith('atom:') ? name.slice('atom:'.length) : spelled(name);
}

/** The field that the list of such elements is asked for as; rss-parser's own fields have no blanks in their names. */
function listOf(name: string): string {
  return `all ${name}`;
}

/** Reads what rss-parser and the xml2js beneath it make of elements. */
class ShapeReader {
  readonly #lists: ReadonlyMap<string, string>;
  readonly #wireNames: ReadonlyMap<string, string>;

  constructor(dialect: CanonicalFeed['dialect']) {
    this.#lists = new Map([...CHANNEL.keys(), ...ITEM.keys()].map((name) => [name, listOf(name)]));
    this.#wireNames = new Map([...WITHIN_GROUP.keys()].map((name) => [name, wireName(name, dialect)]));
  }

  item(item: object): RawItem {
    return { ...this.elements(item), attributes: stringsOf(property(item, '$')) };
  }

  elements(parsed: object): RawElements {
    return { all: (name) => this.#elementsOf(property(parsed, this.#lists.get(name) ?? name)) };
  }

  #elementsOf(list: unknown): readonly RawElement[] {
    return Array.isArray(list) ? list.map((value: unknown) => this.#elementOf(value)) : [];
  }

  /** xml2js gives an element with text alone as a string, any other as an object of `_`, `$` and its children's lists. */
  #elementOf(value: unknown): RawElement {
    if (typeof value === 'string') return { text: value.trim(), attributes: NO_ATTRIBUTES, children: NO_ELEMENTS };
    const text = property(value, '_');
    return {
      text: typeof text === 'string' ? text.trim() : '',
      attributes: stringsOf(property(value, '$')),
      children: { all: (name) => this.#elementsOf(property(value, this.#wireNames.get(name) ?? name)) },
    };
  }
}

const NO_ATTRIBUTES: Attributes = {};
export const NO_ELEMENTS: RawElements = { all: () => [] };

function property(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function stringsOf(value: unknown): Attributes {
  if (!isRecord(value)) return NO_ATTRIBUTES;
  const strings: Record<string, string> = {};
  for (const [name, text] of Object.entries(value)) if (typeof text === 'string') strings[name] = text;
  return strings;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
