import { z } from 'zod';
import type { App } from '../app.ts';
import { alertEditor } from '../commands/alerts.ts';
import { noteRun } from '../commands/runs.ts';
import { Fault } from '../fault.ts';
import type { Instant } from '../model.ts';

/** The fact that says when the last plan began: since then the workers' doings are not yet in the history. */
const SINCE = 'worked since';

/** The fact that keeps what last kept a worker from handing over any mail. */
const MAIL_FAULT = 'workers mail fault';

const KeptFault = z.object({
  at: z.number(),
  subject: z.string(),
  problem: z.string(),
  mend: z.string().optional(),
});

/** Remembers what kept a worker from handing over any mail, for whoever closes the minute. */
export async function keepMailFault(app: App, { subject, problem, mend }: Fault): Promise<void> {
  const kept = { at: app.clock(), subject, problem, ...(mend === null ? {} : { mend }) };
  await app.store.facts.set(MAIL_FAULT, JSON.stringify(kept));
}

/** When the last plan that was made began, by the database's clock; null: there has been none. */
export async function lastPlan({ store }: App): Promise<Instant | null> {
  const since = await store.facts.get(SINCE);
  return since === null ? null : Number(since);
}

/**
 * Says that the plan which began `now` is made, and writes what all workers did since the `last` into the history of
 * runs, where they did anything; tells the editor of what is newly wrong. Of several who made the same plan, the first
 * alone does.
 */
export async function closeRun(app: App, last: Instant | null, now: Instant): Promise<void> {
  const { store } = app;
  if (!(await store.facts.replace(SINCE, last === null ? null : String(last), String(now)))) return;
  const began = last ?? now;
  const fault = await mailFaultSince(app, began);
  const { polled, failed, entries } = await store.activity.polledSince(began);
  const [latest] = await store.editions.latest(1);
  const edition = latest !== undefined && latest.begunAt >= began ? latest.name : null;
  if (polled > 0 || edition !== null || fault !== null) {
    const figures = { failedSources: failed, newEntries: entries, edition, error: fault?.message ?? null };
    await noteRun(app, { run: app.run, began, seconds: (now - began) / 1000, ...figures });
  }
  await alertEditor(app, fault);
}

async function mailFaultSince({ store }: App, began: number): Promise<Fault | null> {
  const text = await store.facts.get(MAIL_FAULT);
  if (text === null) return null;
  const { at, mend, ...kept } = KeptFault.parse(JSON.parse(text));
  if (at < began) return null;
  return new Fault({ stage: 'mail', ...kept, ...(mend === undefined ? {} : { mend }) });
}
