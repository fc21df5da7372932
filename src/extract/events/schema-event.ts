import type { Event, EventStatus } from '../../model.ts';
import { absoluteUrl } from '../urls.ts';
import { readMarkupDate } from './calendar-date.ts';

/** A thing of schema.org's, however it was written: as JSON-LD, microdata or RDFa. */
export interface SchemaNode {
  /** Names of classes without their vocabulary: `MusicEvent`. */
  readonly types: readonly string[];
  readonly properties: ReadonlyMap<string, readonly SchemaValue[]>;
}

export type SchemaValue = string | SchemaNode;

const SUBTYPES_OF_OTHER_NAMES = new Set(['Hackathon', 'Festival', 'EventSeries', 'CourseInstance']);
const NOT_FOR_CALENDARS = new Set(['PublicationEvent', 'BroadcastEvent', 'OnDemandEvent', 'DeliveryEvent']);

const STATUSES: Readonly<Record<string, EventStatus>> = {
  EventCancelled: 'cancelled',
  EventPostponed: 'postponed',
  EventRescheduled: 'rescheduled',
};

/** Whether schema.org counts it as an Event that people go to. */
export function isSchemaEvent(node: SchemaNode): boolean {
  return node.types.some(
    (type) => (type.endsWith('Event') && !NOT_FOR_CALENDARS.has(type)) || SUBTYPES_OF_OTHER_NAMES.has(type),
  );
}

/**
 * A schema.org Event as the model has it, or null where it has no name or no readable start.
 * Times without offset are of `timezone`. See https://schema.org/Event.
 */
export function eventOfSchema(node: SchemaNode, timezone: string, baseUrl: string | null): Event | null {
  const name = text(node, 'name');
  const startDate = readMarkupDate(text(node, 'startDate'), timezone);
  if (name === '' || startDate === null) return null;
  const endDate = readMarkupDate(text(node, 'endDate'), timezone);
  const location = values(node, 'location').map(placeOf).filter(Boolean).join(' · ');
  const url = absoluteUrl(text(node, 'url'), baseUrl);
  const status = STATUSES[lastSegment(text(node, 'eventStatus'))];
  return {
    name,
    startDate,
    ...(endDate !== null && endDate > startDate && { endDate }),
    ...(location !== '' && { location }),
    ...(url !== null && { url }),
    source: 'schema.org',
    confidence: 0.99,
    ...(status !== undefined && { status }),
  };
}

/** The part of a vocabulary's URL that names the term: `EventCancelled` of `https://schema.org/EventCancelled`. */
export function lastSegment(term: string): string {
  return term.slice(Math.max(term.lastIndexOf('/'), term.lastIndexOf('#'), term.lastIndexOf(':')) + 1);
}

function placeOf(place: SchemaValue): string {
  if (typeof place === 'string') return place;
  const name = text(place, 'name');
  const parts = [name, ...values(place, 'address').flatMap((address) => addressLines(address, name !== ''))];
  const distinct = parts.filter(
    (part, i) => part !== '' && !parts.slice(0, i).some((earlier) => earlier.includes(part)),
  );
  return distinct.length > 0 ? distinct.join(', ') : text(place, 'url');
}

/** A venue with a name is found by it and its town; the street is told only of one without. */
function addressLines(address: SchemaValue, isNamed: boolean): string[] {
  if (typeof address === 'string') return [address];
  const street = isNamed ? [] : ['streetAddress', 'postalCode'];
  return [...street, 'addressLocality', 'addressRegion', 'addressCountry'].map((part) => text(address, part));
}

function values(node: SchemaNode, property: string): readonly SchemaValue[] {
  return node.properties.get(property) ?? [];
}

function text(node: SchemaNode, property: string): string {
  const first = values(node, property)[0];
  if (first === undefined) return '';
  return typeof first === 'string' ? first.replace(/[ \t\r\n\f]+/g, ' ').trim() : text(first, 'name');
}
