import { openDocument } from './document.ts';

/** What a whole web page says about the article in it. */
export interface PageArticle {
  readonly contentHtml: string;
  readonly title: string | null;
  readonly image: string | null;
  readonly description: string | null;
  readonly language: string | null;
}

/** Finds the article in a whole web page; null where the page holds none. */
export function findArticle(pageHtml: string, url: string | null): PageArticle | null {
  const { $ } = openDocument(pageHtml, url);
  const meta = (name: string): string | null =>
    $(`meta[property="${name}"], meta[name="${name}"]`).attr('content')?.trim() || null;
  const contentHtml = $('article').first().html() ?? $('main').first().html() ?? $('body').html();
  if (contentHtml === null) return null;
  return {
    contentHtml,
    title: meta('og:title') ?? ($('title').first().text().trim() || null),
    image: meta('og:image'),
    description: meta('og:description') ?? meta('description'),
    language: $('html').attr('lang') ?? null,
  };
}
