import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type PageDocument = ReturnType<typeof import('linkedom').parseHTML>['document'];

/**
 * The article in a web page as Mozilla's Readability finds it, its URLs absolute; null where it finds none. The two
 * libraries take a fifth of a second to load, so they are loaded with the first page, not before.
 */
export function findReadable(pageHtml: string, baseUrl: string | null): string | null {
  const { parseHTML }: typeof import('linkedom') = require('linkedom');
  const { Readability }: typeof import('@mozilla/readability') = require('@mozilla/readability');
  const { document } = parseHTML(pageHtml);
  if (document.documentElement === null) return null;
  if (baseUrl !== null) setBase(document, baseUrl);
  try {
    return new Readability(document, { keepClasses: true }).parse()?.content ?? null;
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
