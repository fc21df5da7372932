import { PgBoss } from 'pg-boss';
import type { Sharing } from '../store/sharing.ts';
import { DEAD_LETTERS, QUEUES } from './jobs.ts';

/** How the jobs of one kind stand. */
export interface JobCounts {
  /** `dead`: those that failed again and again, kept to be looked at. */
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
}

/** How the workers' jobs stand; there must have been a worker before. */
export async function countJobs({ queue }: Sharing): Promise<JobCounts[]> {
  const quiet = { migrate: false, supervise: false, schedule: false, registerInstance: false };
  const jobs = new PgBoss({ ...queue.connection, schema: queue.schema, max: 1, ...quiet });
  await jobs.start();
  try {
    const counts: JobCounts[] = [];
    for (const name of [...Object.keys(QUEUES), DEAD_LETTERS]) {
      const [now] = await jobs.getQueueStats(name, { force: true });
      if (now === undefined) continue;
      counts.push({ name, waiting: now.queuedCount, active: now.activeCount, failed: now.failedCount });
    }
    return counts;
  } finally {
    await jobs.stop({ graceful: false });
  }
}
