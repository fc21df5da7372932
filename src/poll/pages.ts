import { Fault } from '../fault.ts';
import { ACCEPT_PAGES } from './accept.ts';
import { type Ask, follow, isWebAddress } from './follow.ts';
import type { ReceivedBody } from './poll.ts';

const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;

/** Fetches the pages behind entries: each address once in a poll, as feeds are. */
export class Pages {
  readonly #ask: Ask;
  readonly #asked = new Set<string>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Those of the pages that could be had, by the address that was asked for. What fails is left out: the feed's own text serves. */
  async fetch(urls: readonly string[]): Promise<ReadonlyMap<string, ReceivedBody>> {
    const wanted = urls.filter((url) => !this.#asked.has(url));
    for (const url of wanted) this.#asked.add(url);
    const pages = await Promise.all(wanted.map(async (url) => [url, await this.#fetchOne(url)] as const));
    return new Map(pages.flatMap(([url, page]) => (page === null ? [] : [[url, page] as const])));
  }

  async #fetchOne(address: string): Promise<ReceivedBody | null> {
    const url = URL.parse(address);
    if (url === null || !isWebAddress(url)) return null;
    const fetched = await follow({ url, validators: null, accept: ACCEPT_PAGES, credentials: null }, this.#ask);
    if (fetched instanceof Fault || 'held' in fetched || fetched.answer.status !== 200) return null;
    const contentType = fetched.answer.headers.get('content-type') ?? null;
    if (!HTML.test(contentType ?? '')) return null;
    return { bytes: fetched.answer.body, url: fetched.url, contentType };
  }
}
