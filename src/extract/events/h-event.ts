import type { Cheerio } from 'cheerio/slim';
import type { Element } from 'domhandler';
import type { Event } from '../../model.ts';
import type { EntryDocument } from '../document.ts';
import { elementsWhere, hasClass } from '../elements.ts';
import { absoluteUrl } from '../urls.ts';
import { dayOf, readMarkupDate } from './calendar-date.ts';

/** Classes of microformats2's h-event and of its forebear hCalendar, the newer first. */
const CLASSES = {
  name: ['p-name', 'summary'],
  start: ['dt-start', 'dtstart'],
  end: ['dt-end', 'dtend'],
  location: ['p-location', 'location'],
  url: ['u-url', 'url'],
} as const;

/** The classes of an event. */
export const EVENT_CLASSES: readonly string[] = ['h-event', 'vevent'];
const ANY_ROOT = '[class^="h-"], [class*=" h-"], .vevent, .vcard';
const VENUE = ['p-name', 'fn', 'p-org', 'org'];
const STREET = ['p-street-address', 'street-address'];
const TOWN = [
  ['p-locality', 'locality'],
  ['p-region', 'region'],
  ['p-country-name', 'country-name'],
];

/** An event found in markup, with the element that describes it. */
export interface MarkedUpEvent {
  readonly event: Event;
  readonly element: Element;
}

/**
 * The h-event and vevent microformats of a document that have a start: https://microformats.org/wiki/h-event,
 * dates by the value-class pattern too. Times without offset are of `timezone`.
 */
export function hEvents(document: EntryDocument, timezone: string): MarkedUpEvent[] {
  return elementsWhere(document.root, (element) => hasClass(element, EVENT_CLASSES)).flatMap((element) => {
    const event = eventOf(element, document, timezone);
    return event === null ? [] : [{ event, element }];
  });
}

function eventOf(root: Element, { $, baseUrl }: EntryDocument, timezone: string): Event | null {
  const start = own(root, CLASSES.start, $);
  const startDate = start && readMarkupDate(dateValue(start, $), timezone);
  if (!startDate) return null;
  const name = own(root, CLASSES.name, $);
  const end = own(root, CLASSES.end, $);
  const endDate = end && readMarkupDate(withDay(dateValue(end, $), dayOf(startDate)), timezone);
  const place = own(root, CLASSES.location, $);
  const location = place && placeOf(place, $);
  const url = absoluteUrl(own(root, CLASSES.url, $)?.attr('href'), baseUrl);
  return {
    name: plain(name ?? $(root)),
    startDate,
    ...(endDate && endDate > startDate && { endDate }),
    ...(location && { location }),
    ...(url !== null && { url }),
    source: 'h-event',
    confidence: 0.98,
  };
}

/** The root's first element of one of those classes that belongs to no microformat nested in it. */
function own(root: Element, classes: readonly string[], $: EntryDocument['$']): Cheerio<Element> | null {
  const element = withClass(root, classes).find((candidate) => $(candidate).parent().closest(ANY_ROOT).is($(root)));
  return element ? $(element) : null;
}

function withClass(root: Element, classes: readonly string[]): Element[] {
  return elementsWhere(root, (element) => hasClass(element, classes));
}

/** The ISO date of a date property: its value-class parts, its machine-readable attribute, or its text. */
function dateValue(property: Cheerio<Element>, $: EntryDocument['$']): string {
  const parts = property.toArray().flatMap((element) => withClass(element, ['value', 'value-title']));
  if (parts.length === 0) return machineValue(property);
  const texts = parts.map((part) => machineValue($(part), $(part).hasClass('value-title')));
  const pick = (shape: RegExp) => texts.find((text) => shape.test(text));
  const day = pick(/^\d{4}-\d{2}-\d{2}/) ?? '';
  const time = pick(/^\d{1,2}(?::\d{2}|\s*[ap]\.?m)/i);
  const offset = pick(/^(?:Z|[+-]\d{2}:?\d{2})$/i) ?? '';
  return [day, time === undefined ? '' : twentyFourHours(time) + offset].filter(Boolean).join('T');
}

function machineValue(element: Cheerio<Element>, titled = false): string {
  const attribute = titled || element.is('abbr') ? 'title' : element.is('data, input') ? 'value' : 'datetime';
  return (element.attr(attribute) ?? element.text()).trim();
}

function twentyFourHours(time: string): string {
  const match = /^(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])?/i.exec(time);
  const hour = Number(match?.[1]) % (match?.[3] ? 12 : 24);
  const shift = match?.[3]?.toLowerCase() === 'p' ? 12 : 0;
  return `${String(hour + shift).padStart(2, '0')}:${match?.[2] ?? '00'}`;
}

/** An end that is a time of day alone is one of the day it began. */
function withDay(value: string, day: string): string {
  return /^\d{1,2}:\d{2}/.test(value) ? `${day}T${value}` : value;
}

/** "Venue, Town, Region, Country", with the street where the venue has no name; its text where it has no such parts. */
function placeOf(place: Cheerio<Element>, $: EntryDocument['$']): string {
  const part = (classes: readonly string[]) => {
    const element = $(place.toArray().flatMap((whole) => withClass(whole, classes))).first();
    return element.attr('title') ?? plain(element);
  };
  const parts = [part(VENUE) || part(STREET), ...TOWN.map(part)].filter(Boolean);
  return parts.length > 0 ? [...new Set(parts)].join(', ') : plain(place);
}

function plain(element: Cheerio<Element>): string {
  return element
    .text()
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim();
}
