import { type ChildNode, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';

/** An element of a document whose elements have either text or elements in them, as those of feeds have. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** A new element; attributes that are null are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | null>> = {},
  content: string | readonly XmlElement[] = '',
): XmlElement {
  const given = Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== null);
  const [text, children] = typeof content === 'string' ? [content, []] : ['', content];
  return { name, attributes: Object.fromEntries(given), text, children };
}

/** The root of a document that this program made itself. @throws Error where it has none */
export function readXml(xml: string): XmlElement {
  const [root] = parseDocument(xml, { xmlMode: true }).children.flatMap(elementOf);
  if (root === undefined) throw new Error('the document has no element');
  return root;
}

function elementOf(node: ChildNode): XmlElement[] {
  if (!isTag(node)) return [];
  const children = node.children.flatMap(elementOf);
  const text = children.length > 0 ? '' : node.children.map((child) => (isText(child) ? child.data : '')).join('');
  return [{ name: node.name, attributes: node.attribs, text, children }];
}

/** The first child of that name. @throws Error where there is none */
export function childOf(parent: XmlElement, name: string): XmlElement {
  const child = parent.children.find((one) => one.name === name);
  if (child === undefined) throw new Error(`${parent.name} has no ${name}`);
  return child;
}

/** The element with these in place of its children of the same names; those of names it has not are appended in order. */
export function withChildren(
  parent: XmlElement,
  replacements: Readonly<Record<string, readonly XmlElement[]>>,
): XmlElement {
  const left = new Map(Object.entries(replacements));
  const kept = parent.children.flatMap((child) => {
    if (!(child.name in replacements)) return [child];
    const inPlace = left.get(child.name) ?? [];
    left.delete(child.name);
    return inPlace;
  });
  return { ...parent, children: [...kept, ...[...left.values()].flat()] };
}

/** The document as indented text. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${write(root, '')}`;
}

function write({ name, attributes, text, children }: XmlElement, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const start = `${indent}<${name}${pairs.join('')}`;
  if (children.length === 0) return text === '' ? `${start}/>\n` : `${start}>${escapeText(text)}</${name}>\n`;
  return `${start}>\n${children.map((child) => write(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A line end in an attribute would be read as a space. */
function escapeAttribute(value: string): string {
  return escapeText(value).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}
