import { isIP } from 'node:net';
import { isPrivateAddress } from './guard.ts';
import { hostOf, type SourceState } from './poll-store.ts';

/** Errors of a network that is not there, as opposed to a host that does not answer. */
export const NETWORK_IS_AWAY: ReadonlySet<string | null> = new Set([
  'EAI_AGAIN',
  'ENOTFOUND',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
]);

/** So many hosts at least must have been unreached for an outage to be on this side. */
const HOSTS_OF_AN_OUTAGE = 5;

/**
 * Whether the network was away on this side, from the sources of a poll that found none and the hosts that answered:
 * most hosts were not to be reached. Sources that had failed before tell nothing; nor do, once a host of the internet
 * has answered, those that were never reached: a list in which most addresses are dead is no outage.
 */
export function isOutage(unreached: readonly SourceState[], answered: ReadonlySet<string>): boolean {
  const isOnline = [...answered].some((host) => !isLocal(host));
  const hosts = new Set<string>();
  for (const state of unreached) {
    const tells = state.failures === 0 && (state.lastSucceeded !== null || !isOnline);
    if (tells && !answered.has(hostOf(state))) hosts.add(hostOf(state));
  }
  return hosts.size >= HOSTS_OF_AN_OUTAGE && hosts.size > answered.size;
}

/** Whether a host, with its port, answers though the internet is away. */
function isLocal(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || (isIP(name) !== 0 && isPrivateAddress(name));
}
