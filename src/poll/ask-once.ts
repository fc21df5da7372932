import type { Ask } from './follow.ts';

/** Answers kept for others who are led to the same address, in number and in bytes of their bodies: memory stays bounded. */
const KEPT_ANSWERS = 512;
const KEPT_BYTES = 8 * 1024 * 1024;

/** A longer body would take the place of too many others. */
const LONGEST_KEPT = 512 * 1024;

type Headers = Parameters<Ask>[1];

interface Asked {
  readonly headers: Headers;
  readonly answer: ReturnType<Ask>;
  /** Of the body, once it is there. */
  bytes: number;
}

/**
 * Asks for each address once in a poll: where a redirect leads one source to what another is asked at, both are given
 * the one answer. Only an answer that is of no use to the second (a 304 to validators that are not its own), or of so
 * long ago that it is no longer kept, is asked for again.
 */
export class AskOnce {
  readonly #ask: Ask;
  /** By address, in the order in which they were asked for. */
  readonly #kept = new Map<string, Asked>();
  #bytes = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async ask(url: URL, headers: Headers): ReturnType<Ask> {
    const kept = this.#kept.get(url.href);
    if (kept !== undefined && kept.headers.authorization === headers.authorization) {
      const answer = await kept.answer;
      const isOwn = isEqual(kept.headers, headers) || !('status' in answer) || answer.status !== NOT_MODIFIED;
      if (isOwn) return answer;
    }
    return this.#askAndKeep(url, headers);
  }

  async #askAndKeep(url: URL, headers: Headers): ReturnType<Ask> {
    const asked: Asked = { headers, answer: this.#ask(url, headers), bytes: 0 };
    this.#forget(url.href);
    this.#kept.set(url.href, asked);
    const answer = await asked.answer;
    if ('body' in answer && this.#kept.get(url.href) === asked) {
      asked.bytes = answer.body.length;
      this.#bytes += asked.bytes;
      if (asked.bytes > LONGEST_KEPT) this.#forget(url.href);
    }
    this.#forgetOldest();
    return answer;
  }

  #forgetOldest(): void {
    for (const address of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_ANSWERS && this.#bytes <= KEPT_BYTES) return;
      this.#forget(address);
    }
  }

  #forget(address: string): void {
    this.#bytes -= this.#kept.get(address)?.bytes ?? 0;
    this.#kept.delete(address);
  }
}

const NOT_MODIFIED = 304;

function isEqual(one: Headers, other: Headers): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
