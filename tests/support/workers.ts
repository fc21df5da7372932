import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { DeliveryCounts } from '../../src/mail/outbox-store.ts';
import type { Duration } from '../../src/model.ts';
import { runLocks } from '../../src/store/runs.ts';
import type { Store } from '../../src/store/store.ts';
import { type Running, start } from './cli.ts';
import { draft, person } from './newsletter.ts';
import { layOutSite, type TestSite } from './site.ts';

/** A site whose state is in PostgreSQL, for workers in processes of their own. */
export interface WorkedSite {
  readonly state: string;
  readonly sources: readonly string[];
  readonly smtp: string;
  /** Messages a second, of all workers together. */
  readonly rate: number;
  /** Between two requests to one host. */
  readonly gap: Duration;
  /** Requests in flight, of one worker. */
  readonly concurrency?: number;
}

export function layOutWorkedSite({ state, sources, smtp, rate, gap, concurrency = 32 }: WorkedSite): TestSite {
  return layOutSite({
    'tidings.yaml': `title: The weekly
url: https://news.example.org/
state: ${state}
poll: { allowPrivateNetwork: true, concurrency: ${concurrency}, perHost: { interval: ${gap}ms } }
digest: { from: "The weekly <news@example.org>" }
smtp: { url: "${smtp}", rate: ${rate}/s }
`,
    'sources/all.yaml': listOf(sources),
  });
}

/** Lists other sources, which the next plan sees. */
export function listSources(site: TestSite, urls: readonly string[]): void {
  writeFileSync(site.path('sources', 'all.yaml'), listOf(urls));
}

function listOf(urls: readonly string[]): string {
  return urls.length === 0 ? '[]' : urls.map((url) => `- url: ${url}\n`).join('');
}

/** An edition that is due then is the last for long. */
const FAR_AHEAD = Date.UTC(2100, 0, 1);

/** Begins an edition to so many subscribers, after which no other is due. */
export async function beginEdition(store: Store, recipients: number): Promise<void> {
  const people = Array.from({ length: recipients }, (_, index) => person(`reader${index}@example.net`));
  await store.subscribers.add(people, 0);
  await store.editions.begin(draft([], { begunAt: 0, dueAt: FAR_AHEAD }));
}

/** The fact that says when the last plan began. */
export const PLANNED = 'worked since';

/** Has a plan become due at once, as if a minute had passed. */
export async function callForPlan(store: Store): Promise<void> {
  await store.facts.set(PLANNED, '0');
}

/** Starts a worker on the site, as a service manager would. */
export function startWorker(site: TestSite, environment: Readonly<Record<string, string>> = {}): Running {
  return start(['work', '--site', site.dir], { environment });
}

/** How many workers the database counts in. */
export async function members(database: pg.Client): Promise<number> {
  const { rows } = await database.query(
    `select count(*)::int as count from pg_locks where locktype = 'advisory' and classid = ${runLocks(`'tidings'`)}::oid
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]?.count;
}

/** Waits until no delivery of the edition is left to make, and says how all of them ended. */
export async function delivered(store: Store, within: Duration): Promise<DeliveryCounts> {
  const begun = performance.now();
  for (;;) {
    const counts = await store.deliveries.counts('2014-W33');
    if (counts.deferred === 0 || performance.now() - begun > within) return counts;
    await wait(250);
  }
}

/** Waits until `isDone` says so, no longer than `within`; whether it did. */
export async function until(isDone: () => boolean | Promise<boolean>, within: Duration): Promise<boolean> {
  const begun = performance.now();
  while (!(await isDone())) {
    if (performance.now() - begun > within) return false;
    await wait(100);
  }
  return true;
}
