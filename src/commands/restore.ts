import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Console, type GlobalOptions, openConsole, type Surroundings, verbosityOf } from '../app.ts';
import { openClock } from '../clock.ts';
import { readSettings, type Settings, settingsFile } from '../config/settings.ts';
import { Fault, reasonOf, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import { type Log, openLog } from '../log.ts';
import type { Instant } from '../model.ts';
import { copyTables, restoreState, restoreTables } from '../store/copies.ts';
import { takeLock } from '../store/lock.ts';
import { openStore, withoutPassword } from '../store/store.ts';
import { isFile } from './backup.ts';
import { holdingSite } from './site-lock.ts';

export interface RestoreOptions extends GlobalOptions {
  /** A copy made by `backup`. */
  readonly file: string;
}

/** Makes a copy the state again; the former state is kept. It need not be sound, so the site is not opened. */
export async function restore(options: RestoreOptions, surroundings: Surroundings): Promise<number> {
  const { environment, stderr } = surroundings;
  const settings = readSettings(settingsFile(options), environment);
  const clock = await openClock(options.now ?? environment.TIDINGS_NOW, settings.timezone);
  const log = openLog({ verbosity: verbosityOf(options), format: 'lines', run: '', clock }, stderr);
  const console = openConsole(options, surroundings);
  const restoring = { settings, log, console, copy: resolve(options.file), now: clock() };
  return isFile(settings.state) ? restoreFile(restoring) : restoreDatabase(restoring);
}

interface Restoring {
  readonly settings: Settings;
  readonly log: Log;
  readonly console: Console;
  readonly copy: string;
  readonly now: Instant;
}

function restoreFile({ settings, log, console, copy, now }: Restoring): Promise<number> {
  const { state } = settings;
  const former = existsSync(state) ? formerName(state, now) : null;
  makeFolderOf(state);
  return holdingSite({ settings, log, store: { lock: async () => takeLock(state) } }, async () => {
    await restoreState(copy, state, former ?? '').catch(unrestorable(copy));
    return report(console, { state, copy, former });
  });
}

function makeFolderOf(state: string): void {
  try {
    makeFolder(dirname(state), 0o700);
  } catch (thrown) {
    const mend = 'set "state" in tidings.yaml to a file that can be written';
    throw new Fault({ stage: 'store', subject: state, ...unwritable(thrown, mend) });
  }
}

/** The former state goes into a file beside the copy. */
async function restoreDatabase({ settings, log, console, copy, now }: Restoring): Promise<number> {
  const store = await openStore(settings.state, settings.siteName);
  try {
    return await holdingSite({ settings, log, store }, async () => {
      const former = formerName(copy, now);
      await copyTables(store.tables, former);
      await restoreTables(copy, store.tables).catch(unrestorable(copy));
      return report(console, { state: withoutPassword(settings.state), copy, former });
    });
  } finally {
    await store.close();
  }
}

interface Restored {
  readonly state: string;
  readonly copy: string;
  readonly former: string | null;
}

function report(console: Console, restored: Restored): number {
  const { copy, former } = restored;
  console.print(`the state is that of ${copy}${former === null ? '' : `; the former one is kept as ${former}`}`);
  console.printJson(restored);
  return 0;
}

function unrestorable(copy: string): (thrown: unknown) => never {
  return (thrown) => {
    const problem = `cannot be restored: ${reasonOf(thrown)}`;
    const mend = 'name a copy made by tidings backup';
    throw new Fault({ stage: 'store', subject: copy, problem, mend, cause: thrown });
  };
}

/** The first free name of a state set aside at an instant. */
function formerName(state: string, now: Instant): string {
  const name = `${state}.before-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`;
  let number = 1;
  while (existsSync(number === 1 ? name : `${name}-${number}`)) number += 1;
  return number === 1 ? name : `${name}-${number}`;
}
