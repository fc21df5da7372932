import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import { type Element, isTag, type ParentNode } from 'domhandler';
import { type EntryDocument, openDocument } from './document.ts';
import { type ElementTest, elementsWhere, hasClass } from './elements.ts';
import { letters } from './letters.ts';
import { type Reading, readDocument } from './reading.ts';
import { walk } from './walk.ts';

/** What a page marks as the text of its article. */
export interface MarkedArticle {
  readonly html: string;
  readonly reading: Reading;
}

/** Names that themes and their tools give to what holds the article's text and nothing else. */
const TEXT_NAME =
  /(?:^|\s)(?:(?:article|asset|blog-post|entry|gh|news|node|post|story)[-_]*(?:content|body|text)|article-entry|field-{1,2}name-body|mw-parser-output|prose|texte|w-richtext)(?:$|\s)/i;

/** How standards (schema.org, microformats) have a page say what its article's text is. */
const STANDARD_MARKS: readonly ElementTest[] = [
  ({ name, attribs }) => name !== 'meta' && /(?:^|\s)articleBody(?:$|\s)/.test(attribs.itemprop ?? ''),
  (element) => hasClass(element, ['e-content', 'entry-content']),
];
/** How others do, who have no articles but posts in a forum, or a theme with names of its own. */
const CUSTOMARY_MARKS: readonly ElementTest[] = [
  ({ attribs }) => attribs.itemprop === 'text',
  ({ attribs }) => TEXT_NAME.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`),
  (element) => hasClass(element, ['entry']),
];

/** What holds the article and what is told of it. */
const PARTS: readonly ElementTest[] = [({ name }) => name === 'article', ({ name }) => name === 'main'];

/** The article as the page marks it by a standard; null where it marks none, or several. */
export function markedByStandard(document: EntryDocument, title: string | null): MarkedArticle | null {
  return firstOf(STANDARD_MARKS, (mark) => textIn(onlyOne(document, mark), document, title));
}

/** The article as the page marks it by any means, by the title above it if by no other. */
export function markedAnyhow(document: EntryDocument, title: string | null): MarkedArticle | null {
  return (
    markedByStandard(document, title) ??
    firstOf(CUSTOMARY_MARKS, (mark) => textIn(onlyOne(document, mark), document, title)) ??
    firstOf(PARTS, (part) => textIn(titled(document, part, title), document, title)) ??
    belowTitle(document, title)
  );
}

/** What has less text than this, in characters, under the title has its date and author alone. */
const SHORTEST_BELOW = 60;
/** How far around the title its text may be. */
const LEVELS = 3;

/** What is around the title and holds some text. */
function belowTitle(document: EntryDocument, title: string | null): MarkedArticle | null {
  const headings = outermost(document.root, (element) => isTitle(document.$, element, title));
  const heading = headings.find((element) => !leadsHome(element, document));
  let around = heading?.parent ?? null;
  for (let level = 0; level < LEVELS && around !== null && isTag(around) && around.name !== 'body'; level++) {
    const text = textIn(around, document, title);
    if (text !== null && lengthOf(text) >= SHORTEST_BELOW) return text;
    around = around.parent;
  }
  return null;
}

/** Whether a heading is the site's, which is in titles too. */
function leadsHome(heading: Element, document: EntryDocument): boolean {
  const links = elementsWhere(heading, ({ name }) => name === 'a');
  return links.some(({ attribs }) => URL.parse(document.resolve(attribs.href ?? '') ?? '')?.pathname === '/');
}

/** How many characters of text an article has. */
export function lengthOf({ reading }: MarkedArticle): number {
  return reading.blocks.reduce((length, { text }) => length + text.length, 0);
}

/** The part of the page that holds the article and what is told of it; null where none is known. */
export function articlePart(document: EntryDocument, title: string | null): Element | null {
  return firstOf(PARTS, (part) => titled(document, part, title));
}

function firstOf<T>(tests: readonly ElementTest[], find: (test: ElementTest) => T | null): T | null {
  for (const test of tests) {
    const found = find(test);
    if (found !== null) return found;
  }
  return null;
}

/** What has more elements is no article, and takes too long to look into. */
export const MOST_ELEMENTS = 15_000;

function textIn(marked: Element | null, document: EntryDocument, title: string | null): MarkedArticle | null {
  if (marked === null || elementsWhere(marked, () => true).length > MOST_ELEMENTS) return null;
  const html = withoutFurniture(openDocument(document.$.html(marked), document.baseUrl), title);
  return html === null ? null : { html, reading: readDocument(openDocument(html, document.baseUrl)) };
}

/** Of several that bear a mark the page does not say which is its own. */
function onlyOne(document: EntryDocument, mark: ElementTest): Element | null {
  const [first = null, ...others] = outermost(document.root, mark);
  return others.length === 0 ? first : null;
}

const BESIDE = new Set(['aside', 'footer', 'nav', 'dialog', 'template', 'noscript']);
const COMMENTS =
  /(?:^|\s)(?:comments?(?:$|\s|[-_](?:\d+|area|list|section|body|content|wrapper|item))|(?:commentlist|pingbacks?|respond|trackbacks?)(?:$|\s))/i;

/** Whether an element stands beside the page's article: it holds readers' comments or the site's matter. */
function isBeside({ name, attribs }: Element): boolean {
  return (
    BESIDE.has(name) || attribs.itemprop === 'comment' || COMMENTS.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`)
  );
}

/** The elements that pass a test, without those within others or beside the article. */
export function outermost(root: ParentNode, test: ElementTest): Element[] {
  const found: Element[] = [];
  const enter = (element: Element): boolean => {
    if (isBeside(element)) return false;
    if (!test(element)) return true;
    found.push(element);
    return false;
  };
  walk(root, { enter, leave: () => {}, text: () => {} });
  return found;
}

/** The part of the page that has its title for a heading, or is the only one of its kind that has a main heading. */
function titled(document: EntryDocument, part: ElementTest, title: string | null): Element | null {
  const { $ } = document;
  const parts = outermost(document.root, part);
  const withTitle = parts.find((element) => elementsWhere(element, (child) => isTitle($, child, title)).length > 0);
  const [only] = parts.length === 1 ? parts : [];
  return withTitle ?? (only && elementsWhere(only, ({ name }) => name === 'h1').length > 0 ? only : null);
}

function isTitle($: CheerioAPI, element: Element, title: string | null): boolean {
  if (!/^h[1-3]$/.test(element.name)) return false;
  const heading = letters($(element).text());
  const whole = letters(title ?? '');
  if (heading === '') return false;
  // The site's name may stand before it, behind it or on both sides.
  return (
    whole.startsWith(heading) ||
    whole.endsWith(heading) ||
    (heading.length > whole.length / 2 && whole.includes(heading))
  );
}

const FURNITURE_TAGS = new Set(['header', 'footer', 'nav', 'aside', 'form', 'button', 'dialog', 'template']);
const FURNITURE_ROLES = new Set(['navigation', 'complementary', 'search', 'dialog', 'toolbar']);
/** Names of what themes put around an article's text, as whole words. */
const FURNITURE_CLASS =
  /(?:^|[\s_-])(?:meta|(?:entry|post)?metadata|byline|authors?|avatars?|breadcrumbs?|tags?|categor(?:y|ies)|labels|shar(?:e|ing)|sharedaddy|social|related\w{0,10}|comments?|respond|newsletter|subscri(?:be|ption)|sign-?up|navigation|pagination|pager|toc|table-of-contents|widget|promo|ads?|advert\w{0,10}|notes|likes|reactions|footer|reading-time|licen[cs]e|noprint|printfooter)(?:$|[\s_-])/i;

/** What may be an article without any text. */
const MEDIA = 'img, video, audio, iframe';

/** What is left of an article without what a theme put into it; null where that is nothing. */
function withoutFurniture({ root, $ }: EntryDocument, title: string | null): string | null {
  const [marked] = elementsWhere(root, ({ parent }) => parent === root);
  const isFurniture = (element: Element): boolean =>
    element !== marked && (isPutIn(element) || isTitle($, element, title));
  for (const element of elementsWhere(root, isFurniture)) $(element).remove();
  const [published] = elementsWhere(root, ({ name }) => name === 'time');
  if (published !== undefined) lineOf($(published)).remove();
  return $(MEDIA).length > 0 || letters($(root).text()) !== '' ? $.html() : null;
}

function isPutIn(element: Element): boolean {
  const { name, attribs } = element;
  if (FURNITURE_TAGS.has(name) || FURNITURE_ROLES.has(attribs.role ?? '')) return true;
  // The way to other posts.
  if (/^(?:prev|next)$/.test(attribs.rel ?? '')) return true;
  return isBeside(element) || FURNITURE_CLASS.test(attribs.class ?? '');
}

/** The line that an element has for itself, such as the date above a text. */
function lineOf(element: Cheerio<Element>): Cheerio<Element> {
  const parent = element.parent();
  const isAlone = parent.find(MEDIA).length === 0 && parent.text().trim() === element.text().trim();
  return parent.length > 0 && isAlone ? lineOf(parent) : element;
}
