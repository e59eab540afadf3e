import { mirrorContent, openMirrored, Safe, unlockServiceDevice } from '@siegel/safe';
import { IndexedDbPages, openDatabase } from '@siegel/safe/worker';
import { isUnreadable, openServiceDevice } from '@siegel/seal';
import { bytesOfHex, type Id, ID_BYTES, type Result } from '@siegel/wire';

/** What a service device needs, as text: bytes are hex. */
export interface SyncGiven {
  readonly account: string;
  /** The sealed service device, and the secret that opens it. */
  readonly sealed: string;
  readonly secret: string;
  readonly orgPublic: string;
  /** Ids of the records to open, one behind the other. */
  readonly records: string;
  /** A database of this name is made: a device that has nothing yet. */
  readonly database: string;
}

/** One first sync of a fresh service device in this browser. @returns seconds from the safe's opening to the last record, and how many entries came. */
export async function firstSync(given: SyncGiven): Promise<{ readonly seconds: number; readonly entries: number }> {
  const device = await openServiceDevice(bytes(given.sealed), bytes(given.secret));
  if (device === undefined) throw new Error('the service device does not open');
  const place = {
    origin: globalThis.location.origin,
    fetch: (url: string, init: RequestInit) => globalThis.fetch(url, { ...init, credentials: 'same-origin' }),
    account: given.account,
    password: device.password,
    pages: new IndexedDbPages(await openDatabase(given.database)),
    now: Date.now,
  };
  const unlocked = must(await unlockServiceDevice(place, device, bytes(given.orgPublic)));
  const started = performance.now();
  const safe = must(await Safe.open(unlocked));
  must(await mirrorContent(safe));
  const records = bytes(given.records);
  for (let at = 0; at < records.length; at += ID_BYTES) {
    const entry = must(await openMirrored(safe, records.slice(at, at + ID_BYTES) as Id));
    if (isUnreadable(entry.opened)) throw new Error('a record does not open');
  }
  return { seconds: (performance.now() - started) / 1_000, entries: safe.follower.head.size };
}

function bytes(hex: string): Uint8Array {
  const value = bytesOfHex(hex);
  if (value === undefined) throw new Error('no hex');
  return value;
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
