import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';

/** Why no connection was opened: the address is not of the public internet. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';

  constructor(hostname: string, address: string) {
    const who = hostname === address ? address : `${hostname} (${address})`;
    super(`${who} is a private address, which poll.allowPrivateNetwork: false keeps from being asked`);
  }
}

/** IPv4 ranges that are not of the public internet (RFC 6890), and all of multicast and beyond. */
const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
];

/** Parts of the global unicast range that carry IPv4 addresses inside: 6to4 and Teredo. */
const TUNNELS_IPV6: readonly (readonly [string, number])[] = [
  ['2002::', 16],
  ['2001::', 32],
];

const privateIpv4 = new BlockList();
for (const [network, prefix] of PRIVATE_IPV4) privateIpv4.addSubnet(network, prefix, 'ipv4');
const tunnels = new BlockList();
for (const [network, prefix] of TUNNELS_IPV6) tunnels.addSubnet(network, prefix, 'ipv6');
const globalIpv6 = new BlockList();
globalIpv6.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an IP address is outside the public internet. IPv4 addresses in IPv6 clothes (mapped, NAT64) are outside
 * 2000::/3, and so are private whatever they hold.
 */
export function isPrivateAddress(address: string): boolean {
  if (!isIPv6(address)) return privateIpv4.check(address, 'ipv4');
  const [plain = ''] = address.split('%');
  return !globalIpv6.check(plain, 'ipv6') || tunnels.check(plain, 'ipv6');
}

/** Looks up all addresses of a name. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves names to those of their addresses that are public; what it hands on is what is connected to. */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const open = addresses.filter(({ address }) => !isPrivateAddress(address));
      const [first] = open;
      if (first === undefined) return callback(new PrivateAddress(hostname, addresses[0]?.address ?? 'no address'), []);
      if (options.all) return callback(null, open);
      callback(null, first.address, first.family);
    });
  };
}

/**
 * Opens connections to public addresses alone. The judgement is on the address itself, at each connection: names are
 * judged in the lookup that the connection is made with, literal addresses, which are never looked up, here.
 */
export function publicConnector(
  options: buildConnector.BuildOptions,
  resolve: Resolve = lookup,
): buildConnector.connector {
  const connect = buildConnector({ ...options, lookup: publicLookup(resolve) });
  return (target, callback) => {
    const literal = /^[\d.]+$|:/.test(target.hostname);
    if (literal && isPrivateAddress(target.hostname)) {
      callback(new PrivateAddress(target.hostname, target.hostname), null);
    } else {
      connect(target, callback);
    }
  };
}
