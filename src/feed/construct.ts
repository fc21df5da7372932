import { type Construct, guessConstruct, isEscapedTwice, textToHtml } from './text.ts';
import { resolveBase, resolveUrl } from './urls.ts';
import type { XmlElement } from './xml/tree.ts';

/**
 * What an element's content amounts to, whichever way its dialect puts text into XML: escaped, inline or base64, as
 * Atom 1.0 (RFC 4287, 3.1 and 4.1.3) and 0.3 say it with `type` and `mode`, and as RSS leaves one to guess.
 */
export function constructOf(element: XmlElement): Construct {
  if (element.children.some((child) => typeof child !== 'string')) {
    return {
      kind: 'html',
      value: innerMarkup(element, element.name.startsWith('atom:') ? textToHtml : nakedTextToHtml),
    };
  }
  const text = textOf(element);
  return element.name.startsWith('atom:') ? atomConstruct(element, text) : rssConstruct(element, text);
}

/** The text of an element and everything in it. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

function atomConstruct(element: XmlElement, text: string): Construct {
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase();
  const mode = element.attributes.get('mode')?.trim().toLowerCase();
  if (mode === 'base64' || isBinary(type)) return typed(type, Buffer.from(text, 'base64').toString('utf8'));
  if (type === '' && mode === 'escaped') return guessConstruct(text);
  return typed(type, text);
}

function rssConstruct(element: XmlElement, text: string): Construct {
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase();
  return type === 'text/plain' || type === 'text' ? { kind: 'text', value: text } : guessConstruct(text);
}

function typed(type: string, text: string): Construct {
  return { kind: /html|xml/.test(type) ? 'html' : 'text', value: text };
}

/** RFC 4287, 4.1.3.3: what is neither text nor XML is base64. */
function isBinary(type: string): boolean {
  return type.includes('/') && !type.startsWith('text/') && !/[/+](?:xml|html)|xhtml/.test(type);
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const URL_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'poster', 'longdesc', 'background']);

/** The content of an element as HTML, in its order; prefixes are dropped, a lone XHTML `div` around it all, too. */
function innerMarkup(element: XmlElement, writeText: (text: string) => string): string {
  const container = loneDiv(element) ?? element;
  const rebased = container !== element && container.attributes.has('xml:base');
  return container.children.map((child) => writeNode(child, rebased, writeText)).join('');
}

/** Beside tags that RSS should have escaped, text that has been escaped was escaped once too often. */
function nakedTextToHtml(text: string): string {
  return isEscapedTwice(text) ? text : textToHtml(text);
}

function loneDiv(element: XmlElement): XmlElement | null {
  const [first, second] = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  return second === undefined && typeof first === 'object' && first.name === 'xhtml:div' ? first : null;
}

/** `rebased`: whether an `xml:base` inside the markup makes its addresses relative to something else than the whole. */
function writeNode(node: XmlElement | string, rebased: boolean, writeText: (text: string) => string): string {
  if (typeof node === 'string') return writeText(node);
  const name = node.localName.toLowerCase();
  const inside = rebased || node.attributes.has('xml:base');
  const base = inside ? baseOf(node, null) : null;
  const start = `<${name}${Array.from(node.attributes, ([key, value]) => writeAttribute(key, value, base)).join('')}>`;
  if (VOID.has(name)) return start;
  return `${start}${node.children.map((child) => writeNode(child, inside, writeText)).join('')}</${name}>`;
}

function writeAttribute(name: string, value: string, base: string | null): string {
  if (name.includes(':')) return '';
  const resolved = base !== null && URL_ATTRIBUTES.has(name) ? (resolveUrl(value, base) ?? value) : value;
  return ` ${name}="${textToHtml(resolved).replace(/"/g, '&quot;')}"`;
}

/** The base URL in force at an element: `xml:base`, each within the next, within the document's own address. */
export function baseOf(element: XmlElement, documentUrl: string | null): string | null {
  const outer = element.parent === null ? documentUrl : baseOf(element.parent, documentUrl);
  const own = element.attributes.get('xml:base');
  return own === undefined ? outer : resolveBase(own, outer);
}

/** The language in force at an element by `xml:lang`; null where there is none, or the innermost is blank. */
export function languageOf(element: XmlElement): string | null {
  const own = element.attributes.get('xml:lang');
  if (own !== undefined) return own.trim() === '' ? null : own.trim();
  return element.parent === null ? null : languageOf(element.parent);
}
