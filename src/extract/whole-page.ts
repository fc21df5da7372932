import { type ChildNode, type Element, isTag } from 'domhandler';
import type { EntryDocument } from './document.ts';
import { elementsWhere } from './elements.ts';

const OUTER = new Set(['html', 'head', 'body']);
const OF_HEAD = new Set(['title', 'meta', 'link', 'base']);

/**
 * Writes out a page with all of `<html>`, `<head>` and `<body>`. One may leave out their tags (HTML, 13.1.2.4), and tidy
 * people do; a browser supplies the elements, linkedom does not.
 */
export function writePage({ root, $ }: EntryDocument): string {
  const outer = elementsWhere(root, isOuter);
  const isBare = outer.length === 0 && elementsWhere(root, ({ name }) => name === 'title').length === 0;
  if (isBare || isWhole(outer)) return $.html();
  const inner = withoutOuter(root.children);
  const isOfHead = (node: ChildNode): boolean => isTag(node) && OF_HEAD.has(node.name);
  const head = inner.filter(isOfHead).map((node) => $.html(node));
  const body = inner.filter((node) => !isOfHead(node)).map((node) => $.html(node));
  return `<html><head>${head.join('')}</head><body>${body.join('')}</body></html>`;
}

function isOuter({ name }: Element): boolean {
  return OUTER.has(name);
}

function isWhole(outer: readonly Element[]): boolean {
  return outer.map(({ name }) => name).join(' ') === 'html head body';
}

function withoutOuter(nodes: readonly ChildNode[]): readonly ChildNode[] {
  return nodes.flatMap((node) => (isTag(node) && isOuter(node) ? withoutOuter(node.children) : [node]));
}
