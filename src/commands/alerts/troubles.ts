import { shownAddress } from '../../address.ts';
import type { Fault } from '../../fault.ts';
import type { Duration, Instant } from '../../model.ts';

/** Something that an editor is to know, once. */
export interface Trouble {
  /** By which it is told from others, and known when it comes again. */
  readonly key: string;
  /** The words that say it in one line, with what their places are filled with; `n` chooses the plural. */
  readonly word: string;
  readonly places: Readonly<Record<string, string>>;
  readonly n?: number;
}

/** What is looked at after each run. */
export interface Observations {
  readonly now: Instant;
  /** How long a source must fail before anybody is told. */
  readonly after: Duration;
  readonly sources: readonly {
    readonly url: string;
    readonly name: string;
    readonly gone: boolean;
    readonly failures: number;
    /** When it last answered, or since when it is known. */
    readonly answered: Instant;
    readonly lastError: string | null;
  }[];
  /** What kept the run from its job. */
  readonly fault: Fault | null;
  /** The last edition; null before the first. */
  readonly edition: {
    readonly name: string;
    readonly recipients: number;
    readonly failed: number;
    /** Addresses suppressed since it began. */
    readonly suppressed: number;
  } | null;
}

const DAY = 86_400_000;

/** Fewer bounces than this are no rise, however few recipients there are. */
const FEW_BOUNCES = 3;

/** Mailbox providers begin to mistrust senders at about this share of bounces. */
const MANY_BOUNCES = 0.05;

/** What an editor is to know of: sources that failed for long or are gone, a run that failed, many bounces. */
export function troublesOf({ now, after, sources, fault, edition }: Observations): Trouble[] {
  const troubles = sources.flatMap(({ url, name, gone, failures, answered, lastError }): Trouble[] => {
    if (gone) return [{ key: `gone ${url}`, word: 'alert.gone', places: { name, url: shownAddress(url) } }];
    if (failures === 0 || now - answered < after) return [];
    const places = { name, url: shownAddress(url), error: lastError ?? '–' };
    return [{ key: `failing ${url}`, word: 'alert.failing', places, n: Math.floor((now - answered) / DAY) }];
  });
  if (fault !== null) troubles.push({ key: `run ${fault.stage}`, word: 'alert.run', places: { error: fault.message } });
  if (edition !== null) troubles.push(...bounces(edition));
  return troubles;
}

function bounces({ name, recipients, failed, suppressed }: NonNullable<Observations['edition']>): Trouble[] {
  const bounced = Math.max(failed, suppressed);
  if (bounced < FEW_BOUNCES || bounced < recipients * MANY_BOUNCES) return [];
  const places = { bounced: String(bounced), recipients: String(recipients), edition: name };
  return [{ key: `bounces ${name}`, word: 'alert.bounces', places }];
}
