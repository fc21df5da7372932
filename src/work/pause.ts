import { setTimeout as wait } from 'node:timers/promises';
import type { Duration } from '../model.ts';

/** Waits, but no longer than until `signal` is aborted. */
export async function pause(duration: Duration, signal: AbortSignal): Promise<void> {
  if (duration <= 0 || signal.aborted) return;
  await wait(duration, undefined, { signal }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown;
  });
}
