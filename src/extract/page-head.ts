import type { EntryDocument } from './document.ts';
import { absoluteUrl } from './urls.ts';

/** What a web page's head says of the page. */
export interface PageHead {
  readonly title: string | null;
  /** Absolute. */
  readonly image: string | null;
  readonly description: string | null;
  readonly language: string | null;
  /** What the page's relative URLs are relative to: its `<base>`, else its own URL. */
  readonly baseUrl: string | null;
}

/** Reads a page's head: Open Graph first, then Twitter's cards, then plain HTML. */
export function readHead({ $, baseUrl }: EntryDocument): PageHead {
  const named = namedContents($);
  const first = (...names: string[]): string | null => names.map((name) => named.get(name)).find(Boolean) ?? null;
  const base = URL.parse($('base[href]').first().attr('href') ?? '', baseUrl ?? undefined)?.href ?? baseUrl;
  const image = first('og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ?? linkedImage($);
  return {
    title: first('og:title', 'twitter:title') ?? ($('title').first().text().trim() || null),
    image: absoluteUrl(image ?? undefined, base),
    description: first('og:description', 'description', 'twitter:description'),
    language: $('html').attr('lang')?.trim() || first('og:locale', 'content-language'),
    baseUrl: base,
  };
}

/** The contents of the page's `<meta>`s by name; a name may be several, separated by spaces, and the first one counts. */
function namedContents($: EntryDocument['$']): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { attribs } of $('meta[content]')) {
    const content = attribs.content?.trim();
    if (!content) continue;
    const names = attribs.property ?? attribs.name ?? attribs['http-equiv'] ?? '';
    for (const name of names.toLowerCase().split(/\s+/)) if (!named.has(name)) named.set(name, content);
  }
  return named;
}

function linkedImage($: EntryDocument['$']): string | null {
  return $('link[rel="image_src"]').attr('href') ?? $('meta[itemprop="image"]').attr('content') ?? null;
}
