import { openCaseKey } from '@siegel/seal';
import { decodeBody, type EntryPacket, hexOf, ok, type Result, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import { type PendingEntry, pendingEntriesOf } from '../safe/pending-entries.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';

/** What somebody who has left had written here and nobody else has (IV46). */
export interface LeftBehind {
  readonly entries: readonly (PendingEntry & { readonly personName: string })[];
  /** Takes all of it off the device. */
  readonly forget: () => Promise<void>;
  /** Closes what was opened for it. */
  readonly close: () => Promise<void>;
}

/** Opens, of all that lies on this device, only what waits to be sent, without asking the server for anything: it refuses a user who
 *  has left, and what they wrote without a line with them. Codes of `Safe.open`. */
export async function openLeftBehind(given: SafeGiven): Promise<Result<LeftBehind>> {
  const silent = { ...given.address, fetch: () => Promise.reject(new TypeError('IV46: nothing is asked')) };
  const opened = await Safe.open({ ...given, address: silent });
  if (!opened.ok) return opened;
  const safe = opened.value;
  const batches = [...safe.outbox.waiting, ...safe.outbox.refused.map(({ packets }) => packets)];
  for (const packets of batches) for (const packet of packets) await takeFoundedKey(safe, packet);
  for (const person of personsOf(safe, batches.flat())) await safe.openPerson(person);
  await safe.loadIndex();
  const entries = await pendingEntriesOf(safe, () => true);
  return ok({
    entries: entries
      .filter(({ body }) => body.kind !== WIRE_KINDS.caseKey)
      .map((entry) => ({ ...entry, personName: personNameOf(safe, entry) })),
    forget: async () => {
      for (const { body } of entries) await safe.outbox.drop(body.record);
    },
    close: () => safe.close(),
  });
}

/** The key of an Akte that was founded without a line lies in what waits, too. */
async function takeFoundedKey({ keys, given }: Safe, { body, open, wraps }: EntryPacket): Promise<void> {
  const { kind, akte } = decodeBody(body);
  const version = kind === WIRE_KINDS.caseKey && open !== null ? unpackOpenFields(open)['version'] : undefined;
  if (typeof version !== 'number') return;
  for (const wrap of wraps) {
    const group = keys.groupKeyOfId(wrap.wrapperKeyId);
    const place = { tenant: given.tenant, akte, version };
    const key = group === undefined ? undefined : await openCaseKey(wrap, place, group);
    if (key !== undefined) return keys.putCaseKey(key);
  }
}

function personsOf({ directory }: Safe, packets: readonly EntryPacket[]): ReadonlySet<string> {
  return new Set(packets.flatMap(({ body }) => directory.personsOfAkte(decodeBody(body).akte)));
}

function personNameOf({ directory, index }: Safe, { body }: PendingEntry): string {
  const [personId = hexOf(body.akte)] = directory.personsOfAkte(body.akte);
  const person = index.get(personId);
  return person === undefined ? '' : `${person.familienname}, ${person.vorname}`;
}
