import ICAL from 'ical.js';
import { sync as ical } from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events } from './awkward-feeds.ts';
import { type AwkwardSite, NOW, publishAwkwardSite } from './awkward-site.ts';

let site: AwkwardSite;
let calendars: string[];

beforeAll(async () => {
  site = await publishAwkwardSite('summary');
  calendars = site.paths.filter((path) => path.endsWith('.ics'));
});
afterAll(async () => site[Symbol.asyncDispose]());

const read = (path: string) => new ICAL.Component(ICAL.parse(site.read(path)));

/** The event of the calendar that has this name. */
function eventNamed(name: string): ICAL.Component {
  const found = read('events.ics')
    .getAllSubcomponents('vevent')
    .find((event) => event.getFirstPropertyValue('summary') === name);
  if (found === undefined) throw new Error(`there is no event ${name}`);
  return found;
}

/** A property's parameters and value as they are written. */
const written = (event: ICAL.Component, name: string) => event.getFirstProperty(name)?.toICALString() ?? null;

describe('events.ics and the calendars of single events', () => {
  it('19: have lines of at most 75 octets that end in CRLF, no character folded', () => {
    expect(calendars).toHaveLength(5);
    for (const path of calendars) {
      const text = site.read(path);
      expect(text.replaceAll('\r\n', ''), path).not.toMatch(/[\r\n]/);
      expect(text.endsWith('END:VCALENDAR\r\n'), path).toBe(true);
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
        expect(line.isWellFormed() && !line.includes('\ufffd'), line).toBe(true);
      }
    }
  });

  it('19: have version, product, and for each event a UID of its own and a stamp in UTC', () => {
    for (const path of calendars) {
      expect(site.read(path)).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:\S+\r\n/);
      for (const event of read(path).getAllSubcomponents('vevent'))
        expect(written(event, 'dtstamp')).toBe(`DTSTAMP:${NOW.replace(/[-:]/g, '')}`);
    }
    const uids = read('events.ics')
      .getAllSubcomponents('vevent')
      .map((event) => event.getFirstPropertyValue('uid'));
    expect(new Set(uids).size).toBe(4);
  });

  it.each(Object.values(events))(
    '20: have days as dates with the end after the last, and times in UTC: $start',
    ({ summary, start, end }) => {
      const event = eventNamed(summary);
      const [begins, ends] = ['dtstart', 'dtend'].map((name) => written(event, name));
      const isDay = start.length === 8;
      expect(begins).toBe(isDay ? `DTSTART;VALUE=DATE:${start}` : `DTSTART:${start}`);
      expect(ends).toBe(isDay ? `DTEND;VALUE=DATE:${end}` : `DTEND:${end}`);
    },
  );

  it('20: escape commas, semicolons, backslashes and line ends in text', () => {
    const whole = site.read('events.ics').replaceAll('\r\n ', '');
    expect(whole).toContain('SUMMARY:Two days\\, at sea\\; \\\\o/ "so"\r\n');
    expect(whole).toContain('LOCATION:Pier 1\\\\2\\, Sète\\; France\r\n');
    expect(whole).toContain('URL;VALUE=URI:https://events.example/days?a=1,2;b=3\r\n');
    expect(whole).not.toMatch(/TZID|VTIMEZONE/);
  });

  it.each(Object.values(events))(
    '21: have the name and the place of $summary to the character, read by ical.js',
    ({ summary, location }) => {
      expect(eventNamed(summary).getFirstPropertyValue('location')).toBe(location);
    },
  );

  it('21: have address and status of an event, and none that is of this machine', () => {
    expect(eventNamed(events.days.summary).getFirstPropertyValue('url')).toBe('https://events.example/days?a=1,2;b=3');
    const off = eventNamed('Off');
    expect([off.getFirstPropertyValue('status'), off.getFirstPropertyValue('url')]).toEqual(['CANCELLED', null]);
  });

  it('25: are read by node-ical as they are by ical.js', () => {
    const found = Object.values(ical.parseICS(site.read('events.ics'))).filter((one) => one?.type === 'VEVENT');
    const instant = (date: string) =>
      new Date(
        date.replace(
          /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/,
          (_, y, m, d, h = '00', min = '00', s = '00') => `${y}-${m}-${d}T${h}:${min}:${s}Z`,
        ),
      );
    for (const { summary, start, end } of Object.values(events)) {
      const datetype = start.length === 8 ? 'date' : 'date-time';
      expect(found).toContainEqual(
        expect.objectContaining({ summary, datetype, start: instant(start), end: instant(end) }),
      );
    }
  });
});
