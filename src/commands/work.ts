import type { App, GlobalOptions } from '../app.ts';

/** Works on the site until the process is asked to end: alone on a SQLite state, beside others on a PostgreSQL one. */
export async function work(app: App, _options: GlobalOptions): Promise<number> {
  const { sharing } = app.store;
  if (sharing === null) await (await import('../work/alone.ts')).workAlone(app);
  else await (await import('../work/together.ts')).workTogether(app, sharing);
  return 0;
}
