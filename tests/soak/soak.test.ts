import { expect, it } from 'vitest';
import { planSoak } from './plan.ts';
import { soak } from './soak.ts';

/** From a Friday to a Thursday, on which an edition is due; `npm run soak` goes on for weeks. */
const PLAN = { seed: 2014, weeks: 0.6, every: 24, feeds: 4, calmDays: 2 };

it('loses, doubles and breaks nothing in days of faults', async () => {
  const { violations, messages } = await soak(PLAN);
  expect(violations).toEqual([]);
  expect(messages).toBeGreaterThan(0);
}, 300_000);

it('has the same plan for the same seed, and another for another', () => {
  expect(planSoak(PLAN)).toEqual(planSoak(PLAN));
  expect(planSoak(PLAN)).not.toEqual(planSoak({ ...PLAN, seed: 2015 }));
});
