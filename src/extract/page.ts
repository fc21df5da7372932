import type { Picture } from '../model.ts';
import { type EntryDocument, openDocument } from './document.ts';
import { featuredPicture } from './featured.ts';
import { letters } from './letters.ts';
import { lengthOf, type MarkedArticle, MOST_ELEMENTS, markedAnyhow, markedByStandard } from './marked.ts';
import { type PageHead, readHead } from './page-head.ts';
import { ENOUGH, findReadable, type Readable } from './readability.ts';
import { type Block, readDocument } from './reading.ts';
import { trimArticle } from './trim.ts';
import { walk } from './walk.ts';
import { writePage } from './whole-page.ts';

/** The article in a web page, and what the page says of it. */
export interface PageArticle extends PageHead {
  readonly contentHtml: string;
  /** The description as it stands in the page for readers to see: the line under the headline. */
  readonly standfirst: string | null;
  /** What the page shows above the article, where its head names no image. */
  readonly featured: Picture | null;
  /** The whole page. */
  readonly document: EntryDocument;
}

/** Readability takes two line breaks for a paragraph, and quadratic time for more. */
const RUN_OF_BREAKS = /<br[^>]*>(?:\s*<br[^>]*>){2,}/g;

/** Finds the article in a whole web page; null where the page holds none. */
export function findArticle(pageHtml: string, url: string | null): PageArticle | null {
  const document = openDocument(pageHtml, url);
  const head = readHead(document);
  const found = findText(document, head);
  if (found === null) return null;
  const contentHtml = trimArticle(openDocument(found, head.baseUrl), head.language);
  const standfirst = standfirstOf(head.description, readDocument(document).blocks);
  const featured = head.image === null ? featuredPicture(document, head.title) : null;
  return { ...head, contentHtml, standfirst, featured, document };
}

/**
 * Readability finds articles by the mass of their text: where there is little of it, a picture, a line, a poem, it takes
 * the comments or the neighbouring stories. There what the page marks as its article is surer.
 */
function findText(document: EntryDocument, { baseUrl, title }: PageHead): string | null {
  // Readability would take too long.
  if (elementsOf(document) > MOST_ELEMENTS) return markedByStandard(document, title)?.html ?? null;
  // Written anew from the bounded tree: on what is nested without end, linkedom and Readability take minutes and then fail.
  const pageHtml = writePage(document).replace(RUN_OF_BREAKS, '<br><br>');
  const first = findReadable(pageHtml, baseUrl, 1);
  if (first !== null && first.text.length >= ENOUGH) {
    const marked = markedByStandard(document, title);
    return marked === null || holds(first, marked) ? first.html : marked.html;
  }
  const marked = markedAnyhow(document, title);
  if (marked !== null && lengthOf(marked) < ENOUGH)
    return first !== null && isAsGood(first, marked, baseUrl) ? first.html : marked.html;
  const readable = findReadable(pageHtml, baseUrl, ENOUGH);
  return marked === null || (readable !== null && holds(readable, marked)) ? (readable?.html ?? null) : marked.html;
}

/** Whether Readability found the same, all of its text and pictures, with nothing around it. */
function isAsGood(readable: Readable, marked: MarkedArticle, baseUrl: string | null): boolean {
  const { pictures } = readDocument(openDocument(readable.html, baseUrl));
  const text = letters(readable.text);
  return (
    readable.text.length <= lengthOf(marked) &&
    pictures.length >= marked.reading.pictures.length &&
    marked.reading.blocks.every((block) => text.includes(letters(block.text)))
  );
}

/** So many of its longest paragraphs tell an article from all others; of some Readability takes a part. */
const TELLING = 5;

/** Whether what Readability found is of what the page marks. */
function holds(readable: Readable, { reading }: MarkedArticle): boolean {
  const text = letters(readable.text);
  const longest = reading.blocks.map((block) => letters(block.text)).sort((one, other) => other.length - one.length);
  return longest.length === 0 || longest.slice(0, TELLING).some((part) => text.includes(part.slice(0, RECOGNISED_BY)));
}

function elementsOf({ root }: EntryDocument): number {
  let elements = 0;
  const enter = (): boolean => {
    elements += 1;
    return true;
  };
  walk(root, { enter, leave: () => {}, text: () => {} });
  return elements;
}

/** How much of a description, in letters, a block must begin with to be it: descriptions are often cut short. */
const RECOGNISED_BY = 60;

function standfirstOf(description: string | null, blocks: readonly Block[]): string | null {
  const beginning = letters(description ?? '').slice(0, RECOGNISED_BY);
  if (beginning.length < RECOGNISED_BY / 2) return null;
  return blocks.find((block) => letters(block.text).startsWith(beginning))?.text ?? null;
}
