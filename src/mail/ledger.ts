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

/** How long a result waits for a step that it can be written with: its connection's next message mostly has one before. */
const RESULT_PATIENCE_MS = 50;
/** How long a message that is about to end waits for those of the other connections. */
const ENDING_PATIENCE_MS = 5;

/**
 * Collects what all connections have to write into as few durable steps as possible (group commit): a step waits until as
 * many messages are about to end as there are `connections` open, or a moment at most; results are written no later than
 * the next message's end on their connection. A write that fails fails all that come after it.
 */
export function openLedger(
  write: (step: LedgerStep) => Promise<ReadonlySet<string>>,
  connections: () => number,
): Ledger {
  let gathering: Gathering | null = null;
  let last: Promise<Written> = Promise.resolve({ allowed: new Set() });

  const writeOnceFull = async (step: Gathering, before: Promise<Written>): Promise<Written> => {
    const [written] = await Promise.all([before, step.full]);
    // what is ready on other connections joins the step
    await nextTurn();
    gathering = null;
    clearTimeout(step.timer);
    if ('failure' in written) return written;
    return write(step).then(
      (allowed) => ({ allowed }),
      (failure: unknown) => ({ failure }),
    );
  };
  const nextStep = () => {
    if (gathering !== null) return gathering;
    const { promise: full, resolve: close } = Promise.withResolvers<void>();
    gathering = { results: [], ending: [], full, close, timer: setTimeout(close, RESULT_PATIENCE_MS) };
    last = writeOnceFull(gathering, last);
    return gathering;
  };
  return {
    async ending(key) {
      const step = nextStep();
      step.ending.push(key);
      if (step.ending.length === 1) {
        clearTimeout(step.timer);
        step.timer = setTimeout(step.close, ENDING_PATIENCE_MS);
      }
      if (step.ending.length >= connections()) step.close();
      return allowedBy(await last).has(key);
    },
    ended(result) {
      nextStep().results.push(result);
    },
    async settled() {
      gathering?.close();
      allowedBy(await last);
    },
  };
}

/** A step that can still be joined. */
interface Gathering {
  readonly results: DeliveryResult[];
  readonly ending: string[];
  readonly full: Promise<void>;
  /** Has it written as soon as the one before is. */
  readonly close: () => void;
  timer: NodeJS.Timeout;
}

type Written = { readonly allowed: ReadonlySet<string> } | { readonly failure: unknown };

function allowedBy(written: Written): ReadonlySet<string> {
  if ('failure' in written) throw written.failure;
  return written.allowed;
}
