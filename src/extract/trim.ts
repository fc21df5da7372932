import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import type { Element, ParentNode } from 'domhandler';
import { type Furniture, furnitureOf } from './boilerplate.ts';
import type { EntryDocument } from './document.ts';
import { elementsWhere } from './elements.ts';
import { isBlock, roleWithin } from './roles.ts';

/** A line of furniture is no longer than this. */
const LONGEST_LINE = 100;
/** A list of at least two links of at most so many words each is the site's menu, or the way to the page. */
const LONGEST_MENU_WORDS = 4;

/** Kinds of furniture that no reader of the article misses. Credits, dates, rights and comments' headings are kept. */
const TRIMMED = new Set<Furniture | null>(['call', 'more']);

/** Takes out of a page's article what belongs to the page: menus, share buttons, "Sign in", "Continue reading below". */
export function trimArticle({ root, $ }: EntryDocument, language: string | null): string {
  $('nav').remove();
  const most = $.root().text().length / 2;
  // A list that is most of an article is what it is about.
  for (const list of $('ul, ol')) if ($(list).text().length <= most && isMenu($, list)) $(list).remove();
  for (const block of $<Element, string>('*')) if (isBlock(block) && isFurniture($, block, language)) $(block).remove();
  for (const caption of repeatedCaptions(root, $)) $(caption).remove();
  return $.html();
}

/** A caption of fewer characters may be meant twice. */
const SHORTEST_REPEATED = 40;

/** Captions that stand there once more: galleries show their pictures large and small. */
function repeatedCaptions(root: ParentNode, $: CheerioAPI): readonly Element[] {
  const captions = new Set(elementsWhere(root, (element) => isCaption(element) && $(element).find('img').length === 0));
  const known = new Set<string>();
  return [...captions].filter((caption) => {
    const text = textOf($(caption));
    // What is within a caption is no other.
    if (text.length < SHORTEST_REPEATED || isWithin(caption, captions)) return false;
    const isKnown = known.has(text);
    known.add(text);
    return isKnown;
  });
}

function isCaption(element: Element): boolean {
  return element.name === 'figcaption' || (element.name !== 'figure' && roleWithin(element, 'paragraph') === 'caption');
}

function isWithin(element: Element, others: ReadonlySet<ParentNode>): boolean {
  for (let around = element.parent; around !== null; around = around.parent) if (others.has(around)) return true;
  return false;
}

function isMenu($: CheerioAPI, list: Element): boolean {
  const items = $(list).children('li').toArray();
  return items.length > 1 && items.every((item) => isMenuItem(textOf($(item)), textOf($(item).find('a'))));
}

function isMenuItem(text: string, linked: string): boolean {
  return text !== '' && text === linked && text.split(' ').length <= LONGEST_MENU_WORDS;
}

function isFurniture($: CheerioAPI, block: Element, language: string | null): boolean {
  const text = textOf($(block));
  if (text === '' || text.length > LONGEST_LINE || $(block).find('img').length > 0) return false;
  return TRIMMED.has(furnitureOf(text, language));
}

function textOf(elements: Cheerio<Element>): string {
  return elements.text().replace(/\s+/g, ' ').trim();
}
