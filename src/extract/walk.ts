import type { AnyNode, Element, ParentNode } from 'domhandler';

/** What a walk calls on its way; `enter` says whether the walk goes into the element. */
export interface Visitor {
  readonly enter: (element: Element) => boolean;
  readonly leave: (element: Element) => void;
  readonly text: (data: string) => void;
}

/** Walks a tree in document order without recursion, so that no depth of nesting can exhaust the stack. */
export function walk(root: ParentNode, visitor: Visitor): void {
  let node: AnyNode | null = root.firstChild;
  while (node !== null) {
    const inside: AnyNode | null = enterNode(node, visitor);
    node = inside ?? leaveNode(node, root, visitor);
  }
}

/** The first child to visit, or null where there is none. An entered element without children is left at once. */
function enterNode(node: AnyNode, visitor: Visitor): AnyNode | null {
  if ('data' in node) {
    if (node.type === 'text') visitor.text(node.data);
    return null;
  }
  if (!('attribs' in node) || !visitor.enter(node)) return null;
  if (node.firstChild === null) visitor.leave(node);
  return node.firstChild;
}

/** The next node after this one's subtree, having left every element that ends here. */
function leaveNode(node: AnyNode, root: ParentNode, visitor: Visitor): AnyNode | null {
  let last = node;
  while (last.next === null) {
    const parent: ParentNode | null = last.parent;
    if (parent === null || parent === root) return null;
    if ('attribs' in parent) visitor.leave(parent);
    last = parent;
  }
  return last.next;
}
