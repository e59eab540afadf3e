import { peekBody, type WriteTx } from '@siegel/store';
import { type Hash, hexOf, type Id, unpackOpenFields } from '@siegel/wire';

/** Attachments that only erased entries name: they go with them (JN42). Call after `tx.erase` with what `blobsNamedBy` found
 *  before it. Their rows go in this transaction; @returns the hashes whose bytes go after the commit. */
export async function dropOrphanedBlobs(
  tx: WriteTx,
  named: readonly { readonly akte: Id; readonly blobs: readonly Hash[] }[],
): Promise<readonly Hash[]> {
  const dropped: Hash[] = [];
  for (const { akte, blobs } of named) {
    const living = new Set<string>();
    for (const { seq } of await tx.versionsOfAkte(akte))
      for (const hash of await blobIdsAt(tx, seq)) living.add(hexOf(hash));
    for (const hash of blobs) {
      if (living.has(hexOf(hash))) continue;
      await tx.removeBlob(hash);
      dropped.push(hash);
    }
  }
  return dropped;
}

/** Per entry that is about to be erased its Akte and the attachments it names. */
export async function blobsNamedBy(
  tx: WriteTx,
  targets: readonly Hash[],
): Promise<readonly { readonly akte: Id; readonly blobs: readonly Hash[] }[]> {
  const named: { akte: Id; blobs: readonly Hash[] }[] = [];
  for (const seq of await tx.seqsOfHashes(targets)) {
    const row = seq === undefined ? undefined : await tx.entryAt(seq);
    if (seq === undefined || row === undefined) continue;
    const blobs = await blobIdsAt(tx, seq);
    if (blobs.length > 0) named.push({ akte: peekBody(row.body).akte, blobs });
  }
  return named;
}

async function blobIdsAt(tx: WriteTx, seq: number): Promise<readonly Hash[]> {
  const open = (await tx.entryAt(seq))?.open ?? null;
  const blobIds = open === null ? undefined : unpackOpenFields(open)['blobIds'];
  return Array.isArray(blobIds) ? blobIds.filter((hash): hash is Hash => hash instanceof Uint8Array) : [];
}
