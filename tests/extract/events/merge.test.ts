import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventSighting } from '../../../src/extract/events/merge.ts';
import { mergeEvents } from '../../../src/extract/events/merge.ts';
import type { Event } from '../../../src/model.ts';

const DAY = 86_400_000;
const JUNE_1 = Date.parse('2014-06-01T00:00:00Z');

let entries = 0;
/** An event as a new entry announces it, so many days into June. */
function seen(day: number, event: Partial<Event>): EventSighting {
  entries += 1;
  const whole: Event = { name: 'Linux Day', startDate: '2014-06-21', source: 'prose', confidence: 0.8, ...event };
  return { event: whole, entryId: entries, firstSeen: JUNE_1 + (day - 1) * DAY, published: JUNE_1 };
}

const told = (...sightings: readonly EventSighting[]) =>
  mergeEvents(sightings).map(({ event }) => [event.name, event.startDate, ...(event.status ? [event.status] : [])]);

describe('merging what several posts announce', () => {
  it('takes one event in the calendar, on a page and in two blogs for one, told by the calendar', () => {
    const sightings = [
      seen(1, { name: 'The Linux day in Lyon', location: 'Lyon' }),
      seen(2, { source: 'ical', uid: 'a@b', startDate: '2014-06-21T10:00:00+02:00', confidence: 1 }),
      seen(3, { source: 'schema.org', name: 'LINUX DAY!', url: 'https://example.org/day' }),
      seen(4, { name: 'Again: Linux day', endDate: '2014-06-22' }),
    ];
    const merged = mergeEvents(sightings);
    expect(merged).toHaveLength(1);
    expect(merged[0]?.entryIds).toEqual(sightings.map(({ entryId }) => entryId));
    expect(merged[0]?.event).toEqual({
      name: 'Linux Day',
      startDate: '2014-06-21T10:00:00+02:00',
      endDate: '2014-06-22',
      location: 'Lyon',
      url: 'https://example.org/day',
      source: 'ical',
      confidence: 1,
      uid: 'a@b',
    });
  });

  it('lists an entry once that tells of the event twice', () => {
    const sighting = seen(1, {});
    expect(mergeEvents([sighting, sighting])[0]?.entryIds).toEqual([sighting.entryId]);
  });

  it.each([
    ['another day', { startDate: '2014-06-22' }],
    ['another name', { name: 'Python Night' }],
    ['another place', { location: 'Paris' }],
  ])('keeps apart what has %s', (_, other) => {
    expect(mergeEvents([seen(1, { location: 'Lyon' }), seen(2, { location: 'Lyon', ...other })])).toHaveLength(2);
  });

  it('keeps apart meetups that share no more than being meetups', () => {
    expect(mergeEvents([seen(1, { name: 'Rust meetup' }), seen(2, { name: 'Go meetup' })])).toHaveLength(2);
  });

  it('keeps apart meetups of one evening in one town', () => {
    expect(mergeEvents([seen(1, { name: 'Rust Berlin' }), seen(2, { name: 'Go Berlin' })])).toHaveLength(2);
    expect(mergeEvents([seen(1, { name: 'Meetup #12' }), seen(2, { name: 'Meetup #13' })])).toHaveLength(2);
  });

  it('moves what its calendar moves', () => {
    const [before, after] = [{ uid: 'a@b' }, { uid: 'a@b', startDate: '2014-06-28' }] as const;
    expect(told(seen(1, { source: 'ical', ...before }), seen(5, { source: 'ical', ...after }))).toEqual([
      ['Linux Day', '2014-06-28'],
    ]);
  });

  it('moves what is said to be rescheduled', () => {
    const moved = { source: 'schema.org', status: 'rescheduled', startDate: '2014-06-28' } as const;
    expect(told(seen(1, {}), seen(5, moved))).toEqual([['Linux Day', '2014-06-28', 'rescheduled']]);
  });

  it('moves what has the same address and another day', () => {
    const url = 'https://example.org/linux-day';
    expect(told(seen(1, { url }), seen(5, { url, startDate: '2014-06-24' }))).toEqual([['Linux Day', '2014-06-24']]);
  });

  it('moves with its calendar what blogs have told of', () => {
    const moved = { ...seen(1, { source: 'ical', uid: 'a@b', startDate: '2014-07-05' }), changed: JUNE_1 + 9 * DAY };
    const again = seen(8, { name: 'Again: Linux Day' });
    expect(told(moved, seen(2, {}), again)).toEqual([['Linux Day', '2014-07-05']]);
  });

  it('keeps the other evenings of a calendar where one of them is edited', () => {
    const evening = (day: string) => seen(1, { source: 'ical', uid: day, startDate: day });
    const edited = { ...evening('2014-06-28'), changed: JUNE_1 + 9 * DAY };
    const days = told(seen(1, {}), evening('2014-06-21'), edited).map(([, day]) => day);
    expect(days).toEqual(['2014-06-21', '2014-06-28']);
  });

  it('takes the same name and address whole weeks later for the next of a series', () => {
    const url = 'https://example.org/linux-day';
    expect(told(seen(1, { url }), seen(5, { url, startDate: '2014-06-28' }))).toHaveLength(2);
  });

  it('takes what is announced when the last one is over for the next', () => {
    const url = 'https://example.org/linux-day';
    expect(told(seen(1, { url }), seen(25, { url, startDate: '2014-07-10' }))).toHaveLength(2);
  });

  it('keeps the cancelled with that status, and takes it back when it is announced anew', () => {
    const cancelled = seen(5, { source: 'schema.org', status: 'cancelled' });
    expect(told(seen(1, {}), cancelled)).toEqual([['Linux Day', '2014-06-21', 'cancelled']]);
    expect(told(seen(1, {}), cancelled, seen(6, { source: 'schema.org' }))).toEqual([['Linux Day', '2014-06-21']]);
  });

  it('does not let an older kind of telling overrule a cancellation', () => {
    const cancelled = seen(5, { source: 'schema.org', status: 'cancelled' });
    expect(told(cancelled, seen(6, { source: 'prose' }))).toEqual([['Linux Day', '2014-06-21', 'cancelled']]);
  });

  it('tells the soonest first', () => {
    const later = seen(1, { name: 'B', startDate: '2014-06-23' });
    expect(told(later, seen(2, { name: 'A', startDate: '2014-06-22T10:00:00Z' })).map(([name]) => name)).toEqual([
      'A',
      'B',
    ]);
  });
});

describe('the id of an event', () => {
  const id = (...sightings: readonly EventSighting[]) => mergeEvents(sightings)[0]?.id;

  it('depends on neither entries nor moments', () => {
    expect(id(seen(1, {}))).toBe(id(seen(9, {})));
    expect(id(seen(1, {}))).toMatch(/^[0-9a-f]{32}$/);
  });

  it('stays when others announce it, and when it moves', () => {
    const first = seen(1, {});
    const moved = seen(5, { source: 'schema.org', status: 'rescheduled', startDate: '2014-06-28' });
    expect(id(first, seen(2, { source: 'ical', uid: 'a@b', location: 'Lyon' }))).toBe(id(first));
    expect(id(first, moved)).toBe(id(first));
  });

  it('is another for another event', () => {
    expect(id(seen(1, { name: 'Python Night' }))).not.toBe(id(seen(1, {})));
  });
});

describe('merging any sightings', () => {
  const sighting = fc.record({
    event: fc.record({
      name: fc.constantFrom('Linux Day', 'linux day!', 'Python Night', 'Meetup', ''),
      startDate: fc.constantFrom('2014-06-21', '2014-06-21T10:00:00Z', '2014-06-24', '2014-06-28'),
      source: fc.constantFrom('ical' as const, 'schema.org' as const, 'prose' as const),
      confidence: fc.constantFrom(0.6, 1),
    }),
    entryId: fc.integer({ min: 1, max: 9 }),
    firstSeen: fc.integer({ min: JUNE_1, max: JUNE_1 + 30 * DAY }),
    published: fc.integer({ min: JUNE_1, max: JUNE_1 + 30 * DAY }),
  });

  it('is known by the announcement published first, in whatever order the feeds were polled', () => {
    const told = (name: string, entryId: number, published: number) => ({
      ...seen(1, { name }),
      entryId,
      published,
    });
    const [early, late] = [told('Linux Day in Lyon', 1, JUNE_1), told('Linux Day', 2, JUNE_1 + DAY)];
    const otherState = [
      { ...early, entryId: 2 },
      { ...late, entryId: 1 },
    ];
    expect(mergeEvents(otherState).map(({ id }) => id)).toEqual(mergeEvents([early, late]).map(({ id }) => id));
  });

  it('does not depend on their order', () => {
    const distinct = fc.uniqueArray(sighting, { selector: ({ firstSeen }) => firstSeen, maxLength: 12 });
    fc.assert(
      fc.property(distinct, (sightings) => {
        expect(mergeEvents(sightings.toReversed())).toEqual(mergeEvents(sightings));
      }),
    );
  });

  it('loses no entry and invents none', () => {
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 12 }), (sightings) => {
        const kept = new Set(mergeEvents(sightings).flatMap(({ entryIds }) => entryIds));
        expect(kept).toEqual(new Set(sightings.map(({ entryId }) => entryId)));
      }),
    );
  });

  it('takes ten thousand in its stride', () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      seen(1 + (i % 9), {
        name: `Meetup number ${i % 4000}`,
        startDate: `2014-07-${10 + (i % 20)}`,
        location: `Town ${i % 50}`,
      }),
    );
    const start = process.cpuUsage();
    const merged = mergeEvents(many);
    const { user } = process.cpuUsage(start);
    expect(merged.length).toBeLessThan(10_000);
    expect(user / 1000).toBeLessThan(2000);
  });
});
