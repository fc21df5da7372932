import type { Element } from 'domhandler';
import type { EntryDocument } from '../document.ts';
import { elementsWhere } from '../elements.ts';
import type { SchemaNode, SchemaValue } from './schema-event.ts';
import { isSchemaEvent, lastSegment } from './schema-event.ts';

/** How deep events are looked for: real pages nest a graph in a list in a page, hostile ones without end. */
const MAX_DEPTH = 12;

/**
 * The schema.org Events in a page's JSON-LD, in order: in arrays, under `@graph`, or as what another thing is about.
 * The parts of an event (`subEvent`) are not events of their own. A script that is no JSON is passed over.
 */
export function jsonLdEvents({ root, $ }: EntryDocument): SchemaNode[] {
  return elementsWhere(root, isJsonLd).flatMap((script) => eventsIn(parseLoosely($(script).text()), 0));
}

function isJsonLd({ name, attribs }: Element): boolean {
  return name === 'script' && attribs.type?.toLowerCase() === 'application/ld+json';
}

function eventsIn(value: unknown, depth: number): SchemaNode[] {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => eventsIn(item, depth + 1));
  const node = nodeOf(value, 0);
  if (isSchemaEvent(node) && node.properties.has('startDate')) return [node];
  return Object.values(value).flatMap((item) => eventsIn(item, depth + 1));
}

function nodeOf(value: object, depth: number): SchemaNode {
  const entries = Object.entries(value);
  const types = entries.filter(([key]) => key === '@type').flatMap(([, type]) => [type].flat());
  return {
    types: types.filter((type) => typeof type === 'string').map(lastSegment),
    properties: new Map(
      depth > MAX_DEPTH ? [] : entries.map(([key, item]) => [lastSegment(key), valuesOf(item, depth + 1)]),
    ),
  };
}

function valuesOf(value: unknown, depth: number): SchemaValue[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return depth > MAX_DEPTH ? [] : value.flatMap((item) => valuesOf(item, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  return '@value' in value ? valuesOf(value['@value'], depth + 1) : [nodeOf(value, depth)];
}

/** JSON as template engines write it: inside a comment or CDATA, with raw line breaks in strings and commas too many. */
function parseLoosely(script: string): unknown {
  const json = script.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*;?\s*$/g,
    '',
  );
  return parse(json) ?? parse(json.replace(/[\u0000-\u001f]+/g, ' ').replace(/,(\s*[}\]])/g, '$1'));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
