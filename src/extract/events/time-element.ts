import type { Cheerio } from 'cheerio/slim';
import type { Element } from 'domhandler';
import type { Event, Instant } from '../../model.ts';
import type { EntryDocument } from '../document.ts';
import { elementsWhere } from '../elements.ts';
import { dayInZone, dayOf, hasTime, readMarkupDate } from './calendar-date.ts';
import { fold, wordPattern } from './prose/fold.ts';
import { eventLanguage } from './prose/languages/index.ts';
import { perLanguage } from './prose/per-language.ts';

/** Dates of the page itself, and of what people said on it. */
const OF_THE_PAGE = /publi|update|modif|posted|entry|post-|byline|meta|comment|created|edited/i;
const CONTAINERS = new Set(['li', 'tr', 'dd', 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'div']);
const NAMES = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'strong', 'b']);

/** A longer text is not about its one date. */
const LONGEST = 400;

/** A programme has no more; a document that has is made to be slow. */
const MOST_TIMES = 200;

const WITH_HOUR = 0.75;
const WITHOUT_HOUR = 0.6;

/** What `<time>` elements are read with. */
export interface TimeContext {
  readonly timezone: string;
  /** A BCP 47 tag. */
  readonly language: string | null;
  /** Nothing up to that day is announced. */
  readonly published: Instant;
}

/** An event told by a `<time>` element, with the whole text around it. */
export interface TimedEvent {
  readonly event: Event;
  readonly text: string;
}

/** Whether an element is a `<time datetime>`. */
export function isTime({ name, attribs }: Element): boolean {
  return name === 'time' && attribs.datetime !== undefined;
}

/**
 * The events whose start one of a document's `<time datetime>`s tells beside a name: in a list, a row, a paragraph or
 * under a heading. Dates of publication and days by which something is to be done are none.
 */
export function timeEvents(times: readonly Element[], document: EntryDocument, context: TimeContext): TimedEvent[] {
  if (times.length === 0) return [];
  const language = eventLanguage(context.language);
  if (language === null) return [];
  const against = otherDates(language);
  const today = dayInZone(context.published, context.timezone);
  return times.slice(0, MOST_TIMES).flatMap((element) => {
    const startDate = readMarkupDate(element.attribs.datetime ?? '', context.timezone);
    if (startDate === null || dayOf(startDate) <= today) return [];
    return eventOf(element, startDate, against, document) ?? [];
  });
}

function eventOf(time: Element, startDate: string, against: RegExp, { $ }: EntryDocument): TimedEvent | null {
  const container = containerOf(time);
  if (container === null || isOfThePage($(time))) return null;
  const text = plain($(container).text());
  if (text.length > LONGEST || against.test(fold(text))) return null;
  const name = nameIn(container, time, $);
  if (name === '') return null;
  const event: Event = { name, startDate, source: 'time', confidence: hasTime(startDate) ? WITH_HOUR : WITHOUT_HOUR };
  return { event, text };
}

function isOfThePage(time: Cheerio<Element>): boolean {
  const named = [time, time.parent()].map((element) => `${element.attr('class')} ${element.attr('itemprop')}`);
  return time.attr('pubdate') !== undefined || OF_THE_PAGE.test(named.join(' '));
}

/** The nearest element around it that stands alone. */
function containerOf(time: Element): Element | null {
  let around = time.parent;
  while (around !== null && !('attribs' in around && CONTAINERS.has(around.name))) around = around.parent;
  return around;
}

/** What the container stresses, else its text without the time. */
function nameIn(container: Element, time: Element, $: EntryDocument['$']): string {
  const [stressed] = elementsWhere(container, ({ name }) => NAMES.has(name));
  const text = plain($(stressed).text()) || plain($(container).text().replace($(time).text(), ''));
  return text.replace(/^[\s,:;.–-]+|[\s,:;–-]+$/g, '').slice(0, 100);
}

const otherDates = perLanguage(({ cues, limits }) =>
  wordPattern([...cues.closing, ...cues.publication, ...cues.release, ...cues.past, ...limits]),
);

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
