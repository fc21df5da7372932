import type { Cheerio } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import type { Event } from '../../model.ts';
import type { EntryDocument } from '../document.ts';
import { dayOf, hasTime, readMarkupDate } from './calendar-date.ts';
import { fold, wordPattern } from './prose/fold.ts';
import type { EventLanguage } from './prose/language.ts';
import { eventLanguage } from './prose/languages/index.ts';

/** Dates of the page itself, and of what people said on it. */
const OF_THE_PAGE = /publi|update|modif|posted|entry|post-|byline|meta|comment|created|edited/i;
const CONTAINER = 'li, tr, dd, p, h1, h2, h3, h4, h5, h6, div';
const NAME = 'h1, h2, h3, h4, h5, h6, a, strong, b';

/** A longer text is not about its one date. */
const LONGEST = 400;

const WITH_HOUR = 0.75;
const WITHOUT_HOUR = 0.6;

/** What `<time>` elements are read with. */
export interface TimeContext {
  readonly timezone: string;
  /** A BCP 47 tag. */
  readonly language: string | null;
  /** Nothing before this day is announced: `2014-08-21`. */
  readonly after: string;
}

/** An event told by a `<time>` element, with the whole text around it. */
export interface TimedEvent {
  readonly event: Event;
  readonly text: string;
}

/**
 * The events whose start a `<time datetime>` tells beside a name: in a list, a row, a paragraph or under a heading.
 * Dates of publication and days by which something is to be done are none.
 */
export function timeEvents({ $ }: EntryDocument, context: TimeContext): TimedEvent[] {
  const language = eventLanguage(context.language);
  const elements = $<Element, string>('time[datetime]').toArray();
  if (language === null || elements.length === 0) return [];
  const against = otherDates(language);
  return elements.flatMap((element) => eventOf($(element), against, context) ?? []);
}

function eventOf(time: Cheerio<Element>, against: RegExp, { timezone, after }: TimeContext): TimedEvent | null {
  const startDate = readMarkupDate(time.attr('datetime') ?? '', timezone);
  if (startDate === null || dayOf(startDate) <= after || isOfThePage(time)) return null;
  const container = time.closest(CONTAINER);
  const text = plain(container.text());
  const name = nameIn(container, time);
  if (name === '' || text.length > LONGEST || against.test(fold(text))) return null;
  const event: Event = { name, startDate, source: 'time', confidence: hasTime(startDate) ? WITH_HOUR : WITHOUT_HOUR };
  return { event, text };
}

function isOfThePage(time: Cheerio<Element>): boolean {
  const named = [time, time.parent()].map((element) => `${element.attr('class')} ${element.attr('itemprop')}`);
  return time.attr('pubdate') !== undefined || OF_THE_PAGE.test(named.join(' '));
}

/** What the container stresses, else its text without the time. */
function nameIn(container: Cheerio<AnyNode>, time: Cheerio<Element>): string {
  const stressed = container.find(NAME).not(time).first();
  const text = plain(stressed.text()) || plain(container.text().replace(time.text(), ''));
  return text.replace(/^[\s,:;.–-]+|[\s,:;–-]+$/g, '').slice(0, 100);
}

function otherDates({ cues, limits }: EventLanguage): RegExp {
  return wordPattern([...cues.closing, ...cues.publication, ...cues.release, ...cues.past, ...limits]);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
