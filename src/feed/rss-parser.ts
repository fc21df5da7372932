import Parser from 'rss-parser';
import type { CanonicalFeed } from './canonical.ts';
import { CHANNEL, ITEM, spelled } from './vocabulary.ts';

/** An element as rss-parser hands it on, whatever shape that has there. */
export interface RawElement {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its children by canonical name. */
  readonly children: RawElements;
}

/** Elements by canonical name (`title`, `atom:link`), in their order; a name that does not occur has none. */
export interface RawElements {
  all(name: string): readonly RawElement[];
}

export interface RawItem extends RawElements {
  readonly attributes: Readonly<Record<string, string>>;
}

export interface RawFeed {
  readonly head: RawElements;
  readonly items: readonly RawItem[];
}

const ITEMS_AT_ONCE = 200;

/**
 * Parses a canonical feed with rss-parser, some items at a time: its trees are many times as large as their text.
 */
export async function parseCanonical(feed: CanonicalFeed): Promise<RawFeed> {
  const parser = feed.dialect === 'atom' ? atomParser() : rssParser();
  const head = await parser.parseString(documentOf(feed.dialect, feed.head, []));
  const items: RawItem[] = [];
  for (let from = 0; from < feed.items.length; from += ITEMS_AT_ONCE) {
    const part = await parser.parseString(documentOf(feed.dialect, '', feed.items.slice(from, from + ITEMS_AT_ONCE)));
    for (const item of part.items) items.push(rawItem(item, feed.dialect));
  }
  return { head: rawElements(head, feed.dialect), items };
}

function documentOf(dialect: CanonicalFeed['dialect'], head: string, items: readonly string[]): string {
  const inside = head + items.join('');
  return dialect === 'atom'
    ? `<feed xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`
    : `<rss version="2.0"><channel xmlns:atom="http://www.w3.org/2005/Atom">${inside}</channel></rss>`;
}

const atomParser = once(() => new Parser(optionsFor('atom')));
const rssParser = once(() => new Parser(optionsFor('rss')));

/** Asks rss-parser for every element of the vocabulary as a list; its own fields keep only the first of each. */
function optionsFor(dialect: CanonicalFeed['dialect']): object {
  const lists = (names: Iterable<string>) => Array.from(names, (name) => [wireName(name, dialect), listOf(name), { keepArray: true }]);
  return { customFields: { feed: lists(CHANNEL.keys()), item: [['$', '$', { keepArray: true }], ...lists(ITEM.keys())] } };
}

/** What an element of this canonical name is called in the canonical XML. */
function wireName(name: string, dialect: CanonicalFeed['dialect']): string {
  return dialect === 'atom' && name.startsWith('atom:') ? name.slice('atom:'.length) : spelled(name);
}

function listOf(name: string): string {
  return `all ${name}`;
}

function rawItem(item: object, dialect: CanonicalFeed['dialect']): RawItem {
  return { ...rawElements(item, dialect), attributes: stringsOf(property(item, '$')) };
}

function rawElements(parsed: object, dialect: CanonicalFeed['dialect']): RawElements {
  return { all: (name) => elementsOf(property(parsed, listOf(name)), dialect) };
}

function elementsOf(list: unknown, dialect: CanonicalFeed['dialect']): readonly RawElement[] {
  return Array.isArray(list) ? list.map((value: unknown) => elementOf(value, dialect)) : [];
}

/** xml2js gives an element with text alone as a string, any other as an object of `_`, `$` and its children's lists. */
function elementOf(value: unknown, dialect: CanonicalFeed['dialect']): RawElement {
  const text = typeof value === 'string' ? value : property(value, '_');
  return {
    text: typeof text === 'string' ? text.trim() : '',
    attributes: stringsOf(property(value, '$')),
    children: { all: (name) => elementsOf(property(value, wireName(name, dialect)), dialect) },
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function stringsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
