import type { Element } from 'domhandler';
import type { EntryDocument } from './document.ts';
import { absoluteUrl } from './urls.ts';
import { walk } from './walk.ts';

/** What a web page's head says of the page. */
export interface PageHead {
  readonly title: string | null;
  /** Absolute. */
  readonly image: string | null;
  /** What the image shows. */
  readonly imageAlt: string | null;
  readonly description: string | null;
  readonly language: string | null;
  /** The address that the text is to be known by, absolute: another site's where it was written for that (RFC 6596). */
  readonly canonical: string | null;
  /** What the page's relative URLs are relative to: its `<base>`, else its own URL. */
  readonly baseUrl: string | null;
}

/** Reads a page's head: Open Graph first, then Twitter's cards, then plain HTML. */
export function readHead(document: EntryDocument): PageHead {
  const named = namedContents(document);
  const first = (...names: string[]): string | null => names.map((name) => named.get(name)).find(Boolean) ?? null;
  const baseUrl = absoluteUrl(named.get('base'), document.baseUrl) ?? document.baseUrl;
  const image = first(
    'og:image',
    'og:image:url',
    'og:image:secure_url',
    'twitter:image',
    'twitter:image:src',
    'image_src',
    'image',
  );
  return {
    title: first('og:title', 'twitter:title', 'title'),
    image: absoluteUrl(image ?? undefined, baseUrl),
    imageAlt: first('og:image:alt', 'twitter:image:alt'),
    description: first('og:description', 'description', 'twitter:description'),
    language: first('lang', 'og:locale', 'content-language'),
    canonical: absoluteUrl(first('canonical') ?? undefined, baseUrl),
    baseUrl,
  };
}

/** What templates write where they have nothing to say. */
const NOTHING = /^(?:undefined|null|none|false|nan|#)$|\{\{/i;

/** What the page's `<meta>`s and their like say, by name. Of several of one name the first counts. */
function namedContents({ root, $ }: EntryDocument): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const note = (names: string | undefined, content: string | undefined): void => {
    if (!content?.trim() || NOTHING.test(content.trim())) return;
    for (const name of (names ?? '').toLowerCase().split(/\s+/)) if (!named.has(name)) named.set(name, content.trim());
  };
  // Walked, not selected: Cheerio's selectors take quadratic time on a page of many nodes side by side.
  const enter = (element: Element): boolean => {
    const { name, attribs } = element;
    if (name === 'meta')
      note(attribs.property ?? attribs.name ?? attribs.itemprop ?? attribs['http-equiv'], attribs.content);
    if (name === 'link') note(attribs.rel, attribs.href);
    if (name === 'base') note('base', attribs.href);
    if (name === 'html') note('lang', attribs.lang);
    if (name === 'title') note('title', $(element).text());
    return name !== 'svg';
  };
  walk(root, { enter, leave: () => {}, text: () => {} });
  return named;
}
