import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type PageDocument = ReturnType<typeof import('linkedom').parseHTML>['document'];

/** Where Readability finds less, in characters, it looks again, and less and less closely. */
export const ENOUGH = 500;

export interface Readable {
  readonly html: string;
  /** White space collapsed. */
  readonly text: string;
}

/**
 * The article in a web page as Mozilla's Readability finds it, its URLs absolute; null where it finds none. With less than
 * `enough` characters it is not content. The two libraries take a fifth of a second to load, so they are loaded with the
 * first page, not before.
 */
export function findReadable(pageHtml: string, baseUrl: string | null, enough: number): Readable | null {
  const { parseHTML }: typeof import('linkedom') = require('linkedom');
  const { Readability }: typeof import('@mozilla/readability') = require('@mozilla/readability');
  const { document } = parseHTML(pageHtml);
  if (document.documentElement === null) return null;
  if (baseUrl !== null) setBase(document, baseUrl);
  unnameWrappers(document);
  for (const comment of document.querySelectorAll('[itemprop~=comment]')) comment.remove();
  for (const dialogue of document.querySelectorAll(DIALOGUES))
    if (dialogue.querySelector(`article, ${MAIN}`) === null) dialogue.remove();
  try {
    const article = new Readability(document, { keepClasses: true, charThreshold: enough }).parse();
    if (!article?.content) return null;
    return { html: article.content, text: (article.textContent ?? '').replace(/\s+/g, ' ').trim() };
  } catch (thrown) {
    // It trips over some broken pages, such as tables nested a hundred deep; that is no article then.
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

/** Readability resolves URLs against the document's base, which linkedom takes from the first `<base>` alone. */
function setBase(document: PageDocument, baseUrl: string): void {
  const base = document.querySelector('base') ?? document.createElement('base');
  base.setAttribute('href', baseUrl);
  document.head.prepend(base);
}

/** What holds the article. */
const MAIN = 'main, [role=main], [itemprop~=articleBody]';
/** What a page puts before itself until it is closed. */
const DIALOGUES = 'dialog, [role=dialog], [role=alertdialog]';
/** Names by which Readability throws elements away. */
const THROWN_AWAY = /banner|extra|footer|header|menu|popup|sidebar|social/i;

/** Pages have sidebars and menus, and say so in the names of what is around everything; that is no sidebar itself. */
function unnameWrappers(document: PageDocument): void {
  unname(document.documentElement);
  let around = document.querySelector(MAIN)?.parentElement ?? null;
  for (; around !== null; around = around.parentElement) unname(around);
}

function unname(element: PageDocument['documentElement']): void {
  for (const name of ['class', 'id'])
    if (THROWN_AWAY.test(element.getAttribute(name) ?? '')) element.removeAttribute(name);
}
