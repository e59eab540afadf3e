import { classOfKind, FIRST_RECORD_KIND, hexOf, type Id, LEAF_CLASS, STAFF_KIND, WIRE_KINDS } from '@siegel/wire';
import type { LogFilter, LogGroup } from '../channel/log-api.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';

const MOST_ROWS = 100;
const MOST_LOOKED_AT = 50_000;

/** Entries of one step through the log. */
export interface LogStep {
  readonly seqs: readonly number[];
  /** Where to go on; null at the beginning. */
  readonly next: number | null;
}

const SIGN_INS: ReadonlySet<number> = new Set([
  WIRE_KINDS.failedLogin,
  WIRE_KINDS.signIn,
  WIRE_KINDS.signOut,
  WIRE_KINDS.accessChanged,
]);
/** Written by the server about a device. */
const OF_DEVICE: ReadonlySet<number> = new Set([
  WIRE_KINDS.delivery,
  WIRE_KINDS.signIn,
  WIRE_KINDS.signOut,
  WIRE_KINDS.accessChanged,
  WIRE_KINDS.backupMade,
]);

/** What an entry of this kind is about (LG3). */
export function groupOfKind(kind: number): LogGroup {
  if (SIGN_INS.has(kind)) return 'sign-in';
  if (classOfKind(kind) === LEAF_CLASS.accessLog) return 'access';
  if (kind >= WIRE_KINDS.freigabe && kind <= WIRE_KINDS.patientenFreigabe) return 'release';
  if (kind === WIRE_KINDS.caseKey || (kind >= FIRST_RECORD_KIND && kind !== STAFF_KIND)) return 'records';
  return 'house';
}

/** Looks backwards from `before` for entries that fit, until there are a hundred or 50,000 were looked at (LG3). */
export function readLog(safe: Safe, filter: LogFilter, before: number | undefined): LogStep {
  const { columns } = safe.follower;
  const fits = fitsOf(safe, filter);
  const seqs: number[] = [];
  let seq = Math.min(before ?? columns.size, columns.size);
  const end = Math.max(0, seq - MOST_LOOKED_AT);
  while (seq > end && seqs.length < MOST_ROWS) {
    seq -= 1;
    // The server's clock never falls (J, leaf input): everything before is older.
    if (filter.fromMs !== undefined && columns.receivedAt(seq) < filter.fromMs) return { seqs, next: null };
    if (fits(seq)) seqs.push(seq);
  }
  return { seqs, next: seq === 0 ? null : seq };
}

/** Cheap questions first: most entries are told apart by kind and time alone. */
function fitsOf(safe: Safe, { groups, toMs, userId, deviceId, personId }: LogFilter): (seq: number) => boolean {
  const { columns } = safe.follower;
  const devices = devicesOf(safe, userId, deviceId);
  const akten = personId === undefined ? undefined : aktenOf(safe, personId);
  return (seq) => {
    const kind = columns.kindAt(seq);
    if (kind === undefined || (groups.length > 0 && !groups.includes(groupOfKind(kind)))) return false;
    if (toMs !== undefined && columns.receivedAt(seq) >= toMs) return false;
    if (akten !== undefined && !aktenAt(safe, seq).some((akte) => akten.has(hexOf(akte)))) return false;
    if (devices === undefined) return true;
    const device = deviceAt(safe, seq);
    if (device !== undefined) return devices.has(hexOf(device));
    const user = deviceId === undefined ? userAt(safe, seq) : undefined;
    return user !== undefined && hexOf(user) === userId;
  };
}

/** The device an entry is from, or for which it was written. */
export function deviceAt({ follower: { columns } }: Safe, seq: number): Id | undefined {
  const entry = columns.entryAt(seq);
  if (entry === undefined) return undefined;
  const kind = columns.kindAt(seq);
  if (kind === WIRE_KINDS.failedLogin) return undefined;
  if (kind === undefined || !OF_DEVICE.has(kind)) return readBody(entry.body)?.author;
  const device = readOpen(entry.open)?.['device'];
  return device instanceof Uint8Array ? device : undefined;
}

/** Whose access an entry says was changed: also where no device was at hand (LG22). */
export function userAt({ follower: { columns } }: Safe, seq: number): Id | undefined {
  if (columns.kindAt(seq) !== WIRE_KINDS.accessChanged) return undefined;
  const user = readOpen(columns.openAt(seq))?.['user'];
  return user instanceof Uint8Array ? user : undefined;
}

/** The Akten an entry names: that of a record, those of a delivery or an opening. */
export function aktenAt({ follower: { columns } }: Safe, seq: number): readonly Id[] {
  const place = columns.placeAt(seq);
  if (place === undefined) return [];
  if (classOfKind(place.kind) !== LEAF_CLASS.accessLog)
    return place.akte.some((byte) => byte !== 0) ? [place.akte] : [];
  const akten = readOpen(columns.openAt(seq))?.['akten'];
  return Array.isArray(akten) ? akten.filter((akte) => akte instanceof Uint8Array) : [];
}

/** The devices that are asked for; undefined for all. */
function devicesOf(
  { follower: { membership, head } }: Safe,
  userId: string | undefined,
  deviceId: string | undefined,
): ReadonlySet<string> | undefined {
  if (deviceId !== undefined) return new Set([deviceId]);
  if (userId === undefined) return undefined;
  const own = membership.devicesAt(head.size).filter(({ user }) => hexOf(user) === userId);
  return new Set(own.map(({ device }) => hexOf(device)));
}

function aktenOf({ merged }: Safe, personId: string): ReadonlySet<string> {
  return new Set(merged.aktenOf(personId).map(({ akte }) => hexOf(akte)));
}
