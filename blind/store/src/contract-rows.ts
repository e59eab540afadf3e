import type { Body, Hash, Id, OpenFields, SignedStatement, WrappedKey } from '@siegel/wire';
import type { CaseKeyState, OpenedBatch, OpenedEntry } from '@siegel/journal';

/** One entry to append, as `openBatch` of core/journal gives it: envelopes stand in the order of the body's new parts. */
export interface AppendEntry extends Pick<OpenedEntry, 'body' | 'bodyBytes' | 'entryHash'> {
  readonly packet: Pick<OpenedEntry['packet'], 'open' | 'envelopes' | 'wraps'>;
}

/** A checked batch on its way into the journal: an `OpenedBatch` is one. */
export interface AppendBatch extends Pick<OpenedBatch, 'statement' | 'signed'> {
  readonly entries: readonly AppendEntry[];
}

/** Where and when a batch stands. */
export interface BatchPosition {
  /** Must be the size of the journal: the writer has checked against exactly this state. */
  readonly firstSeq: number;
  /** ms since 1970 by the server's clock; the same for the whole batch, never smaller than the last one. */
  readonly receivedAt: number;
}

/** One entry as it is kept. */
export interface EntryRow {
  readonly seq: number;
  readonly receivedAt: number;
  /** The exact bytes whose SHA-256 is the entry hash; `peekBody` reads what a filter needs without decoding. */
  readonly body: Uint8Array;
  /** Null when the entry has none or they were erased. */
  readonly open: OpenFields | null;
}

/** A batch as it was signed. */
export interface BatchRow extends SignedStatement {
  readonly firstSeq: number;
  readonly count: number;
}

/** The newest version of a record. */
export interface RecordHead {
  readonly seq: number;
  readonly entryHash: Hash;
  readonly body: Body;
  /** Per part of the body the seq of the entry that brought its envelope (its own seq unless carried). */
  readonly partSeqs: readonly number[];
  /** True when a Freigabe names exactly this version (JN14). */
  readonly released: boolean;
}

/** An Akte as its case-key entries found it. */
export interface AkteRow {
  readonly akte: Id;
  readonly site: Id;
  /** The newest case key whose entry is not erased; null when none is left: then person is unknown too. */
  readonly caseKey: (CaseKeyState & { readonly seq: number; readonly keyId: Hash }) | null;
  /** Id of the Stammakte's person, or null after erasure. */
  readonly person: Id | null;
  readonly stammakte: boolean;
}

/** Where an entry stands and what it is called. */
export interface EntryName {
  readonly seq: number;
  readonly entryHash: Hash;
}

/** The sealed bytes of one part. */
export interface StoredEnvelope {
  /** The entry that brought it. */
  readonly seq: number;
  readonly compartment: number;
  readonly bytes: Uint8Array;
}

/** Everything sealed of one Akte that was asked for. */
export interface AkteContent {
  readonly akte: Id;
  /** Wraps of all versions of its case key. */
  readonly wraps: readonly WrappedKey[];
  readonly envelopes: readonly StoredEnvelope[];
}

/** Everything that lies beside one entry. */
export interface EntryContent {
  readonly seq: number;
  readonly wraps: readonly WrappedKey[];
  readonly envelopes: readonly StoredEnvelope[];
}

/** What a user needs to open one version of a group key. */
export interface GroupKeyWraps {
  readonly seq: number;
  readonly group: Id;
  readonly version: number;
  /** The user's own wraps and those of older versions under this one. */
  readonly wraps: readonly WrappedKey[];
}

/** A sign-in name with its OPAQUE record. */
export interface AccountRow {
  readonly account: string;
  readonly user: Id;
  readonly opaqueRecord: Uint8Array;
}

/** One sealed way to a user key. */
export interface SlotRow {
  readonly slotId: Id;
  readonly user: Id;
  /** The device whose password slot it is, or null for a slot that needs no device. */
  readonly device: Id | null;
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** A living session; the token itself is never kept. */
export interface SessionRow {
  readonly tokenHash: Hash;
  readonly user: Id;
  /** The device that proved itself, or null before the proof. */
  readonly device: Id | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Opaque bytes under a name. */
export interface SecretRow {
  readonly name: string;
  readonly value: Uint8Array;
}

/** What is known of an attachment beside its sealed bytes. */
export interface BlobRow {
  readonly hash: Hash;
  readonly akte: Id;
  readonly sizeBytes: number;
  /** Bytes that are durable: an interrupted upload continues here. */
  readonly receivedBytes: number;
  readonly complete: boolean;
}
