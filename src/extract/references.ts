import { type ChildNode, type Element, isTag, isText, type ParentNode } from 'domhandler';

/** A number, or a sign for one, with or without brackets. What leads back from a footnote is none: a footnote is known by it. */
const SIGN = /^(?:\[(?:\d{1,3}|[a-z])\]|\(?\d{1,3}\)?|[*†‡§¶#¹²³⁰⁴-⁹]{1,3})$/;
const LONGEST_SIGN = 5;

/** What a sign does not follow, or with a space only behind the end of a sentence: "Figure 1" and "(1)" are told. */
const NOTHING_NOTED = /[\s([{]$/;
const SENTENCE_NOTED = /[.!?…]["'”’»)]*\s$/;
/** How much of the text before a sign tells that. */
const END = 5;

/**
 * Whether an element is a footnote's sign in a text, or a heading's address behind it: no more than a number or sign
 * that leads to a place in a page, close behind the text before.
 */
export function isReference(element: Element, before: string): boolean {
  const isRaised = element.name === 'sup';
  if (before === '' || !(isRaised ? element.children.some(leadsIntoPage) : leadsIntoPage(element))) return false;
  const end = before.slice(-END);
  const isClose = !NOTHING_NOTED.test(end) || (isRaised && SENTENCE_NOTED.test(end));
  return isClose && SIGN.test(beginningOf(element).replace(/\s+/g, ''));
}

function leadsIntoPage(node: ChildNode): boolean {
  return isTag(node) && node.name === 'a' && node.attribs.href?.includes('#') === true;
}

/** As much of a text as tells whether it is a sign. */
function beginningOf({ children }: ParentNode): string {
  let text = '';
  for (const child of children) {
    if (isText(child)) text += child.data;
    else if (isTag(child)) text += beginningOf(child);
    if (text.length > LONGEST_SIGN) break;
  }
  return text;
}
