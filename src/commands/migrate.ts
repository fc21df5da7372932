import { resolve } from 'node:path';
import type { App, GlobalOptions } from '../app.ts';
import { Fault } from '../fault.ts';
import { openStore, type Store, withoutPassword } from '../store/store.ts';
import { differing, type TableContents } from '../store/tables.ts';
import { holdingSite } from './site-lock.ts';

export interface MigrateOptions extends GlobalOptions {
  /** A file or a `postgres://` address. */
  readonly to: string;
}

/** Copies the site's state to another database, which must be empty, and compares what then is in both. */
export function migrate(app: App, { to }: MigrateOptions): Promise<number> {
  const address = to.includes('://') ? to : resolve(to);
  return holdingSite(app, async () => {
    const target = await openStore(address, app.settings.siteName);
    try {
      const copied = await copy(app.store, target, withoutPassword(address));
      for (const { table, rows, checksum } of copied) {
        app.console.print(`${table.padEnd(14)} ${String(rows).padStart(10)} rows  ${checksum.slice(0, 16)}`);
      }
      app.console.print(
        `every table is the same in both; now set "state" in tidings.yaml to ${withoutPassword(address)}`,
      );
      app.console.printJson({ to: withoutPassword(address), tables: copied });
      return 0;
    } finally {
      await target.close();
    }
  });
}

/** @throws Fault where the target is in use or not empty, or where a table is not the same in both afterwards */
async function copy(source: Store, target: Store, name: string): Promise<readonly TableContents[]> {
  const lock = await target.lock();
  if (lock === null) throw new Fault({ stage: 'store', subject: name, problem: 'is in use by another process' });
  try {
    if (!(await target.tables.fill(source.tables.rows))) {
      const mend = 'name an empty database or a new file by --to';
      throw new Fault({ stage: 'store', subject: name, problem: 'holds a state already', mend });
    }
    const copied = await target.tables.contents();
    const different = differing(await source.tables.contents(), copied);
    if (different.length === 0) return copied;
    const mend = 'end whatever writes to this site, empty the target, and migrate again';
    throw new Fault({ stage: 'store', subject: name, problem: `differs in ${different.join(', ')}`, mend });
  } finally {
    await lock.release();
  }
}
