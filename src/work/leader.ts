import type { App } from '../app.ts';
import { reasonOf } from '../fault.ts';
import type { Duration, Instant } from '../model.ts';
import { lastPlan } from './history.ts';
import { pause } from './pause.ts';

const MINUTE: Duration = 60_000;

/** By then the cron of pg-boss has given out the minute's plan where all is well. */
const LATE: Duration = 4_000;

/** How often each worker looks whether the plan is late. */
const BETWEEN_LOOKS: Duration = 2_000;

/** Whether there is a plan to be made at `now`: one a minute of the database's clock, which may have run ahead before. */
export function isOwed(last: Instant | null, now: Instant): boolean {
  return last === null || minuteOf(now) > minuteOf(last) || last > now + MINUTE;
}

/**
 * Has the plan made here where it is late, for whoever had it in hand, or was to give it out, may have died. Where it
 * fails, it is left to the others for a minute. Ends when the app's signal is aborted, and no plan is under way here.
 */
export async function seeThatSomebodyPlans(app: App, plan: () => Promise<void>): Promise<void> {
  const look = async () => {
    if (isOwed(await lastPlan(app), app.clock() - LATE)) await plan();
    return BETWEEN_LOOKS;
  };
  const failed = (thrown: unknown) => {
    if (!app.signal.aborted) app.log.error(`plan: ${reasonOf(thrown)}`);
    return MINUTE;
  };
  while (!app.signal.aborted) await pause(await look().catch(failed), app.signal);
}

function minuteOf(instant: Instant): number {
  return Math.floor(instant / MINUTE);
}
