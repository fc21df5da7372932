import type { Element, ParentNode } from 'domhandler';
import { walk } from './walk.ts';

/**
 * The elements under a node that pass a test, in document order. Cheerio's selectors would do but for hostile input: they
 * take quadratic time where many nodes stand side by side.
 */
export function elementsWhere(root: ParentNode, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const enter = (element: Element): boolean => {
    if (test(element)) found.push(element);
    return true;
  };
  walk(root, { enter, leave: () => {}, text: () => {} });
  return found;
}

/** Whether an element is of one of some classes. */
export function hasClass({ attribs }: Element, classes: readonly string[]): boolean {
  return attribs.class?.split(/\s+/).some((name) => classes.includes(name)) ?? false;
}
