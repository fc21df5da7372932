import { type Cheerio, type CheerioAPI, load } from 'cheerio';
import { type Element, isText } from 'domhandler';

/** Opens XML to be amended. */
export function openXml(xml: string): CheerioAPI {
  return load(xml, { xml: true });
}

/** Writes the document as indented UTF-8 text. cheerio writes a reference for every letter beyond ASCII. */
export function writeXml(document: CheerioAPI): string {
  document
    .root()
    .children()
    .each((_, root) => indent(document, root, '\n'));
  const text = document.xml().replace(/&#x([0-9a-f]+);/gi, (reference, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code < 0xa0 ? reference : String.fromCodePoint(code);
  });
  return `${text.trimEnd()}\n`;
}

/** Puts each child element on a line of its own, in place of whatever white space is between them. */
function indent(document: CheerioAPI, parent: Element, line: string): void {
  const children = document(parent).children();
  if (children.length === 0) return;
  document(parent)
    .contents()
    .filter((_, node) => isText(node))
    .remove();
  children.each((_, child) => {
    document(child).before(`${line}  `);
    indent(document, child, `${line}  `);
  });
  document(parent).append(line);
}

/** A new element with the attributes that have a value, and text. */
export function element(
  document: CheerioAPI,
  name: string,
  attributes: Readonly<Record<string, string | null>> = {},
  text = '',
): Cheerio<Element> {
  const made = document<Element, string>(`<${name}/>`);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.attr(key, value);
  return text === '' ? made : made.text(text);
}

/** Gives a child that is there, or is appended, this text in place of what it has. */
export function setChild(document: CheerioAPI, parent: Cheerio<Element>, name: string, text: string): Cheerio<Element> {
  const found = parent.children(name.replace(':', '\\:')).first();
  if (found.length > 0) return found.text(text);
  const made = element(document, name, {}, text);
  parent.append(made);
  return made;
}
