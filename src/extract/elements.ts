import { type Element, isTag, type ParentNode } from 'domhandler';

/** Whether an element is one that is looked for. */
export type ElementTest = (element: Element) => boolean;

/**
 * The elements under a node that pass a test, in document order. Cheerio's selectors would do but for hostile input: they
 * take quadratic time where many nodes stand side by side.
 */
export function elementsWhere(root: ParentNode, test: ElementTest): Element[] {
  const found: Element[] = [];
  addElements(found, root, test);
  return found;
}

/** Trees are bounded in depth where they are built, so that recursion does not exhaust the stack. */
function addElements(found: Element[], { children }: ParentNode, test: ElementTest): void {
  for (const node of children) {
    if (!isTag(node)) continue;
    if (test(node)) found.push(node);
    addElements(found, node, test);
  }
}

/** Whether an element is of one of some classes. */
export function hasClass({ attribs }: Element, classes: readonly string[]): boolean {
  const names = attribs.class;
  if (names === undefined || !classes.some((name) => names.includes(name))) return false;
  return names.split(/\s+/).some((name) => classes.includes(name));
}
