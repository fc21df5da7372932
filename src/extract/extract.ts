import type { FeedItem, Findings, Picture } from '../model.ts';
import { openDocument } from './document.ts';
import { languageOf } from './language.ts';
import { findArticle } from './page.ts';
import { readDocument } from './reading.ts';
import { summarise } from './summary.ts';
import { measure } from './words.ts';

/** What extraction needs of a feed's item. */
export type ExtractItem = Pick<
  FeedItem,
  | 'title'
  | 'url'
  | 'contentHtml'
  | 'baseUrl'
  | 'summary'
  | 'image'
  | 'published'
  | 'authors'
  | 'attachments'
  | 'language'
  | 'events'
> & {
  /** The whole web page behind the item, where it was fetched. */
  readonly pageHtml?: string | null;
};

/** Where the item is from. */
export interface ExtractContext {
  /** The IANA zone of dates in prose that name none. */
  readonly timezone: string;
  /** The source's language, a BCP 47 tag. */
  readonly language?: string | null;
}

/** Takes from an item's HTML, opened once, everything that tidings tells of it. */
export function extractEntry(item: ExtractItem, context: ExtractContext): Findings {
  const page = item.pageHtml ? findArticle(item.pageHtml, item.url) : null;
  const html = page?.contentHtml ?? item.contentHtml;
  const document = openDocument(html, item.baseUrl ?? item.url);
  const reading = readDocument(document);
  const text = reading.blocks.map((block) => block.text).join('\n');
  const language = languageOf(text, item.language ?? page?.language ?? context.language ?? null);
  return {
    contentHtml: html,
    summary: summarise({
      title: item.title,
      reading,
      description: page?.description ?? item.summary,
      standfirst: page?.standfirst ?? null,
      language,
    }),
    image: picture(page?.image ?? item.image) ?? reading.pictures[0] ?? null,
    language,
    ...measure(text),
    events: item.events,
    truncated: false,
    links: reading.links,
    sketch: '',
  };
}

function picture(url: string | null | undefined): Picture | null {
  return url ? { url, alt: '', width: null, height: null } : null;
}
