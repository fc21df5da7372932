import type { QueueOptions } from 'pg-boss';
import type { Source } from '../model.ts';

/** What a worker can be asked to do. */
export type JobName = 'plan' | 'poll' | 'hubs' | 'edition' | 'deliver' | 'publish';

/** The sources of one host, which are polled together so that nobody else asks that host meanwhile. */
export interface PollJob {
  readonly host: string;
  readonly sources: readonly Source[];
}

/** Where jobs end up that have failed again and again. */
export const DEAD_LETTERS = 'dead';

/** A worker that is not heard of for so long has its jobs given to another. */
const HEARTBEAT_S = 10;
const HOUR_S = 3600;

/** Of each key, such as a host, one job at most waits or is being done. */
const once = {
  policy: 'exclusive',
  notify: true,
  deadLetter: DEAD_LETTERS,
  heartbeatSeconds: HEARTBEAT_S,
  expireInSeconds: HOUR_S,
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: HOUR_S,
} as const;

/** The queues, and how their jobs are tried. */
export const QUEUES: Readonly<Record<JobName, QueueOptions & { policy: string; notify: boolean; deadLetter: string }>> =
  { plan: once, poll: once, edition: once, deliver: once, publish: once, hubs: once };
