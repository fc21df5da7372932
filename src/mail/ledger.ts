import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DeliveryResult, LedgerStep } from './outbox-store.ts';

/** Writes down what happens to deliveries, several at a time. */
export interface Ledger {
  /**
   * Resolves once it is on the disk, with all results told before, that this delivery's message is about to end; to false
   * where it must not, because its recipient was unsubscribed or suppressed meanwhile.
   */
  ending(key: string): Promise<boolean>;
  /** Has the result written with the next step, or soon. */
  ended(result: DeliveryResult): void;
  /** Resolves once everything told is on the disk; rejects where a write failed. */
  settled(): Promise<void>;
}

/** How long a result waits for a step that it can be written with. */
const PATIENCE_MS = 10;

/**
 * Collects what all connections have to write into as few durable steps as possible (group commit): while one step is
 * written the next one gathers, and results wait a moment for the next message's end, which they must come before. A write
 * that fails fails all that come after it.
 */
export function openLedger(write: (step: LedgerStep) => Promise<ReadonlySet<string>>): Ledger {
  let results: DeliveryResult[] = [];
  let ending: string[] = [];
  let gathering: Promise<Written> | null = null;
  let last: Promise<Written> = Promise.resolve({ allowed: new Set() });
  let timer: NodeJS.Timeout | null = null;

  const writeGathered = async (before: Written): Promise<Written> => {
    // what is ready on other connections joins the step
    await nextTurn();
    const step = { results, ending };
    [results, ending, gathering] = [[], [], null];
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if ('failure' in before) return before;
    return write(step).then(
      (allowed) => ({ allowed }),
      (failure: unknown) => ({ failure }),
    );
  };
  const nextStep = () => {
    gathering ??= last = last.then(writeGathered);
    return gathering;
  };
  return {
    async ending(key) {
      ending.push(key);
      return allowedBy(await nextStep()).has(key);
    },
    ended(result) {
      results.push(result);
      timer ??= setTimeout(nextStep, PATIENCE_MS);
    },
    async settled() {
      allowedBy(await (results.length > 0 ? nextStep() : last));
    },
  };
}

type Written = { readonly allowed: ReadonlySet<string> } | { readonly failure: unknown };

function allowedBy(written: Written): ReadonlySet<string> {
  if ('failure' in written) throw written.failure;
  return written.allowed;
}
