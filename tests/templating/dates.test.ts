import { describe, expect, it } from 'vitest';
import { Dates } from '../../src/templating/dates.ts';

const open = (locale: string, zone = 'Europe/Paris') => new Dates(locale, zone, (day, time) => `${day}, ${time}`);
const english = open('en-GB');

describe('when something is', () => {
  it.each([
    ['a day', { startDate: '2014-08-21' }, 'Thursday 21 August'],
    [
      'a day and an hour, in the zone of the site',
      { startDate: '2014-08-21T14:00:00-05:00' },
      'Thursday 21 August, 21:00',
    ],
    [
      'an hour that crosses midnight in the zone of the site',
      { startDate: '2014-08-21T22:30:00Z' },
      'Friday 22 August, 00:30',
    ],
    ['an hour without offset, as it is given', { startDate: '2014-08-21T14:00:00' }, 'Thursday 21 August, 14:00'],
    [
      'hours of one day',
      { startDate: '2014-08-21T14:00:00+02:00', endDate: '2014-08-21T16:00:00+02:00' },
      'Thursday 21 August, 14:00–16:00',
    ],
    [
      'an end before the start, which is left out',
      { startDate: '2014-08-21T14:00:00+02:00', endDate: '2014-08-21T13:00:00+02:00' },
      'Thursday 21 August, 14:00',
    ],
    ['an end that is the same day', { startDate: '2014-08-21', endDate: '2014-08-21' }, 'Thursday 21 August'],
    ['several days of one month', { startDate: '2014-06-24', endDate: '2014-06-27' }, '24–27 June'],
    ['several days of two months', { startDate: '2014-06-30', endDate: '2014-07-02' }, '30 June – 2 July'],
    [
      'several days with hours',
      { startDate: '2014-06-24T09:00:00+02:00', endDate: '2014-06-26T18:00:00+02:00' },
      '24 June, 09:00 – 26 June, 18:00',
    ],
    [
      'several days of which only the first has an hour',
      { startDate: '2014-06-24T09:00:00+02:00', endDate: '2014-06-26' },
      '24 June, 09:00 – 26 June',
    ],
  ])('is written for %s', (_, span, written) => {
    expect(english.when(span)).toBe(written);
  });

  it.each([
    ['2014-11-03', '2014-08-18', 'Monday 3 November'],
    ['2015-01-03', '2014-12-18', 'Saturday, 3 January 2015'],
  ])('%s has its year only where it is not that of %s', (startDate, reference, written) => {
    expect(english.when({ startDate }, reference)).toBe(written);
  });

  it('has the year where only the end is in another one', () => {
    const span = { startDate: '2014-12-30', endDate: '2015-01-02' };
    expect(english.when(span, '2014-12-18')).toBe('30 December 2014 – 2 January 2015');
  });
});

describe.each([
  ['fr-FR', '24–27 juin 2014', 'jeudi 21 août, 14:00', 'août 2014', 'août'],
  ['de-DE', '24.–27. Juni 2014', 'Donnerstag, 21. August, 14:00', 'August 2014', 'Aug'],
  ['ja-JP', '2014/06/24～2014/06/27', '8月21日木曜日, 14:00', '2014年8月', '8月'],
])('in %s', (locale, days, when, monthOfYear, month) => {
  const dates = open(locale);

  it('dates are those of the language', () => {
    expect(dates.days('2014-06-24', '2014-06-27')).toBe(days);
    expect(dates.when({ startDate: '2014-08-21T14:00:00+02:00' })).toBe(when);
    expect(dates.monthOfYear('2014-08-21')).toBe(monthOfYear);
    expect(dates.part('2014-08-21', 'month')).toBe(month);
  });

  it('a day alone is a bare number', () => {
    expect(dates.part('2014-08-21', 'day')).toBe('21');
  });
});

describe('a date', () => {
  it('of an instant is that of the zone', () => {
    const midnight = Date.UTC(2014, 7, 20, 22);
    expect(english.day(midnight)).toBe('21 August 2014');
    expect(open('en-GB', 'America/New_York').day(midnight)).toBe('20 August 2014');
  });

  it('has an hour only where it has one', () => {
    expect([english.time('2014-08-21'), english.time('2014-08-21T14:05:00+02:00')]).toEqual(['', '14:05']);
  });

  it.each(['', 'tomorrow', '2014-13-41', Number.NaN])('that is none is refused: %j', (moment) => {
    expect(() => english.day(moment)).toThrow(/is no date/);
  });
});
