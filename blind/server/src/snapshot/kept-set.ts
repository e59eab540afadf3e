import type { ReadView, TenantStore, WriteTx } from '@siegel/store';
import {
  type CborValue,
  decodeCbor,
  decodeSnapshotHead,
  encodeCbor,
  filesOfSet,
  hexOf,
  type Id,
  LIMITS,
  list,
  natural,
  type SnapshotHead,
  someBytes,
  tuple,
} from '@siegel/wire';

/** The set of a site that is handed out. */
export interface KeptSet {
  readonly head: SnapshotHead;
  readonly headBytes: Uint8Array;
  /** Seq of the attestation that signs it. */
  readonly attestationSeq: number;
  /** Numbers of shards a device has reported as wrong. */
  readonly wrong: readonly number[];
}

const MOST_HEAD_BYTES = 8192;
const nameOf = (site: Id) => `snapshot.${hexOf(site)}`;

/** The set of a site, or undefined when there is none. */
export async function keptSet(reads: Pick<ReadView, 'secret'>, site: Id): Promise<KeptSet | undefined> {
  const kept = await reads.secret(nameOf(site));
  if (kept === undefined) return undefined;
  const [bytes, seq, wrong] = tuple(decodeCbor(kept), 3, 'kept set');
  const headBytes = someBytes(bytes, MOST_HEAD_BYTES, 'head');
  const numbers = list(wrong, 64, 'wrong').map((number) => natural(number, 63, 'shard'));
  return {
    head: decodeSnapshotHead(headBytes),
    headBytes,
    attestationSeq: natural(seq, LIMITS.integer, 'attestation'),
    wrong: numbers,
  };
}

/** Keeps a set in the place of the one before. */
export function keepSet(
  tx: Pick<WriteTx, 'putSecret'>,
  { head, headBytes, attestationSeq, wrong }: KeptSet,
): Promise<void> {
  return tx.putSecret(nameOf(head.site), encodeCbor([headBytes, attestationSeq, wrong as CborValue]));
}

/** Whether all files of a set are there. */
export async function hasShards(
  { shards }: Pick<TenantStore, 'shards'>,
  head: Pick<SnapshotHead, 'shards' | 'elsewhere'>,
): Promise<boolean> {
  const there = new Set((await shards.hashes()).map(hexOf));
  return filesOfSet(head).every(({ hash }) => there.has(hexOf(hash)));
}
