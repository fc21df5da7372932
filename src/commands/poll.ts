import { shownAddress } from '../address.ts';
import type { App } from '../app.ts';
import { readSources } from '../config/sources.ts';
import type { Source } from '../model.ts';
import type { HttpClient } from '../poll/http.ts';
import { type PollReport, type PollOptions as PollSourcesOptions, pollSources } from '../poll/poll.ts';
import type { Intake } from '../store/entries.ts';
import { feedReader, politeQueue, timersOf, withHttp } from './http.ts';
import { FIRST_POLL } from './milestones.ts';
import { sourcesNamed } from './named-sources.ts';
import { profileOf } from './profiles.ts';
import { showingProgress } from './progress.ts';
import { goOnWithRelisted } from './relisting.ts';
import { holdingSite } from './site-lock.ts';
import { keepHeapSmall } from './small-heap.ts';
import { prepareIntake } from './take-in.ts';
import { askHubs } from './websub.ts';

export interface PollOptions {
  readonly all?: boolean;
  /** Addresses or names of sources, polled due or not. */
  readonly only?: readonly string[];
}

/** Polls the sources that are due and says what came of it; returns the exit status. */
export function poll(app: App, options: PollOptions): Promise<number> {
  return holdingSite(app, async () => {
    const { report } = await pollDue(app, options);
    app.console.printJson(report);
    return app.signal.aborted ? INTERRUPTED : 0;
  });
}

const INTERRUPTED = 1;

/** What came of a poll, as the contract's `poll --json` has it. */
export interface PollSummary {
  readonly sources: {
    readonly total: number;
    readonly due: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly failed: number;
    readonly gone: number;
  };
  readonly entries: { readonly new: number; readonly changed: number };
  readonly requests: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly failures: readonly {
    readonly source: string;
    readonly url: string;
    readonly status: number | null;
    readonly error: string;
    readonly retryAt: string | null;
  }[];
}

/**
 * Polls and says what came of it; the caller holds the site's lock.
 * @throws Fault where `options` name a source that is not listed.
 */
export async function pollDue(app: App, options: PollOptions = {}): Promise<{ readonly report: PollSummary }> {
  const listed = readSources(app.settings.sources);
  const only = options.only ?? [];
  await goOnWithRelisted(app, listed);
  const sources = only.length === 0 ? listed : await sourcesNamed(app, listed, only);
  keepHeapSmall();
  const begun = performance.now();
  const all = options.all === true || only.length > 0;
  const counts = await showingProgress(app.console.terminal, (onProgress) =>
    withHttp(app, async (http) => {
      const polling = pollingOf(app, http);
      const polled = await pollSources(sources, { ...polling, all, onProgress });
      await askHubs(app, listed, polling);
      return polled;
    }),
  );
  await noteFirstPoll(app);
  const report = await summaryOf(app, sources, counts, performance.now() - begun);
  for (const line of inWords(report, counts.held)) app.console.note(line);
  if (counts.wasOutage) app.console.note(OUTAGE);
  return { report };
}

const OUTAGE =
  'most hosts could not be reached: the fault is taken to be on this side, and no source is charged with it';

/** How this site's sources are polled. */
export function pollingOf(app: App, http: HttpClient): Omit<PollSourcesOptions<Intake>, 'all' | 'onProgress'> {
  const { store, settings, clock, chance, signal } = app;
  const told = new Set<string>();
  return {
    store: store.sources,
    pushes: store.hubs,
    http,
    queue: politeQueue(app),
    settings: settings.poll,
    clock,
    timers: timersOf(app),
    chance,
    read: feedReader(app),
    prepare: (arrival) => prepareIntake(app, arrival, told),
    signal,
  };
}

/** Keeps when the site first polled; an instant that has not come was kept by a clock that ran ahead. */
async function noteFirstPoll({ store, clock }: App): Promise<void> {
  const now = clock();
  const first = Number(await store.facts.keep(FIRST_POLL, String(now)));
  if (first > now) await store.facts.set(FIRST_POLL, String(now));
}

async function summaryOf(
  app: App,
  sources: readonly Source[],
  report: PollReport,
  elapsed: number,
): Promise<PollSummary> {
  const states = await app.store.sources.states();
  const { updated, unchanged, failed, newEntries, changedEntries, requests, bytes, failures } = report;
  return {
    sources: {
      total: sources.length,
      due: updated + unchanged + failed,
      updated,
      unchanged,
      failed,
      gone: sources.filter(({ url }) => states.get(url)?.gone).length,
    },
    entries: { new: newEntries, changed: changedEntries },
    requests,
    bytes,
    seconds: Math.round(elapsed) / 1000,
    failures: failures.map(({ source, status, problem, retryAt }) => ({
      source: profileOf(source, states.get(source.url)).name,
      url: shownAddress(source.url),
      status,
      error: problem,
      retryAt: retryAt === null ? null : new Date(retryAt).toISOString(),
    })),
  };
}

function inWords({ sources, entries, seconds, failures }: PollSummary, held: number): string[] {
  const lines = failures.map(({ url, error }) => `${url}: ${error}`);
  const { due, total, updated, unchanged, failed } = sources;
  lines.push(
    `polled ${due} of ${total} sources in ${seconds} s: ${updated} updated, ${unchanged} unchanged, ${failed} failed; ` +
      `${entries.new} new entries, ${entries.changed} changed` +
      (held === 0 ? '' : `; ${held} left alone, as their hosts asked (Retry-After)`),
  );
  return lines;
}
