import { encodeStatement, HASH_BYTES, type Id, SIGNATURE_BYTES } from '@siegel/wire';
import type { BatchRow } from '../contract-rows.ts';
import { sha256, treeHasher } from './hashes.ts';
import type { Prepare } from './statements.ts';

const PAGE_BATCHES = 2_000;

/** Pages of the batches that contain entries `from` to `to` - 1. */
export function* batchesFrom(prepare: Prepare, tenant: Id, from: number, to: number): Generator<readonly BatchRow[]> {
  const [first] = prepare('SELECT MAX(first_seq) FROM batch WHERE first_seq <= ?').get(from) as [number | null];
  const page = prepare(
    `SELECT b.first_seq, b.count, s.instance, s.device, b.seen_size, b.signed, e.body FROM batch b
     JOIN signer s ON s.no = b.signer LEFT JOIN entry e ON e.seq = b.first_seq AND b.count = 1
     WHERE b.first_seq >= ? AND b.first_seq < ? ORDER BY b.first_seq LIMIT ${PAGE_BATCHES}`,
  );
  for (let at = first ?? 0; at < to; ) {
    const rows = (page.all(at, to) as BatchColumns[]).map((row) => batchRowOf(row, tenant));
    const last = rows.at(-1);
    if (last === undefined) return;
    // The batch before `from` is read first; it may end there.
    const wanted = rows.filter(({ firstSeq, count }) => firstSeq + count > from);
    if (wanted.length > 0) yield wanted;
    at = last.firstSeq + 1;
  }
}

type BatchColumns = [
  firstSeq: number,
  count: number,
  instance: Uint8Array,
  device: Uint8Array,
  seenSize: number,
  signed: Uint8Array,
  body: Uint8Array | null,
];

/** Writes the statement again from what it says: it has one encoding, so these are the signed bytes (ST12). */
function batchRowOf([firstSeq, count, instance, device, seenSize, signed, body]: BatchColumns, tenant: Id): BatchRow {
  const seenRoot = signed.subarray(SIGNATURE_BYTES, SIGNATURE_BYTES + HASH_BYTES);
  const root = body === null ? signed.subarray(SIGNATURE_BYTES + HASH_BYTES) : treeHasher.leaf(sha256(body));
  return {
    firstSeq,
    count,
    bytes: encodeStatement({ tenant, instance, device, seenSize, seenRoot, count, root }),
    signature: signed.subarray(0, SIGNATURE_BYTES),
  };
}
