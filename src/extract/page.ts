import { createRequire } from 'node:module';
import { openDocument } from './document.ts';

/** What a whole web page says about the article in it. */
export interface PageArticle {
  readonly contentHtml: string;
  readonly title: string | null;
  readonly image: string | null;
  readonly description: string | null;
  /** The description where it also stands in the page for readers to see. */
  readonly standfirst: string | null;
  readonly language: string | null;
}

const require = createRequire(import.meta.url);

/** Finds the article in a whole web page; null where the page holds none. */
export function findArticle(pageHtml: string, url: string | null): PageArticle | null {
  const { $ } = openDocument(pageHtml, url);
  const contentHtml = readable(pageHtml, baseUrlOf($('base').first().attr('href'), url));
  if (contentHtml === null) return null;
  const meta = (name: string): string | null =>
    $(`meta[property="${name}"], meta[name="${name}"]`).attr('content')?.trim() || null;
  return {
    contentHtml,
    title: meta('og:title') ?? ($('title').first().text().trim() || null),
    image:
      meta('og:image') ??
      meta('twitter:image') ??
      meta('twitter:image:src') ??
      $('link[rel="image_src"]').attr('href') ??
      null,
    description: meta('og:description') ?? meta('description'),
    standfirst: null,
    language: $('html').attr('lang') ?? null,
  };
}

/** The article as Mozilla's Readability finds it. Both libraries are loaded with the first page, not before. */
function readable(pageHtml: string, baseUrl: string | null): string | null {
  const { parseHTML }: typeof import('linkedom') = require('linkedom');
  const { Readability }: typeof import('@mozilla/readability') = require('@mozilla/readability');
  const { document } = parseHTML(pageHtml);
  if (baseUrl !== null) setBase(document, baseUrl);
  return new Readability(document, { keepClasses: true }).parse()?.content ?? null;
}

/** Readability resolves URLs against the document's base, which linkedom takes from the first `<base>` alone. */
function setBase(document: ReturnType<typeof import('linkedom').parseHTML>['document'], baseUrl: string): void {
  const base = document.querySelector('base') ?? document.createElement('base');
  base.setAttribute('href', baseUrl);
  document.head.prepend(base);
}

function baseUrlOf(href: string | undefined, url: string | null): string | null {
  return URL.parse(href ?? '', url ?? undefined)?.href ?? url;
}
