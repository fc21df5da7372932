import type { Fault } from '../fault.ts';
import { codeOf } from './wording.ts';

/** A server that kept silent, or went on and on, until it was too late. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** Errors of hosts that let a connection wait. */
const UNANSWERED: ReadonlySet<string | null> = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

/** Whether a request failed for no answer came in time, which each further one would take as long to find out. */
export function isTooSlow({ cause }: Fault): boolean {
  return cause instanceof TooSlow || UNANSWERED.has(codeOf(cause));
}
