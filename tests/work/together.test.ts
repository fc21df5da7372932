import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { startMailServer } from '../mail/support/mail-server.ts';
import { serveFleet } from '../support/fleet.ts';
import { startProxy } from '../support/proxy.ts';
import { postgres } from '../support/states.ts';
import {
  beginEdition,
  callForPlan,
  delivered,
  layOutWorkedSite,
  listSources,
  members,
  startWorker,
  until,
} from '../support/workers.ts';

const WORKERS = 4;
const HOSTS = 15;
const SOURCES = 60;
const GAP = 400;
const RECIPIENTS = 800;
const RATE = 60;

/** Longer than anything takes that goes well, on a machine that does ten times as much besides. */
const PATIENCE = 180_000;

/** What a worker says that the database has not heard of for too long. */
const COUNTED_OUT = 'counts it out';

/** Each connection to the mail server has one message at most of which it is not recorded how it ended. */
const CONNECTIONS = 5;

describe.skipIf(postgres.missing !== null)(`workers that share a site (${postgres.name})`, () => {
  it(
    'lose and double nothing when one is killed, one paused and one cut off from the database',
    async () => {
      await using cleanUp = new AsyncDisposableStack();
      const state = cleanUp.use(await postgres.make());
      const database = new pg.Client(state.address);
      await database.connect();
      cleanUp.defer(() => database.end());
      const wire = cleanUp.use(await startProxy(Number(new URL(state.address).port)));
      const fleet = cleanUp.use(await serveFleet(HOSTS, SOURCES, 50));
      const mail = await startMailServer();
      cleanUp.defer(() => mail.close());
      const site = cleanUp.use(
        layOutWorkedSite({ state: state.address, sources: [], smtp: mail.url, rate: RATE, gap: GAP }),
      );
      const store = await openStore(state.address);
      cleanUp.defer(() => store.close());
      const workers = {
        unharmed: startWorker(site),
        killed: startWorker(site),
        paused: startWorker(site),
        cutOff: startWorker(site, { TIDINGS_STATE: through(wire.port, state.address) }),
      };
      const killAll = () => Object.values(workers).map(({ kill }) => kill('SIGKILL'));
      cleanUp.defer(() => void killAll());
      expect(await until(async () => (await members(database)) === WORKERS, PATIENCE), 'all work').toBe(true);
      await beginEdition(store, RECIPIENTS);
      await stallInTransaction(store, cleanUp);
      listSources(site, fleet.urls);
      await callForPlan(store);
      expect(await until(async () => (await senders(database)) === WORKERS, PATIENCE), 'all send').toBe(true);
      workers.killed.kill('SIGKILL');
      workers.paused.kill('SIGSTOP');
      wire.goSilent();
      expect(await until(async () => (await members(database)) === 1, PATIENCE), 'one is left').toBe(true);
      workers.paused.kill('SIGCONT');
      wire.recover();
      const counts = await delivered(store, PATIENCE);
      expect(counts.sent + counts.uncertain, 'nobody lost').toBe(RECIPIENTS);
      expect(await until(async () => (await members(database)) === WORKERS - 1, PATIENCE), 'both are back').toBe(true);
      expect(await until(() => fleet.asked.size === SOURCES, PATIENCE), 'every source is asked').toBe(true);
      const arrived = mail.received.flatMap(({ to }) => to);
      expect(new Set(arrived).size, 'nobody twice').toBe(arrived.length);
      expect(arrived.length).toBeGreaterThanOrEqual(counts.sent);
      expect(fleet.shortestGap()).toBeGreaterThanOrEqual(GAP);
      expect(fleet.mostAtOnce()).toBe(1);
      const entries = await store.publishing.newest(2 * SOURCES, null);
      expect(entries.length).toBe(new Set(entries.map(({ guid }) => guid)).size);

      killAll();
      const logs = await Promise.all(Object.values(workers).map(async ({ ended }) => (await ended).stderr));
      const countedOut = logs.join('').split(COUNTED_OUT).length - 1;
      expect(countedOut, 'who was paused or cut off knows it').toBeGreaterThanOrEqual(2);
      expect(counts.uncertain).toBeLessThanOrEqual((1 + countedOut) * CONNECTIONS);
    },
    2 * PATIENCE,
  );
});

/** Locks deliveries, as a worker has that is paused in the middle of a transaction. */
async function stallInTransaction({ sharing }: Store, cleanUp: AsyncDisposableStack): Promise<void> {
  const session = new pg.Client({ ...sharing?.queue.connection });
  // The database ends the connection, sooner or later.
  session.on('error', () => undefined);
  await session.connect();
  cleanUp.defer(() => session.end());
  await session.query('begin');
  await session.query(
    `update deliveries set changed_at = 0 where email_key like '%7@example.net' and state = 'queued'`,
  );
}

/** How many workers have deliveries in hand. */
async function senders(database: pg.Client): Promise<number> {
  const { rows } = await database.query(`select count(distinct claimed_by)::int as count from tidings.deliveries`);
  return rows[0]?.count;
}

function through(port: number, address: string): string {
  const url = new URL(address);
  url.port = String(port);
  return url.href;
}
