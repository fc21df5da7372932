import type { App } from '../app.ts';
import { listedSources } from '../config/sources.ts';
import type { Measurement } from '../web/web-options.ts';
import { pastRuns } from './runs.ts';
import { isSiteHeld } from './site-lock.ts';

/** What there is to measure of a site: how its sources stand, what its last edition came to, and how its last run went. */
export async function measureSite(app: App): Promise<Measurement[]> {
  return [await sources(app), ...(await editions(app)), ...(await lastRun(app))];
}

/** Of those that are listed: one that was taken out fails nobody. */
async function sources({ settings, store }: App): Promise<Measurement> {
  const states = await store.sources.states();
  const counts = { ok: 0, failing: 0, gone: 0, unpolled: 0 };
  for (const { url } of listedSources(settings.sources)) {
    const state = states.get(url);
    if (state === undefined) counts.unpolled += 1;
    else if (state.gone) counts.gone += 1;
    else if (state.failures > 0) counts.failing += 1;
    else counts.ok += 1;
  }
  return gauge('sources', 'Listed sources by how their last polls went.', counts);
}

async function editions(app: App): Promise<Measurement[]> {
  const { store } = app;
  const begun = gauge('editions', 'Editions begun so far.', (await store.publishing.editions()).length);
  const [latest] = await store.editions.latest(1);
  if (latest === undefined) return [begun];
  const sending = latest.state === 'sending' && (await isSiteHeld(app));
  const { recipients: _, ...counts } = await store.deliveries.counts(latest.name, sending);
  return [begun, gauge('edition_deliveries', 'Deliveries of the last edition by how they stand.', counts)];
}

async function lastRun(app: App): Promise<Measurement[]> {
  const [last] = await pastRuns(app);
  if (last === undefined) return [];
  const { began, seconds, newEntries, failedSources, error } = last;
  return [
    gauge('run_started_timestamp_seconds', 'When the last run began.', began / 1000),
    gauge('run_duration_seconds', 'How long it took.', seconds),
    gauge('run_new_entries', 'New entries that it found.', newEntries),
    gauge('run_failed_sources', 'Sources that failed in it.', failedSources),
    gauge('run_success', 'Whether it could do its job: 1 or 0.', error === null ? 1 : 0),
  ];
}

/** One number, or one for each state. */
function gauge(name: string, help: string, counted: number | Readonly<Record<string, number>>): Measurement {
  const values =
    typeof counted === 'number'
      ? [{ labels: {}, value: counted }]
      : Object.entries(counted).map(([state, value]) => ({ labels: { state }, value }));
  return { name: `tidings_${name}`, help, type: 'gauge', values };
}
