import type { Fault } from '../fault.ts';
import type { Feed, Instant, Source } from '../model.ts';
import type { Validators } from './follow.ts';
import type { HttpClient } from './http.ts';
import type { PushInbox } from './hub-store.ts';
import { readMemory } from './memory.ts';
import { PollRun } from './poll-run.ts';
import { hostOf, type PollStore, type SourceState } from './poll-store.ts';
import type { PoliteQueue, QueueSettings, Timers } from './queue.ts';
import { type IntervalSettings, isDue, lastingHolds } from './schedule.ts';
import { freshState } from './settle.ts';

export interface PollSettings extends QueueSettings {
  readonly interval: IntervalSettings;
  readonly maxBytes: number;
}

/** A body, and what its reader wants to know of it. */
export interface ReceivedBody {
  readonly bytes: Uint8Array;
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly contentType: string | null;
}

/** A page behind entries that is wanted. */
export interface WantedPage {
  readonly url: string;
  /** By what it is known, where the state has what was found in it. */
  readonly validators: Validators | null;
}

/** A page as it came, and by what it is known when it is asked for again. */
export interface ReceivedPage extends ReceivedBody {
  readonly validators: Validators | null;
}

/** Pages by the address that was asked for; of one that is as it was there is nothing to be read. Others could not be had. */
export type Pages = ReadonlyMap<string, ReceivedPage | 'unchanged'>;

/** A feed as a poll, or a hub, brought it. */
export interface Arrival {
  readonly source: Source;
  readonly feed: Feed;
  /** Whether every document of the source broke off so far, so that what it held from the beginning is still to come. */
  readonly isRest: boolean;
}

/** What a feed brought, compared with what is known of its source. */
export interface Prepared<I> {
  readonly fresh: number;
  /** Those of the fresh that another source has brought in this poll: as published, they are no more entries. */
  readonly copies: number;
  readonly changed: number;
  /** Pages that hold the whole of what the feed gives in part. */
  readonly pages: readonly WantedPage[];
  /** What the store takes in, given those of the pages that could be had. */
  intake(pages: Pages): I;
}

/** Reads a body as a feed. */
export type ReadBody = (body: ReceivedBody) => Promise<Feed | Fault>;

export interface PollOptions<I> {
  readonly store: PollStore<I>;
  readonly pushes: PushInbox;
  readonly http: HttpClient;
  readonly queue: PoliteQueue;
  readonly settings: PollSettings;
  readonly clock: () => Instant;
  readonly timers: Timers;
  /** From 0 to 1, exclusive. */
  readonly chance: () => number;
  readonly read: ReadBody;
  /** Compares a feed with what is known of its source; reads the state, but changes nothing. */
  readonly prepare: (arrival: Arrival) => Promise<Prepared<I>>;
  /** Sets the schedule aside, and nothing else. */
  readonly all: boolean;
  /** No further request is made once it is aborted. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface FailedPoll {
  readonly source: Source;
  readonly status: number | null;
  readonly problem: string;
  readonly retryAt: Instant | null;
}

/** What has become of the sources so far: those asked are updated, unchanged or failed. */
export interface Progress {
  /** Sources that are to be asked. */
  readonly planned: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** The hosts that take longest to answer. */
  readonly waitingFor: readonly string[];
}

export interface PollReport {
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Not asked, as their hosts want to be left alone. */
  readonly held: number;
  readonly newEntries: number;
  readonly changedEntries: number;
  readonly requests: number;
  /** Of bodies, as they came over the wire. */
  readonly bytes: number;
  /** Whether the network was away on this side, which is charged to no source. */
  readonly wasOutage: boolean;
  readonly failures: readonly FailedPoll[];
}

/**
 * Polls those of the sources that are due, each once, and takes in what hubs pushed of others. A source that fails
 * touches no other; a host that wants to be left alone is. Resolves when each is settled, or soon after `signal` is
 * aborted.
 */
export async function pollSources<I>(sources: readonly Source[], options: PollOptions<I>): Promise<PollReport> {
  const states = await options.store.states();
  const now = options.clock();
  const holds = lastingHolds(await options.store.holds(), now);
  const waiting = await options.pushes.waiting();
  const pushed = await options.pushes.pushedSources(now);
  const visits = sources
    .map((source) => ({ source, state: states.get(source.url) ?? freshState(source.url) }))
    .flatMap(({ source, state }) => {
      const isDue = options.all || isItsTurn(state, holds, now);
      const pushId = isDue ? null : (waiting.get(source.url) ?? null);
      return isDue || pushId !== null ? [{ source, state, pushId, isPushed: pushed.has(source.url) }] : [];
    });
  return new PollRun(options, holds).visitAll(visits);
}

function isItsTurn(state: SourceState, holds: ReadonlyMap<string, Instant>, now: Instant): boolean {
  if (state.gone) return false;
  const { hints } = readMemory(state.memory);
  return isDue({ ...state, hints }, holds.get(hostOf(state)) ?? null, now);
}
