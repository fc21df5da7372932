import type { App } from '../app.ts';

/** Exit status where another run holds this site (EX_TEMPFAIL of sysexits.h). */
const HELD = 75;

/** What holding a site needs of it. */
export interface Holdable {
  readonly settings: Pick<App['settings'], 'site'>;
  readonly store: Pick<App['store'], 'lock'>;
  readonly log: Pick<App['log'], 'error'>;
}

/** Does `work` while holding the site's lock; where another living process holds it, says so and does nothing. */
export async function holdingSite(app: Holdable, work: () => Promise<number>): Promise<number> {
  const lock = await app.store.lock();
  if (lock === null) {
    app.log.error(`${app.settings.site}: another run holds this site; try again when it has ended`);
    return HELD;
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Whether another living run holds the site. */
export async function isSiteHeld({ store }: App): Promise<boolean> {
  const lock = await store.lock();
  await lock?.release();
  return lock === null;
}
