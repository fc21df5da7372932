import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  calendarDay,
  dateOf,
  dayInZone,
  inZone,
  monthOf,
  onWeekday,
  weekdayOf,
  yearAfter,
  yearOf,
} from '../../../src/extract/events/calendar-date.ts';

const ZONES = ['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', '+05:30'];

/** A date, and the number of its day; `-1` where it has none, which no test below expects. */
const days = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((date) => Temporal.PlainDate.from(date.toISOString().slice(0, 10)))
  .map((date) => ({ date, day: calendarDay(date.year, date.month, date.day) ?? -1 }));

describe('days by their numbers', () => {
  it('begin in 1970', () => {
    expect([calendarDay(1970, 1, 1), calendarDay(1969, 12, 31), calendarDay(2014, 8, 21)]).toEqual([0, -1, 16_303]);
  });

  it.each([
    [2014, 2, 29],
    [2100, 2, 29],
    [2014, 13, 1],
    [2014, 0, 1],
    [2014, 4, 31],
    [0, 1, 1],
  ])('there is none for %i-%i-%i', (year, month, day) => {
    expect(calendarDay(year, month, day)).toBeNull();
  });

  it('have the date, the year, the month and the weekday that the calendar gives them', () => {
    fc.assert(
      fc.property(days, ({ date, day }) => {
        expect([dateOf(day), yearOf(day), monthOf(day), weekdayOf(day)]).toEqual([
          date.toString(),
          date.year,
          date.month,
          date.dayOfWeek,
        ]);
        expect(dateOf(yearAfter(day))).toBe(date.add({ years: 1 }).toString());
      }),
    );
  });

  it('lead to the next day of a weekday, which may be themselves', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), ({ day }, weekday) => {
        const next = onWeekday(day, weekday);
        expect(weekdayOf(next)).toBe(weekday);
        expect(next - day).toBeGreaterThanOrEqual(0);
        expect(next - day).toBeLessThan(7);
      }),
    );
  });
});

describe('days and hours in a zone', () => {
  it.each(ZONES)('are what its clocks show: %s', (zone) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (instant) => {
        const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        expect(dayInZone(instant, zone)).toBe(shown.toPlainDate().toString());
      }),
    );
  });

  it.each([
    ['UTC', '2014-06-19T18:30:00Z'],
    ['Europe/Paris', '2014-06-19T18:30:00+02:00'],
    ['+05:30', '2014-06-19T18:30:00+05:30'],
  ])('are written with its offset: %s', (zone, written) => {
    expect(inZone(calendarDay(2014, 6, 19) ?? -1, { hour: 18, minute: 30 }, zone)).toBe(written);
  });

  it('are moved on where its clocks skip them', () => {
    expect(inZone(calendarDay(2014, 3, 30) ?? -1, { hour: 2, minute: 30 }, 'Europe/Paris')).toBe(
      '2014-03-30T03:30:00+02:00',
    );
  });
});
