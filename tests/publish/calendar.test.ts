import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model.ts';
import { type Revision, reviseEvents } from '../../src/publish/calendar.ts';
import { foldLines, unfoldLines } from '../../src/publish/content-lines.ts';
import { toPublishedEvents } from '../../src/publish/event.ts';
import { bodyOf, event, noon, publication } from './sample.ts';

function read(body: string): ICAL.Component[] {
  return new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent');
}

async function only(changes: Partial<Event>): Promise<{ component: ICAL.Component; event: ICAL.Event; body: string }> {
  const body = await bodyOf('events.ics', publication({ events: [event(changes)] }));
  const [component] = read(body);
  if (component === undefined) throw new Error('there is no event');
  return { component, event: new ICAL.Event(component), body };
}

describe('events.ics', () => {
  it('is an iCalendar object with one UID and one stamp in UTC for each event', async () => {
    const body = await bodyOf('events.ics', publication({ events: [event({}, 'a'), event({ name: 'Another' }, 'b')] }));
    expect(body).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:-\/\/tidings\/\/tidings\/\/EN\r\n/);
    expect(body).toMatch(/\r\nEND:VCALENDAR\r\n$/);
    expect(body.match(/^UID:.*$/gm)).toEqual(['UID:a', 'UID:b']);
    expect(body.match(/^DTSTAMP:\d{8}T\d{6}Z\r$/gm)).toHaveLength(2);
  });

  it.each([
    'Ceph, Swift; and \\backslashes\\, "quoted"',
    'Rencontre à Grenoble : été',
    '日本語のとても長い名前'.repeat(12),
    '😀'.repeat(40),
    'URL:not;one=really',
    'BEGIN:VEVENT',
    'Ends in a backslash \\',
    'literally \\n and \\,',
  ])('is read to the character: %s', async (name) => {
    const found = await only({ name, location: name });
    expect(found.event.summary).toBe(name);
    expect(found.event.location).toBe(name);
  });

  it('has lines of at most 75 octets that end in CRLF, folded between characters', async () => {
    const { body } = await only({
      name: `${'日本語 😀 é '.repeat(30)}`,
      url: `https://example.org/${'a,b;c'.repeat(40)}`,
    });
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of body.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line.isWellFormed()).toBe(true);
    }
  });

  it.each([
    ['one day', { startDate: '2014-08-31' }, '2014-08-31', '2014-09-01'],
    ['several days', { startDate: '2014-08-30', endDate: '2014-09-02' }, '2014-08-30', '2014-09-03'],
    ['an end before the start', { startDate: '2014-08-30', endDate: '2014-08-02' }, '2014-08-30', '2014-08-31'],
  ])('has days with an exclusive end: %s', async (_, dates, start, end) => {
    const { component } = await only(dates);
    expect(component.getFirstProperty('dtstart')?.type).toBe('date');
    expect(component.getFirstPropertyValue('dtstart')?.toString()).toBe(start);
    expect(component.getFirstPropertyValue('dtend')?.toString()).toBe(end);
  });

  it.each([
    [
      'an offset',
      { startDate: '2014-08-21T14:00:00-05:00', endDate: '2014-08-21T16:30:00-05:00' },
      '2014-08-21T19:00:00Z',
      '2014-08-21T21:30:00Z',
    ],
    [
      "none, in the site's zone",
      { startDate: '2014-08-21T14:00:00', endDate: '2014-08-21T16:00:00' },
      '2014-08-21T12:00:00Z',
      '2014-08-21T14:00:00Z',
    ],
    [
      'an end of which only the day is known',
      { startDate: '2014-08-21T14:00:00Z', endDate: '2014-08-22' },
      '2014-08-21T14:00:00Z',
      '2014-08-22T22:00:00Z',
    ],
    ['no end', { startDate: '2014-08-21T14:00:00Z' }, '2014-08-21T14:00:00Z', undefined],
  ])('has times in UTC: with %s', async (_, dates, start, end) => {
    const { component } = await only(dates);
    expect(component.getFirstPropertyValue('dtstart')?.toString()).toBe(start);
    expect(component.getFirstPropertyValue('dtend')?.toString()).toBe(end);
  });

  it('writes an address as it is', async () => {
    const url = 'https://example.org/?a=1,2;b=3';
    const { component } = await only({ url });
    expect(component.getFirstPropertyValue('url')).toBe(url);
  });

  it.each([
    ['cancelled', 'CANCELLED'],
    ['postponed', 'TENTATIVE'],
    ['rescheduled', 'CONFIRMED'],
    [undefined, 'CONFIRMED'],
  ] as const)('says whether it takes place: %s', async (status, written) => {
    const { component } = await only(status === undefined ? {} : { status });
    expect(component.getFirstPropertyValue('status')).toBe(written);
  });

  it('gives each event a calendar of its own besides', async () => {
    const input = publication({ events: [event({}, 'a'), event({ name: 'Another' }, 'b')] });
    const body = await bodyOf('events/b.ics', input);
    expect(read(body).map((component) => component.getFirstPropertyValue('summary'))).toEqual(['Another']);
  });
});

describe('the revision of an event', () => {
  const revise = (changes: Partial<Event>, known: ReadonlyMap<string, Revision>, now: number) =>
    reviseEvents(toPublishedEvents([event(changes)], 'Europe/Paris'), known, now);
  const first = revise({}, new Map(), noon);

  it('begins with sequence 0, stamped when it was first published', () => {
    expect(first.get('f00d')).toMatchObject({ uid: 'f00d', sequence: 0, stamped: noon });
  });

  it('stays where nothing that a calendar shows has changed', () => {
    expect(revise({ confidence: 0.9, source: 'prose' }, first, noon + 1)).toEqual(first);
  });

  it.each<[string, Partial<Event>]>([
    ['name', { name: 'A long meeting' }],
    ['day', { startDate: '2014-09-05' }],
    ['place', { location: 'Lyon' }],
    ['address', { url: 'https://example.org/' }],
    ['status', { status: 'cancelled' }],
  ])('rises by one, with a new stamp, for a new %s', (_, changes) => {
    expect(revise(changes, first, noon + 1).get('f00d')).toMatchObject({ sequence: 1, stamped: noon + 1 });
  });
});

it('folds and unfolds any lines without loss', () => {
  const line = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 300 })
    .filter((text) => !/[\r\n]/.test(text) && !/^[ \t]/.test(text));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      expect(unfoldLines(foldLines(lines))).toEqual(lines);
    }),
  );
});
