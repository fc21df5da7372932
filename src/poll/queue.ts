import PQueue from 'p-queue';
import type { Duration } from '../model.ts';

export interface QueueSettings {
  /** Requests in flight in all. */
  readonly concurrency: number;
  /** Of one host: requests in flight, and the gap between the starts of two. */
  readonly perHost: { readonly concurrency: number; readonly interval: Duration };
}

/** Time that only goes forward, and waiting. */
export interface Timers {
  /** Milliseconds since some moment. */
  now(): number;
  wait(duration: Duration): Promise<void>;
}

interface HostQueue {
  /** As many at once as the host takes. */
  readonly running: PQueue;
  /**
   * One at a time: the next to start, waiting for the gap and then for a place among all. Null where the host takes one
   * at a time anyway.
   */
  readonly starting: PQueue | null;
}

/** How many times as many requests as may be in flight wait for a place among all: enough that none stays empty. */
const WAITING_A_PLACE = 2;

/**
 * All requests of a poll in turn: so many at once in all, so many at once to one host, and a gap between the starts of
 * two to one host. Of each host only the next request stands in line for a place among all; so a host with a long
 * queue holds up no other, and hosts take turns.
 */
export class PoliteQueue {
  readonly #settings: QueueSettings;
  readonly #timers: Timers;
  readonly #all: PQueue;
  readonly #hosts = new Map<string, HostQueue>();
  readonly #lastStarts = new Map<string, number>();

  constructor(settings: QueueSettings, timers: Timers) {
    this.#settings = settings;
    this.#timers = timers;
    this.#all = new PQueue({ concurrency: settings.concurrency });
  }

  /** How many hosts have requests waiting or in flight. */
  get hosts(): number {
    return this.#hosts.size;
  }

  /**
   * Resolves when hardly any request waits for a place among all. What is added before only takes memory; those that
   * wait for their own host do not count.
   */
  hasRoom(): Promise<void> {
    return this.#all.onSizeLessThan(WAITING_A_PLACE * this.#settings.concurrency);
  }

  /** Runs `request` when it is the host's turn. Where `isOff` says so by then, it is not run and null is returned. */
  async add<T>(host: string, request: () => Promise<T>, isOff: () => boolean): Promise<T | null> {
    const queue = this.#hostQueue(host);
    try {
      return await queue.running.add(() => this.#startInTurn(host, queue, request, isOff));
    } finally {
      if (queue.running.size === 0 && queue.running.pending === 0) this.#hosts.delete(host);
    }
  }

  async #startInTurn<T>(
    host: string,
    queue: HostQueue,
    request: () => Promise<T>,
    isOff: () => boolean,
  ): Promise<T | null> {
    const start = async () => {
      if (!isOff()) await this.#waitForGap(host);
      return isOff() ? null : this.#startAmongAll(host, request);
    };
    const started = await (queue.starting === null ? start() : queue.starting.add(start));
    return started === null ? null : started.ended;
  }

  async #waitForGap(host: string): Promise<void> {
    const lastStart = this.#lastStarts.get(host) ?? Number.NEGATIVE_INFINITY;
    const gap = lastStart + this.#settings.perHost.interval - this.#timers.now();
    if (gap > 0) await this.#timers.wait(gap);
  }

  /** Resolves when the request has started, with the promise of its end. */
  async #startAmongAll<T>(host: string, request: () => Promise<T>): Promise<{ readonly ended: Promise<T> }> {
    const start = Promise.withResolvers<void>();
    const ended = this.#all.add(() => {
      this.#lastStarts.set(host, this.#timers.now());
      start.resolve();
      return request();
    });
    await start.promise;
    return { ended };
  }

  #hostQueue(host: string): HostQueue {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    const { concurrency } = this.#settings.perHost;
    const made: HostQueue = {
      running: new PQueue({ concurrency }),
      starting: concurrency === 1 ? null : new PQueue({ concurrency: 1 }),
    };
    this.#hosts.set(host, made);
    return made;
  }
}
