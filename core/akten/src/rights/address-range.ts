/** An address as one number, with the number of its bits: 32 for IPv4, 128 for IPv6. */
interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const GROUP = /^[0-9a-f]{1,4}$/;
const PREFIX = /^\d{1,3}$/;
const GROUPS = 8;
const GROUP_BITS = 16n;
/** ::ffff:0:0/96: IPv4 as a socket for both kinds shows it (RFC 4291 §2.5.5.2). */
const MAPPED = 0xffffn;
const V4_BITS = 32n;
const V4_MASK = 0xffff_ffffn;

/** Loopback, private and link-local addresses: what a practice has in its own house (RFC 1918, 3927, 4193, 4291). */
export const HOUSE_RANGES: readonly string[] = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

/** True for `address/prefix` or a single address, IPv4 or IPv6, as `isInRanges` reads it (AZ2). */
export function isAddressRange(range: string): boolean {
  return readRange(range) !== undefined;
}

/** True when `address` lies in one of `ranges`. What cannot be read lies in none. Rule AZ2. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  const given = readAddress(address);
  return given !== undefined && ranges.some((range) => holds(readRange(range), given));
}

interface Range {
  readonly from: Address;
  readonly prefix: number;
}

function holds(range: Range | undefined, { value, bits }: Address): boolean {
  if (range === undefined || range.from.bits !== bits) return false;
  const rest = BigInt(bits - range.prefix);
  return value >> rest === range.from.value >> rest;
}

function readRange(text: string): Range | undefined {
  const [address = '', prefix, ...more] = text.trim().split('/');
  const from = readAddress(address);
  if (from === undefined || more.length > 0) return undefined;
  if (prefix === undefined) return { from, prefix: from.bits };
  return PREFIX.test(prefix) && Number(prefix) <= from.bits ? { from, prefix: Number(prefix) } : undefined;
}

/** An IPv4 address that came over a socket for both kinds counts as IPv4; the zone of a link-local one is left out. */
function readAddress(text: string): Address | undefined {
  const v4 = readV4(text);
  if (v4 !== undefined) return { value: v4, bits: 32 };
  const v6 = readV6(text.toLowerCase().split('%')[0] ?? '');
  if (v6 === undefined) return undefined;
  return v6 >> V4_BITS === MAPPED ? { value: v6 & V4_MASK, bits: 32 } : { value: v6, bits: 128 };
}

function readV4(text: string): bigint | undefined {
  const parts = V4.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function readV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')];
  if (head === undefined || tail === undefined) return undefined;
  const missing = GROUPS - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << GROUP_BITS) | group, 0n);
}

/** The groups of one half; its end may be written as IPv4. */
function groupsOf(half: string): readonly bigint[] | undefined {
  if (half === '') return [];
  const words = half.split(':');
  const v4 = readV4(words.at(-1) ?? '');
  const hex = v4 === undefined ? words : words.slice(0, -1);
  if (!hex.every((word) => GROUP.test(word))) return undefined;
  const groups = hex.map((word) => BigInt(`0x${word}`));
  return v4 === undefined ? groups : [...groups, v4 >> GROUP_BITS, v4 & 0xffffn];
}
