/**
 * What several workers of one PostgreSQL state do together, against servers on this machine.
 *
 *   node bench/work.ts scaling [SOURCES]      requests a second of one worker and of four, of sources that answer after
 *                                             200 ms, two at a time; all workers are ready and have read their first
 *                                             feeds: from 20 of 100 sources asked to 95
 *   node bench/work.ts sending [RECIPIENTS]   deliveries a second of one worker and of four, without a limit of rate
 *   node bench/work.ts sizes [SOURCES]        bytes a row of sources, of entries that are posts of 1,000 words, of deliveries
 *   node bench/work.ts leader [TIMES]         seconds until another makes the plan that a leader was in the middle of who
 *                                             was killed, paused or cut off from the database
 *   node bench/work.ts kills [RECIPIENTS]     2,000 sources on 300 hosts and 20,000 deliveries, with four workers that are
 *                                             killed, paused and cut off at random: what is lost, what comes twice
 *
 * Each run makes a database of its own: on the server that TIDINGS_TEST_POSTGRES names, or else on one that is started
 * for it and forgets all in a crash.
 */
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { openStore } from '../src/store/store.ts';
import { startMailServer } from '../tests/mail/support/mail-server.ts';
import type { Running } from '../tests/support/cli.ts';
import { type Fleet, serveFleet } from '../tests/support/fleet.ts';
import { startWired, stickPlan, type WiredWorker, without } from '../tests/support/leader.ts';
import { takeUpPlan } from '../tests/support/plans.ts';
import { startPostgres } from '../tests/support/postgres-server.ts';
import { beginEdition, delivered, layOutWorkedSite, members, startWorker, until } from '../tests/support/workers.ts';
import type { Cost } from './cost.ts';
import { harmAtRandom, type Victim } from './harm.ts';
import { type Row, report } from './report.ts';

const MINUTE = 60_000;
const WORKERS = 4;

/** Between a worker's joining and its taking up jobs; longer than it ever takes. */
const SETTLING = 3_000;

await using cleanUp = new AsyncDisposableStack();
const server = await findServer(cleanUp);
const [mode, amount] = process.argv.slice(2);
if (mode === 'scaling') await compareScaling(Number(amount ?? 400));
else if (mode === 'sending') await compareSending(Number(amount ?? 4_000));
else if (mode === 'sizes') await weigh(Number(amount ?? 2_000));
else if (mode === 'leader') await succeedLeaders(Number(amount ?? 5));
else await survive(Number(amount ?? 20_000));

async function compareScaling(sources: number): Promise<void> {
  const one = await polledASecond(1, sources);
  const four = await polledASecond(WORKERS, sources * WORKERS);
  report([
    { what: '100 sources, 200 ms an answer, two at a time: one worker', cost: clock(100 / one) },
    {
      what: `100 sources, 200 ms an answer, two at a time: ${WORKERS} workers`,
      cost: clock(100 / four),
      verdicts: [{ of: 'speed to one worker', value: four / one, bound: { atLeast: 3.5 } }],
    },
  ]);
}

function clock(seconds: number): Cost {
  return { seconds, cpu: null, megabytes: null };
}

async function polledASecond(workers: number, sources: number): Promise<number> {
  await using bench = await openBench();
  const fleet = bench.use(await serveFleet(sources / 2, sources, 200));
  const options = { sources: fleet.urls, smtp: 'file:out/', rate: 1, gap: 1, concurrency: 2 };
  let rate = 0;
  await work(bench, workers, options, async () => {
    await until(() => fleet.asked.size >= sources * 0.2, 10 * MINUTE);
    const [begun, before] = [performance.now(), fleet.asked.size];
    await until(() => fleet.asked.size >= sources * 0.95, 10 * MINUTE);
    rate = (fleet.asked.size - before) / ((performance.now() - begun) / 1000);
  });
  return rate;
}

async function compareSending(recipients: number): Promise<void> {
  const one = await sentASecond(1, recipients);
  const four = await sentASecond(WORKERS, recipients);
  const perSecond = (value: number) => [{ of: 'a second', value, bound: null }];
  report([
    { what: `${recipients} deliveries: one worker`, cost: clock(recipients / one), verdicts: perSecond(one) },
    { what: `${recipients} deliveries: ${WORKERS} workers`, cost: clock(recipients / four), verdicts: perSecond(four) },
  ]);
}

async function sentASecond(workers: number, recipients: number): Promise<number> {
  await using bench = await openBench();
  const mail = await startMailServer();
  bench.defer(() => mail.close());
  const store = await openStore(bench.state);
  bench.defer(() => store.close());
  await beginEdition(store, recipients);
  const options = { sources: [], smtp: mail.url, rate: 1_000_000, gap: 1 };
  const seconds = await work(bench, workers, options, async () => {
    await until(() => mail.received.length > 0, MINUTE);
    await delivered(store, 10 * MINUTE);
  });
  return mail.received.length / seconds;
}

/** Starts workers, lets them plan when all are ready, and says how many seconds it takes from then to the end. */
async function work(
  bench: Bench,
  workers: number,
  options: Omit<Parameters<typeof layOutWorkedSite>[0], 'state'>,
  end: () => Promise<void>,
): Promise<number> {
  const site = bench.use(layOutWorkedSite({ state: bench.state, ...options }));
  await (await openStore(bench.state)).close();
  const plan = await takeUpPlan(bench.database, bench.state);
  const running = Array.from({ length: workers }, () => startWorker(site));
  bench.defer(() => killAll(running));
  await until(async () => (await members(bench.database)) === workers, MINUTE);
  await wait(SETTLING);
  const begun = performance.now();
  await plan.end();
  await end();
  return (performance.now() - begun) / 1000;
}

async function weigh(sources: number): Promise<void> {
  await using bench = await openBench();
  const fleet = bench.use(await serveFleet(sources / 10, sources, 1, inventPost(1_000)));
  const mail = await startMailServer();
  bench.defer(() => mail.close());
  const store = await openStore(bench.state);
  bench.defer(() => store.close());
  await beginEdition(store, 10 * sources);
  const options = { sources: fleet.urls, smtp: mail.url, rate: 1_000_000, gap: 1 };
  await work(bench, 1, options, async () => {
    await until(async () => (await polled(bench.database)).polled === sources, 10 * MINUTE);
    await delivered(store, 10 * MINUTE);
  });
  await wait(SETTLING);
  const weights: Record<string, number> = {};
  for (const table of ['sources', 'entries', 'deliveries']) {
    const { rows } = await bench.database.query(
      `select pg_total_relation_size('tidings.${table}') / count(*) as bytes from tidings.${table}`,
    );
    weights[table] = Number(rows[0]?.bytes);
  }
  console.log(weights);
}

/** Each time another worker stands in for the one that was harmed, as with a service manager. */
async function succeedLeaders(times: number): Promise<void> {
  await using bench = await openBench();
  const site = bench.use(layOutWorkedSite({ state: bench.state, sources: [], smtp: 'file:out/', rate: 1, gap: 1 }));
  const store = await openStore(bench.state);
  bench.defer(() => store.close());
  const harms: Readonly<Record<string, (leader: WiredWorker) => void>> = {
    killed: ({ running }) => running.kill('SIGKILL'),
    paused: ({ running }) => running.kill('SIGSTOP'),
    'cut off': ({ wire }) => wire.goSilent(),
  };
  let workers = await startWired(site, bench.state, WORKERS, bench);
  const rows: Row[] = [];
  for (const [how, harm] of Object.entries(harms)) {
    const took: number[] = [];
    while (took.length < times) {
      await until(async () => (await members(bench.database)) === WORKERS, MINUTE);
      await wait(SETTLING);
      const { leader, succession } = await stickPlan(store, bench.database, workers);
      harm(leader);
      took.push((await succession()) / 1000);
      leader.running.kill('SIGKILL');
      workers = [...without(workers, leader), ...(await startWired(site, bench.state, 1, bench))];
    }
    const longest = Math.max(...took);
    rows.push({
      what: `another leads and plans, ${times} times, the leader ${how}`,
      cost: clock(took.reduce((sum, seconds) => sum + seconds, 0) / times),
      verdicts: [{ of: 'seconds at most', value: longest, bound: { atMost: 10 } }],
    });
  }
  report(rows);
}

/** So many words that compress no better than a language does. */
function inventPost(words: number): string {
  const word = () =>
    randomBytes(8)
      .toString('base64')
      .replaceAll(/[^a-z]/g, '')
      .slice(0, 2 + ((randomBytes(1)[0] ?? 0) % 7));
  const known = Array.from({ length: 2_000 }, word);
  return Array.from({ length: words }, () => known[randomBytes(4).readUInt32LE() % known.length]).join(' ');
}

async function survive(recipients: number): Promise<void> {
  const [hosts, sources, gap, within] = [300, 2000, 1000, 12 * MINUTE];
  await using bench = await openBench();
  const begun = performance.now();
  const fleet = bench.use(await serveFleet(hosts, sources, 200));
  const mail = await startMailServer();
  bench.defer(() => mail.close());
  const site = bench.use(layOutWorkedSite({ state: bench.state, sources: fleet.urls, smtp: mail.url, rate: 200, gap }));
  const store = await openStore(bench.state);
  bench.defer(() => store.close());
  await beginEdition(store, recipients);
  const harm = new AbortController();
  const victims: Victim[] = [];
  const done = harmAtRandom(
    victims,
    WORKERS,
    (environment) => startWorker(site, environment),
    bench.state,
    harm.signal,
  );
  bench.defer(() => killAll(victims.map(({ running }) => running)));
  const counts = await delivered(store, within);
  await until(async () => (await polled(bench.database)).polled === sources, within);
  harm.abort();
  const harmed = await done;
  const found = { ...counts, ...(await polled(bench.database)), ...polledWell(fleet) };
  console.log(found);
  const none = (of: string, value: number) => ({ of, value, bound: { atMost: 0 } });
  const inWords = Object.entries(harmed).map(([how, times]) => `${times} ${how}`);
  report([
    {
      what: `${sources} sources on ${hosts} hosts and ${recipients} deliveries, of ${WORKERS} workers ${inWords.join(', ')}`,
      cost: clock((performance.now() - begun) / 1000),
      verdicts: [
        none('deliveries lost', recipients - counts.sent - counts.uncertain),
        none('mailed twice', twice(mail.received.flatMap(({ to }) => to))),
        none('entries twice', twice((await store.publishing.newest(2 * sources, null)).map(({ guid }) => guid))),
        none('sources not polled', sources - found.polled),
        { of: 'ms between two requests to a host', value: found.shortestGap, bound: { atLeast: gap } },
      ],
    },
  ]);
}

/** How many sources were polled, and with how many of them something went wrong, as when their worker was paused. */
async function polled(database: pg.Client): Promise<{ polled: number; sourcesFailed: number }> {
  const { rows } = await database.query(
    `select count(last_polled)::int as polled, count(*) filter (where failures > 0)::int as "sourcesFailed" from tidings.sources`,
  );
  return rows[0];
}

function polledWell(fleet: Fleet): { shortestGap: number; mostAtOnce: number } {
  const shortestGap = Math.round(fleet.shortestGap());
  return { shortestGap, mostAtOnce: fleet.mostAtOnce() };
}

function twice(all: readonly unknown[]): number {
  return all.length - new Set(all).size;
}

function killAll(running: readonly Running[]): void {
  for (const worker of running) worker.kill('SIGKILL');
}

/** A database of one measurement's own, and what is to be cleaned up after it. */
interface Bench extends AsyncDisposableStack {
  readonly state: string;
  readonly database: pg.Client;
}

async function openBench(): Promise<Bench> {
  const stack = new AsyncDisposableStack();
  const name = `tidings_bench_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name}`);
  stack.defer(() => administer(`drop database ${name} with (force)`));
  const address = new URL(server);
  address.pathname = `/${name}`;
  const database = new pg.Client(address.href);
  await database.connect();
  stack.defer(() => database.end());
  return Object.assign(stack, { state: address.href, database });
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function findServer(cleanUp: AsyncDisposableStack): Promise<string> {
  if (process.env.TIDINGS_TEST_POSTGRES !== undefined) return process.env.TIDINGS_TEST_POSTGRES;
  const started = await startPostgres(cleanUp);
  if ('missing' in started) throw new Error(started.missing);
  return started.address;
}
