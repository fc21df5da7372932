import type { Instant } from '../model.ts';

/** What is remembered of a source between polls; known by its address as listed. */
export interface SourceState {
  readonly url: string;
  /** The feed's own title, id, home and language, as last read. */
  readonly title: string | null;
  readonly feedId: string | null;
  readonly homePageUrl: string | null;
  readonly language: string | null;
  readonly hubUrls: readonly string[];
  /** Where permanent redirects led, once confirmed. */
  readonly movedTo: string | null;
  /** The address that gave the validators. */
  readonly validatorUrl: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly lastPolled: Instant | null;
  readonly lastSucceeded: Instant | null;
  readonly lastChanged: Instant | null;
  readonly nextPoll: Instant | null;
  readonly nextReasons: readonly string[];
  /** Failed polls since the last good one. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastStatus: number | null;
  readonly gone: boolean;
  /** What else the schedule and the redirects need: JSON, see `memory.ts`. */
  readonly memory: string;
}

/** The host that a source is asked at, before any redirect. */
export function hostOf({ movedTo, url }: SourceState): string {
  return URL.parse(movedTo ?? url)?.host ?? '';
}

/** What polling needs of the state. `I` is what a feed brought, in whatever form the store takes it in. */
export interface PollStore<I> {
  /** What is known of all sources, by address. */
  states(): Promise<ReadonlyMap<string, SourceState>>;
  /** Until when hosts asked to be left alone. */
  holds(): Promise<ReadonlyMap<string, Instant>>;
  hold(host: string, until: Instant): Promise<void>;
  /** Keeps what came of visits, all in one transaction. */
  write(batch: readonly Write<I>[]): Promise<void>;
}

/** A source's state with its validators, and the entries that came with them, if any. */
export interface Write<I> {
  readonly state: SourceState;
  readonly intake: I | null;
  /** The pushed document that this came of, if any, which is not kept any longer. */
  readonly pushId?: number | null;
}
