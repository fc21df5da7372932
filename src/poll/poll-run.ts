import { hash } from 'node:crypto';
import PQueue from 'p-queue';
import { Fault } from '../fault.ts';
import type { Feed, Instant, Source } from '../model.ts';
import { ACCEPT_FEEDS } from './accept.ts';
import { AskOnce } from './ask-once.ts';
import { Asking, WAITING_ANSWERS } from './asking.ts';
import { readFileSource } from './file.ts';
import { credentialsOf, type Followed, follow, type Held, isWebAddress } from './follow.ts';
import { linksOf } from './links.ts';
import { readMemory } from './memory.ts';
import { isOutage, NETWORK_IS_AWAY } from './outage.ts';
import { PageFetcher } from './pages.ts';
import type { FailedPoll, Pages, PollOptions, PollReport, Prepared } from './poll.ts';
import { hostOf, type SourceState } from './poll-store.ts';
import {
  afterFailure,
  afterFeed,
  afterHeld,
  afterHeldOnTheWay,
  afterNotModified,
  afterOutage,
  afterPush,
  afterSameBody,
  type Circumstances,
  type Failure,
  type Reading,
} from './settle.ts';
import { codeOf, describeStatus } from './wording.ts';
import { Writer } from './writer.ts';

/** A source that is to be asked, and what is known of it. */
export interface Visit {
  readonly source: Source;
  readonly state: SourceState;
  /** What its hub pushed, which is read in place of asking. */
  readonly pushId: number | null;
  /** Whether a hub pushes its news. */
  readonly isPushed: boolean;
}

interface Unreached {
  readonly visit: Visit;
  readonly failure: Failure;
  readonly now: Circumstances;
}

/** What came of a visit, before it is written. */
interface Settled<I> {
  readonly outcome: 'updated' | 'unchanged' | 'failed' | 'held';
  readonly state: SourceState;
  readonly prepared: Prepared<I> | null;
  readonly pushId: number | null;
  readonly failure: Omit<FailedPoll, 'retryAt'> | null;
}

/** One poll: what is under way, and what has come of it so far. */
export class PollRun<I> {
  readonly #options: PollOptions<I>;
  /** Where answers are read and taken in, one at a time: it is the work of one processor and one database. */
  readonly #desk = new PQueue({ concurrency: 1 });
  readonly #asking: Asking;
  readonly #feeds: AskOnce;
  readonly #pages: PageFetcher;
  readonly #writer: Writer<I>;
  readonly #failures: FailedPoll[] = [];
  readonly #counts = { planned: 0, updated: 0, unchanged: 0, failed: 0, held: 0, newEntries: 0, changedEntries: 0 };
  /** What found no network, to be settled when it is known whether there was any. */
  readonly #unreached: Unreached[] = [];

  constructor(options: PollOptions<I>, holds: Map<string, Instant>) {
    const { queue, timers, store, http, clock, signal } = options;
    this.#options = options;
    const keepHold = (host: string, until: Instant) => store.hold(host, until);
    this.#asking = new Asking({
      http,
      queue,
      holds,
      keepHold,
      desk: this.#desk,
      clock,
      signal,
    });
    this.#writer = new Writer(store, timers);
    this.#feeds = new AskOnce((url, headers) => this.#asking.ask(url, headers));
    this.#pages = new PageFetcher(this.#asking);
  }

  async visitAll(visits: readonly Visit[]): Promise<PollReport> {
    this.#counts.planned = visits.length;
    this.#tellProgress();
    let door = Promise.resolve();
    await Promise.all(
      visits.map((visit) => {
        door = door.then(() => this.#hasRoom());
        return door.then(() => this.#visit(visit));
      }),
    );
    const wasOutage = await this.#settleUnreached();
    const { requests, bytes } = this.#asking;
    return { ...this.#counts, requests, bytes, wasOutage, failures: this.#failures };
  }

  /** Resolves when another visit can be begun that would not only wait, holding memory. */
  async #hasRoom(): Promise<void> {
    await this.#options.queue.hasRoom();
    await this.#desk.onSizeLessThan(WAITING_ANSWERS);
  }

  async #visit(visit: Visit): Promise<void> {
    const settled = await this.#fetchAndSettle(visit);
    if (settled === null) return;
    const pages = await this.#fetchPages(visit, settled);
    if (!this.#options.signal.aborted) await this.#keep(settled, pages);
    this.#tellProgress();
  }

  async #fetchPages({ source }: Visit, { prepared }: Settled<I>): Promise<Pages> {
    const [listed, wanted] = [URL.parse(source.url), prepared?.pages ?? []];
    return wanted.length === 0 ? new Map() : this.#pages.fetch(wanted, listed && credentialsOf(listed));
  }

  #tellProgress(): void {
    const { planned, updated, unchanged, failed } = this.#counts;
    const waitingFor = this.#asking.slowest(HOSTS_SHOWN);
    this.#options.onProgress({ planned, updated, unchanged, failed, waitingFor });
  }

  /** Returns null where it is too early or too late to say what came of it. */
  async #fetchAndSettle(visit: Visit): Promise<Settled<I> | null> {
    const { pushId } = visit;
    if (pushId !== null) return this.#desk.add(() => this.#readPush(visit, pushId));
    const fetched = await this.#fetch(visit);
    if (this.#options.signal.aborted) return null;
    return this.#desk.add(() => this.#settle(visit, fetched));
  }

  async #fetch({ source, state }: Visit): Promise<Followed | Held | Fault> {
    if (source.path !== undefined) return readFileSource(source.url, source.path, this.#options.settings.maxBytes);
    const listed = URL.parse(source.url);
    if (listed === null || !isWebAddress(listed)) {
      return new Fault({ stage: 'poll', subject: source.url, problem: 'is no http or https address' });
    }
    const { validatorUrl, etag, lastModified, movedTo } = state;
    const wanted = {
      url: movedTo === null ? listed : new URL(movedTo),
      validators: validatorUrl === null ? null : { url: validatorUrl, etag, lastModified },
      accept: ACCEPT_FEEDS,
      credentials: credentialsOf(listed),
    };
    return follow(wanted, (url, headers) => this.#feeds.ask(url, headers));
  }

  async #settle(visit: Visit, fetched: Followed | Held | Fault): Promise<Settled<I> | null> {
    const { settings, chance, clock } = this.#options;
    const { source, isPushed } = visit;
    const now = { asked: clock(), settings: settings.interval, chance, ownInterval: source.interval, isPushed };
    if (fetched instanceof Fault) return this.#settleUnanswered(visit, fetched, now);
    if ('held' in fetched) {
      const isItsOwn = this.#asking.heldUntil(hostOf(visit.state)) !== null;
      return unprepared('held', isItsOwn ? afterHeld(visit.state) : afterHeldOnTheWay(visit.state, fetched.held, now));
    }
    const { status } = fetched.answer;
    if (status === OK) return this.#readBody(visit, fetched, now);
    if (status === NOT_MODIFIED && fetched.conditional) {
      return unprepared('unchanged', afterNotModified(visit.state, fetched, now));
    }
    const held = this.#asking.heldUntil(new URL(fetched.url).host);
    // Behind a redirect that is not for good, another address may be had the next time.
    const isGone = status === GONE && fetched.permanent;
    return failed(visit, { status, problem: describeStatus(status), held, isGone }, now);
  }

  async #readBody(visit: Visit, fetched: Followed, now: Circumstances): Promise<Settled<I>> {
    const { read, prepare } = this.#options;
    const { body: bytes, headers } = fetched.answer;
    const contentType = headers.get('content-type') ?? null;
    const body = bodyKey(bytes, fetched.url, contentType);
    if (body === readMemory(visit.state.memory).body) {
      return unprepared('unchanged', afterSameBody(visit.state, fetched, now));
    }
    const feed = await read({ bytes, url: fetched.url, contentType });
    if (feed instanceof Fault)
      return failed(visit, { status: OK, problem: feed.problem, held: null, isGone: false }, now);
    const { source, state: before } = visit;
    const prepared = await prepare({ source, feed, isRest: readMemory(before.memory).unfinished });
    const news = prepared.fresh + prepared.changed > 0;
    const state = afterFeed(before, fetched, readingOf(feed, fetched, { news, body }), now);
    return { outcome: news ? 'updated' : 'unchanged', state, prepared, pushId: null, failure: null };
  }

  /** Reads what a hub pushed. It may hold only what is new (WebSub, 7), so that what it lacks is not withdrawn. */
  async #readPush({ source, state }: Visit, pushId: number): Promise<Settled<I>> {
    const { pushes, read, prepare, clock } = this.#options;
    const { topic, ...body } = await pushes.read(pushId);
    const feed = await read({ ...body, url: topic });
    if (feed instanceof Fault) {
      const failure = { source, status: null, problem: `what its hub pushed ${feed.problem}` };
      return { outcome: 'failed', state, prepared: null, pushId, failure };
    }
    const partial = { ...feed, breaksOff: feed.breaksOff ?? 'elsewhere' } as const;
    const prepared = await prepare({ source, feed: partial, isRest: readMemory(state.memory).unfinished });
    const news = prepared.fresh + prepared.changed > 0;
    return {
      outcome: news ? 'updated' : 'unchanged',
      state: afterPush(state, news, clock()),
      prepared,
      pushId,
      failure: null,
    };
  }

  #settleUnanswered(visit: Visit, fault: Fault, now: Circumstances): Settled<I> | null {
    const failure = { status: null, problem: fault.problem, held: null, isGone: false };
    if (NETWORK_IS_AWAY.has(codeOf(fault.cause))) {
      this.#unreached.push({ visit, failure, now });
      return null;
    }
    return failed(visit, failure, now);
  }

  /** Resolves with whether there was an outage on this side, which is charged to none of those that found no network. */
  async #settleUnreached(): Promise<boolean> {
    const states = this.#unreached.map(({ visit }) => visit.state);
    const wasOutage = isOutage(states, this.#asking.answered);
    const settled = this.#unreached.map(({ visit, failure, now }) => {
      const charged = failed(visit, failure, now);
      return wasOutage ? { ...charged, state: afterOutage(visit.state, now) } : charged;
    });
    await Promise.all(settled.map((one) => this.#keep(one, new Map())));
    return wasOutage;
  }

  async #keep(settled: Settled<I>, pages: Pages): Promise<void> {
    const { outcome, state, prepared, pushId, failure } = settled;
    await this.#writer.write({ state, intake: prepared?.intake(pages) ?? null, pushId });
    this.#counts[outcome] += 1;
    this.#counts.newEntries += prepared === null ? 0 : prepared.fresh - prepared.copies;
    this.#counts.changedEntries += prepared?.changed ?? 0;
    if (failure !== null) this.#failures.push({ ...failure, retryAt: state.nextPoll });
  }
}

function unprepared(outcome: 'unchanged' | 'held', state: SourceState): Settled<never> {
  return { outcome, state, prepared: null, pushId: null, failure: null };
}

function failed({ source, state }: Visit, failure: Failure, now: Circumstances): Settled<never> {
  const { status, problem } = failure;
  return {
    outcome: 'failed',
    state: afterFailure(state, failure, now),
    prepared: null,
    pushId: null,
    failure: { source, status, problem },
  };
}

/** How many slow hosts are told of while a poll goes on. */
const HOSTS_SHOWN = 2;

const OK = 200;
const NOT_MODIFIED = 304;
const GONE = 410;

function readingOf(
  feed: Feed,
  { answer: { headers }, url }: Followed,
  { news, body }: Pick<Reading, 'news'> & { readonly body: string },
): Reading {
  const { title, id: feedId, homePageUrl, language, hints } = feed;
  const hubUrls = [...linksOf(headers, 'hub', url), ...feed.hubUrls.flatMap((hub) => URL.parse(hub, url)?.href ?? [])];
  const [self = feed.feedUrl ?? url] = linksOf(headers, 'self', url);
  const isWhole = feed.breaksOff === undefined;
  return {
    profile: { title: title || null, feedId, homePageUrl, language, hubUrls: [...new Set(hubUrls)] },
    hints,
    topic: URL.parse(self, url)?.href ?? url,
    dates: feed.items.flatMap(({ published }) => (published === null ? [] : [published])),
    news,
    isWhole,
    // A calendar means something else as time passes, and one that breaks off leaves no validators when it comes again.
    body: isWhole && feed.format !== 'ical' ? body : null,
  };
}

/** What a body is known by when it comes again from the same address as the same type. */
function bodyKey(bytes: Uint8Array, url: string, contentType: string | null): string {
  return `${hash('sha256', bytes)} ${contentType ?? ''} ${url}`;
}
