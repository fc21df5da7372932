import { chmodSync, closeSync, copyFileSync, existsSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { diskFault } from './disk-fault.ts';
import { openSqlite } from './sqlite.ts';
import { differing, type Tables, tables } from './tables.ts';

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
 * Copies the tables of a state in another database to a SQLite file, as they are at one instant, while others read and
 * write them, and compares what then is in both.
 * @throws Fault or Error where the copy cannot be written
 */
export async function copyTables(state: Tables, copy: string): Promise<void> {
  const unfinished = `${copy}.unfinished`;
  removeDatabase(unfinished);
  try {
    const { db } = await openSqlite(unfinished);
    const target = tables(db);
    const copyAndCompare = async (still: Pick<Tables, 'rows' | 'contents'>) => {
      await target.fill(still.rows);
      const different = differing(await still.contents(), await target.contents());
      if (different.length > 0) throw new Error(`it differs in ${different.join(', ')}`);
    };
    await state.atOneInstant(copyAndCompare).finally(() => db.destroy());
    renameSync(unfinished, copy);
  } finally {
    removeDatabase(unfinished);
  }
}

/**
 * Makes a copy what the tables of a state in another database hold, as {@link restoreState} does of a file. The site must
 * be held.
 * @throws Fault or Error where the copy is damaged, none of this program's, or newer than it
 */
export async function restoreTables(copy: string, state: Tables): Promise<void> {
  const incoming = `${copy}.incoming`;
  try {
    await makeReady(copy, incoming);
    const { db } = await openSqlite(incoming);
    await state.replace(tables(db).rows).finally(() => db.destroy());
  } finally {
    removeDatabase(incoming);
  }
}

/**
 * Makes a copy the state again, and keeps the former state under another name. The copy is looked through and brought up
 * to date before anything is changed. What was still to be sent when it was made may have been sent since, so these
 * deliveries are uncertain. The site must be held.
 * @throws Fault or Error where the copy is damaged, none of this program's, or newer than it
 */
export async function restoreState(copy: string, state: string, former: string): Promise<void> {
  const incoming = `${state}.incoming`;
  try {
    await makeReady(copy, incoming);
    if (existsSync(state)) setAside(state, former);
    renameSync(incoming, state);
  } finally {
    removeDatabase(incoming);
  }
}

/** Makes of a copy, under another name, what can be the state: sound, up to date, and sending nothing again. */
async function makeReady(copy: string, incoming: string): Promise<void> {
  removeDatabase(incoming);
  copyFileSync(copy, incoming);
  chmodSync(incoming, 0o600);
  findDamage(incoming);
  await makeSendingUncertain(incoming);
}

function removeDatabase(path: string): void {
  for (const suffix of ['', ...COMPANIONS]) rmSync(path + suffix, { force: true });
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
