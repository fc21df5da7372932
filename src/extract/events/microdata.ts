import type { Cheerio } from 'cheerio/slim';
import type { Element } from 'domhandler';
import type { EntryDocument } from '../document.ts';
import type { SchemaNode, SchemaValue } from './schema-event.ts';
import { isSchemaEvent, lastSegment } from './schema-event.ts';

/** The two ways of writing schema.org into HTML's attributes are one but for the attributes' names. */
interface Dialect {
  readonly item: string;
  readonly type: string;
  readonly property: string;
}

const MICRODATA: Dialect = { item: '[itemscope]', type: 'itemtype', property: 'itemprop' };
const RDFA_LITE: Dialect = { item: '[typeof]', type: 'typeof', property: 'property' };

/** An Event found in attributes, with the element that describes it. */
export interface MarkedUpNode {
  readonly node: SchemaNode;
  readonly element: Element;
}

/**
 * The schema.org Events in microdata (https://html.spec.whatwg.org/#microdata) and RDFa Lite, in order;
 * parts of another event are not events of their own.
 */
export function attributeEvents(document: EntryDocument): MarkedUpNode[] {
  return [MICRODATA, RDFA_LITE].flatMap((dialect) => eventsIn(document, dialect));
}

function eventsIn({ $ }: EntryDocument, dialect: Dialect): MarkedUpNode[] {
  return $<Element, string>(dialect.item)
    .toArray()
    .filter((element) => $(element).attr(dialect.property)?.includes('subEvent') !== true)
    .map((element) => ({ element, node: nodeOf($(element), dialect, $) }))
    .filter(({ node }) => isSchemaEvent(node));
}

function nodeOf(item: Cheerio<Element>, dialect: Dialect, $: EntryDocument['$']): SchemaNode {
  const properties = new Map<string, SchemaValue[]>();
  for (const element of item.find(`[${dialect.property}]`).toArray()) {
    const owner = $(element).parent().closest(dialect.item);
    if (!owner.is(item)) continue;
    const value = propertyValue($(element), dialect, $);
    for (const name of names($(element).attr(dialect.property))) {
      properties.set(name, [...(properties.get(name) ?? []), value]);
    }
  }
  return { types: names(item.attr(dialect.type)), properties };
}

function names(attribute: string | undefined): string[] {
  return (attribute ?? '').split(/\s+/).filter(Boolean).map(lastSegment);
}

function propertyValue(element: Cheerio<Element>, dialect: Dialect, $: EntryDocument['$']): SchemaValue {
  if (element.is(dialect.item)) return nodeOf(element, dialect, $);
  const attribute = ['content', 'datetime', 'href', 'src'].find((name) => element.attr(name) !== undefined);
  return (attribute === undefined ? element.text() : (element.attr(attribute) ?? '')).trim();
}
