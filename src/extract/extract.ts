import type { FeedItem, Findings } from '../model.ts';
import { openDocument } from './document.ts';
import { findEvents } from './events/find.ts';
import { leadImage } from './image.ts';
import { languageOf } from './language.ts';
import { findArticle } from './page.ts';
import { readDocument } from './reading.ts';
import { sanitiseDocument } from './sanitise.ts';
import { sketch } from './sketch.ts';
import { summarise } from './summary.ts';
import { isTruncated } from './truncated.ts';
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
  const document = openDocument(page?.contentHtml ?? item.contentHtml, page?.baseUrl ?? item.baseUrl ?? item.url);
  const reading = readDocument(document);
  const text = reading.blocks.map((block) => block.text).join('\n');
  const language = languageOf(text, item.language ?? page?.language ?? context.language ?? null);
  return {
    contentHtml: sanitiseDocument(document),
    summary: summarise({
      title: item.title,
      reading,
      description: page?.description ?? item.summary,
      standfirst: page?.standfirst ?? null,
      language,
    }),
    image: leadImage({
      declared: [page?.image ?? null, item.image],
      attachments: item.attachments,
      pictures: reading.pictures,
    }),
    language,
    ...measure(text),
    events: findEvents(document, reading, {
      title: item.title,
      url: item.url,
      published: item.published,
      timezone: context.timezone,
      language,
      itemEvents: item.events,
      ...(page && { page: page.document }),
    }),
    truncated: page === null && isTruncated(reading, item.url, language),
    links: reading.links,
    sketch: sketch(text),
  };
}
