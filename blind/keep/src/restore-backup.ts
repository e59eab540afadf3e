import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Body, decodeBody, decodeStatement, equalBytes, type Hash, hexOf, type WrappedKey } from '@siegel/wire';
import { newParts } from '@siegel/journal';
import type { AppendBatch, AppendEntry, BatchRow, TenantStore, WriteTx } from '@siegel/store';
import { AgeError } from './age/open-age.ts';
import { CaughtUp } from './caught-up.ts';
import type { BackupFile, Manifest } from './manifest.ts';
import { readSealed } from './read-sealed.ts';
import type { SegmentItem } from './segment-items.ts';

/** Where a backup is read from. */
export interface RestoreSource {
  readonly set: string;
  readonly manifest: Manifest;
  readonly identity: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}

/** What came back. */
export interface Restored {
  readonly entries: number;
  readonly blobs: number;
  /** Entries whose content had been erased, and stays so. */
  readonly erased: number;
  /** False: the key part is not there, and nothing that was written before opens by it (BK22). */
  readonly withKeys: boolean;
}

const sha256 = (bytes: Uint8Array): Hash => new Uint8Array(createHash('sha256').update(bytes).digest());
/** Entries in one transaction: a commit waits for the disk. */
const ENTRIES_PER_COMMIT = 5_000;

/** Puts the journal, the keys, the attachments and what stands beside them into an empty tenant, and compares the tree with the manifest
 *  (BK21). Rejects with AgeError, StoreError, and when `signal` is aborted: the tenant is then not to be used. */
export async function restoreBackup(store: TenantStore, from: RestoreSource): Promise<Restored> {
  if ((await store.size()) > 0) throw new Error('broken invariant: BK21: a backup is restored into an empty tenant');
  const { manifest } = from;
  const keys = manifest.files.find(({ holds }) => holds.kind === 'keys');
  const journal = new JournalRestore(store, from, keys);
  for (const file of manifest.files.filter(({ holds }) => holds.kind === 'journal')) await journal.file(file);
  await journal.end();
  const erased = await eraseAll(store, journal.gone);
  const blobs = await restoreBlobs(store, from);
  for (const file of manifest.files.filter(({ holds }) => holds.kind === 'side')) await restoreSide(store, from, file);
  const head = store.treeHead();
  if (head.size !== manifest.head.size || !equalBytes(head.root, manifest.head.root))
    throw new AgeError('BACKUP_DAMAGED');
  return { entries: head.size, blobs, erased, withKeys: keys !== undefined };
}

interface Waiting {
  readonly batch: BatchRow;
  readonly receivedAt: number;
  readonly entries: EntryItem[];
}

type EntryItem = Extract<SegmentItem, { item: 'entry' }>;

class JournalRestore {
  /** Entries whose content is not there; named only when all stand: a later version may still carry a part of theirs (ST21). */
  readonly gone: Hash[] = [];
  readonly #store: TenantStore;
  readonly #from: RestoreSource;
  readonly #wraps: CaughtUp<{ readonly seq: number; readonly wraps: readonly WrappedKey[] }>;
  #waiting: Waiting[] = [];
  #held = 0;

  constructor(store: TenantStore, from: RestoreSource, keys: BackupFile | undefined) {
    this.#store = store;
    this.#from = from;
    this.#wraps = new CaughtUp(wrapPages(from, keys));
  }

  async file({ name }: BackupFile): Promise<void> {
    for await (const item of readSealed(join(this.#from.set, name), this.#from.identity)) {
      this.#from.signal?.throwIfAborted();
      if (item.item === 'batch') {
        if (this.#held >= ENTRIES_PER_COMMIT) await this.end();
        this.#waiting.push({ batch: item.batch, receivedAt: item.receivedAt, entries: [] });
      } else if (item.item === 'entry' && this.#waiting.length > 0) {
        this.#waiting.at(-1)?.entries.push(item);
        this.#held += 1;
      } else throw new AgeError('BACKUP_DAMAGED');
    }
  }

  /** Commits what was read. */
  async end(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#held = 0;
    if (waiting.length === 0) return;
    await this.#store.write(async (tx) => {
      for (const one of waiting) await this.#append(tx, one);
    });
    this.#from.onProgress?.({ done: await this.#store.size(), of: this.#from.manifest.head.size });
  }

  async #append(tx: WriteTx, { batch, receivedAt, entries }: Waiting): Promise<void> {
    if (entries.length !== batch.count) throw new AgeError('BACKUP_DAMAGED');
    // Of records that are changed more than once in the batch.
    const newest = new Map<string, Body>();
    const made: AppendEntry[] = [];
    for (const entry of entries) {
      const body = decodeBody(entry.body);
      const record = hexOf(body.record);
      const parent =
        body.parent === null ? undefined : (newest.get(record) ?? (await tx.headsOf([body.record]))[0]?.body);
      newest.set(record, body);
      const wraps = (await this.#wraps.at(entry.seq))?.wraps ?? [];
      made.push(this.#entry(entry, { body, parent, wraps }));
    }
    const appended: AppendBatch = {
      statement: decodeStatement(batch.bytes),
      signed: { bytes: batch.bytes, signature: batch.signature },
      entries: made,
    };
    await tx.append(appended, { firstSeq: batch.firstSeq, receivedAt });
  }

  /** An entry as it was appended first; what had been erased of it stands there empty until all is erased again. */
  #entry(
    { body: bodyBytes, open, envelopes }: EntryItem,
    { body, parent, wraps }: { body: Body; parent: Body | undefined; wraps: readonly WrappedKey[] },
  ): AppendEntry {
    const entryHash = sha256(bodyBytes);
    let isWhole = open !== null || body.openHash === null;
    const found = newParts(body, parent).map(({ compartment, envelopeHash }) => {
      const bytes = envelopes.find((one) => one.compartment === compartment)?.bytes;
      if (bytes === undefined) isWhole = false;
      else if (!equalBytes(sha256(bytes), envelopeHash)) throw new AgeError('BACKUP_DAMAGED');
      return bytes ?? new Uint8Array(0);
    });
    if (!isWhole) this.gone.push(entryHash);
    return { body, bodyBytes, entryHash, packet: { open, envelopes: found, wraps } };
  }
}

async function eraseAll(store: TenantStore, gone: readonly Hash[]): Promise<number> {
  let erased = 0;
  for (let at = 0; at < gone.length; at += ENTRIES_PER_COMMIT)
    erased += await store.write((tx) => tx.erase(gone.slice(at, at + ENTRIES_PER_COMMIT)));
  return erased;
}

async function* wrapPages({ set, identity }: RestoreSource, keys: BackupFile | undefined) {
  if (keys === undefined) return;
  for await (const item of readSealed(join(set, keys.name), identity)) if (item.item === 'wraps') yield [item];
}

async function restoreBlobs(store: TenantStore, { set, identity, manifest, signal }: RestoreSource): Promise<number> {
  let blobs = 0;
  for (const { name } of manifest.files.filter(({ holds }) => holds.kind === 'blobs'))
    for await (const item of readSealed(join(set, name), identity)) {
      signal?.throwIfAborted();
      if (item.item !== 'bytes') continue;
      await store.blobs.append(item.hash, item.offset, item.bytes);
    }
  for (const { name } of manifest.files.filter(({ holds }) => holds.kind === 'side'))
    for await (const item of readSealed(join(set, name), identity)) {
      if (item.item !== 'blob') continue;
      if (!(await store.blobs.complete(item.blob.hash)).ok) throw new AgeError('BACKUP_DAMAGED');
      const { hash, akte, sizeBytes } = item.blob;
      await store.write((tx) => tx.putBlob({ hash, akte, sizeBytes, receivedBytes: sizeBytes, complete: true }));
      blobs += 1;
    }
  return blobs;
}

async function restoreSide(store: TenantStore, { set, identity }: RestoreSource, { name }: BackupFile): Promise<void> {
  const items: SegmentItem[] = [];
  for await (const item of readSealed(join(set, name), identity)) items.push(item);
  await store.write(async (tx) => {
    for (const item of items) {
      if (item.item === 'account') await tx.putAccount(item.account);
      else if (item.item === 'slot') await tx.putSlot(item.slot);
      else if (item.item === 'secret') await tx.putSecret(item.name, item.value);
    }
  });
}
