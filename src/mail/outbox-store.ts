import type { DeliveryState, Edition, Instant, RenderedEdition } from '../model.ts';
import type { Address } from './address.ts';

/** All that an edition is from its beginning on. */
export interface EditionDraft {
  readonly content: Edition;
  readonly rendered: RenderedEdition;
  readonly dueAt: Instant;
  readonly begunAt: Instant;
  /** The entries that are new in it. */
  readonly entryIds: readonly number[];
  /** Those that it was decided to leave out: they are new in no later one either. */
  readonly leftOut: readonly number[];
  /** The editor's decisions as JSON, kept to be explained later. */
  readonly decisions: string;
  /** The recipients named in the settings, besides the subscribers active now. */
  readonly fixed: readonly Address[];
  /** The Message-ID of the delivery to the recipient of this key. */
  readonly messageId: (key: string) => string;
  /** Whether it goes out only when the editor has approved it. */
  readonly waits: boolean;
}

/** An edition that has begun and has deliveries not yet done. */
export interface OpenEdition {
  readonly name: string;
  readonly begunAt: Instant;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A delivery in this run's hands. */
export interface ClaimedDelivery {
  readonly edition: string;
  readonly key: string;
  readonly email: string;
  readonly name: string;
  readonly messageId: string;
  /** Tries before this one. */
  readonly attempts: number;
  readonly firstTried: Instant | null;
}

/** How a try ended, to be kept. */
export interface DeliveryResult {
  readonly key: string;
  /** `queued`: not tried after all. */
  readonly state: Extract<DeliveryState, 'queued' | 'sent' | 'deferred' | 'failed' | 'uncertain'>;
  readonly attempts: number;
  readonly firstTried: Instant | null;
  readonly nextTry: Instant;
  /** The server's words and code, or why nothing was tried. */
  readonly error: string | null;
  readonly code: string | null;
  /** Whether the address is never to be mailed again. */
  readonly suppress: boolean;
}

/** What is written in one durable step. */
export interface LedgerStep {
  readonly results: readonly DeliveryResult[];
  /** The keys of deliveries whose message is about to end. */
  readonly ending: readonly string[];
}

/** How an edition stands: the counts of its deliveries, whose sum is `recipients`. */
export interface DeliveryCounts {
  readonly recipients: number;
  readonly sent: number;
  readonly deferred: number;
  readonly failed: number;
  readonly suppressed: number;
  readonly uncertain: number;
}

/** What the outbox needs of the store. Every promise that resolves has its writes on the disk. */
export interface OutboxStore {
  readonly editions: {
    /**
     * Freezes an edition: its content, its recipients (the fixed ones and the subscribers active now, each once, none
     * that is suppressed or unsubscribed) and its entries, in one transaction.
     * @returns false where an edition of that name has begun before; then nothing is changed.
     */
    begin(draft: EditionDraft): Promise<boolean>;
    /** The editions that have deliveries to be made, oldest first. */
    open(): Promise<readonly OpenEdition[]>;
    /** Marks the edition as done where it has no delivery left to make. */
    finish(name: string, now: Instant): Promise<void>;
  };
  readonly deliveries: {
    /** Takes back what a run that died, or this one before, had in hand and had not ended: it was not sent. */
    reclaim(edition: string, run: string): Promise<void>;
    /** Takes up to `limit` deliveries that may be tried now into the hands of `run`. */
    claim(edition: string, run: string, now: Instant, limit: number): Promise<readonly ClaimedDelivery[]>;
    /**
     * Keeps results, and marks deliveries as uncertain just before their messages end: from then on only the server's
     * answer can tell. Returns the keys of those that may end; the others were unsubscribed or suppressed meanwhile.
     */
    record(edition: string, run: string, now: Instant, step: LedgerStep): Promise<ReadonlySet<string>>;
    /** Gives back what `run` has in hand and has not ended. */
    release(edition: string, run: string): Promise<void>;
    /** Makes uncertain deliveries ready to be sent again, under the same Message-IDs; returns how many. */
    requeueUncertain(edition: string, now: Instant): Promise<number>;
    /**
     * How an edition stands. `whileSending`: a living run holds the site, so that what it has in hand is not yet tried,
     * rather than uncertain.
     */
    counts(edition: string, whileSending?: boolean): Promise<DeliveryCounts>;
  };
}
