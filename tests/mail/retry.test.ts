import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPace } from '../../src/mail/pace.ts';
import { retryAt } from '../../src/mail/retry.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a retry (8)', () => {
  it('waits more than a minute, less than an hour at first, and never more than eight', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), chance, (attempts, luck) => {
        const wait = (retryAt(attempts, 0, 0, () => luck) ?? Number.NaN) - 0;
        expect(wait).toBeGreaterThan(MINUTE);
        expect(wait).toBeLessThanOrEqual(8 * HOUR);
        if (attempts === 1) expect(wait).toBeLessThan(HOUR);
      }),
    );
  });

  it('waits longer each time, up to eight hours', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => retryAt(attempts, 0, 0, () => 0.5));
    expect(waits).toEqual([0.25, 0.5, 1, 2, 4, 8, 8].map((hours) => hours * HOUR));
  });

  it('is given up after days, counted from the first try', () => {
    expect(retryAt(20, 0, 47 * HOUR, () => 0.5)).not.toBeNull();
    expect(retryAt(20, 0, 5 * 24 * HOUR, () => 0.5)).toBeNull();
    expect(retryAt(1, 30 * 24 * HOUR, 30 * 24 * HOUR, () => 0.5)).not.toBeNull();
  });
});

describe('the pace', () => {
  const at = { now: 0 };
  const stopwatch = () => at.now;

  it('keeps to the rate in all', () => {
    at.now = 0;
    const pace = openPace(10, stopwatch);
    expect([1, 2, 3, 4].map(() => pace.turn('example.net'))).toEqual([0, 100, 200, 300]);
    at.now = 1000;
    expect(pace.turn('example.net')).toBe(0);
  });

  it('slows down for a domain that asks for it, and for no other, until messages pass again', () => {
    at.now = 0;
    const pace = openPace(1_000_000, stopwatch);
    pace.slowDown('slow.example');
    pace.slowDown('slow.example');
    expect(pace.turn('slow.example')).toBe(500);
    expect(pace.turn('slow.example')).toBe(1000);
    expect(pace.turn('other.example')).toBeLessThan(1);
    pace.speedUp('slow.example');
    pace.speedUp('slow.example');
    expect(pace.turn('slow.example')).toBeLessThan(1);
  });

  it('never waits more than seconds between two messages to a domain', () => {
    at.now = 0;
    const pace = openPace(1_000_000, stopwatch);
    for (let refusals = 0; refusals < 50; refusals += 1) pace.slowDown('slow.example');
    const [first, second] = [pace.turn('slow.example'), pace.turn('slow.example')];
    expect(second - first).toBe(5000);
  });
});
