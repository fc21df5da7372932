import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SiteLock } from './store.ts';

/**
 * Takes the lock of the site whose state is at `statePath`, or returns null where a living process holds it.
 * It is SQLite's own lock on a file beside the state: the system drops it with the process that held it, however
 * that ended, so nothing is ever left to clean up.
 */
export function takeLock(statePath: string): SiteLock | null {
  const file = `${statePath}.lock`;
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // Without a journal in a file it can be taken, and what is wrong be said, on a disk that is full.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (thrown) {
    database.close();
    if (isBusy(thrown)) return null;
    throw thrown;
  }
  return { release: async () => database.close() };
}

function isBusy(thrown: unknown): boolean {
  const SQLITE_BUSY = 5;
  return thrown instanceof Error && 'errcode' in thrown && thrown.errcode === SQLITE_BUSY;
}
