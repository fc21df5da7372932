import type { FaultDetail } from '../../fault.ts';
import type { ReceivedBody } from '../../poll/poll.ts';
import type { EntryIntake } from '../../store/entries.ts';
import type { FeedRead, ReadingContext, Wanted } from './reading.ts';

export interface ReadRequest {
  readonly kind: 'read';
  /** What it is answered under, and what the feed is known by from then on. */
  readonly number: number;
  readonly body: ReceivedBody;
  readonly context: ReadingContext;
  /** Whether all its items are news, and the first are looked into without being asked for. */
  readonly isFirst: boolean;
}

export interface LookRequest {
  readonly kind: 'look into';
  readonly number: number;
  readonly feed: number;
  readonly wanted: readonly Wanted[];
}

export interface LetGo {
  readonly kind: 'let go';
  readonly feed: number;
}

/** A feed as it travels. */
export type FeedInWords = Omit<FeedRead, 'lookInto' | 'letGo'>;

export type ReadAnswer =
  | {
      readonly feed: FeedInWords /** What was found in the first items; none where that is not known to be wanted. */;
      readonly found: LookAnswer;
    }
  | { readonly fault: FaultDetail };

export type LookAnswer = readonly (EntryIntake | null)[];

/** An answer under its request's number, as JSON: one string goes from thread to thread faster than many objects. */
export interface Reply {
  readonly number: number;
  readonly json: string;
}
