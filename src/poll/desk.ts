import PQueue from 'p-queue';

/** Answers that may wait to be read, so that few bodies are held in memory. */
const WAITING = 8;

/** From how many bytes on a body is a large one: many of them at once would fill the memory. */
export const LARGE_BODY = 1024 * 1024;

/**
 * Where answers are read and taken in: a few at once, as one may be read in another thread while others are compared
 * and written here; large ones one after another, so that two are never held.
 */
export class Desk {
  readonly #small: PQueue;
  readonly #large = new PQueue({ concurrency: 1 });

  constructor(atOnce: number) {
    this.#small = new PQueue({ concurrency: atOnce });
  }

  /** Does `work` on a body of so many bytes when it is its turn. */
  add<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    return bytes < LARGE_BODY ? this.#small.add(work) : this.#large.add(work);
  }

  /** Resolves when another answer may be asked for. */
  hasRoom(): Promise<void> {
    return this.#small.onSizeLessThan(WAITING);
  }

  /** Resolves when a large body would be read next. */
  hasRoomForLarge(): Promise<void> {
    return this.#large.onSizeLessThan(1);
  }
}
