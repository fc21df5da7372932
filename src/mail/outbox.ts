import { Fault } from '../fault.ts';
import type { Duration, Instant } from '../model.ts';
import { type Breaker, openBreaker } from './breaker.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { ClaimedDelivery, DeliveryResult, OpenEdition, OutboxStore } from './outbox-store.ts';
import type { Pace } from './pace.ts';
import { judge, type Verdict } from './replies.ts';
import { retryAt } from './retry.ts';
import type { Channel, Mail, Transport } from './transport.ts';

/** What sending needs besides the edition. */
export interface SendOptions {
  readonly store: OutboxStore;
  readonly transport: Transport;
  readonly pace: Pace;
  /** The name of this run, unlike any other's. */
  readonly run: string;
  readonly clock: () => Instant;
  readonly chance: () => number;
  readonly log: { warn(message: string): void; debug(message: string): void };
  /** Aborted where sending should stop after the messages under way. */
  readonly signal: AbortSignal;
}

/** How a run ended. */
export interface SendReport {
  /** How many messages the server took. */
  readonly accepted: number;
  /** Why the run stopped before its end; null: it did not. */
  readonly fault: Fault | null;
  /** What kept messages from being handed over without stopping the run: they are too large for the server. */
  readonly trouble: Fault | null;
}

/** Deliveries taken in hand at once. */
const CLAIM_SIZE = 50;
/** How long a domain is left alone that refuses the message itself. */
const CLOSED_DOMAIN_WAIT: Duration = 3_600_000;

/**
 * Makes the deliveries of an edition that may be made now, over as many connections as the transport allows. Killed at any
 * instant, it leaves each delivery either sent and recorded, or to be sent by the next run, or, where its message had just
 * ended, `uncertain`.
 */
export async function sendEdition(
  edition: OpenEdition,
  write: (delivery: ClaimedDelivery) => Mail,
  options: SendOptions,
): Promise<SendReport> {
  const { store, transport, run, clock, pace } = options;
  await store.deliveries.reclaim(edition.name, run);
  const queue = openQueue(
    () => store.deliveries.claim(edition.name, run, clock(), CLAIM_SIZE),
    (delivery) => pace.pause(domainOf(delivery)),
  );
  const sending: Sending = {
    ...options,
    write,
    queue,
    ledger: openLedger(
      (step) => store.deliveries.record(edition.name, run, clock(), step),
      () => sending.channels,
    ),
    breaker: openBreaker(transport.name),
    open: oneAtATime(() => transport.open()),
    report: { accepted: 0, fault: null, trouble: null },
    channels: 0,
  };
  try {
    await sendQueue(sending);
  } finally {
    await sending.ledger.settled().finally(() => store.deliveries.release(edition.name, run));
  }
  await store.editions.finish(edition.name, clock());
  return sending.report;
}

/** One run's doings, shared by its lanes. */
interface Sending extends Omit<SendOptions, 'store'> {
  readonly write: (delivery: ClaimedDelivery) => Mail;
  readonly queue: Queue;
  readonly ledger: Ledger;
  readonly breaker: Breaker;
  readonly open: () => Promise<Channel | Fault>;
  readonly report: { accepted: number; fault: Fault | null; trouble: Fault | null };
  /** Channels open now. */
  channels: number;
}

/** Tries the server once before all lanes do, so that a wrong password is tried once. */
async function sendQueue(sending: Sending): Promise<void> {
  const delivery = await sending.queue.next();
  if (delivery === null) return;
  sending.queue.putBack(delivery);
  const first = await sending.open();
  if (first instanceof Fault) {
    sending.report.fault = first;
    return;
  }
  const others = Array.from({ length: sending.transport.channels - 1 }, () => runLane(sending, null));
  await Promise.all([runLane(sending, first), ...others]);
}

/** Takes one delivery after another over one connection, until there is none, or sending must stop. */
async function runLane(sending: Sending, opened: Channel | null): Promise<void> {
  let channel = opened;
  sending.channels += opened === null ? 0 : 1;
  try {
    for (let delivery = await nextDelivery(sending); delivery !== null; delivery = await nextDelivery(sending)) {
      if (channel?.usable !== true) {
        sending.channels -= channel === null ? 0 : 1;
        channel?.close();
        channel = await openAnother(sending);
        if (channel === null) {
          sending.queue.putBack(delivery);
          return;
        }
      }
      await deliver(sending, channel, delivery);
    }
  } finally {
    channel?.close();
    sending.channels -= channel === null ? 0 : 1;
  }
}

/** The next delivery when its turn has come; null where there is none, or sending must stop. */
async function nextDelivery(sending: Sending): Promise<ClaimedDelivery | null> {
  const { queue, breaker, ledger, pace, signal, clock } = sending;
  while (!signal.aborted && sending.report.fault === null) {
    const delivery = await queue.next();
    if (delivery === null) return null;
    const domain = domainOf(delivery);
    if (!breaker.closedTo(domain)) {
      await wait(await pace.turn(domain), signal);
      if (!signal.aborted && sending.report.fault === null) return delivery;
      queue.putBack(delivery);
    } else {
      const error = `not tried: ${domain} refuses this message`;
      ledger.ended({ ...untouched(delivery), state: 'deferred', nextTry: clock() + CLOSED_DOMAIN_WAIT, error });
    }
  }
  return null;
}

/**
 * Opens another connection. Where the server does not let it in, the lanes that have one go on; where none has one, or
 * the login is refused, the run ends.
 */
async function openAnother(sending: Sending): Promise<Channel | null> {
  const channel = await sending.open();
  if (!(channel instanceof Fault)) {
    sending.channels += 1;
    return channel;
  }
  if (sending.channels === 0 || channel.permanent) sending.report.fault ??= channel;
  return null;
}

async function deliver(sending: Sending, channel: Channel, delivery: ClaimedDelivery): Promise<void> {
  const { ledger, report, pace, breaker, log, queue, signal } = sending;
  const domain = domainOf(delivery);
  const outcome = await channel.send(sending.write(delivery), async () => {
    return !signal.aborted && (await ledger.ending(delivery.key));
  });
  if (outcome.kind === 'stale') return queue.putBack(delivery);
  const verdict = judge(outcome);
  if (verdict.state === 'sent') {
    report.accepted += 1;
    await pace.speedUp(domain);
  }
  if (verdict.slowDown) await pace.slowDown(domain);
  if (verdict.tooLarge) report.trouble ??= sizeFault(sending.transport, verdict);
  if (verdict.stopsRun) report.fault ??= senderFault(sending.transport, verdict);
  const wasOpen = !breaker.closedTo(domain);
  report.fault ??= breaker.observe(domain, verdict);
  if (wasOpen && breaker.closedTo(domain)) {
    log.warn(`${domain}: refuses this edition again and again (${verdict.reason}); the rest of it waits an hour`);
  }
  const result = resultOf(delivery, verdict, sending);
  if (result !== null) ledger.ended(result);
  if (verdict.state !== 'sent') log.debug(`${delivery.email}: ${verdict.state}: ${verdict.reason}`);
}

/** What is to be kept of a try; null where it is already written that the recipient is to get nothing. */
function resultOf(delivery: ClaimedDelivery, verdict: Verdict, sending: Sending): DeliveryResult | null {
  const { state, reason: error, code, suppress } = verdict;
  if (state === 'suppressed') return null;
  if (state === 'untried') return { ...untouched(delivery), state: 'queued', error, code };
  const now = sending.clock();
  const tried = { ...untouched(delivery), attempts: delivery.attempts + 1, firstTried: delivery.firstTried ?? now };
  if (state !== 'deferred') return { ...tried, state, error: state === 'sent' ? null : error, code, suppress };
  const nextTry = retryAt(tried.attempts, tried.firstTried, now, sending.chance);
  if (nextTry === null) return { ...tried, state: 'failed', error: `given up: ${error}`, code };
  return { ...tried, state, nextTry, error, code };
}

function untouched({ key, attempts, firstTried }: ClaimedDelivery): Omit<DeliveryResult, 'state'> {
  return { key, attempts, firstTried, nextTry: 0, error: null, code: null, suppress: false };
}

/** Deliveries in hand, taken from the store a batch at a time. A domain that wants a pause holds up no other. */
interface Queue {
  next(): Promise<ClaimedDelivery | null>;
  putBack(delivery: ClaimedDelivery): void;
}

function openQueue(
  claim: () => Promise<readonly ClaimedDelivery[]>,
  pauseOf: (delivery: ClaimedDelivery) => Duration,
): Queue {
  const inHand: ClaimedDelivery[] = [];
  let claiming: Promise<number> | null = null;
  const fill = async () => {
    const claimed = await claim();
    inHand.push(...claimed);
    claiming = null;
    return claimed.length;
  };
  return {
    async next() {
      while (inHand.length === 0) {
        claiming ??= fill();
        if ((await claiming) === 0 && inHand.length === 0) return null;
      }
      const pauses = inHand.map(pauseOf);
      return inHand.splice(pauses.indexOf(Math.min(...pauses)), 1)[0] ?? null;
    },
    putBack: (delivery) => {
      inHand.unshift(delivery);
    },
  };
}

/** Makes calls wait for one another; a server under strain is not helped by all lanes knocking at once. */
function oneAtATime<T>(act: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(act);
    last = next;
    return next;
  };
}

function sizeFault({ name }: Transport, { reason }: Verdict): Fault {
  return new Fault({
    stage: 'mail',
    subject: `mail server ${name}`,
    problem: `finds the message too large (${reason})`,
    mend: 'lower digest.posts, or have its limit raised',
  });
}

function senderFault({ name }: Transport, { reason }: Verdict): Fault {
  return new Fault({
    stage: 'mail',
    subject: `mail server ${name}`,
    problem: `does not take mail from this sender (${reason})`,
    mend: 'correct digest.from, or give the login that it belongs to in smtp.url',
  });
}

function domainOf({ key }: ClaimedDelivery): string {
  return key.slice(key.lastIndexOf('@') + 1);
}

function wait(duration: Duration, signal: AbortSignal): Promise<void> {
  if (duration <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, duration);
    signal.addEventListener('abort', done);
  });
}
