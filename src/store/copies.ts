import { chmodSync, closeSync, copyFileSync, existsSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { diskFault } from './disk-fault.ts';
import { openSqlite } from './sqlite.ts';

/** Files that SQLite keeps beside a database of which commits are not in it yet. */
const COMPANIONS = ['-wal', '-shm'] as const;

/**
 * Copies the state in a SQLite file, as it is at one instant, while others read and write it. The copy takes the place
 * of an earlier one only when it is whole.
 * @throws Fault or Error where the copy cannot be written
 */
export function copyState(state: string, copy: string): void {
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  const database = new DatabaseSync(state);
  try {
    closeSync(openSync(unfinished, 'wx', 0o600));
    database.prepare('vacuum into ?').run(unfinished);
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    throw diskFault(copy, thrown);
  } finally {
    database.close();
  }
  renameSync(unfinished, copy);
}

/**
 * Makes a copy the state again, and keeps the former state under another name. The copy is looked through and brought up
 * to date before anything is changed. What was still to be sent when it was made may have been sent since, so these
 * deliveries are uncertain. The site must be held.
 * @throws Fault or Error where the copy is damaged, none of this program's, or newer than it
 */
export async function restoreState(copy: string, state: string, former: string): Promise<void> {
  const incoming = `${state}.incoming`;
  for (const suffix of ['', ...COMPANIONS]) rmSync(incoming + suffix, { force: true });
  try {
    copyFileSync(copy, incoming);
    chmodSync(incoming, 0o600);
    findDamage(incoming);
    await makeSendingUncertain(incoming);
    if (existsSync(state)) setAside(state, former);
    renameSync(incoming, state);
  } finally {
    for (const suffix of ['', ...COMPANIONS]) rmSync(incoming + suffix, { force: true });
  }
}

function findDamage(path: string): void {
  const database = new DatabaseSync(path);
  try {
    const tables = database.prepare("select name from sqlite_schema where name = 'kysely_migration'").all();
    if (tables.length === 0) throw new Error('it is no state of tidings');
    const [first] = database.prepare('pragma integrity_check(1)').all();
    if (first?.integrity_check !== 'ok') throw new Error(`it is damaged: ${first?.integrity_check}`);
  } finally {
    database.close();
  }
}

async function makeSendingUncertain(path: string): Promise<void> {
  const { db } = await openSqlite(path);
  try {
    const last_error = 'a copy of the state was restored that was made before it was sent';
    await db
      .updateTable('deliveries')
      .set({ state: 'uncertain', claimed_by: null, last_error })
      .where('state', 'in', ['queued', 'sending', 'deferred'])
      .execute();
  } finally {
    await db.destroy();
  }
}

/** Keeps a state under another name, with its companions, of which none may stay to be taken for the next state's. */
function setAside(state: string, former: string): void {
  linkSync(state, former);
  for (const suffix of COMPANIONS) {
    if (existsSync(state + suffix)) renameSync(state + suffix, former + suffix);
  }
}
