import {
  type AkteState,
  type CaseKeyState,
  type FreigabeState,
  type HeadState,
  type JournalView,
  type OpenedBatch,
  OverlaidView,
} from '@siegel/journal';
import type { ReadView, RecordHead } from '@siegel/store';
import { decodeBody, equalBytes, type Hash, hexOf, type Id, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';

interface KnownAkte extends AkteState {
  readonly caseKey: CaseKeyState | undefined;
}

/** What a batch may ask of the journal before it. */
interface Named {
  readonly records: ReadonlyMap<string, Id>;
  readonly akten: ReadonlyMap<string, Id>;
  readonly freigaben: ReadonlyMap<string, Hash>;
}

/** Heads, Akten and Freigaben before a commit, read once for all its batches, with the accepted batches laid over them (JN4, FG4). */
export class CommitView implements JournalView {
  readonly #over: OverlaidView;

  private constructor(below: JournalView) {
    this.#over = new OverlaidView(below);
  }

  /** Reads everything `batches` name. */
  static async read(reads: ReadView, batches: readonly OpenedBatch[]): Promise<CommitView> {
    const named = namedBy(batches);
    const heads = await headsOf(reads, named);
    const akten = await aktenOf(reads, named);
    const freigaben = await freigabenOf(reads, named);
    return new CommitView({
      headOf: (record) => heads.get(hexOf(record)),
      akteOf: (akte) => akten.get(hexOf(akte)),
      caseKeyOf: (akte) => akten.get(hexOf(akte))?.caseKey,
      isReleased: (record) => heads.get(hexOf(record))?.released === true,
      freigabeOf: (akte, entryHash) => {
        const found = freigaben.get(hexOf(entryHash));
        return found !== undefined && equalBytes(found.body.akte, akte) ? found : undefined;
      },
    });
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

  isReleased(record: Id): boolean {
    return this.#over.isReleased(record);
  }

  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined {
    return this.#over.freigabeOf(akte, entryHash);
  }

  /** Lays an accepted batch over the view. */
  put(batch: OpenedBatch): void {
    for (const { body, entryHash, fields } of batch.entries) this.#over.put({ entryHash, body }, fields);
  }
}

function namedBy(batches: readonly OpenedBatch[]): Named {
  const records = new Map<string, Id>();
  const akten = new Map<string, Id>();
  const freigaben = new Map<string, Hash>();
  for (const { body, fields } of batches.flatMap((batch) => batch.entries)) {
    records.set(hexOf(body.record), body.record);
    akten.set(hexOf(body.akte), body.akte);
    const { target, first } = fields ?? {};
    if (target instanceof Uint8Array) records.set(hexOf(target), target);
    if (first instanceof Uint8Array) freigaben.set(hexOf(first), first);
  }
  return { records, akten, freigaben };
}

async function headsOf(reads: ReadView, { records }: Named): Promise<ReadonlyMap<string, RecordHead>> {
  const heads = await reads.headsOf([...records.values()]);
  return new Map(
    [...records.keys()].flatMap((key, i) => {
      const head = heads[i];
      return head === undefined ? [] : [[key, head] as const];
    }),
  );
}

async function aktenOf(reads: ReadView, { akten }: Named): Promise<ReadonlyMap<string, KnownAkte>> {
  const rows = await reads.aktenOf([...akten.values()]);
  return new Map(
    [...akten.keys()].flatMap((key, i) => {
      const row = rows[i];
      if (row === undefined) return [];
      const { site, person, stammakte, caseKey } = row;
      return [[key, { site, person: person ?? row.akte, stammakte, caseKey: caseKey ?? undefined }] as const];
    }),
  );
}

async function freigabenOf(reads: ReadView, { freigaben }: Named): Promise<ReadonlyMap<string, FreigabeState>> {
  const found = new Map<string, FreigabeState>();
  const seqs = await reads.seqsOfHashes([...freigaben.values()]);
  for (const [i, key] of [...freigaben.keys()].entries()) {
    const seq = seqs[i];
    const row = seq === undefined ? undefined : await reads.entryAt(seq);
    const body = row === undefined ? undefined : decodeBody(row.body);
    const open = row?.open ?? null;
    if (open === null || body?.kind !== WIRE_KINDS.freigabe) continue;
    found.set(key, { body, fields: unpackOpenFields(open) });
  }
  return found;
}
