import { openDocument } from './document.ts';
import { letters } from './letters.ts';
import type { PageArticle } from './page.ts';
import { type Block, type Reading, readDocument } from './reading.ts';

/** How much of an item's first paragraph, in letters, a page must hold to be its page: excerpts are cut. */
const RECOGNISED_BY = 40;
/** What has no picture and less than this part of the feed's text is not the article. */
const LEAST = 1 / 2;

/**
 * Whether the article of a page serves better than an item's own text. In place of the item's page a site may ask for
 * consent, for a login or for patience, or lead to its front page.
 */
export function isFuller(page: PageArticle, { title, contentHtml }: { title: string; contentHtml: string }): boolean {
  const own = readingOf(contentHtml, null).blocks;
  const article = readingOf(page.contentHtml, page.baseUrl);
  if (own.length === 0) return true;
  if (article.pictures.length === 0 && lengthOf(article.blocks) < LEAST * lengthOf(own)) return false;
  const wanted = [letters(title), letters(own[0]?.text ?? '').slice(0, RECOGNISED_BY)].filter((text) => text !== '');
  const holdsAny = (text: string): boolean => wanted.some((part) => letters(text).includes(part));
  return (
    holdsAny(page.title ?? '') ||
    holdsAny(
      readDocument(page.document)
        .blocks.map(({ text }) => text)
        .join(''),
    )
  );
}

function readingOf(html: string, baseUrl: string | null): Reading {
  return readDocument(openDocument(html, baseUrl));
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((length, { text }) => length + text.length, 0);
}
