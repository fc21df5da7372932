import { Resolver } from 'node:dns/promises';
import { codeOf } from '../../poll/wording.ts';

/** What the doctor asks of the domain name system. */
export interface Dns {
  /** Whether it answers at all. */
  answers(): Promise<boolean>;
  /** The TXT records of a name, each in one piece; null: nobody could be asked. */
  texts(name: string): Promise<readonly string[] | null>;
}

const TIMEOUT = 3000;

const NO_SUCH_RECORD: ReadonlySet<string | null> = new Set(['ENOTFOUND', 'ENODATA']);

/** The name servers that this machine uses. */
export function openDns(): Dns {
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 2 });
  return {
    answers: () =>
      resolver.resolveNs('.').then(
        () => true,
        (thrown: unknown) => NO_SUCH_RECORD.has(codeOf(thrown)),
      ),
    texts: (name) =>
      resolver.resolveTxt(name).then(
        (records) => records.map((pieces) => pieces.join('')),
        (thrown: unknown) => (NO_SUCH_RECORD.has(codeOf(thrown)) ? [] : null),
      ),
  };
}
