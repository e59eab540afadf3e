import type { HouseLine } from '@siegel/journal';
import { classOfKind, LEAF_CLASS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';

/** The entries of the house below `size`, in order: what the houseRoot of an attestation is computed over (JN32). */
export function* houseLines(columns: JournalColumns, size: number): Generator<HouseLine> {
  for (let seq = 0; seq < size; seq++) {
    const kind = columns.kindAt(seq);
    if (kind === undefined || classOfKind(kind) !== LEAF_CLASS.house) continue;
    yield { seq, receivedAt: columns.receivedAt(seq), entryHash: columns.hashAt(seq) };
  }
}
