import type { App } from '../app.ts';
import type { Instant } from '../model.ts';
import type { PollSummary } from './poll.ts';
import type { SendCounts } from './send.ts';

/** A past run, as `status` tells of it. */
export interface PastRun {
  /** By this its lines are found in the log. */
  readonly run: string;
  readonly began: Instant;
  readonly seconds: number;
  readonly failedSources: number;
  readonly newEntries: number;
  /** The edition that it sent something of; null: none. */
  readonly edition: string | null;
  /** What kept it from doing its job; null: nothing. */
  readonly error: string | null;
}

/** The fact under which the last runs are kept. */
const RUNS = 'runs';

const RUNS_KEPT = 20;

/** The last runs, the latest first. */
export async function pastRuns({ store }: App): Promise<PastRun[]> {
  return JSON.parse((await store.facts.get(RUNS)) ?? '[]');
}

/** Remembers a run that has ended, and says so in the log. The site must be held. */
export async function noteRun(app: App, past: PastRun): Promise<void> {
  const { run, ...figures } = past;
  app.log.debug(figures, 'run ended');
  await app.store.facts.set(RUNS, JSON.stringify([past, ...(await pastRuns(app))].slice(0, RUNS_KEPT)));
}

/** What a run that got as far as sending did. */
export function figuresOf(
  poll: PollSummary,
  send: SendCounts,
): Pick<PastRun, 'failedSources' | 'newEntries' | 'edition'> {
  return { failedSources: poll.sources.failed, newEntries: poll.entries.new, edition: send.due ? send.edition : null };
}
