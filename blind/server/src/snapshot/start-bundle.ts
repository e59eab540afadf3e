import { frontierAt, frontierNodes, inclusionPathOf } from '@siegel/journal';
import { type EntryRow, readSubtrees, type TenantStore } from '@siegel/store';
import { assert, type CborValue, encodeSequence, type Hash, openFieldsToCbor } from '@siegel/wire';
import { hasher, sha256 } from '../platform/hashes.ts';
import type { KeptSet } from './kept-set.ts';

/** Item types of the answer (SN20). */
const ITEM = { set: 20, batch: 21, entry: 22, tree: 23 } as const;

/** The item that names a set (SN20). */
export function setItem({ headBytes, attestationSeq, wrong }: KeptSet): CborValue {
  return [ITEM.set, headBytes, attestationSeq, wrong as CborValue];
}

/** What a device needs to begin at a journal of `size` entries: the tree there and the whole house below it, each entry with
 *  its batch and a path into it (SN20). No content: bodies and open fields of the house go to every device. */
export async function startBundle(store: TenantStore, size: number): Promise<Uint8Array> {
  const frontier = frontierAt(hasher, size, await readSubtrees(store, hasher, frontierNodes(size)));
  assert(frontier.ok, 'SN20: the tree of a set lies within the journal');
  const items: CborValue[] = [[ITEM.tree, frontier.value.toBytes()]];
  let batch: HouseBatch | undefined;
  for await (const rows of store.houseEntriesFrom(0)) {
    for (const row of rows) {
      if (row.seq >= size) return encodeSequence(items);
      if (batch === undefined || row.seq >= batch.firstSeq + batch.hashes.length) {
        batch = await batchAt(store, row.seq);
        items.push(batch.item);
      }
      items.push(entryItem(row, batch));
    }
  }
  return encodeSequence(items);
}

interface HouseBatch {
  readonly firstSeq: number;
  /** Leaf hashes of the batch's own tree. */
  readonly hashes: readonly Hash[];
  readonly item: CborValue;
}

async function batchAt(store: TenantStore, seq: number): Promise<HouseBatch> {
  for await (const [batch] of store.batchesFrom(seq, seq + 1)) {
    if (batch === undefined) continue;
    const { firstSeq, count, bytes, signature } = batch;
    const hashes: Hash[] = [];
    for await (const rows of store.entriesFrom(firstSeq, firstSeq + count))
      for (const { body } of rows) hashes.push(hasher.leaf(sha256(body)));
    return { firstSeq, hashes, item: [ITEM.batch, firstSeq, count, bytes, signature] };
  }
  throw new Error('broken invariant: SY20: every entry has a batch');
}

function entryItem({ seq, receivedAt, body, open }: EntryRow, { firstSeq, hashes }: HouseBatch): CborValue {
  return [ITEM.entry, seq, receivedAt, body, openFieldsToCbor(open), inclusionPathOf(hasher, hashes, seq - firstSeq)];
}
