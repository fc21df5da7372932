import type { Duration } from '../model.ts';
import type { HttpClient } from '../poll/http.ts';
import type { Sharing } from '../store/sharing.ts';
import { pause } from './pause.ts';

/** Who comes later than this part of the gap, having been paused or busy, has missed the turn and takes another. */
const MISSED = 0.5;

/** So late anybody may come: of short gaps a busy process would miss every turn it takes. */
const NEVER_MISSED: Duration = 100;

/** How turns are taken over all workers. */
export interface TurnOptions {
  readonly sharing: Pick<Sharing, 'takeTurns'>;
  readonly signal: AbortSignal;
}

/**
 * The client, each of whose requests waits until the gap since the last to that host, by whichever worker, is over. The
 * gap to its own last request is counted from the answer to it, for when the request arrived cannot be known here.
 */
export function politeAmongWorkers(http: HttpClient, gap: Duration, { sharing, signal }: TurnOptions): HttpClient {
  const last = new Map<string, number>();
  const inTurn = async <T>({ host }: URL, ask: () => Promise<T>): Promise<T> => {
    let turn = Number.NEGATIVE_INFINITY;
    while (performance.now() > turn + Math.max(gap * MISSED, NEVER_MISSED) && !signal.aborted) {
      const own = (last.get(host) ?? Number.NEGATIVE_INFINITY) + gap;
      turn = Math.max(own, performance.now() + (await sharing.takeTurns(hostTurn(host), 1, gap)));
      await pause(turn - performance.now(), signal);
    }
    last.set(host, performance.now());
    try {
      return await ask();
    } finally {
      last.set(host, performance.now());
    }
  };
  return {
    get: (url, ...how) => inTurn(url, () => http.get(url, ...how)),
    post: (url, form) => inTurn(url, () => http.post(url, form)),
    close: () => http.close(),
  };
}

/** Keeps the gap for whoever asks these hosts next, counted from now. */
export async function leaveHosts(hosts: Iterable<string>, gap: Duration, { sharing }: TurnOptions): Promise<void> {
  await Promise.all([...hosts].map((host) => sharing.takeTurns(hostTurn(host), 1, gap)));
}

function hostTurn(host: string): string {
  return `host ${host}`;
}
