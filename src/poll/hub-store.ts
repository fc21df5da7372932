import type { Instant } from '../model.ts';

/** What a hub is asked for: that it pushes a source's news to this site (WebSub, W3C Recommendation of 2018-01-23). */
export interface HubSubscription {
  /** The end of the callback's address, which only the hub is told. */
  readonly id: string;
  /** The source, as listed. */
  readonly sourceUrl: string;
  readonly hub: string;
  readonly topic: string;
  /** What is wanted of the hub now. */
  readonly mode: 'subscribe' | 'unsubscribe';
  /** How many times in a row the hub was asked without its coming about. */
  readonly tries: number;
  readonly nextAsk: Instant;
  /** The end of the lease; null: the hub does not push. */
  readonly until: Instant | null;
}

/** What hubs have pushed, until it is taken in. */
export interface PushInbox {
  /** The sources whose hubs push. */
  pushedSources(now: Instant): Promise<ReadonlySet<string>>;
  /** The oldest document that waits for each source, by its id. */
  waiting(): Promise<ReadonlyMap<string, number>>;
  /** @throws Error where there is none */
  read(pushId: number): Promise<PushedDocument>;
}

/** A document as a hub pushed it, and what the hub knows its feed as. */
export interface PushedDocument {
  readonly topic: string;
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}
