import { type Job, PgBoss } from 'pg-boss';
import type { App } from '../app.ts';
import { politeQueue, withHttp } from '../commands/http.ts';
import { openMailing } from '../commands/mailing.ts';
import { FIRST_POLL, WORKED } from '../commands/milestones.ts';
import { pollingOf } from '../commands/poll.ts';
import { publishFiles } from '../commands/publish.ts';
import { pruneSome } from '../commands/retention.ts';
import { beginDueEdition, sendOpenEditions } from '../commands/send.ts';
import { askHubs } from '../commands/websub.ts';
import { readSources } from '../config/sources.ts';
import { reasonOf } from '../fault.ts';
import type { Duration } from '../model.ts';
import type { HttpClient } from '../poll/http.ts';
import { pollSources } from '../poll/poll.ts';
import type { Membership, Sharing } from '../store/sharing.ts';
import { closeRun, keepMailFault, lastPlan } from './history.ts';
import { DEAD_LETTERS, type JobName, type PollJob, QUEUES } from './jobs.ts';
import { isOwed, seeThatSomebodyPlans } from './leader.ts';
import { pause } from './pause.ts';
import { planPolls } from './plan.ts';
import { openSharedPace } from './shared-pace.ts';
import { leaveHosts, politeAmongWorkers } from './turns.ts';

/** How long a worker waits to join where it could not. */
const BETWEEN_TRIES: Duration = 2_000;

/** How long jobs under way may take once the process is asked to end. */
const GRACE: Duration = 10_000;

/** Hosts that one fetch from the queue of jobs brings. */
const HOSTS_A_FETCH = 4;

/** How soon somebody looks whether what others have in hand has been left behind; the fetch of the job comes to that. */
const LOOK_AGAIN: Duration = 3_000;

/** So many workers at most send at once. */
const SENDERS = 16;

/**
 * Works on the site beside any number of other processes, until it is asked to end. Where the database has not heard of
 * it for too long, it begins anew, for what it had claimed is others' by then.
 */
export async function workTogether(app: App, sharing: Sharing): Promise<void> {
  while (!app.signal.aborted) {
    try {
      const member = await sharing.join(app.chance);
      if (member !== null) await workAs(member, app, sharing);
    } catch (thrown) {
      app.log.error(reasonOf(thrown));
    }
    await pause(BETWEEN_TRIES, app.signal);
  }
}

async function workAs(member: Membership, app: App, sharing: Sharing): Promise<void> {
  const signal = AbortSignal.any([app.signal, member.lost]);
  const worker: Worker = { app: { ...app, clock: member.now, signal }, member, sharing };
  const jobs = openJobs(app, sharing);
  try {
    await jobs.start();
    await withHttp(worker.app, async (http) => {
      await takeUp(jobs, worker, http);
      await seeThatSomebodyPlans(worker.app, () => plan(jobs, worker));
      if (member.lost.aborted)
        app.log.warn('the database has not heard of this worker and counts it out: it begins anew');
      await jobs.stop({ timeout: GRACE });
    });
  } finally {
    await jobs.stop({ graceful: false });
    await member.leave();
  }
}

/** One process among those that share the site. */
interface Worker {
  /** By the database's time, and ending when the database counts the worker out. */
  readonly app: App;
  readonly member: Membership;
  readonly sharing: Sharing;
}

/** Opens the queue of jobs. Each second counts where a worker has died; pg-boss' own defaults are a minute. */
function openJobs(app: App, { queue }: Sharing): PgBoss {
  const jobs = new PgBoss({
    ...queue.connection,
    schema: queue.schema,
    createSchema: false,
    max: 5,
    useListenNotify: true,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    cronMonitorIntervalSeconds: 2,
    cronWorkerIntervalSeconds: 1,
  });
  jobs.on('error', ({ message }) => app.log.warn(`jobs: ${message}`));
  return jobs;
}

/** Takes up jobs of every kind, and sees to it that there is a plan every minute, and one now. */
async function takeUp(jobs: PgBoss, worker: Worker, http: HttpClient): Promise<void> {
  await jobs.createQueue(DEAD_LETTERS);
  for (const [name, options] of Object.entries(QUEUES)) await jobs.createQueue(name, options);
  await worker.app.store.facts.keep(WORKED, 'yes');
  const doing: Readonly<Record<Exclude<JobName, 'poll'>, () => Promise<void>>> = {
    plan: () => plan(jobs, worker),
    hubs: () => hubs(worker, http),
    edition: () => edition(jobs, worker),
    deliver: () => deliver(jobs, worker),
    publish: () => publish(worker),
  };
  for (const [name, act] of Object.entries(doing)) await jobs.work(name, name === 'deliver' ? LOOKING : POLLING, act);
  const { concurrency, perHost } = worker.app.settings.poll;
  const hosts = Math.max(1, Math.floor(concurrency / perHost.concurrency));
  const fetching = {
    ...POLLING,
    batchSize: Math.min(HOSTS_A_FETCH, hosts),
    localConcurrency: Math.ceil(hosts / HOSTS_A_FETCH),
    burstWhenBatchFull: true,
  };
  await jobs.work<PollJob>('poll', fetching, (batch) => poll(batch, worker, http));
  await jobs.schedule('plan', '* * * * *', null, { singletonKey: 'plan' });
  await jobs.send('plan', null, { singletonKey: 'plan' });
}

/** New jobs wake the workers; they look for those that nobody woke them for, too. */
const POLLING = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5 } as const;

/** Nobody is woken for a look at what may have been left behind. */
const LOOKING = { ...POLLING, notifyPollingIntervalSeconds: 2 } as const;

/**
 * Leads, where there is a plan to be made and nobody else is making it: says what is to be done now, which is polls by
 * host, requests to hubs, the edition where it is due, deliveries, the published files; and closes the minute before.
 * Who dies in the middle leaves the plan owed. Jobs that another has called for already are not called for again while
 * they wait or are done, and find nothing to do afterwards.
 */
async function plan(jobs: PgBoss, { app, sharing }: Worker): Promise<void> {
  await sharing.lead(async () => {
    const [last, now] = [await lastPlan(app), app.clock()];
    if (!isOwed(last, now)) return;
    const polls = await planPolls(app);
    await jobs.insert(
      'poll',
      polls.map((data) => ({ data, singletonKey: data.host })),
    );
    if (app.settings.poll.websub) await jobs.send('hubs', null, { singletonKey: 'hubs' });
    await jobs.send('edition', null, { singletonKey: 'edition' });
    await jobs.send('publish', null, { singletonKey: 'publish' });
    await closeRun(app, last, now);
  });
}

async function poll(batch: readonly Job<PollJob>[], worker: Worker, http: HttpClient): Promise<void> {
  const { app, sharing } = worker;
  const { signal } = app;
  const gap = app.settings.poll.perHost.interval;
  const sources = batch.flatMap(({ data }) => data.sources);
  await pollSources(sources, {
    ...pollingOf(app, politeAmongWorkers(http, gap, { sharing, signal })),
    store: app.store.sources.share(sources.map(({ url }) => url)),
    all: false,
    onProgress: () => undefined,
  });
  await app.store.facts.keep(FIRST_POLL, String(app.clock()));
  const hosts = batch.map(({ data }) => data.host);
  await leaveHosts(hosts, gap, { sharing, signal });
}

/** Asks the hubs that sources name, in the turns of all workers. */
async function hubs({ app, sharing }: Worker, http: HttpClient): Promise<void> {
  const { settings, signal } = app;
  const polite = politeAmongWorkers(http, settings.poll.perHost.interval, { sharing, signal });
  await askHubs(app, readSources(settings.sources), { http: polite, queue: politeQueue(app) });
}

/** Begins the edition that is due, once, and calls for senders as long as there is anything to send. */
async function edition(jobs: PgBoss, { app }: Worker): Promise<void> {
  await beginDueEdition(app);
  if ((await app.store.editions.open()).length === 0) return;
  const senders = Array.from({ length: SENDERS }, (_, sender) => ({ singletonKey: `sender ${sender}` }));
  await jobs.insert('deliver', senders);
}

async function publish({ app }: Worker): Promise<void> {
  await publishFiles(app);
  await pruneSome(app);
}

/**
 * Sends beside the others: what one has in hand no other touches, and the rate is that of all together. While anybody
 * has something in hand, somebody looks again soon, for that worker may have died.
 */
async function deliver(jobs: PgBoss, { app, member, sharing }: Worker): Promise<void> {
  const mailing = await openMailing(app);
  const pace = openSharedPace(app.settings.smtp.rate, sharing, () => performance.now());
  const fault = await sendOpenEditions(app, mailing, { run: member.run, pace });
  if (fault !== null) await keepMailFault(app, fault);
  for (const { name } of await app.store.editions.open()) {
    if (!(await app.store.deliveries.areInHand(name))) continue;
    const singletonKey = `look again ${Math.floor(app.clock() / LOOK_AGAIN)}`;
    await jobs.send('deliver', null, { singletonKey, startAfter: LOOK_AGAIN / 1000 });
    return;
  }
}
