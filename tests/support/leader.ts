import type pg from 'pg';
import type { Duration } from '../../src/model.ts';
import type { Store } from '../../src/store/store.ts';
import type { Running } from './cli.ts';
import { startProxy, type TcpProxy } from './proxy.ts';
import type { TestSite } from './site.ts';
import { callForPlan, PLANNED, startWorker, until } from './workers.ts';

/** A worker that the database is asked about by its wire. */
export interface WiredWorker {
  readonly running: Running;
  readonly wire: TcpProxy;
}

/** Starts workers whose clocks are wrong, each with a wire to the database of its own. */
export async function startWired(
  site: TestSite,
  state: string,
  count: number,
  cleanUp: AsyncDisposableStack,
): Promise<WiredWorker[]> {
  const workers: WiredWorker[] = [];
  while (workers.length < count) {
    const address = new URL(state);
    const wire = cleanUp.use(await startProxy(Number(address.port)));
    address.port = String(wire.port);
    const running = startWorker(site, {
      TIDINGS_STATE: address.href,
      // What workers may think that it is: the database knows better.
      TIDINGS_NOW: `${2001 + 50 * workers.length}-01-01T00:00:00Z`,
    });
    cleanUp.defer(() => running.kill('SIGKILL'));
    workers.push({ running, wire });
  }
  return workers;
}

/** A plan that is due, and whoever leads stays in the middle of it. */
export interface StuckPlan {
  readonly leader: WiredWorker;
  /** Waits for another to lead, lets the plan be ended, and says how long it took until it was. */
  succession(): Promise<Duration>;
}

/** Longer than anything takes that goes well. */
const PATIENCE: Duration = 180_000;

/** Has a plan become due, as if a minute had passed, and be stuck in the hands of one of the workers. */
export async function stickPlan(
  store: Store,
  database: pg.Client,
  workers: readonly WiredWorker[],
): Promise<StuckPlan> {
  // Who still ends the plan before this one is not in the middle of it.
  await until(async () => (await leaderPort(database)) === null, PATIENCE);
  // Whoever plans looks for hosts that are to be left alone.
  await database.query('begin');
  await database.query('lock table tidings.hosts in access exclusive mode');
  await callForPlan(store);
  const leader = await ledBy(database, workers);
  return {
    leader,
    async succession() {
      const begun = performance.now();
      await ledBy(database, without(workers, leader));
      await database.query('commit');
      await until(async () => (await store.facts.get(PLANNED)) !== '0', PATIENCE);
      return performance.now() - begun;
    },
  };
}

export function without<T>(all: readonly T[], one: T): T[] {
  return all.filter((other) => other !== one);
}

/** Waits until one of these leads. */
async function ledBy(database: pg.Client, workers: readonly WiredWorker[]): Promise<WiredWorker> {
  let leader: WiredWorker | undefined;
  await until(async () => {
    const port = await leaderPort(database);
    leader = workers.find(({ wire }) => port !== null && wire.carries(port));
    return leader !== undefined;
  }, PATIENCE);
  if (leader === undefined) throw new Error('nobody leads');
  return leader;
}

async function leaderPort(database: pg.Client): Promise<number | null> {
  // In a transaction the sessions are shown as they were when first looked at.
  await database.query('select pg_stat_clear_snapshot()');
  const { rows } = await database.query(
    `select client_port from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and objsubid = 1 and pg_stat_activity.datname = current_database()
       and (classid::int8 << 32 | objid::int8) = hashtextextended('tidings leader tidings', 0)`,
  );
  return rows[0]?.client_port ?? null;
}
