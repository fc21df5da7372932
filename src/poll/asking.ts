import PQueue from 'p-queue';
import type { Fault } from '../fault.ts';
import type { Instant } from '../model.ts';
import type { Held } from './follow.ts';
import { retryAfter } from './freshness.ts';
import type { Answer, AskForRoom, HttpClient, IsWanted } from './http.ts';
import type { PoliteQueue } from './queue.ts';
import { honouredHold } from './schedule.ts';
import { isTooSlow } from './too-slow.ts';

export interface AskingOptions {
  readonly http: HttpClient;
  readonly queue: PoliteQueue;
  /** Until when hosts asked to be left alone; added to as they ask. */
  readonly holds: Map<string, Instant>;
  readonly keepHold: (host: string, until: Instant) => Promise<void>;
  /** Where answers are read; no further one is asked for while `waiting` of them wait there. */
  readonly desk: PQueue;
  readonly clock: () => Instant;
  readonly signal: AbortSignal;
}

/** Answers that may wait to be read, so that few bodies are held in memory. */
export const WAITING_ANSWERS = 8;

/** Large bodies that are received at once. */
const LARGE_BODIES = 2;

/** After so many requests in a row without an answer a host is silent. */
const MOST_SILENCES = 2;

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;

type Request = (room: AskForRoom) => Promise<Answer | Fault>;

/** Every request of a poll goes through here: in its host's turn, and not at all where the host is to be left alone. */
export class Asking {
  readonly #options: AskingOptions;
  /** In the order of their starts. */
  readonly #inFlight = new Set<URL>();
  /** How many requests in a row a host has left without an answer. */
  readonly #silences = new Map<string, number>();
  /** Where large bodies are received, each until it may be read. */
  readonly #large = new PQueue({ concurrency: LARGE_BODIES });
  /** Sent so far. */
  requests = 0;
  /** Of bodies, as they came over the wire. */
  bytes = 0;
  /** The hosts that have answered, whatever they said. */
  readonly answered = new Set<string>();

  constructor(options: AskingOptions) {
    this.#options = options;
  }

  /** The hosts that are taking longest to answer, the slowest first. */
  slowest(count: number): string[] {
    return [...new Set([...this.#inFlight].map(({ host }) => host))].slice(0, count);
  }

  ask(url: URL, headers: Readonly<Record<string, string>>): Promise<Answer | Held | Fault> {
    return this.#inTurn(url, (room) => this.#options.http.get(url, headers, room));
  }

  /**
   * Asks for what can be done without: its body is read where it is wanted, and a host that has kept silent is left alone,
   * for each request would hold up for as long all that waits for what comes of it.
   */
  askInPassing(
    url: URL,
    headers: Readonly<Record<string, string>>,
    isWanted: IsWanted,
  ): Promise<Answer | Held | Fault> {
    const isSilent = () => (this.#silences.get(url.host) ?? 0) >= MOST_SILENCES;
    return this.#inTurn(url, (room) => this.#options.http.get(url, headers, room, isWanted), isSilent);
  }

  post(url: URL, form: URLSearchParams): Promise<Answer | Held | Fault> {
    return this.#inTurn(url, () => this.#options.http.post(url, form));
  }

  async #inTurn(url: URL, request: Request, isNeedless = () => false): Promise<Answer | Held | Fault> {
    const { queue, clock, signal } = this.#options;
    const isOff = () => signal.aborted || this.heldUntil(url.host) !== null || isNeedless();
    const answer = await queue.add(url.host, () => this.#send(url, request), isOff);
    return answer ?? { held: this.heldUntil(url.host) ?? clock() };
  }

  /** Until when a host is to be left alone; null: it may be asked. */
  heldUntil(host: string): Instant | null {
    const until = this.#options.holds.get(host);
    return until !== undefined && until > this.#options.clock() ? until : null;
  }

  async #send(url: URL, request: Request): Promise<Answer | Fault> {
    const ended = Promise.withResolvers<void>();
    let mayWait = WAITING_ANSWERS;
    const room = () => {
      mayWait = 1;
      return this.#roomUntil(ended.promise);
    };
    this.requests += 1;
    this.#inFlight.add(url);
    const answer = await request(room);
    this.#inFlight.delete(url);
    if ('headers' in answer) {
      this.bytes += answer.bytes;
      this.answered.add(url.host);
      this.#silences.delete(url.host);
      await this.#noteHold(url.host, answer);
    } else if (isTooSlow(answer)) {
      this.#silences.set(url.host, (this.#silences.get(url.host) ?? 0) + 1);
    }
    await this.#options.desk.onSizeLessThan(mayWait);
    ended.resolve();
    return answer;
  }

  /** Resolves when there is room for a large body, which is kept until `ended`. */
  #roomUntil(ended: Promise<void>): Promise<void> {
    const begun = Promise.withResolvers<void>();
    this.#large.add(() => {
      begun.resolve();
      return ended;
    });
    return begun.promise;
  }

  async #noteHold(host: string, { status, headers }: Answer): Promise<void> {
    if (status !== TOO_MANY_REQUESTS && status !== UNAVAILABLE) return;
    const now = this.#options.clock();
    const until = retryAfter(headers.get('retry-after') ?? null, now);
    if (until === null) return;
    const held = honouredHold(until, now);
    this.#options.holds.set(host, held);
    await this.#options.keepHold(host, held);
  }
}
