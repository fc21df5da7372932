import Parser from 'rss-parser';
import type { CanonicalFeed } from './canonical.ts';
import { spelled, WITHIN_GROUP } from './vocabulary.ts';

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

function toolsOf({ dialect, names }: CanonicalFeed): Tools {
  return { parser: new Parser(optionsFor(dialect, names)), reader: new ShapeReader(dialect, names) };
}

/**
 * Asks rss-parser for the elements of these names as lists; its own fields keep only the first of each. It looks for all
 * it is asked for in every item, so it is asked for no more than the document has.
 */
function optionsFor(dialect: CanonicalFeed['dialect'], names: ReadonlySet<string>): object {
  const lists = Array.from(names, (name) => [wireName(name, dialect), listOf(name), { keepArray: true }]);
  return { customFields: { feed: lists, item: [['$', '$', { keepArray: true }], ...lists] } };
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
  /** The fields that lists of elements are asked for as, by the elements' names. */
  readonly #fields: ReadonlyMap<string, string>;
  /** What elements are called that are known within groups. */
  readonly #wireNames: ReadonlyMap<string, string>;

  constructor(dialect: CanonicalFeed['dialect'], names: ReadonlySet<string>) {
    this.#fields = new Map(Array.from(names, (name) => [name, listOf(name)]));
    this.#wireNames = new Map(Array.from(WITHIN_GROUP.keys(), (name) => [name, wireName(name, dialect)]));
  }

  item(item: object): RawItem {
    return { ...this.elements(item), attributes: stringsOf(property(item, '$')) };
  }

  elements(parsed: object): RawElements {
    const byName = new Map<string, readonly RawElement[]>();
    for (const [name, field] of this.#fields) {
      const list = this.#elementsOf(property(parsed, field));
      if (list.length > 0) byName.set(name, list);
    }
    return { all: (name) => byName.get(name) ?? NONE };
  }

  #elementsOf(list: unknown): readonly RawElement[] {
    return Array.isArray(list) ? list.map((value: unknown) => this.#elementOf(value)) : NONE;
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
const NONE: readonly RawElement[] = [];
export const NO_ELEMENTS: RawElements = { all: () => NONE };

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
