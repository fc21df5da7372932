import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '../app.ts';
import { readSources } from '../config/sources.ts';
import { Fault } from '../fault.ts';
import { readFeed } from '../feed/read.ts';
import type { Source } from '../model.ts';
import { type HttpClient, openHttp } from '../poll/http.ts';
import { type PollReport, pollSources } from '../poll/poll.ts';
import { version } from '../version.ts';
import { profileOf } from './profiles.ts';
import { holdingSite } from './site-lock.ts';
import { prepareIntake } from './take-in.ts';

export interface PollOptions {
  readonly all?: boolean;
  /** Addresses or names of sources, polled due or not. */
  readonly only?: readonly string[];
}

/** Polls the sources that are due and says what came of it; returns the exit status. */
export function poll(app: App, options: PollOptions): Promise<number> {
  return holdingSite(app, async () => {
    const summary = await pollSite(app, options);
    app.console.printJson(summary);
    app.console.print(inWords(summary));
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
 * Polls; the caller holds the site's lock.
 * @throws Fault where `options` name a source that is not listed.
 */
export async function pollSite(app: App, options: PollOptions): Promise<PollSummary> {
  const { settings, store, clock, chance, signal } = app;
  const listed = readSources(settings.sources);
  const only = options.only ?? [];
  const sources = only.length === 0 ? listed : await named(app, listed, only);
  const http = openClient(app);
  const begun = performance.now();
  const close = () => void http.close();
  signal.addEventListener('abort', close);
  try {
    const report = await pollSources(sources, {
      store: store.sources,
      http,
      settings: settings.poll,
      clock,
      timers: {
        now: () => performance.now(),
        wait: (duration) => wait(duration, undefined, { signal }).catch(() => {}),
      },
      chance,
      read: ({ bytes, url, contentType }) =>
        readFeed(bytes, { url, contentType, now: clock(), timezone: settings.timezone }),
      prepare: (source, feed) => prepareIntake(app, source, feed),
      all: options.all === true || only.length > 0,
      signal,
      onProgress: () => undefined,
    });
    return await summaryOf(app, sources, report, performance.now() - begun);
  } finally {
    signal.removeEventListener('abort', close);
    await http.close();
  }
}

/** The client by which a site asks for feeds and pages. */
export function openClient({ settings }: App): HttpClient {
  const { timeout, maxBytes, allowPrivateNetwork, userAgent, perHost } = settings.poll;
  const KEPT_BEYOND_THE_GAP = 4000;
  return openHttp({
    timeout,
    maxBytes,
    allowPrivateNetwork,
    userAgent: userAgent ?? `tidings/${version()} (+${settings.url})`,
    keepAlive: perHost.interval + KEPT_BEYOND_THE_GAP,
  });
}

async function named(app: App, listed: readonly Source[], names: readonly string[]): Promise<Source[]> {
  const states = await app.store.sources.states();
  return names.flatMap((name) => {
    const found = listed.filter((one) => one.url === name || profileOf(one, states.get(one.url)).name === name);
    if (found.length > 0) return found;
    const mend = 'tidings status lists the sources';
    throw new Fault({ stage: 'usage', subject: name, problem: 'is no source that is listed', mend });
  });
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
      url: source.url,
      status,
      error: problem,
      retryAt: retryAt === null ? null : new Date(retryAt).toISOString(),
    })),
  };
}

function inWords({ sources, entries, seconds, failures }: PollSummary): string {
  const lines = failures.map(({ url, error }) => `${url}: ${error}`);
  const { due, total, updated, unchanged, failed } = sources;
  lines.push(
    `polled ${due} of ${total} sources in ${seconds} s: ${updated} updated, ${unchanged} unchanged, ${failed} failed; ` +
      `${entries.new} new entries, ${entries.changed} changed`,
  );
  return lines.join('\n');
}
