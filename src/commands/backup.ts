import { dirname, resolve } from 'node:path';
import type { App, GlobalOptions } from '../app.ts';
import { Fault, reasonOf } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import { copyState, copyTables } from '../store/copies.ts';
import { withoutPassword } from '../store/store.ts';

export interface BackupOptions extends GlobalOptions {
  /** Where the copy goes. */
  readonly file: string;
}

/** Copies the state to a file, whoever is using it meanwhile. */
export async function backup({ settings, store, console }: App, { file }: BackupOptions): Promise<number> {
  const [state, copy] = [settings.state, resolve(file)];
  if (copy === state) {
    throw new Fault({ stage: 'usage', subject: copy, problem: 'is the state itself', mend: 'name another file' });
  }
  try {
    makeFolder(dirname(copy));
    if (isFile(state)) copyState(state, copy);
    else await copyTables(store.tables, copy);
  } catch (thrown) {
    const problem = `cannot be written as a copy of the state: ${reasonOf(thrown)}`;
    const mend = 'name a file that can be written, on a disk with room';
    throw thrown instanceof Fault ? thrown : new Fault({ stage: 'store', subject: copy, problem, mend, cause: thrown });
  }
  console.print(`the state is copied to ${copy}; it comes back by: tidings restore ${file}`);
  console.printJson({ state: withoutPassword(state), copy });
  return 0;
}

/** Whether a state is a SQLite file, and no address of a database. */
export function isFile(state: string): boolean {
  return !state.includes('://');
}
