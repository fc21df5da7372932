import type { DeliveryResult, LedgerStep } from './outbox-store.ts';

/** Writes down what happens to deliveries, several at a time. */
export interface Ledger {
  /**
   * Resolves once it is on the disk, with all results told before, that this delivery's message is about to end; to false
   * where it must not, because its recipient was unsubscribed or suppressed meanwhile.
   */
  ending(key: string): Promise<boolean>;
  /** Has the result written with the next step. */
  ended(result: DeliveryResult): void;
  /** Resolves once everything told is on the disk; rejects where a write failed. */
  settled(): Promise<void>;
}

/**
 * Collects what all connections have to write into as few durable steps as possible (group commit): while one step is
 * written the next one gathers. A write that fails fails all that come after it.
 */
export function openLedger(write: (step: LedgerStep) => Promise<ReadonlySet<string>>): Ledger {
  let gathering: { results: DeliveryResult[]; ending: string[] } | null = null;
  let last: Promise<Written> = Promise.resolve({ allowed: new Set() });

  const nextStep = () => {
    if (gathering !== null) return gathering;
    const step = { results: [], ending: [] };
    gathering = step;
    last = last.then(async (before) => {
      await nextTurn();
      gathering = null;
      if ('failure' in before) return before;
      return write(step).then(
        (allowed) => ({ allowed }),
        (failure: unknown) => ({ failure }),
      );
    });
    return step;
  };
  const allowed = async () => {
    const written = await last;
    if ('failure' in written) throw written.failure;
    return written.allowed;
  };
  return {
    async ending(key) {
      nextStep().ending.push(key);
      return (await allowed()).has(key);
    },
    ended(result) {
      nextStep().results.push(result);
    },
    async settled() {
      await allowed();
    },
  };
}

type Written = { readonly allowed: ReadonlySet<string> } | { readonly failure: unknown };

/** Lets what is ready on other connections join the step. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
