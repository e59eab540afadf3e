import {
  type AkteState,
  type CaseKeyState,
  type HeadState,
  type JournalView,
  type OpenedBatch,
  OverlaidView,
} from '@siegel/journal';
import type { ReadView, RecordHead } from '@siegel/store';
import { equalBytes, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';

interface KnownAkte extends AkteState {
  readonly caseKey: CaseKeyState | undefined;
}

/** Heads and Akten before a commit, read once for all its batches, with the accepted batches laid over them (JN4). */
export class CommitView implements JournalView {
  readonly #heads: ReadonlyMap<string, RecordHead>;
  readonly #over: OverlaidView;
  /** Entry hashes that a Freigabe of this commit names. */
  readonly #released = new Set<string>();

  private constructor(heads: ReadonlyMap<string, RecordHead>, akten: ReadonlyMap<string, KnownAkte>) {
    this.#heads = heads;
    this.#over = new OverlaidView({
      headOf: (record) => heads.get(hexOf(record)),
      akteOf: (akte) => akten.get(hexOf(akte)),
      caseKeyOf: (akte) => akten.get(hexOf(akte))?.caseKey,
    });
  }

  /** Reads everything `batches` name. */
  static async read(reads: ReadView, batches: readonly OpenedBatch[]): Promise<CommitView> {
    const records = new Map<string, Id>();
    const akten = new Map<string, Id>();
    for (const { body } of batches.flatMap((batch) => batch.entries)) {
      records.set(hexOf(body.record), body.record);
      akten.set(hexOf(body.akte), body.akte);
    }
    const heads = await reads.headsOf([...records.values()]);
    const rows = await reads.aktenOf([...akten.values()]);
    const headByRecord = new Map<string, RecordHead>();
    [...records.keys()].forEach((key, i) => {
      const head = heads[i];
      if (head !== undefined) headByRecord.set(key, head);
    });
    const akteById = new Map<string, KnownAkte>();
    [...akten.keys()].forEach((key, i) => {
      const row = rows[i];
      if (row === undefined) return;
      const { site, person, stammakte, caseKey } = row;
      akteById.set(key, { site, person: person ?? row.akte, stammakte, caseKey: caseKey ?? undefined });
    });
    return new CommitView(headByRecord, akteById);
  }

  headOf(record: Id): HeadState | undefined {
    return this.#over.headOf(record);
  }

  akteOf(akte: Id): AkteState | undefined {
    return this.#over.akteOf(akte);
  }

  caseKeyOf(akte: Id): CaseKeyState | undefined {
    return this.#over.caseKeyOf(akte);
  }

  /** True when the newest version of a record is released: it takes no new version (A7). */
  isFrozen(record: Id): boolean {
    const head = this.headOf(record);
    if (head === undefined) return false;
    if (this.#released.has(hexOf(head.entryHash))) return true;
    const kept = this.#heads.get(hexOf(record));
    return kept !== undefined && kept.released && equalBytes(kept.entryHash, head.entryHash);
  }

  /** Lays an accepted batch over the view. */
  put(batch: OpenedBatch): void {
    for (const { body, entryHash, fields } of batch.entries) {
      this.#over.put({ entryHash, body }, fields);
      const released = body.kind === WIRE_KINDS.freigabe ? fields?.['entryHash'] : undefined;
      if (released instanceof Uint8Array) this.#released.add(hexOf(released));
    }
  }
}
