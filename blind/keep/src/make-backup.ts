import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { equalBytes, hexOf } from '@siegel/wire';
import type { TreeHead } from '@siegel/journal';
import {
  type AccountRow,
  type BlobRow,
  replaceFile,
  type SlotRow,
  syncDirectory,
  type TenantStore,
} from '@siegel/store';
import { BlobSource } from './blob-source.ts';
import { JournalSource } from './journal-source.ts';
import { type BackupFile, type Manifest, type ManifestSigner, SUMS, sumsOf, writeManifest } from './manifest.ts';
import { type SealedTarget, writeSealed, writeSealedText } from './sealed-file.ts';
import type { SegmentItem } from './segment-items.ts';

/** The tenant a backup is made of. */
export interface BackupSource extends ManifestSigner {
  readonly store: TenantStore;
  /** The note the server signs for a head of its tree. */
  readonly checkpointOf: (head: TreeHead) => Promise<string>;
  /** Secrets that belong to this instance alone and are made anew at a restore: never part of a copy (BK13). */
  readonly staysHere: (secretName: string) => boolean;
}

/** How far it is: entries and bytes of attachments, written of so many. */
export interface BackupProgress {
  readonly done: number;
  readonly of: number;
}

/** Where, for whom, and what there is already. */
export interface BackupWish extends SealedTarget {
  /** Names the backup within its set: letters, digits and `-`. */
  readonly id: string;
  readonly nowMs: number;
  /** An earlier backup of the same set: what it holds is not written again (BK14). */
  readonly before?: Before | undefined;
  readonly onProgress?: (progress: BackupProgress) => void;
}

/** What is known of an earlier backup: kept where it was made, or read with `whatIsThere`. */
export interface Before {
  readonly manifest: Manifest;
  /** Attachments that lie in its files, by hash in hex. */
  readonly blobs: ReadonlySet<string>;
}

/** Plain bytes after which a file ends at the next edge. */
const SEGMENT_BYTES = 48 * 1024 * 1024;

/** Copies a tenant while work goes on: the state of one moment, in files that are each whole or not there. Until the list of its files has
 *  its name, the backup is none (BK15). Rejects with StoreError, with the file system's errors, and when `signal` is aborted: what was
 *  begun is then removed, and earlier backups are untouched.
 *  @returns what the next backup of the set builds on. */
export async function makeBackup(source: BackupSource, wish: BackupWish): Promise<Before> {
  const folder = `backups/${wish.id}`;
  await mkdir(join(wish.set, 'segments'), { recursive: true, mode: 0o700 });
  await mkdir(join(wish.set, folder), { recursive: true, mode: 0o700 });
  const work = new Work(source, wish, folder);
  try {
    return await work.all();
  } catch (error) {
    await work.remove();
    throw error;
  }
}

interface State {
  readonly head: TreeHead;
  readonly accounts: readonly AccountRow[];
  readonly slots: readonly SlotRow[];
  readonly secrets: readonly { readonly name: string; readonly value: Uint8Array }[];
  readonly blobs: readonly BlobRow[];
}

class Work {
  readonly #source: BackupSource;
  readonly #wish: BackupWish;
  readonly #folder: string;
  readonly #begun: string[] = [];

  constructor(source: BackupSource, wish: BackupWish, folder: string) {
    this.#source = source;
    this.#wish = wish;
    this.#folder = folder;
  }

  async all(): Promise<Before> {
    const { set, id, nowMs } = this.#wish;
    const state = await this.#state();
    const before = await this.#usable(state.head);
    const kept = before?.manifest.files.filter(({ holds }) => holds.kind === 'journal' || holds.kind === 'blobs') ?? [];
    const { counts } = before?.manifest ?? { counts: { entries: 0, envelopes: 0 } };
    const journal = await this.#journal({ from: before?.manifest.head.size ?? 0, to: state.head.size });
    const blobs = await this.#blobs(state.blobs.filter(({ hash }) => before?.blobs.has(hexOf(hash)) !== true));
    const side = await this.#write(`${this.#folder}/side.age`, sideItems(state));
    const keys = new Wraps(this.#source.store, state.head.size);
    const keyFile = await this.#write(`${this.#folder}/keys.age`, keys.items());
    const manifest: Manifest = {
      id,
      tenant: this.#source.store.tenant,
      madeAt: nowMs,
      head: state.head,
      checkpoint: await this.#source.checkpointOf(state.head),
      files: [
        ...kept,
        ...journal.files,
        ...blobs,
        { ...side, holds: { kind: 'side' } },
        { ...keyFile, holds: { kind: 'keys' } },
      ],
      counts: {
        entries: counts.entries + journal.entries,
        envelopes: counts.envelopes + journal.envelopes,
        wraps: keys.count,
        blobs: state.blobs.length,
      },
    };
    const text = writeManifest(manifest, this.#source);
    const sealed = await writeSealedText(`${this.#folder}/manifest.age`, text, this.#wish);
    await syncDirectory(join(set, 'segments'));
    await replaceFile(join(set, this.#folder, SUMS), sumsOf([...manifest.files, sealed]));
    await syncDirectory(join(set, 'backups'));
    return { manifest, blobs: new Set(state.blobs.map(({ hash }) => hexOf(hash))) };
  }

  /** Takes away what was begun; files an earlier backup needs are not among it. */
  async remove(): Promise<void> {
    const { set } = this.#wish;
    await rm(join(set, this.#folder), { recursive: true, force: true });
    for (const name of this.#begun) await rm(join(set, name), { force: true });
  }

  /** What stands beside the journal, and the journal's size, in one moment. */
  #state(): Promise<State> {
    const { store, staysHere } = this.#source;
    return store.write(async (tx) => ({
      head: await tx.treeHead(),
      accounts: await tx.allAccounts(),
      slots: await tx.allSlots(),
      secrets: (await tx.allSecrets()).filter(({ name }) => !staysHere(name)),
      blobs: (await tx.allBlobs()).filter(({ complete }) => complete),
    }));
  }

  /** The earlier backup, where today's journal goes on from it. After a restore to an earlier moment it does not. */
  async #usable(head: TreeHead): Promise<Before | undefined> {
    const { before } = this.#wish;
    if (before === undefined || before.manifest.head.size > head.size) return undefined;
    const root = await this.#source.store.rootAt(before.manifest.head.size);
    return root !== undefined && equalBytes(root, before.manifest.head.root) ? before : undefined;
  }

  async #journal(range: { readonly from: number; readonly to: number }) {
    const journal = new JournalSource(this.#source.store, range);
    const files: BackupFile[] = [];
    while (journal.next < range.to) {
      const from = journal.next;
      const name = `segments/${this.#wish.id}-journal-${String(from).padStart(12, '0')}.age`;
      const file = await this.#write(name, journal.part(SEGMENT_BYTES));
      if (journal.next === from) throw new Error('broken invariant: BK12: a journal ends where its tree does');
      files.push({ ...file, holds: { kind: 'journal', from, to: journal.next } });
      this.#wish.onProgress?.({ done: journal.next - range.from, of: range.to - range.from });
    }
    return { files, entries: journal.entries, envelopes: journal.envelopes };
  }

  async #blobs(rows: readonly BlobRow[]): Promise<BackupFile[]> {
    const blobs = new BlobSource(this.#source.store, rows);
    const of = rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const files: BackupFile[] = [];
    while (!blobs.isOver) {
      const name = `segments/${this.#wish.id}-blobs-${String(files.length).padStart(6, '0')}.age`;
      const file = await this.#write(name, blobs.part(SEGMENT_BYTES));
      files.push({ ...file, holds: { kind: 'blobs', blobs: blobs.begun } });
      this.#wish.onProgress?.({ done: blobs.bytes, of });
    }
    return files;
  }

  #write(name: string, items: AsyncIterable<SegmentItem>) {
    this.#begun.push(name);
    return writeSealed(name, items, this.#wish);
  }
}

async function* sideItems({ accounts, slots, secrets, blobs }: State): AsyncGenerator<SegmentItem> {
  for (const account of accounts) yield { item: 'account', account };
  for (const slot of slots) yield { item: 'slot', slot };
  for (const secret of secrets) yield { item: 'secret', ...secret };
  // Which attachments there are: the next backup writes only the others.
  for (const blob of blobs) yield { item: 'blob', blob };
}

class Wraps {
  count = 0;
  readonly #store: TenantStore;
  readonly #size: number;

  constructor(store: TenantStore, size: number) {
    this.#store = store;
    this.#size = size;
  }

  async *items(): AsyncGenerator<SegmentItem> {
    for await (const page of this.#store.wrapsOfRange(0, this.#size))
      for (const { seq, wraps } of page) {
        this.count += wraps.length;
        yield { item: 'wraps', seq, wraps };
      }
  }
}
