import type { Event } from '../model.ts';
import { readDate } from './dates.ts';
import type { RawElements } from './rss-parser.ts';

/** What an event takes from the item that carries it. */
export interface EventItem {
  readonly title: string;
  readonly url: string | null;
}

const DATED = /^\d{4}-\d{2}-\d{2}/;
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/** The event that an item is, by RSS's event module or by xCal's elements; none where it has no date that can be read. */
export function itemEvents(raw: RawElements, item: EventItem): readonly Event[] {
  const text = (name: string) => raw.all(name).find((element) => element.text !== '')?.text ?? '';
  const isModule = text('ev:startdate') !== '';
  const startDate = eventDate(isModule ? text('ev:startdate') : text('xcal:dtstart'));
  if (startDate === null) return [];
  const endDate = isModule ? eventDate(text('ev:enddate')) : eventDate(text('xcal:dtend'));
  const location = isModule ? text('ev:location') : text('xcal:location');
  const uid = text('xcal:uid');
  return [
    {
      name: text('xcal:summary') || item.title,
      startDate,
      ...(endDate === null || endDate === startDate ? {} : { endDate }),
      ...(location === '' ? {} : { location }),
      ...(item.url === null ? {} : { url: item.url }),
      source: isModule ? 'rss-event' : 'ical',
      confidence: 1,
      ...(/^cancell?ed$/i.test(text('xcal:status')) ? { status: 'cancelled' as const } : {}),
      ...(uid === '' ? {} : { uid }),
    },
  ];
}

/** A date of ISO 8601 keeps its form, day or local time with its offset; of any other date the instant is known. */
function eventDate(text: string): string | null {
  const instant = readDate(text);
  if (instant === null) return null;
  const written = text
    .trim()
    .replace(BASIC, (_, y, m, d, hour, minute, second, zone) =>
      hour === undefined ? `${y}-${m}-${d}` : `${y}-${m}-${d}T${hour}:${minute}:${second}${zone}`,
    );
  if (!DATED.test(written)) return new Date(instant).toISOString().replace('.000Z', 'Z');
  const [, day = '', time = '', offset = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:[T\s]+(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(.*))?$/i.exec(written) ?? [];
  if (time === '') return day;
  return `${day}T${time.length === 5 ? `${time}:00` : time}${offset.toUpperCase()}`;
}
