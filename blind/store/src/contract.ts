import type { Failure, Hash, Id, Result } from '@siegel/wire';
import type { StoredRange, TreeHead } from '@siegel/journal';
import type { BlobBytes } from './blob-file.ts';
import type {
  AccountRow,
  AkteContent,
  AkteRow,
  AppendBatch,
  BatchPosition,
  BatchRow,
  BlobRow,
  EntryContent,
  EntryName,
  EntryRow,
  GroupKeyWraps,
  RecordHead,
  SecretRow,
  SessionRow,
  SlotRow,
} from './contract-rows.ts';
import type { StoreCode } from './store-error.ts';

/** Outcome of opening: the code says what the operator has to do. */
export type OpenResult = Result<TenantStore, Failure<StoreCode | 'TENANT_EXISTS' | 'TENANT_UNKNOWN'>>;

/** Keeps the tenants of one installation. One process at a time holds a tenant open. */
export interface StoreEngine {
  /** Makes an empty tenant and opens it. Fails with TENANT_EXISTS. Nothing is left behind when it fails or dies. */
  createTenant(tenant: Id): Promise<OpenResult>;
  /** Opens a tenant after the checks at start (ST30). Fails with TENANT_UNKNOWN or a DATABASE_ code. */
  openTenant(tenant: Id): Promise<OpenResult>;
  /** Ids of all tenants, ascending. */
  tenants(): Promise<readonly Id[]>;
  /** Closes every tenant that is still open. */
  close(): Promise<void>;
}

/** Reading the journal. Every call sees one committed state; two calls may see two. Streams come in pages of rows. */
export interface JournalReads {
  /** Number of entries, which is the seq of the next one. */
  size(): Promise<number>;
  /** Root of the tree at `size`, or undefined beyond the journal. */
  rootAt(size: number): Promise<Hash | undefined>;
  /** Kept nodes of one level (a multiple of 4; level 0 are leaf hashes), from `first` on; fewer when there are no more. */
  treeNodes(range: StoredRange): Promise<readonly Hash[]>;
  entryAt(seq: number): Promise<EntryRow | undefined>;
  /** Entries `from` to `to` - 1 in order. */
  entriesFrom(from: number, to: number): AsyncIterable<readonly EntryRow[]>;
  /** Entries of class 0 from seq `from` on, in order: what membership is folded from. */
  houseEntriesFrom(from: number): AsyncIterable<readonly EntryRow[]>;
  /** The batches that contain entries `from` to `to` - 1, in order. */
  batchesFrom(from: number, to: number): AsyncIterable<readonly BatchRow[]>;
  /** Per hash the seq of its entry, or undefined. */
  seqsOfHashes(entryHashes: readonly Hash[]): Promise<readonly (number | undefined)[]>;
  /** Per record its newest version, or undefined when it has none. */
  headsOf(records: readonly Id[]): Promise<readonly (RecordHead | undefined)[]>;
}

/** Reading by Akte and person. */
export interface AkteReads {
  /** Per Akte what its case-key entries say, or undefined. */
  aktenOf(akten: readonly Id[]): Promise<readonly (AkteRow | undefined)[]>;
  /** All Akten of a person, Stammakte included, in order of founding. */
  aktenOfPerson(person: Id): Promise<readonly AkteRow[]>;
  /** Newest versions of the records of an Akte, in order of their first seq. */
  recordsOfAkte(akte: Id): Promise<readonly RecordHead[]>;
  /** Every entry of an Akte, all versions, in order of seq. */
  versionsOfAkte(akte: Id): Promise<readonly EntryName[]>;
  /** Wraps and envelopes of an Akte: of the newest versions, or of all with `history`. Undefined: no such Akte. */
  contentOfAkte(akte: Id, options: { readonly history: boolean }): Promise<AkteContent | undefined>;
  /** Wraps of an Akte, and the envelopes of the newest versions of those of `records` that are of one of `kinds` and lie in it. */
  contentOfRecords(
    akte: Id,
    of: { readonly kinds: readonly number[]; readonly records: readonly Id[] },
  ): Promise<AkteContent | undefined>;
  /** Per Stammakte its wraps and the identity part of its person; only those changed since `sinceSeq` (0: all). */
  identityParts(sinceSeq: number): AsyncIterable<readonly AkteContent[]>;
  /** What lies beside entries `from` to `to` - 1; entries with nothing beside them are left out. */
  contentOfRange(from: number, to: number): AsyncIterable<readonly EntryContent[]>;
  /** The wraps beside entries `from` to `to` - 1; entries without one are left out. */
  wrapsOfRange(from: number, to: number): AsyncIterable<readonly Pick<EntryContent, 'seq' | 'wraps'>[]>;
  /** The versions of group keys wrapped for a user, in order of seq. */
  groupKeyWraps(user: Id): Promise<readonly GroupKeyWraps[]>;
}

/** Reading what is not journal: accounts, slots, sessions, secrets, attachments. */
export interface SideReads {
  account(account: string): Promise<AccountRow | undefined>;
  slotsOfUser(user: Id): Promise<readonly SlotRow[]>;
  session(tokenHash: Hash): Promise<SessionRow | undefined>;
  /** All sessions of the tenant, oldest first. */
  sessions(): Promise<readonly SessionRow[]>;
  /** Opaque bytes by name: log key seed, OPAQUE set-up, settings. */
  secret(name: string): Promise<Uint8Array | undefined>;
  blob(hash: Hash): Promise<BlobRow | undefined>;
  blobsOfAkte(akte: Id): Promise<readonly BlobRow[]>;
}

/** All rows of what is not journal, by their keys: what a copy of the tenant is made of. */
export interface WholeReads {
  allAccounts(): Promise<readonly AccountRow[]>;
  allSlots(): Promise<readonly SlotRow[]>;
  allSecrets(): Promise<readonly SecretRow[]>;
  allBlobs(): Promise<readonly BlobRow[]>;
}

export interface ReadView extends JournalReads, AkteReads, SideReads, WholeReads {}

/** Writing what is not journal. `put` adds or replaces. */
export interface SideWrites {
  putAccount(row: AccountRow): Promise<void>;
  removeAccount(account: string): Promise<void>;
  putSlot(row: SlotRow): Promise<void>;
  removeSlot(slotId: Id): Promise<void>;
  putSession(row: SessionRow): Promise<void>;
  removeSession(tokenHash: Hash): Promise<void>;
  /** Ends the sessions of a user, or of one device of the user (SY5). */
  removeSessionsOf(user: Id, device?: Id): Promise<void>;
  removeSessionsExpiredAt(nowMs: number): Promise<void>;
  putSecret(name: string, value: Uint8Array): Promise<void>;
  removeSecret(name: string): Promise<void>;
  putBlob(row: BlobRow): Promise<void>;
  /** Forgets the row; the bytes go by `BlobBytes.remove` after the commit. */
  removeBlob(hash: Hash): Promise<void>;
}

/** One open transaction. Sees its own writes. Using it after the work has ended throws. */
export interface WriteTx extends ReadView, SideWrites {
  /** Appends a checked batch: bodies, tree, projection, envelopes and wraps. Throws when it does not fit the state:
   *  the caller has checked it, so that is a bug. */
  append(batch: AppendBatch, at: BatchPosition): Promise<void>;
  /** Tree head including this transaction: what the checkpoint will say once the commit is durable. */
  treeHead(): Promise<TreeHead>;
  /** Removes envelopes, open fields and wraps of entries; bodies stay. Unknown hashes are skipped.
   *  @returns how many entries were newly erased. An envelope that a living version still carries stays (ST21). */
  erase(entryHashes: readonly Hash[]): Promise<number>;
  /** Removes the wraps beside every case-key entry of an Akte but the newest, which carries all versions anew; bodies and open fields
   *  stay (ST23). @returns how many wraps went. */
  dropOlderWraps(akte: Id): Promise<number>;
  /** Runs `work` so that only its own writes are undone when it throws; the error goes on to the caller. */
  savepoint<T>(work: () => Promise<T> | T): Promise<T>;
}

/** Result of the nightly check. Places are table and seq, never content. */
export interface FullCheckReport {
  readonly entries: number;
  /** Empty when everything fits; at most 100 are listed. */
  readonly findings: readonly { readonly what: string; readonly at: number }[];
}

/** One tenant, open. Rejections are `StoreError` with DISK_FULL, DISK_FAILED, DATABASE_DAMAGED or DATABASE_IN_USE. */
export interface TenantStore extends ReadView {
  readonly tenant: Id;
  readonly blobs: BlobBytes;
  /** Sealed shards of the index, by their hash. Copies that clients can make again: never part of a backup. */
  readonly shards: BlobBytes;
  /** Runs `work` in one transaction, one after the other. Durable (fsynced) when the promise resolves; when `work` throws
   *  or the commit fails, nothing of it stays. Reads outside go on meanwhile and see the state before. */
  write<T>(work: (tx: WriteTx) => Promise<T> | T): Promise<T>;
  /** Tree head of the committed journal. */
  treeHead(): TreeHead;
  /** Builds heads, Akten and the other derived rows anew from bodies and open fields. */
  rebuildProjection(): Promise<void>;
  /** SHA-256 over the derived rows in canonical order: equal before and after `rebuildProjection`. */
  projectionDigest(): Promise<Hash>;
  /** Checks every page, hash, node and derived row; writers are not held up. */
  fullCheck(): Promise<FullCheckReport>;
  close(): Promise<void>;
}
