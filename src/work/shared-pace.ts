import { type Pace, SLOWED_GAPS, type Stopwatch } from '../mail/pace.ts';
import type { Duration } from '../model.ts';
import type { Sharing } from '../store/sharing.ts';

/** The mail server's turns in what the workers share. */
const MAIL = 'mail';

/** The turns of a domain that asked to be sent less. */
const DOMAIN = 'mail to ';

/** Turns of messages are taken for so long at once, so that a high rate does not cost a query a message. */
const GRANT: Duration = 100;

/** How long all workers wait before each message: so many a second in all, and what a domain asked of any one of them. */
export function openSharedPace(perSecond: number, sharing: Sharing, stopwatch: Stopwatch): Pace {
  const gap = 1000 / perSecond;
  const atOnce = Math.max(1, Math.floor(GRANT / gap));
  let slowed: ReadonlyMap<string, { readonly gap: Duration; readonly next: number }> = new Map();
  const look = async () => {
    const known = await sharing.slowed(DOMAIN);
    slowed = new Map([...known].map(([name, { gap, wait }]) => [name, { gap, next: stopwatch() + wait }]));
  };
  const take = async () => {
    const [wait] = await Promise.all([sharing.takeTurns(MAIL, atOnce, gap), look()]);
    return wait;
  };
  const turn = turnsInGrants(take, { atOnce, gap, stopwatch });
  return {
    pause: (domain) => Math.max(0, (slowed.get(DOMAIN + domain)?.next ?? 0) - stopwatch()),
    async turn(domain) {
      const wait = await turn();
      const own = slowed.get(DOMAIN + domain);
      return own === undefined ? wait : Math.max(wait, await sharing.takeTurns(DOMAIN + domain, 1, own.gap));
    },
    async slowDown(domain) {
      await sharing.slowDown(DOMAIN + domain, SLOWED_GAPS);
      await look();
    },
    async speedUp(domain) {
      if (slowed.has(DOMAIN + domain)) await sharing.speedUp(DOMAIN + domain, SLOWED_GAPS);
    },
  };
}

/** Takes several turns at once and deals them out one by one; a turn is how long to wait for it. */
function turnsInGrants(
  take: () => Promise<Duration>,
  { atOnce, gap, stopwatch }: { readonly atOnce: number; readonly gap: Duration; readonly stopwatch: Stopwatch },
): () => Promise<Duration> {
  let turns: number[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const next = async () => {
    if (turns.length === 0) {
      const first = stopwatch() + (await take());
      turns = Array.from({ length: atOnce }, (_, index) => first + index * gap);
    }
    return Math.max(0, (turns.shift() ?? 0) - stopwatch());
  };
  return () => {
    const mine = last.then(next);
    last = mine.catch(() => undefined);
    return mine;
  };
}
