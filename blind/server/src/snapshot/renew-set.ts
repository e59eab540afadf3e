import { type Fields, shardRoot } from '@siegel/journal';
import type { ReadView, WriteTx } from '@siegel/store';
import {
  type CborValue,
  decodeBody,
  equalBytes,
  fail,
  type Failure,
  filesOfSet,
  type Hash,
  hexOf,
  ok,
  type Result,
  type SnapshotHead,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';
import { hasher } from '../platform/hashes.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { hasShards, keepSet, keptSet } from './kept-set.ts';
import type { Lease } from './leases.ts';

/** A set whose shards have arrived, as its maker names it. */
export interface RenewedSet {
  readonly head: SnapshotHead;
  readonly headBytes: Uint8Array;
  readonly attestationSeq: number;
}

/** Hands the set out from now on (SN11). SNAPSHOT_INCOMPLETE when a shard is missing, the attestation is another device's, says
 *  something else, or is older than the one in use, or something was erased since the set was begun (SN14): nothing changes then. */
export async function renewSet(
  core: TenantCore,
  renewed: RenewedSet,
  { lease, groupKeyId }: { readonly lease: Lease; readonly groupKeyId: Hash },
): Promise<Result<true, Failure>> {
  const { head } = renewed;
  const isWhole =
    equalBytes(head.site, lease.site) &&
    equalBytes(head.groupKeyId, groupKeyId) &&
    filesOfSet(head).every(({ hash, sizeBytes }) => lease.arrived.get(hexOf(hash)) === sizeBytes);
  if (!isWhole || !(await hasShards(core.store, head))) return fail('SNAPSHOT_INCOMPLETE');
  const isKept = await core.store.write(async (tx) => {
    if (head.coversSeq < core.erased.size || !(await isAttested(tx, renewed, lease))) return false;
    await keepSet(tx, { ...renewed, wrong: [] });
    return true;
  });
  return isKept ? ok(true) : fail('SNAPSHOT_INCOMPLETE');
}

async function isAttested(
  tx: ReadView & WriteTx,
  { head, attestationSeq }: RenewedSet,
  { device, site }: Lease,
): Promise<boolean> {
  const before = await keptSet(tx, site);
  const entry = await tx.entryAt(attestationSeq);
  if (entry === undefined || entry.open === null || attestationSeq <= (before?.attestationSeq ?? 0)) return false;
  const body = decodeBody(entry.body);
  const isOwn = body.kind === WIRE_KINDS.attestation && equalBytes(body.author, device);
  return isOwn && head.coversSeq <= attestationSeq && attests(unpackOpenFields(entry.open), head);
}

/** Whether the fields of an attestation are about this set, and name the house as well: nobody could begin at it otherwise. */
function attests({ logSize, siteScope, shardRoot: root, houseRoot }: Fields, head: SnapshotHead): boolean {
  const isOfSite =
    Array.isArray(siteScope) && siteScope.some((each: CborValue) => isBytes(each) && equalBytes(each, head.site));
  const isOfShards = isBytes(root) && equalBytes(root, shardRoot(head, hasher));
  return isOfSite && isOfShards && isBytes(houseRoot) && logSize === head.coversSeq;
}

const isBytes = (value: CborValue | undefined): value is Uint8Array => value instanceof Uint8Array;
