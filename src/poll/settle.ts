import type { Duration, Instant, PollingHints } from '../model.ts';
import { type Followed, validatorsOf } from './follow.ts';
import { type FreshnessFields, freshnessOf } from './freshness.ts';
import { type Memory, readMemory, writeMemory } from './memory.ts';
import type { SourceState } from './poll-store.ts';
import {
  HELD,
  type IntervalSettings,
  nextOnceLifted,
  nextPoll,
  nextRetry,
  type Plan,
  rhythmOf,
  whenWanted,
} from './schedule.ts';

/** What a feed says of itself. */
export type Profile = Pick<SourceState, 'title' | 'feedId' | 'homePageUrl' | 'language' | 'hubUrls'>;

/** A body that was read as a feed. */
export interface Reading {
  readonly profile: Profile;
  readonly hints: PollingHints;
  /** What its hub knows the feed as. */
  readonly topic: string;
  /** When its entries were published, where they say so. */
  readonly dates: readonly Instant[];
  /** Whether it brought entries that are new or have changed. */
  readonly news: boolean;
  /** Whether its document does not break off: of one that does, no validators are kept, so that the rest is asked for. */
  readonly isWhole: boolean;
  /** What the body is known by when it comes again; null where it is to be read again all the same. */
  readonly body: string | null;
}

/** What every decision about a source's next turn needs. */
export interface Circumstances {
  readonly asked: Instant;
  readonly settings: IntervalSettings;
  readonly chance: () => number;
  /** The interval of its own that the list gives it. */
  readonly ownInterval: Duration | null;
  /** Whether a hub pushes its news. */
  readonly isPushed: boolean;
}

/** How many polls in a row a permanent redirect must have led to a feed before its target is asked directly. */
const CONFIRMING_POLLS = 2;

/** After so many failures at a remembered address the listed one is tried. */
const FAILURES_AT_NEW_ADDRESS = 3;

/** A source of which nothing is known yet. */
export function freshState(url: string): SourceState {
  return {
    url,
    title: null,
    feedId: null,
    homePageUrl: null,
    language: null,
    hubUrls: [],
    movedTo: null,
    validatorUrl: null,
    etag: null,
    lastModified: null,
    lastPolled: null,
    lastSucceeded: null,
    lastChanged: null,
    nextPoll: null,
    nextReasons: [],
    failures: 0,
    lastError: null,
    lastStatus: null,
    gone: false,
    memory: '{}',
  };
}

/** The state after a body that was read as a feed, whether or not it brought news. */
export function afterFeed(state: SourceState, followed: Followed, reading: Reading, now: Circumstances): SourceState {
  const before = readMemory(state.memory);
  const memory: Memory = {
    ...before,
    ...freshnessSaid(followed),
    quietPolls: reading.news ? 0 : before.quietPolls + 1,
    rhythm: rhythmOf(reading.dates, now.asked),
    hints: reading.hints,
    topic: reading.topic,
    unfinished: !reading.isWhole && (state.lastSucceeded === null || before.unfinished),
    body: reading.body,
  };
  return healthy(
    {
      ...state,
      ...reading.profile,
      ...(reading.isWhole ? validatorsKept(followed) : {}),
      lastChanged: reading.news ? now.asked : state.lastChanged,
      lastStatus: followed.answer.status,
    },
    followed,
    memory,
    now,
  );
}

function freshnessSaid({ answer: { headers } }: Followed): Pick<Memory, 'cacheControl' | 'expires'> {
  return { cacheControl: headers.get('cache-control') ?? null, expires: headers.get('expires') ?? null };
}

function validatorsKept(followed: Followed): Pick<SourceState, 'validatorUrl' | 'etag' | 'lastModified'> {
  const { url = null, etag = null, lastModified = null } = validatorsOf(followed) ?? {};
  return { validatorUrl: url, etag, lastModified };
}

/** The state after a 304: what it does not repeat stays as it was. */
export function afterNotModified(state: SourceState, followed: Followed, now: Circumstances): SourceState {
  const { cacheControl, expires } = readMemory(state.memory);
  const { headers } = followed.answer;
  const freshness = {
    cacheControl: headers.get('cache-control') ?? cacheControl,
    expires: headers.get('expires') ?? expires,
  };
  return quiet(state, followed, freshness, now);
}

/** The state after the very body that was taken in last: it is no news, but its header fields are. */
export function afterSameBody(state: SourceState, followed: Followed, now: Circumstances): SourceState {
  return quiet({ ...state, ...validatorsKept(followed) }, followed, freshnessSaid(followed), now);
}

function quiet(
  state: SourceState,
  followed: Followed,
  freshness: Pick<Memory, 'cacheControl' | 'expires'>,
  now: Circumstances,
): SourceState {
  const before = readMemory(state.memory);
  const memory: Memory = { ...before, ...freshness, quietPolls: before.quietPolls + 1 };
  return healthy({ ...state, lastStatus: followed.answer.status }, followed, memory, now);
}

function healthy(state: SourceState, followed: Followed, memory: Memory, now: Circumstances): SourceState {
  const moved = moveAfter(state.movedTo, memory.move, followed.movedTo);
  const plan = nextPoll(
    {
      asked: now.asked,
      quietPolls: memory.quietPolls,
      rhythm: memory.rhythm,
      ownInterval: now.ownInterval,
      isPushed: now.isPushed,
      freshness: freshnessOf(freshnessFields(followed, memory), now.asked),
      hints: memory.hints,
    },
    now.settings,
    now.chance,
  );
  return {
    ...planned(state, plan),
    movedTo: moved.movedTo,
    lastPolled: now.asked,
    lastSucceeded: now.asked,
    failures: 0,
    lastError: null,
    gone: false,
    memory: writeMemory({ ...memory, move: moved.move }),
  };
}

function freshnessFields({ answer: { headers } }: Followed, memory: Memory): FreshnessFields {
  return {
    cacheControl: memory.cacheControl,
    expires: memory.expires,
    date: headers.get('date') ?? null,
    age: headers.get('age') ?? null,
  };
}

/** The state after what its hub pushed was read: nothing was asked, so the source's own turn stays when it is. */
export function afterPush(state: SourceState, news: boolean, now: Instant): SourceState {
  return news ? { ...state, lastChanged: now } : state;
}

/** A permanent move is believed once it has led to a feed in a row of polls. */
function moveAfter(
  movedTo: string | null,
  before: Memory['move'],
  seen: string | null,
): { readonly movedTo: string | null; readonly move: Memory['move'] } {
  if (seen === null) return { movedTo, move: null };
  const polls = before?.to === seen ? before.polls + 1 : 1;
  if (polls >= CONFIRMING_POLLS) return { movedTo: seen, move: null };
  return { movedTo, move: { to: seen, polls } };
}

/** Why a poll failed. */
export interface Failure {
  readonly status: number | null;
  readonly problem: string;
  /** Until when the host wants to be left alone. */
  readonly held: Instant | null;
  /** Whether the address that was asked is gone for ever. */
  readonly isGone: boolean;
}

/** The state after a failure: entries and validators stay as they were. */
export function afterFailure(state: SourceState, failure: Failure, now: Circumstances): SourceState {
  const failures = state.failures + 1;
  const gone = failure.isGone && state.movedTo === null;
  const memory = readMemory(state.memory);
  const facts = { asked: now.asked, failures, held: failure.held, hints: memory.hints };
  const plan = nextRetry(facts, now.settings, now.chance);
  return {
    ...planned(state, gone ? { at: null, reasons: ['its server says that it is gone for ever (410)'] } : plan),
    movedTo: failures >= FAILURES_AT_NEW_ADDRESS ? null : state.movedTo,
    lastPolled: now.asked,
    failures,
    lastError: failure.problem,
    lastStatus: failure.status,
    gone,
    memory: writeMemory({ ...memory, move: null }),
  };
}

/** The state of a source that was not asked because its host wants to be left alone: its turn comes as the hold ends. */
export function afterHeld(state: SourceState): SourceState {
  return { ...state, nextReasons: HELD };
}

/** The state of a source that redirects to a host which wants to be left alone: it was asked, but has not failed. */
export function afterHeldOnTheWay(state: SourceState, held: Instant, now: Circumstances): SourceState {
  return planned({ ...state, lastPolled: now.asked }, nextOnceLifted(held, hintsOf(state), now.chance));
}

/** The state after an outage on this side: it is nobody's failure, and tried again soon. */
export function afterOutage(state: SourceState, now: Circumstances): SourceState {
  const reasons = ['most hosts could not be reached at the last poll, so that the fault is taken to be on this side'];
  const soon = { at: now.asked + now.settings.min, reasons };
  return planned({ ...state, lastPolled: now.asked }, whenWanted(soon, hintsOf(state), now.chance));
}

function hintsOf(state: SourceState): PollingHints {
  return readMemory(state.memory).hints;
}

function planned(
  state: SourceState,
  plan: Plan | { readonly at: null; readonly reasons: readonly string[] },
): SourceState {
  return { ...state, nextPoll: plan.at, nextReasons: plan.reasons };
}
