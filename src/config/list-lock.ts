import { closeSync, existsSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Fault, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import type { Duration } from '../model.ts';

/** Between two looks at whether another's turn has ended. */
const LOOK_AGAIN: Duration = 50;

/** Many times what a turn takes, for lists of any length. */
const LONGEST_TURN: Duration = 30_000;

/**
 * Does `work` when no other process adds to a list, so that none writes over what another has just added. What says so
 * is a file beside the list, gone when the work has ended; one that is left by a process that was killed is taken over.
 * @throws Fault where nothing can be written there
 */
export async function holdingList<T>(list: string, work: () => Promise<T>, longestTurn = LONGEST_TURN): Promise<T> {
  const real = existsSync(list) ? realpathSync(list) : list;
  const lock = join(dirname(real), `.${basename(real)}.lock`);
  try {
    makeFolder(dirname(lock));
    await take(lock, Math.ceil(longestTurn / LOOK_AGAIN));
  } catch (thrown) {
    throw new Fault({ stage: 'sources', subject: list, ...unwritable(thrown, 'give this user the right to write it') });
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function take(lock: string, mostLooks: number): Promise<void> {
  let looks = 0;
  let seen: string | null = null;
  while (!isTaken(lock)) {
    const holder = holderOf(lock);
    looks = holder === seen ? looks + 1 : 0;
    seen = holder;
    if (looks > mostLooks) rmSync(lock, { force: true });
    else await wait(LOOK_AGAIN);
  }
}

/** Whether the lock is ours now: of all who make one file in this way, one succeeds. */
function isTaken(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw thrown;
  }
}

/** What tells one lock of a list from the next; null where there is none. */
function holderOf(lock: string): string | null {
  const file = statSync(lock, { throwIfNoEntry: false });
  return file === undefined ? null : `${file.ino} ${file.mtimeMs}`;
}
