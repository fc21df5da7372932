import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshnessOf, httpDate, retryAfter } from '../../src/poll/freshness.ts';
import {
  type Facts,
  inWords,
  isDue,
  nextOnceLifted,
  nextPoll,
  nextRetry,
  type Plan,
  rhythmOf,
  turnOf,
} from '../../src/poll/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-03-02T12:00:00Z');
const SETTINGS = { min: 15 * MINUTE, default: HOUR, max: 24 * HOUR };
const NO_HINTS = { ttl: null, skipHours: [], skipDays: [], updatePeriod: null };
const PLAIN: Facts = {
  asked: NOON,
  quietPolls: 0,
  rhythm: null,
  ownInterval: null,
  isPushed: false,
  freshness: null,
  hints: NO_HINTS,
};
const never = () => 0;

const waitAfter = (facts: Partial<Facts>) => nextPoll({ ...PLAIN, ...facts }, SETTINGS, never).at - NOON;

const duration = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 400 * DAY }));
const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

describe('when a source is asked next', () => {
  it('2.2 lies between interval.min and interval.max, jitter included, whatever the server asks for', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        duration,
        duration,
        duration,
        duration,
        chance,
        (quietPolls, rhythm, freshness, ttl, updatePeriod, luck) => {
          const facts = { ...PLAIN, quietPolls, rhythm, freshness, hints: { ...NO_HINTS, ttl, updatePeriod } };
          const wait = nextPoll(facts, SETTINGS, () => luck).at - NOON;
          expect(wait).toBeGreaterThanOrEqual(SETTINGS.min);
          expect(wait).toBeLessThanOrEqual(SETTINGS.max);
        },
      ),
    );
  });

  it('2.2 is within two hours after news, and ever later without: at most 16 times in three days', () => {
    expect(waitAfter({ quietPolls: 0 })).toBeLessThanOrEqual(2 * HOUR);
    const almostOne = () => 0.999;
    let [at, polls] = [NOON, 0];
    for (let quietPolls = 1; at < NOON + 3 * DAY; quietPolls += 1, polls += 1) {
      at = nextPoll({ ...PLAIN, asked: at, quietPolls }, SETTINGS, almostOne).at;
    }
    expect(polls).toBeLessThanOrEqual(16);
    const waits = [0, 1, 2, 3, 4, 5, 6].map((quietPolls) => waitAfter({ quietPolls }));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBe(SETTINGS.max);
  });

  it('is as late as may be while a hub tells of its news, but as usual where a poll found what the hub had not told', () => {
    expect(waitAfter({ quietPolls: 1, isPushed: true })).toBe(SETTINGS.max);
    expect(waitAfter({ quietPolls: 0, isPushed: true })).toBe(SETTINGS.default);
  });

  it('2.2 is not hourly for a blog that posts monthly', () => {
    expect(waitAfter({ quietPolls: 1, rhythm: 30 * DAY })).toBe(SETTINGS.max);
  });

  it.each([
    ['freshness', { freshness: 6 * HOUR }],
    ['ttl', { hints: { ...NO_HINTS, ttl: 6 * HOUR } }],
    ['sy:updatePeriod', { hints: { ...NO_HINTS, updatePeriod: 6 * HOUR } }],
  ])('2.3 is not before the floor that the server sets: %s', (_, facts) => {
    expect(waitAfter(facts)).toBe(6 * HOUR);
  });

  it('2.3 takes a small value for a floor, not a wish', () => {
    expect(waitAfter({ hints: { ...NO_HINTS, ttl: MINUTE } })).toBe(HOUR);
  });

  it('2.3 is soon after the hours that the feed wants skipped', () => {
    const wait = waitAfter({ hints: { ...NO_HINTS, skipHours: [13, 14, 15] } });
    expect(wait).toBe(4 * HOUR);
  });

  it('2.3 is never in a skipped hour or on a skipped day, and not long after them', () => {
    const some = (max: number) => fc.uniqueArray(fc.integer({ min: 0, max }), { maxLength: max });
    fc.assert(
      fc.property(some(23), some(6), chance, (skipHours, skipDays, luck) => {
        const { at } = nextPoll({ ...PLAIN, hints: { ...NO_HINTS, skipHours, skipDays } }, SETTINGS, () => luck);
        expect(skipHours).not.toContain(new Date(at).getUTCHours());
        expect(skipDays).not.toContain(new Date(at).getUTCDay());
      }),
    );
  });

  it('2.3 takes all hours skipped for none', () => {
    const skipHours = Array.from({ length: 24 }, (_, hour) => hour);
    expect(waitAfter({ hints: { ...NO_HINTS, skipHours } })).toBe(HOUR);
  });

  it('2.4 is the source’s own interval after, where its list gives one', () => {
    expect(waitAfter({ ownInterval: 6 * HOUR, quietPolls: 9 })).toBe(6 * HOUR);
    expect(waitAfter({ ownInterval: 7 * DAY })).toBe(7 * DAY);
  });

  it('tells its reasons', () => {
    const { reasons } = nextPoll({ ...PLAIN, quietPolls: 3, freshness: 20 * HOUR }, SETTINGS, never);
    expect(reasons).toEqual(['its server calls the answer fresh (Cache-Control, Expires) for 20 hours']);
  });

  it('tells that interval.max is shorter than the floor that the server sets', () => {
    const { reasons } = nextPoll({ ...PLAIN, hints: { ...NO_HINTS, ttl: 694 * DAY } }, SETTINGS, never);
    expect(reasons).toEqual([
      'the feed gives itself a time to live (ttl) of 694 days',
      'poll.interval.max is 24 hours',
    ]);
  });
});

describe('when a source that failed is tried again', () => {
  const retry = (failures: number, held: number | null = null, luck = never) =>
    nextRetry({ asked: NOON, failures, held, hints: NO_HINTS }, SETTINGS, luck).at - NOON;

  it('3.1 is first between interval.min and two hours later, then ever later, at most interval.max', () => {
    fc.assert(
      fc.property(fc.nat(1000), chance, (more, luck) => {
        const wait = retry(1 + more, null, () => luck);
        expect(wait).toBeGreaterThanOrEqual(SETTINGS.min);
        expect(wait).toBeLessThanOrEqual(SETTINGS.max);
      }),
    );
    expect(retry(1)).toBeLessThanOrEqual(2 * HOUR);
    expect(
      [1, 2, 3, 4].map((failures) => retry(failures)).map((wait, index) => wait / retry(1) >= index + 1),
    ).not.toContain(false);
  });

  it('3.3 is not before the host’s Retry-After, and within six hours of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1000, max: 30 * DAY }),
        chance,
        (failures, held, luck) => {
          const wait = retry(failures, NOON + held, () => luck);
          expect(wait).toBeGreaterThanOrEqual(held);
          expect(wait).toBeLessThanOrEqual(Math.max(held + 6 * HOUR));
        },
      ),
    );
  });
});

describe('where the feed wants hours skipped', () => {
  const hints = { ...NO_HINTS, skipHours: [13, 14, 15] };
  const SKIPPED = 'the feed asks not to be polled in some hours or days (skipHours, skipDays)';
  const AFTERWARDS = NOON + 4 * HOUR;

  it.each<[string, Plan]>([
    ['it failed', nextRetry({ asked: NOON, failures: 1, held: null, hints }, SETTINGS, never)],
    [
      'its host wants to be left alone',
      nextRetry({ asked: NOON, failures: 1, held: NOON + 2 * HOUR, hints }, SETTINGS, never),
    ],
    ['a host that it redirects to does', nextOnceLifted(NOON + 2 * HOUR, hints, never)],
  ])('2.3 the next try is after them, and the reasons tell so: %s', (_, { at, reasons }) => {
    expect(at).toBe(AFTERWARDS);
    expect(reasons).toContain(SKIPPED);
  });

  it.each([
    ['its turn', NOON + HOUR, null, NOON],
    ['the end of a hold', NOON, NOON + 2 * HOUR, NOON],
    ['now, its turn being over', NOON, null, NOON + 2 * HOUR],
  ])('11.2 its turn is said to be after them, where they hold %s', (_, nextPoll, held, now) => {
    expect(turnOf({ lastPolled: NOON - HOUR, nextPoll, hints }, held, now)).toBe(AFTERWARDS);
  });
});

describe('whether a source is due', () => {
  const turn = { lastPolled: NOON, nextPoll: NOON + HOUR, hints: NO_HINTS };

  it('2.1 begins at its next poll and not before', () => {
    expect([-1, 0].map((early) => isDue(turn, null, NOON + HOUR + early))).toEqual([false, true]);
  });

  it('2.6 does not depend on a plan made by a clock that ran ahead', () => {
    const ahead = { ...turn, lastPolled: NOON + 1000 * DAY, nextPoll: NOON + 1001 * DAY };
    expect(isDue(ahead, null, NOON)).toBe(true);
  });

  it('3.3 waits for its host', () => {
    expect(isDue(turn, NOON + 2 * HOUR, NOON + HOUR)).toBe(false);
  });

  it('2.3 is not in a skipped hour, even when its turn came before', () => {
    expect(isDue({ ...turn, hints: { ...NO_HINTS, skipHours: [14] } }, null, NOON + 2 * HOUR)).toBe(false);
  });
});

describe('how fresh an answer is', () => {
  const DATE = 'Mon, 02 Mar 2026 12:00:00 GMT';
  it.each([
    ['max-age=3600', null, null, HOUR],
    ['public, MAX-AGE="3600"', null, null, HOUR],
    ['max-age=3600', null, '600', 50 * MINUTE],
    ['max-age=60', 'Mon, 02 Mar 2026 18:00:00 GMT', null, MINUTE],
    [null, 'Mon, 02 Mar 2026 18:00:00 GMT', null, 6 * HOUR],
    [null, 'Monday, 02-Mar-26 18:00:00 GMT', null, 6 * HOUR],
    [null, 'Mon Mar  2 18:00:00 2026', null, 6 * HOUR],
    [null, '0', null, null],
    [null, 'Mon, 02 Mar 2026 11:00:00 GMT', null, null],
    ['no-store', 'Mon, 02 Mar 2026 18:00:00 GMT', null, null],
    ['no-cache, max-age=3600', null, null, null],
    ['max-age=0', 'Mon, 02 Mar 2026 18:00:00 GMT', null, null],
    ['max-age=-5', null, null, null],
    ['max-age=soon', null, null, null],
    ['private="max-age=5", community="x"', null, null, null],
  ])('2.3 Cache-Control %s, Expires %s, Age %s', (cacheControl, expires, age, fresh) => {
    expect(freshnessOf({ cacheControl, expires, age, date: DATE }, NOON)).toBe(fresh);
  });

  it('2.3 reads Expires against Date, whatever the clock here says', () => {
    const fields = { cacheControl: null, expires: 'Mon, 02 Mar 2026 18:00:00 GMT', age: null, date: DATE };
    expect(freshnessOf(fields, NOON + 100 * DAY)).toBe(6 * HOUR);
  });

  it.each(['', 'tomorrow', 'Mon, 99 Foo 2026 12:00:00 GMT', '2026-03-02T12:00:00Z'])(
    'an HTTP date is not "%s"',
    (text) => {
      expect(httpDate(text)).toBeNull();
    },
  );

  it.each([
    ['120', 2 * MINUTE],
    ['Mon, 02 Mar 2026 13:00:00 GMT', HOUR],
    ['0', null],
    ['-5', null],
    ['Mon, 02 Mar 2026 11:00:00 GMT', null],
    ['later', null],
  ])('3.3 Retry-After: %s', (value, wait) => {
    expect(retryAfter(value, NOON)).toBe(wait === null ? null : NOON + wait);
  });
});

describe('how far apart entries are', () => {
  it('is the median of their gaps, or the silence since the newest', () => {
    const daily = [1, 2, 3, 4].map((day) => NOON - day * DAY);
    expect(rhythmOf(daily, NOON)).toBe(DAY);
    expect(rhythmOf(daily, NOON + 40 * DAY)).toBe(41 * DAY);
    expect(rhythmOf(daily.slice(0, 2), NOON)).toBeNull();
  });
});

describe('a duration in words', () => {
  it.each([
    [400, '0 seconds'],
    [1_000, '1 second'],
    [90_000, '90 seconds'],
    [2 * MINUTE, '2 minutes'],
    [119 * MINUTE, '119 minutes'],
    [47 * HOUR, '47 hours'],
    [2.4 * DAY, '2 days'],
  ])('%d ms: %s', (duration, words) => {
    expect(inWords(duration)).toBe(words);
  });
});
