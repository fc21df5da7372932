import { getCompileCacheDir } from 'node:module';
import { dirname, extname } from 'node:path';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { Fault } from '../../fault.ts';
import type { Source } from '../../model.ts';
import type { ReceivedBody } from '../../poll/poll.ts';
import { collectWithFewThreads } from '../small-heap.ts';
import type { LetGo, LookAnswer, LookRequest, ReadAnswer, ReadRequest, Reply } from './messages.ts';
import type { FeedRead, Reading, ReadingContext, Wanted } from './reading.ts';

/** As many as keep the thread at work while a batch of what it has read is being written. */
const AT_ONCE = 12;

/** Reads feeds in a thread of its own, which is started with the first. */
export function readingOnThread(contextNow: (source: Pick<Source, 'fulltext'>) => ReadingContext): Reading {
  let thread: ReadingThread | null = null;
  return {
    atOnce: AT_ONCE,
    read(body, source, isFirst) {
      thread ??= new ReadingThread();
      return thread.read(body, contextNow(source), isFirst);
    },
    async close() {
      await thread?.end();
    },
  };
}

/** One that waits for an answer. */
interface Waiting {
  resolve(json: string): void;
  reject(thrown: unknown): void;
}

class ReadingThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;
  #ended: { readonly by: unknown } | null = null;

  constructor() {
    collectWithFewThreads();
    // As source or as built, the thread's file has the same ending as this one.
    const file = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(file, { env: { ...process.env, ...compileCache() } });
    this.#worker.on('message', ({ number, json }: Reply) => {
      this.#waiting.get(number)?.resolve(json);
      this.#waiting.delete(number);
    });
    // Whatever is thrown there is a bug, as it would be here.
    this.#worker.on('error', (thrown) => {
      this.#ended = { by: thrown };
      for (const { reject } of this.#waiting.values()) reject(thrown);
    });
  }

  async read(body: ReceivedBody, context: ReadingContext, isFirst: boolean): Promise<FeedRead | Fault> {
    const number = this.#next();
    const json = await this.#ask({ kind: 'read', number, body, context, isFirst }, bufferOf(body));
    const answer: ReadAnswer = JSON.parse(json);
    if ('fault' in answer) return new Fault(answer.fault);
    const { feed, found } = answer;
    return {
      ...feed,
      lookInto: (wanted) =>
        wanted.every((one) => isIn(found, one))
          ? Promise.resolve(wanted.map(({ index }) => found[index] ?? null))
          : this.#lookInto(number, wanted),
      letGo: () => this.#post({ kind: 'let go', feed: number }, []),
    };
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #lookInto(feed: number, wanted: readonly Wanted[]): Promise<LookAnswer> {
    return JSON.parse(await this.#ask({ kind: 'look into', number: this.#next(), feed, wanted }, []));
  }

  #next(): number {
    this.#requests += 1;
    return this.#requests;
  }

  /** Resolves with the answer's JSON. */
  #ask(request: ReadRequest | LookRequest, moved: readonly ArrayBuffer[]): Promise<string> {
    if (this.#ended !== null) return Promise.reject(this.#ended.by);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#waiting.set(request.number, { resolve, reject });
    this.#post(request, moved);
    return promise;
  }

  #post(message: ReadRequest | LookRequest | LetGo, moved: readonly ArrayBuffer[]): void {
    this.#worker.postMessage(message, moved);
  }
}

/** Lets a thread use what V8 compiled the last time, too: it does not of itself where the program was told by a call. */
function compileCache(): NodeJS.ProcessEnv {
  const versions = getCompileCacheDir();
  return versions === undefined ? {} : { NODE_COMPILE_CACHE: dirname(versions) };
}

/** Whether what was looked into without being asked for tells what is asked for now. */
function isIn(found: LookAnswer, { index, known, page }: Wanted): boolean {
  return index < found.length && known === null && page === undefined;
}

/** The memory of a body, where that is nothing else's and can be moved to the thread instead of being copied. */
function bufferOf({ bytes: { buffer, byteLength } }: ReceivedBody): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
