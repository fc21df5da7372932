import type { Outcome, Refusal } from './transport.ts';

/** What the end of one try means for the delivery, for its address, and for the run. */
export interface Verdict {
  readonly state: 'sent' | 'deferred' | 'failed' | 'uncertain' | 'suppressed' | 'untried';
  /** Whether the address is dead and is never to be mailed again. */
  readonly suppress: boolean;
  /** Whether the fault is the server's or the settings', so that trying other recipients is pointless. */
  readonly stopsRun: boolean;
  /** Whether the server asked to be sent less. */
  readonly slowDown: boolean;
  /** Whether the message is over what the server takes. */
  readonly tooLarge: boolean;
  /** Whether the message or its sender was refused, and not this recipient. */
  readonly policy: boolean;
  readonly reason: string;
  /** The server's code, as in `550 5.1.1`; null where it gave none. */
  readonly code: string | null;
}

const quiet = { suppress: false, stopsRun: false, slowDown: false, tooLarge: false, policy: false, code: null };

/** Decides what one outcome means (RFC 5321, RFC 3463). Pure. */
export function judge(outcome: Outcome): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return { ...quiet, state: 'sent', reason: outcome.text };
    case 'refused':
      return judgeRefusal(outcome);
    case 'lost':
      return outcome.ended
        ? { ...quiet, state: 'uncertain', reason: `${outcome.text} after the end of the message` }
        : { ...quiet, state: 'deferred', reason: `${outcome.text} before the end of the message` };
    case 'unfit':
      return { ...quiet, state: 'failed', tooLarge: outcome.why === 'too large', reason: outcome.text };
    case 'withheld':
      return { ...quiet, state: 'suppressed', reason: 'unsubscribed or suppressed while the message was under way' };
    case 'stale':
      return { ...quiet, state: 'untried', reason: 'the connection was gone' };
  }
}

function judgeRefusal(refusal: Refusal): Verdict {
  const code = refusal.enhanced === null ? String(refusal.code) : `${refusal.code} ${refusal.enhanced}`;
  const verdict = { ...quiet, code, reason: `${refusal.step} refused: ${refusal.text}` };
  if (refusal.code < 500) return { ...verdict, state: 'deferred', slowDown: isOverload(refusal) };
  if (isTooLarge(refusal)) return { ...verdict, state: 'failed', tooLarge: true };
  if (isOurFault(refusal)) return { ...verdict, state: 'untried', stopsRun: true };
  return { ...verdict, state: 'failed', suppress: isDeadAddress(refusal.enhanced), policy: isPolicy(refusal) };
}

/** 421 closes the channel; 4.7.x is a policy's "not so fast". */
function isOverload({ code, enhanced }: Refusal): boolean {
  return code === 421 || (enhanced?.startsWith('4.7.') ?? false);
}

/** A message over the server's SIZE (RFC 1870) is refused at MAIL; another one may fit. */
function isTooLarge({ step, code, enhanced }: Refusal): boolean {
  return enhanced === '5.3.4' || (step === 'MAIL' && code === 552);
}

/** The sender refused, or a login asked for (RFC 4954): the next recipient would fare no better. */
function isOurFault({ step, code }: Refusal): boolean {
  return step === 'MAIL' || code === 530 || code === 535 || code === 538;
}

/** No such address, by RFC 3463's 5.1.x; .5 is none of these, .7 and .8 are about the sender. */
export function isDeadAddress(enhanced: string | null): boolean {
  return enhanced !== null && /^5\.1\.\d+$/.test(enhanced) && !/^5\.1\.[578]$/.test(enhanced);
}

/** Refused for the message's or the sender's sake, which says nothing of the address. */
function isPolicy({ step, code, enhanced }: Refusal): boolean {
  if (enhanced !== null) return /^5\.[67]\./.test(enhanced);
  return step === 'end of data' && (code === 552 || code === 554);
}
