import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueEdition, type EditionHistory, nextDue, previewEdition, type Schedule } from '../../src/digest/period.ts';

const weekly: Schedule = { pattern: '0 7 * * MON', timezone: 'Europe/Paris' };
const daily: Schedule = { pattern: '30 2 * * *', timezone: 'Europe/Paris' };
const monthly: Schedule = { pattern: '0 7 1 * *', timezone: 'Europe/Paris' };

const at = (iso: string) => Date.parse(iso);
const fresh = (firstPoll: string | null): EditionHistory => ({
  firstPoll: firstPoll === null ? null : at(firstPoll),
  covered: null,
  settled: null,
  names: new Set(),
});
const coveredTo = (covered: string, ...names: string[]): EditionHistory => ({
  firstPoll: at('2014-01-01T00:00Z'),
  covered: at(covered),
  settled: at(covered),
  names: new Set(names),
});
const period = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe('the edition that is due (delivery 15)', () => {
  it('is null before a site has polled', () => {
    expect(dueEdition(weekly, fresh(null), at('2014-08-18T09:00+02:00'))).toBeNull();
  });

  it('is due at once where the first poll is done at a due time', () => {
    expect(dueEdition(weekly, fresh('2014-08-18T07:00+02:00'), at('2014-08-18T07:00+02:00'))).toEqual({
      name: '2014-W33',
      period: period('2014-08-11T07:00+02:00', '2014-08-18T07:00+02:00'),
    });
  });

  it('is null until the first due time after the first poll', () => {
    const history = fresh('2014-08-18T07:00:01+02:00');
    expect(dueEdition(weekly, history, at('2014-08-18T08:00+02:00'))).toBeNull();
    expect(dueEdition(weekly, history, at('2014-08-25T06:59:59.999+02:00'))).toBeNull();
  });

  it('is due at the very time, for the period from the due time before', () => {
    expect(dueEdition(weekly, fresh('2014-08-13T12:00Z'), at('2014-08-18T07:00+02:00'))).toEqual({
      name: '2014-W33',
      period: period('2014-08-11T07:00+02:00', '2014-08-18T07:00+02:00'),
    });
  });

  it('is null once that time is settled', () => {
    expect(dueEdition(weekly, coveredTo('2014-08-18T07:00+02:00'), at('2014-08-24T23:00+02:00'))).toBeNull();
  });

  it('makes up for missed times once, in one period that covers them all (16)', () => {
    expect(dueEdition(weekly, coveredTo('2014-08-18T07:00+02:00'), at('2014-09-03T10:00+02:00'))).toEqual({
      name: '2014-W34',
      period: period('2014-08-18T07:00+02:00', '2014-09-01T07:00+02:00'),
    });
  });

  it('begins a first edition that was missed one period before it was first due', () => {
    const made = dueEdition(weekly, fresh('2014-08-13T12:00Z'), at('2014-09-03T10:00+02:00'));
    expect(made?.period).toEqual(period('2014-08-11T07:00+02:00', '2014-09-01T07:00+02:00'));
  });

  it('covers the time that was skipped because nothing was new (18)', () => {
    const history = { ...coveredTo('2014-08-18T07:00+02:00', '2014-W33'), settled: at('2014-08-25T07:00+02:00') };
    expect(dueEdition(weekly, history, at('2014-08-26T07:00+02:00'))).toBeNull();
    expect(dueEdition(weekly, history, at('2014-09-01T07:00+02:00'))).toEqual({
      name: '2014-W34',
      period: period('2014-08-18T07:00+02:00', '2014-09-01T07:00+02:00'),
    });
  });

  it('covers both times where the first edition was skipped', () => {
    const history = { ...fresh('2014-08-13T12:00Z'), settled: at('2014-08-18T07:00+02:00') };
    expect(dueEdition(weekly, history, at('2014-08-25T08:00+02:00'))).toEqual({
      name: '2014-W33',
      period: period('2014-08-11T07:00+02:00', '2014-08-25T07:00+02:00'),
    });
  });

  it.each([
    ['a week', weekly, '2014-08-18T05:00Z', '2014-08-25T05:00Z', '2014-W34'],
    ['a week that belongs to the year before', weekly, '2021-01-01T06:00Z', '2021-01-04T06:00Z', '2020-W53'],
    ['a day', daily, '2014-08-18T00:30Z', '2014-08-19T00:30Z', '2014-08-18'],
    ['a day of 23 hours', daily, '2014-03-30T01:00Z', '2014-03-31T00:30Z', '2014-03-30'],
    ['a month', monthly, '2014-08-01T05:00Z', '2014-09-01T05:00Z', '2014-08'],
    ['February', monthly, '2014-02-01T06:00Z', '2014-03-01T06:00Z', '2014-02'],
    ['a fortnight', { ...weekly, pattern: '0 7 1,15 * *' }, '2014-08-01T05:00Z', '2014-08-15T05:00Z', '2014-W31'],
    ['half a week', { ...weekly, pattern: '0 7 * * MON,THU' }, '2014-08-18T05:00Z', '2014-08-21T05:00Z', '2014-08-18'],
    [
      'a first day that is in the zone the day after',
      { pattern: '0 7 * * *', timezone: 'Asia/Tokyo' },
      '2014-08-17T22:00Z',
      '2014-08-18T22:00Z',
      '2014-08-18',
    ],
  ])('is named after the first day of %s', (_, schedule, from, due, name) => {
    expect(dueEdition(schedule, coveredTo(from), at(due))?.name).toBe(name);
  });

  it('takes the name of the day where the week has an edition, and then a number (19)', () => {
    const from = '2014-08-20T05:00Z';
    const due = at('2014-08-25T05:00Z');
    expect(dueEdition(weekly, coveredTo(from, '2014-W34'), due)?.name).toBe('2014-08-20');
    expect(dueEdition(weekly, coveredTo(from, '2014-W34', '2014-08-20'), due)?.name).toBe('2014-08-20-2');
    expect(dueEdition(weekly, coveredTo(from, '2014-W34', '2014-08-20', '2014-08-20-2'), due)?.name).toBe(
      '2014-08-20-3',
    );
  });

  it('follows the clocks of the zone through their changes (15)', () => {
    expect(nextDue(weekly, at('2014-10-20T12:00Z'))).toBe(at('2014-10-27T07:00+01:00'));
    expect(nextDue(weekly, at('2014-03-24T12:00Z'))).toBe(at('2014-03-31T07:00+02:00'));
    expect(nextDue(daily, at('2014-03-29T12:00Z'))).toBe(at('2014-03-30T03:00+02:00'));
  });

  it('whenever it is run, gives periods that join without gap or overlap, under names that differ (16, 19)', () => {
    const schedules = fc.constantFrom(weekly, daily, monthly, { ...weekly, pattern: '0 7,19 * * *' });
    const waits = fc.array(fc.integer({ min: 0, max: 40 * 24 * 60 }), { maxLength: 30 });
    const skips = fc.func(fc.boolean());
    fc.assert(
      fc.property(schedules, waits, skips, (schedule, minutes, isEmpty) => {
        let history = fresh('2014-01-15T12:00Z');
        let now = at('2014-01-15T12:00Z');
        for (const wait of minutes) {
          now += wait * 60_000;
          const edition = dueEdition(schedule, history, now);
          if (edition === null) continue;
          expect(edition.period.from).toBeLessThan(edition.period.to);
          expect(edition.period.to).toBeLessThanOrEqual(now);
          expect(nextDue(schedule, edition.period.to)).toBeGreaterThan(now);
          if (history.covered !== null) expect(edition.period.from).toBe(history.covered);
          expect(history.names).not.toContain(edition.name);
          history = isEmpty(now)
            ? { ...history, settled: edition.period.to }
            : {
                ...history,
                covered: edition.period.to,
                settled: edition.period.to,
                names: new Set([...history.names, edition.name]),
              };
          expect(dueEdition(schedule, history, now)).toBeNull();
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('previewEdition', () => {
  it('is the edition that is due, where one is', () => {
    const history = coveredTo('2014-08-18T07:00+02:00');
    const now = at('2014-08-25T08:00+02:00');
    expect(previewEdition(weekly, history, now)).toEqual(dueEdition(weekly, history, now));
  });

  it('is the one whose period is under way, where none is due', () => {
    expect(previewEdition(weekly, coveredTo('2014-08-18T07:00+02:00'), at('2014-08-20T12:00Z'))).toEqual({
      name: '2014-W34',
      period: period('2014-08-18T07:00+02:00', '2014-08-25T07:00+02:00'),
    });
  });

  it.each([
    ['at a due time', '2014-08-18T07:00+02:00'],
    ['between due times', '2014-08-20T12:00+02:00'],
  ])('of a site that has sent none is what the last due time would have brought, %s', (_, now) => {
    expect(previewEdition(weekly, fresh(now), at(now))).toEqual({
      name: '2014-W33',
      period: period('2014-08-11T07:00+02:00', '2014-08-18T07:00+02:00'),
    });
  });
});
