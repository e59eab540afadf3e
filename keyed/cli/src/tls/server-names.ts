import { BlockList, isIP, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';

/** What a server is called by: host names in ASCII, addresses as text (with a prefix where a range is meant). */
export interface ServerNames {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
}

const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Signs that end a host name in an address; the conversion to ASCII would cut there silently. */
const NO_HOST = /[\s/:?#@\\%[\]]/;

/** The machine itself: every certificate names it, so that commands on the box need no other name. */
const HERE: ServerNames = { hosts: ['localhost'], addresses: ['127.0.0.1', '::1'] };

/** Addresses that nobody outside of a house can own. */
const PRIVATE_RANGES = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'];
const PRIVATE_RANGES_6 = ['::1/128', 'fc00::/7', 'fe80::/10'];

/** Names as a user typed them, each once, with those of the machine itself. TLS_NAME_WRONG. */
export function readNames(hosts: readonly string[], addresses: readonly string[]): Result<ServerNames, CliFailure> {
  const ascii = hosts.map((host) => (NO_HOST.test(host) ? '' : domainToASCII(host).toLowerCase()));
  const badHost = hosts[ascii.findIndex((host) => !HOST.test(host) || isIP(host) !== 0)];
  if (badHost !== undefined) return fail('TLS_NAME_WRONG', { name: badHost, option: '--host' });
  const badAddress = addresses.find((address) => isIP(address) === 0 || address.includes('%'));
  if (badAddress !== undefined) return fail('TLS_NAME_WRONG', { name: badAddress, option: '--address' });
  return ok({
    hosts: [...new Set([...ascii, ...HERE.hosts])],
    addresses: [...new Set([...addresses.map(canonical), ...HERE.addresses])],
  });
}

/** What an authority made for `names` may sign for: these hosts and hosts below them, private addresses, and these addresses. */
export function permittedFor({ hosts, addresses }: ServerNames): ServerNames {
  const ranges = [...PRIVATE_RANGES, ...PRIVATE_RANGES_6];
  const others = addresses.filter((address) => !isWithin(address, ranges));
  return { hosts, addresses: [...ranges, ...others.map((address) => `${address}/${isIPv6(address) ? 128 : 32}`)] };
}

/** The first of `names` that `permitted` does not cover, or undefined. */
export function notCovered(names: ServerNames, permitted: ServerNames): string | undefined {
  const isCovered = (host: string) => permitted.hosts.some((base) => host === base || host.endsWith(`.${base}`));
  return (
    names.hosts.find((host) => !isCovered(host)) ??
    names.addresses.find((address) => !isWithin(address, permitted.addresses))
  );
}

/** Whether two sets of names are the same, in any order. */
export function sameNames(a: ServerNames, b: ServerNames): boolean {
  const listed = ({ hosts, addresses }: ServerNames) => [...hosts, ...addresses].toSorted().join(' ');
  return listed(a) === listed(b);
}

/** The names of a certificate, from the text Node gives (`DNS:a, IP Address:b`). */
export function namesOfAltText(text: string): ServerNames {
  const parts = text.split(', ');
  const after = (prefix: string) =>
    parts.filter((part) => part.startsWith(prefix)).map((part) => part.slice(prefix.length));
  return { hosts: after('DNS:'), addresses: after('IP Address:').map(canonical) };
}

/** One spelling per address: certificates and users write IPv6 in several. */
function canonical(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

function isWithin(address: string, ranges: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [base = '', prefix = ''] = range.split('/');
    list.addSubnet(base, Number(prefix), isIPv6(base) ? 'ipv6' : 'ipv4');
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
