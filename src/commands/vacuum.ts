import type { App, GlobalOptions } from '../app.ts';
import { pruneAll } from './retention.ts';
import { holdingSite } from './site-lock.ts';

/** Lets go of all that is older than `state.keep`, and gives the room back to the disk. */
export function vacuum(app: App, _options: GlobalOptions): Promise<number> {
  return holdingSite(app, async () => {
    const { retention } = app.store;
    const before = await retention.size();
    const pruned = await pruneAll(app);
    await retention.compact();
    const after = await retention.size();
    app.console.printJson({ ...pruned, bytes: { before, after } });
    app.console.print(
      `${pruned.entries} old texts and ${pruned.deliveries} old deliveries are gone; the state takes ${megabytes(after)}, and took ${megabytes(before)}`,
    );
    return 0;
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
