import { Fault } from '../fault.ts';
import { ACCEPT_PAGES } from './accept.ts';
import { AskOnce } from './ask-once.ts';
import type { Asking } from './asking.ts';
import { type Credentials, follow, isWebAddress, validatorsOf } from './follow.ts';
import type { IsWanted } from './http.ts';
import type { Pages, ReceivedPage, WantedPage } from './poll.ts';

const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;

/** Whether an answer is a web page, by its type: what else items link to (papers, recordings) may be long. */
const isPage: IsWanted = (headers) => HTML.test(headers.get('content-type') ?? '');

const OK = 200;
const NOT_MODIFIED = 304;

/** Fetches the pages behind entries: each address once in a poll, as feeds are, for all that want it. */
export class PageFetcher {
  readonly #pages: AskOnce;

  constructor(asking: Pick<Asking, 'askInPassing'>) {
    this.#pages = new AskOnce((url, headers) => asking.askInPassing(url, headers, isPage));
  }

  /**
   * Those of the pages that could be had, with the source's credentials for its own host. What fails is left out: the feed's
   * own text serves.
   */
  async fetch(wanted: readonly WantedPage[], credentials: Credentials | null): Promise<Pages> {
    const pages = await Promise.all(
      wanted.map(async (one) => [one.url, await this.#fetchOne(one, credentials)] as const),
    );
    return new Map(pages.flatMap(([url, page]) => (page === null ? [] : [[url, page] as const])));
  }

  async #fetchOne(
    { url: address, validators }: WantedPage,
    credentials: Credentials | null,
  ): Promise<ReceivedPage | 'unchanged' | null> {
    const url = URL.parse(address);
    if (url === null || !isWebAddress(url)) return null;
    const wanted = { url, validators, accept: ACCEPT_PAGES, credentials };
    const fetched = await follow(wanted, (hop, headers) => this.#pages.ask(hop, headers));
    if (fetched instanceof Fault || 'held' in fetched) return null;
    const { status, headers, body } = fetched.answer;
    if (status === NOT_MODIFIED && fetched.conditional) return 'unchanged';
    if (status !== OK || !isPage(headers)) return null;
    const contentType = headers.get('content-type') ?? null;
    return { bytes: body, url: fetched.url, contentType, validators: validatorsOf(fetched) };
  }
}
