import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../src/feed/ical.ts';
import type { FeedItem } from '../../src/model.ts';

const DAY = 86_400_000;

function read(lines: string, now = '2019-03-01T00:00:00Z'): readonly FeedItem[] {
  const text = `BEGIN:VCALENDAR\n${lines}\nEND:VCALENDAR`;
  return readCalendar(text, {
    url: 'https://a.example/c.ics',
    now: Date.parse(now),
    timezone: 'Europe/Paris',
    horizon: 20 * DAY,
  }).items;
}

function event(lines: string): string {
  return `BEGIN:VEVENT\nUID:1\nSUMMARY:Meetup\n${lines}\nEND:VEVENT`;
}

/** Start and end of each event. */
function times(lines: string, now?: string): readonly (string | undefined)[][] {
  return read(lines, now).flatMap(({ events }) => events.map(({ startDate, endDate }) => [startDate, endDate]));
}

describe('an event', () => {
  it.each([
    ['DTSTART:20190307T183000Z\nDTEND:20190307T200000Z', '2019-03-07T18:30:00Z', '2019-03-07T20:00:00Z'],
    [
      'DTSTART;TZID=Europe/Paris:20190307T183000\nDURATION:PT1H30M',
      '2019-03-07T18:30:00+01:00',
      '2019-03-07T20:00:00+01:00',
    ],
    ['DTSTART;TZID=/vendor.example/1/America/New_York:20190307T183000', '2019-03-07T18:30:00-05:00', undefined],
    ['DTSTART;TZID=W. Europe Standard Time:20190307T183000', '2019-03-07T18:30:00+01:00', undefined],
    ['DTSTART;TZID="Eastern Standard Time":20190407T183000', '2019-04-07T18:30:00-04:00', undefined],
    ['DTSTART;TZID=Nowhere:20190307T183000', '2019-03-07T18:30:00', undefined],
    ['DTSTART:20190307T183000', '2019-03-07T18:30:00', undefined],
    ['DTSTART;VALUE=DATE:20190307', '2019-03-07', undefined],
    ['DTSTART;VALUE=DATE:20190307\nDTEND;VALUE=DATE:20190308', '2019-03-07', undefined],
    ['DTSTART;VALUE=DATE:20190307\nDTEND;VALUE=DATE:20190310', '2019-03-07', '2019-03-09'],
    ['dtstart:20190307', '2019-03-07', undefined],
  ])('with %j is from %s to %s', (lines, start, end) => expect(times(event(lines))).toEqual([[start, end]]));

  it('goes by a zone that the calendar defines', () => {
    const zone =
      'BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE';
    expect(times(`${zone}\n${event('DTSTART;TZID=Ours:20190307T183000')}`)).toEqual([
      ['2019-03-07T18:30:00+03:00', undefined],
    ]);
  });

  it('carries what is said of it', () => {
    const lines =
      'DTSTART:20190307T183000Z\nDESCRIPTION:One\\nTwo <3\nLOCATION:La Casemate\\, Greno\n ble\nURL:https://a.example/e\nCATEGORIES:Linux,Free\\, open\nORGANIZER;CN="Ann":mailto:ann@a.example\nCREATED:20190201T000000Z';
    expect(read(event(lines))[0]).toMatchObject({
      guid: '1',
      title: 'Meetup',
      url: 'https://a.example/e',
      contentHtml: 'One<br>\nTwo &lt;3',
      tags: ['Linux', 'Free, open'],
      authors: [{ name: 'Ann' }],
      published: Date.UTC(2019, 1, 1),
      events: [
        {
          name: 'Meetup',
          location: 'La Casemate, Grenoble',
          url: 'https://a.example/e',
          source: 'ical',
          confidence: 1,
          uid: '1',
        },
      ],
    });
  });

  it('that is cancelled is kept as such', () => {
    expect(read(event('DTSTART:20190307T183000Z\nSTATUS:CANCELLED'))[0]?.events[0]?.status).toBe('cancelled');
  });

  it('is not its alarm', () => {
    const alarm = 'DTSTART:20190307T183000Z\nBEGIN:VALARM\nSUMMARY:Wake up\nTRIGGER:-PT30M\nEND:VALARM\nLOCATION:Lyon';
    expect(read(event(alarm))[0]).toMatchObject({ title: 'Meetup', events: [{ location: 'Lyon' }] });
  });

  it('leads nowhere unsafe', () => {
    expect(read(event('DTSTART:20190307T183000Z\nURL:javascript:alert(1)'))[0]?.url).toBeNull();
  });
});

describe('what recurs', () => {
  const weekly =
    'DTSTART;TZID=Europe/Paris:20190101T183000\nDTEND;TZID=Europe/Paris:20190101T200000\nRRULE:FREQ=WEEKLY';
  const starts = (lines: string, now?: string) => times(lines, now).map(([start]) => start);

  it('is listed until the horizon, across a change of the clocks', () => {
    expect(starts(event(weekly), '2019-03-20T00:00:00Z')).toEqual([
      '2019-03-26T18:30:00+01:00',
      '2019-04-02T18:30:00+02:00',
    ]);
  });

  it('is listed once more even if that is beyond the horizon', () => {
    expect(starts(event('DTSTART;VALUE=DATE:20180901\nRRULE:FREQ=YEARLY'))).toEqual(['2019-09-01']);
  });

  it('goes on while it is under way', () => {
    expect(starts(event(weekly), '2019-03-05T18:45:00Z')[0]).toBe('2019-03-05T18:30:00+01:00');
  });

  it('leaves out what is excepted', () => {
    expect(starts(event(`${weekly}\nEXDATE;TZID=Europe/Paris:20190305T183000\nEXDATE:20190312T173000Z`))).toEqual([
      '2019-03-19T18:30:00+01:00',
    ]);
  });

  it('includes what is added', () => {
    expect(starts(event('DTSTART:20190101T100000Z\nRDATE:20190307T100000Z,20190308T100000Z'))).toEqual([
      '2019-03-07T10:00:00Z',
      '2019-03-08T10:00:00Z',
    ]);
  });

  it('is moved where one occurrence is', () => {
    const moved =
      'BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/Paris:20190305T183000\nDTSTART;TZID=Europe/Paris:20190306T200000\nSUMMARY:Moved\nEND:VEVENT';
    const [item, ...others] = read(`${moved}\n${event(weekly)}`);
    expect(others).toEqual([]);
    expect(item?.events.map(({ name, startDate }) => [name, startDate])).toEqual([
      ['Moved', '2019-03-06T20:00:00+01:00'],
      ['Meetup', '2019-03-12T18:30:00+01:00'],
      ['Meetup', '2019-03-19T18:30:00+01:00'],
    ]);
  });

  it('is changed from one occurrence on where that is said', () => {
    const later =
      'BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20190312T183000\nDTSTART;TZID=Europe/Paris:20190313T200000\nDTEND;TZID=Europe/Paris:20190313T210000\nSUMMARY:Moved for good\nEND:VEVENT';
    const [item] = read(`${event(weekly)}\n${later}`);
    expect(item?.events.map(({ name, startDate, endDate }) => [name, startDate, endDate])).toEqual([
      ['Meetup', '2019-03-05T18:30:00+01:00', '2019-03-05T20:00:00+01:00'],
      ['Moved for good', '2019-03-13T20:00:00+01:00', '2019-03-13T21:00:00+01:00'],
      ['Moved for good', '2019-03-20T20:00:00+01:00', '2019-03-20T21:00:00+01:00'],
    ]);
  });

  it.each([
    ['19990101', 'FREQ=DAILY'],
    ['19990101', 'FREQ=DAILY;INTERVAL=3'],
    ['19990101', 'FREQ=DAILY;BYMONTH=7'],
    ['19990106', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'],
    ['19990103', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU'],
    ['19990131', 'FREQ=MONTHLY;INTERVAL=5'],
    ['19990104', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['19990126', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['19990401', 'FREQ=YEARLY;INTERVAL=3'],
    ['19990328', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
    ['19960229', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
  ])('since long ago (%s, %s) comes as if each time were counted', (day, rule) => {
    const counted = starts(event(`DTSTART:${day}T100000Z\nRRULE:${rule};COUNT=15000`));
    expect(counted[0]?.slice(0, 4)).not.toBe(day.slice(0, 4));
    expect(starts(event(`DTSTART:${day}T100000Z\nRRULE:${rule}`))).toEqual(counted);
  });

  it('in a calendar of very many keeps at least its next time', () => {
    const many = Array.from({ length: 1500 }, (_, i) =>
      event('DTSTART:19900101T100000Z\nRRULE:FREQ=DAILY').replace('UID:1', `UID:${i}`),
    );
    const items = read(many.join('\n'));
    expect(new Set(items.map(({ events }) => events[0]?.startDate))).toEqual(new Set(['2019-03-01T10:00:00Z']));
    expect(items.reduce((sum, { events }) => sum + events.length, 0)).toBeLessThan(22_000);
  });

  it('that has ended is listed as it began', () => {
    expect(starts(event(`${weekly};UNTIL=20190201T000000Z`))).toEqual(['2019-01-01T18:30:00+01:00']);
    expect(starts(event(`${weekly};COUNT=2`))).toEqual(['2019-01-01T18:30:00+01:00']);
  });

  it('has a uid for each time', () => {
    expect(read(event(weekly))[0]?.events.map(({ uid }) => uid)[0]).toBe('1/2019-03-05T18:30:00+01:00');
  });

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=WE',
    'FREQ=SECONDLY',
    'FREQ=WEEKLY;INTERVAL=100000000',
    'FREQ=NEVER',
    'nonsense',
  ])('by a rule that cannot be followed, %s, is listed as it began', (rule) =>
    expect(starts(event(`DTSTART:20190101T100000Z\nRRULE:${rule}`))).toEqual(['2019-01-01T10:00:00Z']),
  );
});

describe('a calendar that is broken off', () => {
  it('keeps what is complete', () => {
    const text = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20190307T183000Z\nBEGIN:VEVENT\nUID:2\nDTSTART:2019';
    const { items } = readCalendar(text, { url: null, now: 0, timezone: 'UTC', horizon: DAY });
    expect(items.map(({ guid, events }) => [guid, events.length])).toEqual([
      ['1', 1],
      ['2', 0],
    ]);
  });
});
