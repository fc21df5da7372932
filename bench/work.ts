/**
 * What several workers of one PostgreSQL state do together, against servers on this machine.
 *
 *   node bench/work.ts scaling [SOURCES]    requests a second of one worker and of four, of sources that answer after 200 ms
 *   node bench/work.ts kills [RECIPIENTS]   2,000 sources on 300 hosts and 20,000 deliveries, with four workers that are
 *                                           killed and paused at random: what is lost, what comes twice, the shortest gap
 *
 * TIDINGS_TEST_POSTGRES names the server; each run makes a database of its own there.
 */
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { openStore } from '../src/store/store.ts';
import { startMailServer } from '../tests/mail/support/mail-server.ts';
import type { Running } from '../tests/support/cli.ts';
import { serveFleet } from '../tests/support/fleet.ts';
import { beginEdition, delivered, layOutWorkedSite, startWorker, until } from '../tests/support/workers.ts';

const MINUTE = 60_000;
const WORKERS = 4;
const server = process.env.TIDINGS_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1/postgres';

const [mode, amount] = process.argv.slice(2);
if (mode === 'scaling') await compareScaling(Number(amount ?? 400));
else await survive(Number(amount ?? 20_000));

async function compareScaling(sources: number): Promise<void> {
  const one = await polledASecond(1, sources);
  const four = await polledASecond(WORKERS, sources * 2);
  console.log(`one worker ${one.toFixed(1)}/s, four ${four.toFixed(1)}/s: ${(four / one).toFixed(2)} times`);
}

/** From the first fifth of the sources to the last, so that starting up does not count. */
async function polledASecond(workers: number, sources: number): Promise<number> {
  await using cleanUp = new AsyncDisposableStack();
  const state = await database(cleanUp);
  const fleet = cleanUp.use(await serveFleet(sources / 2, sources, 200));
  const site = cleanUp.use(
    layOutWorkedSite({ state, sources: fleet.urls, smtp: 'file:out/', rate: 1, gap: 1, concurrency: 4 }),
  );
  await (await openStore(state)).close();
  const running = Array.from({ length: workers }, () => startWorker(site));
  cleanUp.defer(() => killAll(running));
  await until(() => fleet.asked.size > sources * 0.2, 5 * MINUTE);
  const [begun, before] = [performance.now(), fleet.asked.size];
  await until(() => fleet.asked.size > sources * 0.8, 5 * MINUTE);
  return ((fleet.asked.size - before) / (performance.now() - begun)) * 1000;
}

async function survive(recipients: number): Promise<void> {
  const [hosts, sources, gap, within] = [300, 2000, 1000, 30 * MINUTE];
  await using cleanUp = new AsyncDisposableStack();
  const state = await database(cleanUp);
  const fleet = cleanUp.use(await serveFleet(hosts, sources, 200));
  const mail = await startMailServer();
  cleanUp.defer(() => mail.close());
  const site = cleanUp.use(layOutWorkedSite({ state, sources: fleet.urls, smtp: mail.url, rate: 200, gap }));
  const store = await openStore(state);
  cleanUp.defer(() => store.close());
  await beginEdition(store, recipients);
  const running = Array.from({ length: WORKERS }, () => startWorker(site));
  cleanUp.defer(() => killAll(running));
  const harm = new AbortController();
  const done = harmAtRandom(running, () => startWorker(site), harm.signal);
  const counts = await delivered(store, within);
  harm.abort();
  const harmed = await done;
  await until(() => fleet.asked.size === sources, within);
  const arrived = mail.received.flatMap(({ to }) => to);
  const entries = await store.publishing.newest(2 * sources, null);
  console.log({
    ...harmed,
    ...counts,
    arrivedTwice: arrived.length - new Set(arrived).size,
    lost: recipients - counts.sent - counts.uncertain,
    sourcesAsked: fleet.asked.size,
    entriesTwice: entries.length - new Set(entries.map(({ guid }) => guid)).size,
    shortestGap: Math.round(fleet.shortestGap()),
    mostAtOnce: fleet.mostAtOnce(),
  });
}

/** Every half minute or so kills a worker, and starts another in its place, or pauses one for half a minute. */
async function harmAtRandom(
  running: Running[],
  another: () => Running,
  signal: AbortSignal,
): Promise<{ killed: number; paused: number }> {
  const harmed = { killed: 0, paused: 0 };
  while (!signal.aborted) {
    await wait(15_000 + Math.random() * 15_000, undefined, { signal }).catch(() => undefined);
    const index = Math.floor(Math.random() * running.length);
    const victim = running[index];
    if (signal.aborted || victim === undefined) break;
    if (Math.random() < 0.5) {
      harmed.killed += 1;
      victim.kill('SIGKILL');
      running[index] = another();
    } else {
      harmed.paused += 1;
      victim.kill('SIGSTOP');
      await wait(30_000, undefined, { signal }).catch(() => undefined);
      victim.kill('SIGCONT');
    }
  }
  return harmed;
}

function killAll(running: readonly Running[]): void {
  for (const worker of running) worker.kill('SIGKILL');
}

async function database(cleanUp: AsyncDisposableStack): Promise<string> {
  const name = `tidings_bench_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name}`);
  cleanUp.defer(() => administer(`drop database ${name} with (force)`));
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}
