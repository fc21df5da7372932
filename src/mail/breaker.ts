import { Fault } from '../fault.ts';
import type { Verdict } from './replies.ts';

/** Watches the results of a run and says when to stop. */
export interface Breaker {
  /** Takes in how a try to this domain ended; the Fault where going on with anybody would do harm. */
  observe(domain: string, verdict: Verdict): Fault | null;
  /** Whether this domain refuses the message itself, so that sending it more of the same would do harm. */
  closedTo(domain: string): boolean;
}

/** How many of the first messages are watched for refusals for good, and how many refusals are too many. */
const FIRST_MESSAGES = 100;
const TOO_MANY_FAILED = 75;
/** How many connections may be lost one after another without an answer to a message in between. */
const TOO_MANY_LOST = 10;
/** How many times in a row a domain may refuse the message for the message's sake. */
const TOO_MANY_POLICY_REFUSALS = 10;

/**
 * Stops a run whose list or sender is plainly refused (to send on would cost the sender's good name) and one whose server
 * loses every connection. What is not tried stays for a later run.
 */
export function openBreaker(server: string): Breaker {
  const policyRefusals = new Map<string, number>();
  let seen = 0;
  let failed = 0;
  let lost = 0;
  return {
    observe(domain, verdict) {
      if (verdict.state === 'untried') return null;
      seen += 1;
      failed += verdict.state === 'failed' ? 1 : 0;
      lost = wasLost(verdict) ? lost + 1 : 0;
      if (verdict.policy) policyRefusals.set(domain, (policyRefusals.get(domain) ?? 0) + 1);
      else policyRefusals.delete(domain);
      if (seen <= FIRST_MESSAGES && failed >= TOO_MANY_FAILED) return refusedByMost(server, seen);
      return lost >= TOO_MANY_LOST ? losesConnections(server) : null;
    },
    closedTo: (domain) => (policyRefusals.get(domain) ?? 0) >= TOO_MANY_POLICY_REFUSALS,
  };
}

function wasLost({ state, code }: Verdict): boolean {
  return code === null && (state === 'deferred' || state === 'uncertain');
}

function refusedByMost(server: string, seen: number): Fault {
  return new Fault({
    stage: 'mail',
    subject: `mail server ${server}`,
    problem: `refused for good ${TOO_MANY_FAILED} of the first ${seen} messages of this run`,
    mend: 'look at the reasons in tidings status; the next run goes on with the rest',
  });
}

function losesConnections(server: string): Fault {
  return new Fault({
    stage: 'mail',
    subject: `mail server ${server}`,
    problem: `lost ${TOO_MANY_LOST} connections one after another in the middle of a message`,
    mend: 'ask those who run it; the next run goes on',
  });
}
