import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { App, GlobalOptions } from '../app.ts';
import { Fault, reasonOf } from '../fault.ts';
import { copyState } from '../store/copies.ts';
import { withoutPassword } from '../store/store.ts';

export interface BackupOptions extends GlobalOptions {
  /** Where the copy goes. */
  readonly file: string;
}

/** Copies the state to a file, whoever is using it meanwhile. */
export async function backup(app: App, { file }: BackupOptions): Promise<number> {
  const [state, copy] = [stateFile(app.settings.state), resolve(file)];
  if (copy === state) {
    throw new Fault({ stage: 'usage', subject: copy, problem: 'is the state itself', mend: 'name another file' });
  }
  try {
    mkdirSync(dirname(copy), { recursive: true });
    copyState(state, copy);
  } catch (thrown) {
    const problem = `cannot be written as a copy of the state: ${reasonOf(thrown)}`;
    const mend = 'name a file that can be written, on a disk with room';
    throw thrown instanceof Fault ? thrown : new Fault({ stage: 'store', subject: copy, problem, mend, cause: thrown });
  }
  app.console.print(`the state is copied to ${copy}; it comes back by: tidings restore ${file}`);
  app.console.printJson({ state, copy });
  return 0;
}

/** @throws Fault where the state is no file */
export function stateFile(state: string): string {
  if (!state.includes('://')) return state;
  const mend = 'copy it by pg_dump --schema SITE, and bring it back by pg_restore';
  throw new Fault({ stage: 'usage', subject: withoutPassword(state), problem: 'is no file', mend });
}
