import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { App } from '../app.ts';
import type { Duration } from '../model.ts';
import { Asking } from '../poll/asking.ts';
import { type HttpClient, openHttp } from '../poll/http.ts';
import type { ReadBody } from '../poll/poll.ts';
import { PoliteQueue, type Timers } from '../poll/queue.ts';
import { version } from '../version.ts';

/** How much longer than the gap between two requests to a host its connection is kept. */
const KEPT_BEYOND_GAP: Duration = 4000;

/** Does `work` with the site's HTTP client, whose requests end when the process is asked to end. */
export async function withHttp<T>(app: App, work: (http: HttpClient) => Promise<T>): Promise<T> {
  const { timeout, maxBytes, allowPrivateNetwork, userAgent, perHost } = app.settings.poll;
  const http = openHttp({
    timeout,
    maxBytes,
    allowPrivateNetwork,
    userAgent: userAgent ?? `tidings/${version()} (+${app.settings.url})`,
    connections: perHost.concurrency,
    keepAlive: perHost.interval + KEPT_BEYOND_GAP,
  });
  const close = () => void http.close();
  app.signal.addEventListener('abort', close);
  try {
    return await work(http);
  } finally {
    app.signal.removeEventListener('abort', close);
    await http.close();
  }
}

/** Time for the gaps between requests, which no set clock stops; waiting ends when the process is asked to end. */
export function timersOf({ signal }: App): Timers {
  return {
    now: () => performance.now(),
    wait: (duration) =>
      wait(duration, undefined, { signal }).catch((thrown: unknown) => {
        if (!signal.aborted) throw thrown;
      }),
  };
}

/** Reads bodies as this site's feeds. What reads them is loaded with the first: where nothing has changed, none comes. */
export function feedReader({ clock, settings }: App): ReadBody {
  return async ({ bytes, url, contentType }) => {
    const { readFeed } = await import('../feed/read.ts');
    return readFeed(bytes, { url, contentType, now: clock(), timezone: settings.timezone });
  };
}

/** The turns of this site's requests: what is asked through one keeps the gaps to each other. */
export function politeQueue(app: App): PoliteQueue {
  return new PoliteQueue(app.settings.poll, timersOf(app));
}

/** Asks by the limits of polling, for commands that ask of themselves; answers wait their turn at the desk. */
export async function openAsking(
  app: App,
  http: HttpClient,
  { desk = new PQueue({ concurrency: 1 }), queue = politeQueue(app) }: { desk?: PQueue; queue?: PoliteQueue } = {},
): Promise<Asking> {
  const { store, clock, signal } = app;
  return new Asking({
    http,
    queue,
    holds: new Map(await store.sources.holds()),
    keepHold: (host, until) => store.sources.hold(host, until),
    desk,
    clock,
    signal,
  });
}
