import type { Duration, Instant } from '../model.ts';

/** Whether somebody may do something once more; asking counts. */
export type RateLimit = (who: string, now: Instant) => boolean;

/** Allows each `count` times in any `period`. Forgets those who have not asked for that long. */
export function openRateLimit(count: number, period: Duration): RateLimit {
  const asked = new Map<string, Instant[]>();
  let swept = Number.NEGATIVE_INFINITY;
  return (who, now) => {
    if (now - swept >= period) {
      for (const [one, times] of asked) if ((times.at(-1) ?? 0) <= now - period) asked.delete(one);
      swept = now;
    }
    const recent = (asked.get(who) ?? []).filter((time) => time > now - period);
    if (recent.length >= count) return false;
    asked.set(who, [...recent, now]);
    return true;
  };
}

/** The network an address is in, as far as limits go: of IPv6 the /64 that a household has. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
