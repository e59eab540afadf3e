import { buildEntry, userCoSigner } from '@siegel/seal';
import {
  classOfKind,
  decodeBody,
  equalBytes,
  fail,
  type Id,
  LayoutError,
  LEAF_CLASS,
  ok,
  type Result,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readBody } from '../journal/read-body.ts';
import type { Safe } from './safe.ts';

/** Runs this device has opened and neither closed nor dropped: what a killed import left behind. Nothing of them is shown. */
export function openRunsOf(safe: Safe): readonly Id[] {
  const { columns, membership } = safe.follower;
  const runs: Id[] = [];
  for (let seq = 0; seq < columns.size; seq++) {
    const place = columns.placeAt(seq);
    if (place?.kind !== WIRE_KINDS.run) continue;
    const run = place.record;
    const state = membership.runAt(run, columns.size);
    if (state?.state === 'open' && equalBytes(state.author, safe.author.device.device)) runs.push(run.slice());
  }
  return runs;
}

/** Seqs of the entries of records that stand in a run, in order (JN41). */
export function* entriesOfRun(columns: JournalColumns, run: Id): Generator<number> {
  const [first = columns.size] = columns.seqsOfRecord(run);
  for (let seq = first; seq < columns.size; seq++) {
    const kind = columns.kindAt(seq);
    if (kind === undefined || classOfKind(kind) !== LEAF_CLASS.records) continue;
    const body = readBody(columns.entryAt(seq)?.body ?? new Uint8Array(0));
    if (body !== undefined && body.run !== null && equalBytes(body.run, run)) yield seq;
  }
}

/** Drops an open run that another process of this device began: nothing of it is ever shown (JN41). */
export async function dropRun(safe: Safe, run: Id): Promise<Result<true>> {
  const { columns } = safe.follower;
  const seq = columns.seqsOfRecord(run).at(-1);
  const entry = seq === undefined ? undefined : columns.entryAt(seq);
  if (seq === undefined || entry === undefined || entry.open === null) return fail('PARENT_UNKNOWN');
  const { purpose } = unpackOpenFields(entry.open);
  if (typeof purpose !== 'string') throw new LayoutError('run');
  const parent = { entryHash: columns.hashAt(seq), body: decodeBody(entry.body) };
  const author = safe.author;
  const open = { state: 'dropped', purpose };
  const packet = await buildEntry(
    { kind: WIRE_KINDS.run, schemaVersion: 1, record: run, parent, open, coSigners: [userCoSigner(author)] },
    author,
  );
  const written = await safe.write([packet]);
  return written.ok ? ok(true) : written;
}
