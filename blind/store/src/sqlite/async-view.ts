import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Hash, Id } from '@siegel/wire';
import type { StoredRange } from '@siegel/journal';
import type { ReadView, SideWrites } from '../contract.ts';
import type { AccountRow, BlobRow, SessionRow, SlotRow } from '../contract-rows.ts';
import { storeErrorOf } from '../store-error.ts';
import type { Prepare } from './statements.ts';
import { createAkteReads } from './read-akten.ts';
import { wrapPages } from './read-wraps.ts';
import { createEntryLookup, type EntryLookup } from './read-entry.ts';
import { createWholeReads } from './whole-state.ts';
import { createJournalReads, type JournalReader } from './read-journal.ts';
import { createSideReads, createSideWrites } from './side-state.ts';

/** Called before every access: throws when the view may not be used any more. */
type Guard = () => void;

/** The synchronous call as a promise; driver errors become StoreError. */
export function asReply<A extends unknown[], R>(guard: Guard, call: (...args: A) => R): (...args: A) => Promise<R> {
  return async (...args) => {
    guard();
    try {
      return call(...args);
    } catch (error) {
      throw storeErrorOf(error);
    }
  };
}

/** The synchronous pages as a stream; other work gets its turn between two pages. */
function asStream<A extends unknown[], R>(
  guard: Guard,
  call: (...args: A) => Iterable<R>,
): (...args: A) => AsyncIterable<R> {
  return async function* (...args) {
    const pages = call(...args)[Symbol.iterator]();
    const next = asReply(guard, () => pages.next());
    for (let page = await next(); page.done !== true; page = await next()) {
      yield page.value;
      await nextTurn();
    }
  };
}

/** The synchronous parts of one connection. */
export interface SyncReads {
  readonly lookup: EntryLookup;
  readonly journal: JournalReader;
}

/** Everything `ReadView` promises, over one connection. */
export function createReadView(
  prepare: Prepare,
  tenant: Uint8Array,
  guard: Guard,
): { view: ReadView; sync: SyncReads } {
  const lookup = createEntryLookup(prepare);
  const journal = createJournalReads(prepare, lookup, tenant);
  const akten = createAkteReads(prepare, lookup);
  const side = createSideReads(prepare);
  const whole = createWholeReads(prepare);
  const view: ReadView = {
    size: asReply(guard, () => journal.size()),
    rootAt: asReply(guard, (size: number) => journal.rootAt(size)),
    treeNodes: asReply(guard, (range: StoredRange) => journal.treeNodes(range)),
    entryAt: asReply(guard, (seq: number) => journal.entryAt(seq)),
    entriesFrom: asStream(guard, (from: number, to: number) => journal.entriesFrom(from, to)),
    houseEntriesFrom: asStream(guard, (from: number) => journal.houseEntriesFrom(from)),
    batchesFrom: asStream(guard, (from: number, to: number) => journal.batchesFrom(from, to)),
    seqsOfHashes: asReply(guard, (entryHashes: readonly Hash[]) => journal.seqsOfHashes(entryHashes)),
    headsOf: asReply(guard, (records: readonly Id[]) => journal.headsOf(records)),
    aktenOf: asReply(guard, (ids: readonly Id[]) => akten.aktenOf(ids)),
    aktenOfPerson: asReply(guard, (person: Id) => akten.aktenOfPerson(person)),
    recordsOfAkte: asReply(guard, (akte: Id) => akten.recordsOfAkte(akte)),
    versionsOfAkte: asReply(guard, (akte: Id) => akten.versionsOfAkte(akte)),
    contentOfAkte: asReply(guard, (akte: Id, options: { readonly history: boolean }) =>
      akten.contentOfAkte(akte, options),
    ),
    contentOfRecords: asReply(
      guard,
      (akte: Id, of: { readonly kinds: readonly number[]; readonly records: readonly Id[] }) =>
        akten.contentOfRecords(akte, of),
    ),
    identityParts: asStream(guard, (sinceSeq: number) => akten.identityParts(sinceSeq)),
    contentOfRange: asStream(guard, (from: number, to: number) => akten.contentOfRange(from, to)),
    wrapsOfRange: asStream(guard, (from: number, to: number) =>
      wrapPages(prepare, { from, to: Math.min(to, lookup.size()) }),
    ),
    groupKeyWraps: asReply(guard, (user: Id) => akten.groupKeyWraps(user)),
    account: asReply(guard, (account: string) => side.account(account)),
    slotsOfUser: asReply(guard, (user: Id) => side.slotsOfUser(user)),
    session: asReply(guard, (tokenHash: Hash) => side.session(tokenHash)),
    sessions: asReply(guard, () => side.sessions()),
    secret: asReply(guard, (name: string) => side.secret(name)),
    blob: asReply(guard, (hash: Hash) => side.blob(hash)),
    blobsOfAkte: asReply(guard, (akte: Id) => side.blobsOfAkte(akte)),
    allAccounts: asReply(guard, () => whole.allAccounts()),
    allSlots: asReply(guard, () => whole.allSlots()),
    allSecrets: asReply(guard, () => whole.allSecrets()),
    allBlobs: asReply(guard, () => whole.allBlobs()),
  };
  return { view, sync: { lookup, journal } };
}

/** Everything `SideWrites` promises. */
export function createSideWriteView(prepare: Prepare, guard: Guard): SideWrites {
  const side = createSideWrites(prepare);
  return {
    putAccount: asReply(guard, (row: AccountRow) => side.putAccount(row)),
    removeAccount: asReply(guard, (account: string) => side.removeAccount(account)),
    putSlot: asReply(guard, (row: SlotRow) => side.putSlot(row)),
    removeSlot: asReply(guard, (slotId: Id) => side.removeSlot(slotId)),
    putSession: asReply(guard, (row: SessionRow) => side.putSession(row)),
    removeSession: asReply(guard, (tokenHash: Hash) => side.removeSession(tokenHash)),
    removeSessionsOf: asReply(guard, (user: Id, device?: Id) => side.removeSessionsOf(user, device)),
    removeSessionsExpiredAt: asReply(guard, (nowMs: number) => side.removeSessionsExpiredAt(nowMs)),
    putSecret: asReply(guard, (name: string, value: Uint8Array) => side.putSecret(name, value)),
    removeSecret: asReply(guard, (name: string) => side.removeSecret(name)),
    putBlob: asReply(guard, (row: BlobRow) => side.putBlob(row)),
    removeBlob: asReply(guard, (hash: Hash) => side.removeBlob(hash)),
  };
}
