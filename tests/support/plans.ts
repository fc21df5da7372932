import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { DEAD_LETTERS, QUEUES } from '../../src/work/jobs.ts';

/** A plan that somebody has taken up, so that no worker plans meanwhile. */
export interface HeldPlan {
  /** Ends it, and has a worker make the next at once. */
  end(): Promise<void>;
}

/** Takes up a plan of a site on which nobody works yet. */
export async function takeUpPlan(database: pg.Client, address: string): Promise<HeldPlan> {
  const jobs = new PgBoss({ connectionString: address, schema: 'tidings_jobs', supervise: false, schedule: false });
  await jobs.start();
  await jobs.createQueue(DEAD_LETTERS);
  await jobs.createQueue('plan', QUEUES.plan);
  await jobs.send('plan', null, { singletonKey: 'plan' });
  const [held] = await jobs.fetch('plan');
  if (held === undefined) throw new Error('somebody else has taken up the plan');
  await database.query(`update tidings_jobs.job set heartbeat_on = now() + interval '1 hour'`);
  return {
    async end() {
      await jobs.complete('plan', held.id);
      await jobs.send('plan', null, { singletonKey: 'plan' });
      await jobs.stop({ graceful: false });
    },
  };
}
