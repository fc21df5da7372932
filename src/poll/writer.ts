import type { Duration } from '../model.ts';
import type { PollStore, Write } from './poll-store.ts';
import type { Timers } from './queue.ts';

/** How long a write waits for others to be committed with: a commit costs a disk its while, whatever is in it. */
const GATHERING: Duration = 20;

/** Writes that are not kept waiting any longer, so that few are held in memory. */
const FULL = 32;

/** Writes what came of visits to sources, several in one transaction; each source's state and entries in the same one. */
export class Writer<I> {
  readonly #store: PollStore<I>;
  readonly #timers: Timers;
  #batch: Write<I>[] = [];
  #full = Promise.withResolvers<void>();
  #written: Promise<void> | null = null;

  constructor(store: PollStore<I>, timers: Timers) {
    this.#store = store;
    this.#timers = timers;
  }

  /** Resolves when it is committed. */
  write(write: Write<I>): Promise<void> {
    this.#batch.push(write);
    if (this.#batch.length >= FULL) this.#full.resolve();
    this.#written ??= this.#writeSoon();
    return this.#written;
  }

  async #writeSoon(): Promise<void> {
    await Promise.race([this.#timers.wait(GATHERING), this.#full.promise]);
    const batch = this.#batch;
    this.#batch = [];
    this.#full = Promise.withResolvers();
    this.#written = null;
    await this.#store.write(batch);
  }
}
