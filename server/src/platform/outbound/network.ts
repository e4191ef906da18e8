import { type LookupAddress, lookup } from 'node:dns';
import { lookup as lookUp } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that are not the public internet (IANA special-purpose registries, RFC 6890): the URL of a webhook, a connector
 * or a check is typed by users and must not make Tocsin speak to the insides of the network it stands in.
 */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  special.addSubnet(network, prefix, 'ipv6');

/** True for an address on the public internet. IPv4 addresses written as IPv6 (`::ffff:10.0.0.1`) are never public. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && !address.toLowerCase().startsWith('::ffff:') && !special.check(address, 'ipv6');
}

/** Why a connection was not even tried. */
export class HostNotAllowed extends Error {}

/**
 * The name of an allowed host resolves as ever; any other only to public addresses. The connection is made to the very
 * address that was looked at, so a name that changes its answer in between (DNS rebinding) gains nothing.
 */
export function guardedLookup(allowed: boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const addresses: LookupAddress[] = allowed
        ? found
        : found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (first === undefined) return done(new HostNotAllowed(`${hostname} lies in a private network.`), []);
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

/** A URL whose host is written as an address is not looked up; it is judged here. */
export function assertReachable(url: URL, allowed: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowed && isIP(host) !== 0 && !isPublicAddress(host))
    throw new HostNotAllowed(`${url.hostname} lies in a private network.`);
}

/** Names that are private by convention or reservation (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal), or have no domain. */
const PRIVATE_NAME = /^[^.]+$|\.(?:localhost|local|internal|lan|intranet|home\.arpa)$/i;

/** Whether a host says by itself that it is not on the public internet; other names only a look-up can tell. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) === 0 ? PRIVATE_NAME.test(host) : !isPublicAddress(host);
}

/** Longer than any name server that works; one that does not is no reason to refuse an address. */
const LOOK_UP_MS = 2_000;

/** Whether a name resolves to private addresses alone. A name that does not resolve now may do so later: false. */
export async function resolvesPrivately(hostname: string): Promise<boolean> {
  const late = AbortSignal.timeout(LOOK_UP_MS);
  const gaveUp = new Promise<readonly LookupAddress[]>((resolve) => {
    late.addEventListener('abort', () => resolve([]), { once: true });
  });
  const found = await Promise.race([lookUp(hostname, { all: true }).catch(() => []), gaveUp]);
  return found.length > 0 && !found.some(({ address }) => isPublicAddress(address));
}

/** Says of a URL whether the setting ALLOWED_HOSTS names its host, with or without its port. */
export function hostRule(allowedHosts: readonly string[]): (url: URL) => boolean {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  // Of an address such as postgresql://DB.example.com the host keeps its capitals.
  return ({ host, hostname }) => allowed.has(host.toLowerCase()) || allowed.has(hostname.toLowerCase());
}

/** Why a URL may not be used, and what to set. */
export const inPrivateNetwork = ({ hostname, host }: URL): string =>
  `${hostname} is in a private network, which is not allowed. To allow it, add ${host} to the setting ALLOWED_HOSTS.`;
