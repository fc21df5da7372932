import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type GlobalOptions, openConsole, type Surroundings, verbosityOf } from '../app.ts';
import { openClock } from '../clock.ts';
import { readSettings, settingsFile } from '../config/settings.ts';
import { Fault, reasonOf } from '../fault.ts';
import { openLog } from '../log.ts';
import type { Instant } from '../model.ts';
import { restoreState } from '../store/copies.ts';
import { takeLock } from '../store/lock.ts';
import { stateFile } from './backup.ts';
import { holdingSite } from './site-lock.ts';

export interface RestoreOptions extends GlobalOptions {
  /** A copy made by `backup`. */
  readonly file: string;
}

/** Makes a copy the state again; the former state stays beside it. It need not be sound, so the site is not opened. */
export async function restore(options: RestoreOptions, surroundings: Surroundings): Promise<number> {
  const { environment } = surroundings;
  const settings = readSettings(settingsFile(options), environment);
  const clock = await openClock(options.now ?? environment.TIDINGS_NOW, settings.timezone);
  const [state, copy] = [stateFile(settings.state), resolve(options.file)];
  const former = existsSync(state) ? formerName(state, clock()) : null;
  mkdirSync(dirname(state), { recursive: true, mode: 0o700 });
  const site = {
    settings,
    store: { lock: async () => takeLock(state) },
    log: openLog({ verbosity: verbosityOf(options), format: 'lines', run: '', clock }, surroundings.stderr),
  };
  return holdingSite(site, async () => {
    await restoreState(copy, state, former ?? '').catch((thrown: unknown) => {
      throw unrestorable(copy, thrown);
    });
    const console = openConsole(options, surroundings);
    console.print(`the state is that of ${copy}${former === null ? '' : `; the former one is kept as ${former}`}`);
    console.printJson({ state, copy, former });
    return 0;
  });
}

function unrestorable(copy: string, thrown: unknown): Fault {
  const problem = `cannot be restored: ${reasonOf(thrown)}`;
  return new Fault({
    stage: 'store',
    subject: copy,
    problem,
    mend: 'name a copy made by tidings backup',
    cause: thrown,
  });
}

/** The first free name of a state set aside at an instant. */
function formerName(state: string, now: Instant): string {
  const name = `${state}.before-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`;
  let number = 1;
  while (existsSync(number === 1 ? name : `${name}-${number}`)) number += 1;
  return number === 1 ? name : `${name}-${number}`;
}
