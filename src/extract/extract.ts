import type { Event, FeedItem, Findings } from '../model.ts';
import { type EntryDocument, openDocument } from './document.ts';
import { hostOf } from './duplicates/canonical-link.ts';
import { findEvents } from './events/find.ts';
import { isFuller } from './fuller.ts';
import { leadImage } from './image.ts';
import { languageOf } from './language.ts';
import { findArticle, type PageArticle } from './page.ts';
import { type Reading, readDocument } from './reading.ts';
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
  /** Where that was found, if not at the item's own address. */
  readonly pageUrl?: string | null;
};

/** Where the item is from. */
export interface ExtractContext {
  /** The IANA zone of dates in prose that name none. */
  readonly timezone: string;
  /** The source's language, a BCP 47 tag. */
  readonly language?: string | null;
}

/** An item, and what was found in it. */
export interface Extracted<T extends ExtractItem> {
  readonly item: T;
  readonly findings: Findings;
}

/** How much HTML is gone through together, in characters, and what an entry counts for besides its own. */
const PORTION = 128 * 1024;
const ENTRY = 1024;

/**
 * Takes from each item's HTML, opened once, everything that tidings tells of it. What is taken is taken from a portion of
 * the items before the next thing is: a processor that stays with one piece of code is a sixth faster than one that comes
 * back to it entry by entry.
 */
export function extractEntries<T extends ExtractItem>(items: readonly T[], context: ExtractContext): Extracted<T>[] {
  return portionsOf(items).flatMap((portion) =>
    portion
      .map((item) => open(item))
      .map((entry) => read(entry, context))
      .map((entry) => ({ ...entry, contentHtml: sanitiseDocument(entry.document) }))
      .map((entry) => ({ ...entry, summary: summaryOf(entry) }))
      .map((entry) => ({ ...entry, events: eventsOf(entry, context) }))
      .map((entry) => ({ ...entry, sketch: sketch(entry.text) }))
      .map(withFindings),
  );
}

/** Items in their order, as many together as are short: their trees are kept for so long. */
function portionsOf<T extends ExtractItem>(items: readonly T[]): T[][] {
  const portions: T[][] = [];
  let left = 0;
  for (const item of items) {
    if (left <= 0) {
      portions.push([]);
      left = PORTION;
    }
    portions.at(-1)?.push(item);
    left -= ENTRY + item.contentHtml.length + (item.pageHtml?.length ?? 0);
  }
  return portions;
}

/** An item, its page where that was fetched, and what is read of the one or the other as a tree. */
interface Opened<T extends ExtractItem> {
  readonly item: T;
  readonly page: PageArticle | null;
  readonly document: EntryDocument;
}

interface Read<T extends ExtractItem> extends Opened<T> {
  readonly reading: Reading;
  readonly text: string;
  readonly language: string | null;
}

function open<T extends ExtractItem>(item: T): Opened<T> {
  const found = item.pageHtml ? findArticle(item.pageHtml, item.pageUrl ?? item.url) : null;
  const page = found !== null && isFuller(found, item) ? found : null;
  const document = openDocument(page?.contentHtml ?? item.contentHtml, page?.baseUrl ?? item.baseUrl ?? item.url);
  return { item, page, document };
}

function read<T extends ExtractItem>({ item, page, document }: Opened<T>, context: ExtractContext): Read<T> {
  const reading = readDocument(document);
  const text = reading.blocks.map((block) => block.text).join('\n');
  const language = languageOf(text, item.language ?? page?.language ?? context.language ?? null);
  return { item, page, document, reading, text, language };
}

function summaryOf({ item, page, reading, language }: Read<ExtractItem>): string {
  return summarise({
    title: item.title,
    reading,
    description: page?.description ?? item.summary,
    standfirst: page?.standfirst ?? null,
    language,
  });
}

function eventsOf(
  { item, page, document, reading, language }: Read<ExtractItem>,
  { timezone }: ExtractContext,
): Event[] {
  return findEvents(document, reading, {
    title: item.title,
    url: item.url,
    published: item.published,
    timezone,
    language,
    itemEvents: item.events,
    ...(page && { page: page.document }),
  });
}

/** Links with the address of the page that the text is from, where that is on another site than the item's own address. */
function withHome(
  links: readonly string[],
  { url, pageUrl }: ExtractItem,
  page: PageArticle | null,
): readonly string[] {
  const home = page?.canonical ?? (page === null ? null : (pageUrl ?? null));
  if (home === null || url === null || hostOf(home) === hostOf(url) || links.includes(home)) return links;
  return [home, ...links];
}

type Found = Pick<Findings, 'contentHtml' | 'summary' | 'events' | 'sketch'>;

function withFindings<T extends ExtractItem>(entry: Read<T> & Found): Extracted<T> {
  const { item, page, reading, text, language, contentHtml, summary, events, sketch } = entry;
  const findings = {
    contentHtml,
    summary,
    image: leadImage({
      declared: [page?.image ?? null, item.image],
      alt: page?.imageAlt ?? null,
      attachments: item.attachments,
      pictures: page?.featured ? [page.featured, ...reading.pictures] : reading.pictures,
    }),
    language,
    ...measure(text),
    events,
    truncated: page === null && isTruncated(reading, item.url, language),
    links: withHome(reading.links, item, page),
    sketch,
  };
  return { item, findings };
}
