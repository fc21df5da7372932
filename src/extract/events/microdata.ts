import type { Element, ParentNode } from 'domhandler';
import type { EntryDocument } from '../document.ts';
import { elementsWhere } from '../elements.ts';
import type { SchemaNode, SchemaValue } from './schema-event.ts';
import { isSchemaEvent, lastSegment } from './schema-event.ts';

/** The two ways of writing schema.org into HTML's attributes are one but for the attributes' names. */
interface Dialect {
  readonly item: string;
  readonly type: string;
  readonly property: string;
}

const MICRODATA: Dialect = { item: 'itemscope', type: 'itemtype', property: 'itemprop' };
const RDFA_LITE: Dialect = { item: 'typeof', type: 'typeof', property: 'property' };

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

function eventsIn({ root, $ }: EntryDocument, dialect: Dialect): MarkedUpNode[] {
  return elementsWhere(root, (element) => dialect.item in element.attribs)
    .filter((element) => element.attribs[dialect.property]?.includes('subEvent') !== true)
    .map((element) => ({ element, node: nodeOf(element, dialect, $) }))
    .filter(({ node }) => isSchemaEvent(node));
}

function nodeOf(item: Element, dialect: Dialect, $: EntryDocument['$']): SchemaNode {
  const properties = new Map<string, SchemaValue[]>();
  for (const element of elementsWhere(item, ({ attribs }) => dialect.property in attribs)) {
    if (ownerOf(element, dialect) !== item) continue;
    const value = propertyValue(element, dialect, $);
    for (const name of names(element.attribs[dialect.property])) {
      properties.set(name, [...(properties.get(name) ?? []), value]);
    }
  }
  return { types: names(item.attribs[dialect.type]), properties };
}

/** The item that a property is one of: the nearest around it. */
function ownerOf(property: Element, { item }: Dialect): ParentNode | null {
  let owner = property.parent;
  while (owner !== null && !('attribs' in owner && item in owner.attribs)) owner = owner.parent;
  return owner;
}

function names(attribute: string | undefined): string[] {
  return (attribute ?? '').split(/\s+/).filter(Boolean).map(lastSegment);
}

function propertyValue(element: Element, dialect: Dialect, $: EntryDocument['$']): SchemaValue {
  const { attribs } = element;
  if (dialect.item in attribs) return nodeOf(element, dialect, $);
  return (attribs.content ?? attribs.datetime ?? attribs.href ?? attribs.src ?? $(element).text()).trim();
}
