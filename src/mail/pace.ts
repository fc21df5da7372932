import type { Duration } from '../model.ts';

/** Milliseconds of a clock that never stands still nor jumps, whatever `--now` says. */
export type Stopwatch = () => number;

/** Decides how long to wait before each message, so that no server is sent more than it wants. */
export interface Pace {
  /** How long this domain wants to be left alone; 0 for all that did not ask for less. */
  pause(domain: string): Duration;
  /** The wait before a message to this domain may begin; its turn is taken by asking. */
  turn(domain: string): Duration | Promise<Duration>;
  /** The server asked to be sent less. */
  slowDown(domain: string): void | Promise<void>;
  speedUp(domain: string): void | Promise<void>;
}

/** The pace of one process, which need not ask anybody. */
export interface OwnPace extends Pace {
  turn(domain: string): Duration;
}

/** Between messages to a domain that asked to be sent less: the gap doubles and halves within these. */
export const SLOWED_GAPS = { shortest: 250, longest: 5_000 } as const;

/** At most `perSecond` messages in all; to a domain that asked for less, one at a time with growing and shrinking gaps. */
export function openPace(perSecond: number, stopwatch: Stopwatch): OwnPace {
  const gap = 1000 / perSecond;
  const domains = new Map<string, { gap: Duration; next: number }>();
  let next = 0;
  return {
    pause: (domain) => Math.max(0, (domains.get(domain)?.next ?? 0) - stopwatch()),
    turn(domain) {
      const now = stopwatch();
      const slowed = domains.get(domain);
      const start = Math.max(now, next, slowed?.next ?? 0);
      next = Math.max(now, next) + gap;
      if (slowed !== undefined) slowed.next = start + slowed.gap;
      return start - now;
    },
    slowDown(domain) {
      const slowed = domains.get(domain) ?? { gap: SLOWED_GAPS.shortest / 2, next: 0 };
      const longer = Math.min(SLOWED_GAPS.longest, slowed.gap * 2);
      domains.set(domain, { gap: longer, next: stopwatch() + longer });
    },
    speedUp(domain) {
      const slowed = domains.get(domain);
      if (slowed === undefined) return;
      slowed.gap /= 2;
      if (slowed.gap < SLOWED_GAPS.shortest) domains.delete(domain);
    },
  };
}
