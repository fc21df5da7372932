import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { startMailServer } from '../mail/support/mail-server.ts';
import { serveFleet } from '../support/fleet.ts';
import { takeUpPlan } from '../support/plans.ts';
import { startProxy } from '../support/proxy.ts';
import { postgres } from '../support/states.ts';
import { beginEdition, delivered, layOutWorkedSite, members, startWorker, until } from '../support/workers.ts';

const WORKERS = 4;
const HOSTS = 15;
const SOURCES = 30;
const GAP = 400;
const RECIPIENTS = 500;
const RATE = 60;
const CONNECTIONS = 5;

describe.skipIf(postgres.missing !== null)(`workers that share a site (${postgres.name})`, () => {
  it('lose and double nothing when one is killed, one paused and one cut off from the database', async () => {
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
      layOutWorkedSite({ state: state.address, sources: fleet.urls, smtp: mail.url, rate: RATE, gap: GAP }),
    );
    const store = await openStore(state.address);
    cleanUp.defer(() => store.close());
    await beginEdition(store, RECIPIENTS);
    const neighbour = await openStore(state.address, 'neighbour');
    cleanUp.defer(() => neighbour.close());
    await beginEdition(neighbour, 5);
    await (await takeUpPlan(database, state.address)).die();

    const others = Array.from({ length: WORKERS - 1 }, () => startWorker(site));
    const cutOff = startWorker(site, { TIDINGS_STATE: through(wire.port, state.address) });
    cleanUp.defer(() => {
      for (const worker of [...others, cutOff]) worker.kill('SIGKILL');
    });
    expect(await until(async () => (await senders(database)) === WORKERS, 60_000), 'all send').toBe(true);
    others[0]?.kill('SIGKILL');
    others[1]?.kill('SIGSTOP');
    wire.goSilent();
    await stallInTransaction(store, cleanUp);
    const harmed = await now(database);
    const counts = await delivered(store, 60_000);
    expect(counts.sent + counts.uncertain, 'nobody lost').toBe(RECIPIENTS);
    expect(counts.uncertain).toBeLessThanOrEqual((WORKERS - 1) * CONNECTIONS);
    expect(await until(async () => (await lastLed(database)) > harmed, 20_000), 'another leads').toBe(true);

    others[1]?.kill('SIGCONT');
    wire.recover();
    expect(await until(async () => (await members(database)) === WORKERS - 1, 30_000), 'both are back').toBe(true);
    expect(await until(() => fleet.asked.size === SOURCES, 60_000), 'every source is asked').toBe(true);
    const arrived = mail.received.flatMap(({ to }) => to);
    expect(new Set(arrived).size, 'nobody twice').toBe(arrived.length);
    expect(arrived.length).toBeGreaterThanOrEqual(counts.sent);
    expect(fleet.shortestGap()).toBeGreaterThanOrEqual(GAP);
    expect(fleet.mostAtOnce()).toBe(1);
    const entries = await store.publishing.newest(2 * SOURCES, null);
    expect(entries.length).toBe(new Set(entries.map(({ guid }) => guid)).size);
    expect(await neighbour.deliveries.counts('2014-W33'), 'another site is left alone').toMatchObject({ deferred: 5 });
  }, 240_000);
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

/** When a worker last was the leader who looks whether a plan is due, by the database's clock. */
async function lastLed(database: pg.Client): Promise<number> {
  const { rows } = await database.query(`select extract(epoch from cron_on)::float8 as led from tidings_jobs.version`);
  return rows[0]?.led ?? 0;
}

async function now(database: pg.Client): Promise<number> {
  const { rows } = await database.query('select extract(epoch from now())::float8 as now');
  return rows[0]?.now;
}

function through(port: number, address: string): string {
  const url = new URL(address);
  url.port = String(port);
  return url.href;
}
