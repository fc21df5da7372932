import type { App } from '../app.ts';
import { run } from '../commands/run.ts';
import { reasonOf } from '../fault.ts';
import type { Duration } from '../model.ts';
import { pause } from './pause.ts';

/** How far apart the beginnings of two runs are. */
const BETWEEN_RUNS: Duration = 60_000;

/** Does what cron would do every minute, in one process, until it is asked to end. A run that fails is followed by the next. */
export async function workAlone(app: App): Promise<void> {
  while (!app.signal.aborted) {
    const begun = performance.now();
    await run(app, {}).catch((thrown: unknown) => app.log.error(reasonOf(thrown)));
    await pause(begun + BETWEEN_RUNS - performance.now(), app.signal);
  }
}
