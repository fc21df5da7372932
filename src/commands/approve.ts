import type { App, GlobalOptions } from '../app.ts';
import { Fault } from '../fault.ts';
import { publishFiles } from './publish.ts';
import { deliver, report } from './send.ts';
import { holdingSite, isSiteHeld } from './site-lock.ts';

interface ApproveOptions extends GlobalOptions {
  /** The name of an edition; without, the one that waits. */
  readonly edition?: string;
  /** Hold it back for ever, and have its posts in the next edition. */
  readonly reject?: boolean;
}

/** Lets an edition go out that waits for approval, and sends it; or rejects it. */
export async function approve(app: App, { edition, reject }: ApproveOptions): Promise<number> {
  const name = edition ?? (await theOneWaiting(app));
  if (reject) return rejectEdition(app, name);
  if (!(await app.store.editions.approve(name)))
    throw unusable(name, 'is no edition that has begun, or it was rejected; tidings status lists the editions');
  app.log.info(`${name}: approved`);
  if (await isSiteHeld(app)) {
    app.log.info('another run holds this site; the edition goes out with the next');
    return report(app, { edition: name, due: false, ...(await app.store.deliveries.counts(name, true)) });
  }
  return holdingSite(app, async () => {
    await publishFiles(app);
    const { fault } = await deliver(app, false);
    report(app, { edition: name, due: false, ...(await app.store.deliveries.counts(name)) });
    return fault === null ? 0 : 1;
  });
}

async function rejectEdition(app: App, name: string): Promise<number> {
  if (!(await app.store.editions.reject(name, app.clock())))
    throw unusable(name, 'is no edition that waits for approval');
  app.log.info(`${name}: rejected; its posts are in the next edition`);
  return report(app, { edition: name, due: false, ...(await app.store.deliveries.counts(name)) });
}

async function theOneWaiting(app: App): Promise<string> {
  const [first, ...others] = await app.store.editions.waiting();
  if (first === undefined) throw unusable('approve', 'no edition waits for approval');
  if (others.length === 0) return first.name;
  const names = [first, ...others].map(({ name }) => name).join(', ');
  throw unusable('approve', `several editions wait (${names}); name the one that is meant`);
}

function unusable(subject: string, problem: string): Fault {
  return new Fault({ stage: 'usage', subject, problem });
}
