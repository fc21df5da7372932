import type { Fault } from '../../fault.ts';
import type { Fulltext, Instant, Source } from '../../model.ts';
import type { PolledFeed, ReceivedBody } from '../../poll/poll.ts';
import type { EntryIntake } from '../../store/entries.ts';

/** What reading needs to know besides the body. */
export interface ReadingContext {
  readonly now: Instant;
  /** The site's zone, for dates that name none. */
  readonly timezone: string;
  /** Whether the pages behind the feed's items may be wanted. */
  readonly fulltext: Fulltext;
}

/** An item by what it is recognised by, and by what it is known as its feed gives it. */
export type SeenItem = Pick<EntryIntake, 'keys' | 'raw'>;

/** How many items are looked into at once, so that those of long feeds do not travel all together. */
export const LOOKED_INTO_AT_ONCE = 200;

/** An item that is to be looked into. */
export interface Wanted {
  /** Its place in its feed's `items`. */
  readonly index: number;
  /** The fingerprint of the entry it is known as, if it is: where it is still the same, nothing is looked for. */
  readonly known: string | null;
  /** The page behind it, where that was fetched. */
  readonly page?: ReceivedBody;
}

/**
 * A feed whose items stay where they were read, and are looked into there. One that was looked into is kept on only where
 * the page behind it may be wanted, and only that is wanted of it again.
 */
export interface FeedRead extends PolledFeed {
  /** Without one in which the document breaks off. */
  readonly items: readonly SeenItem[];
  /** What the store takes in of each; null for one that says the same as what is known. */
  lookInto(wanted: readonly Wanted[]): Promise<readonly (EntryIntake | null)[]>;
  /** Ends it: nothing more is wanted of its items. */
  letGo(): void;
}

/** Where a site's feeds are read. */
export interface Reading {
  /** How many feeds it is worth having read at once. */
  readonly atOnce: number;
  read(body: ReceivedBody, source: Pick<Source, 'fulltext'>, isFirst: boolean): Promise<FeedRead | Fault>;
  close(): Promise<void>;
}
