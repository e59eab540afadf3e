import { type Fields, shardRoot } from '@siegel/journal';
import type { ReadView, WriteTx } from '@siegel/store';
import {
  type CborValue,
  decodeBody,
  equalBytes,
  fail,
  type Failure,
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
import { keepSet, keptSet } from './kept-set.ts';
import type { Lease, Leases } from './leases.ts';

/** A set whose shards have arrived, as its maker names it. */
export interface RenewedSet {
  readonly head: SnapshotHead;
  readonly headBytes: Uint8Array;
  readonly attestationSeq: number;
}

/** Hands the set out from now on, and throws away what it replaces (SN11). SNAPSHOT_INCOMPLETE when a shard is missing, or the
 *  attestation is another device's, says something else, or is older than the one in use: nothing changes then. */
export async function renewSet(
  core: TenantCore,
  renewed: RenewedSet,
  { lease, leases, groupKeyId }: { readonly lease: Lease; readonly leases: Leases; readonly groupKeyId: Hash },
): Promise<Result<true, Failure>> {
  const { head } = renewed;
  const isWhole =
    equalBytes(head.site, lease.site) &&
    equalBytes(head.groupKeyId, groupKeyId) &&
    head.shards.every(({ hash, sizeBytes }) => lease.arrived.get(hexOf(hash)) === sizeBytes);
  if (!isWhole) return fail('SNAPSHOT_INCOMPLETE');
  const isKept = await core.store.write(async (tx) => {
    if (head.coversSeq < core.erased.size || !(await isAttested(tx, renewed, lease))) return false;
    await keepSet(tx, { ...renewed, wrong: [] });
    return true;
  });
  if (!isKept) return fail('SNAPSHOT_INCOMPLETE');
  leases.end(lease);
  await sweep(core, leases);
  return ok(true);
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

/** Removes every shard that no set names and nobody is sending. */
async function sweep({ store, membership }: TenantCore, leases: Leases): Promise<void> {
  const used = new Set<string>();
  for (const site of membership.sitesAt(Number.MAX_SAFE_INTEGER))
    for (const { hash } of (await keptSet(store, site))?.head.shards ?? []) used.add(hexOf(hash));
  for (const hash of await store.shards.hashes())
    if (!used.has(hexOf(hash)) && !leases.isArriving(hash)) await store.shards.remove(hash);
}
