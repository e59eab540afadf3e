import {
  bytesOfHex,
  CborError,
  decodeSequence,
  decodeSnapshotHead,
  equalBytes,
  fail,
  type Failure,
  type Hash,
  hexOf,
  type Id,
  LayoutError,
  LIMITS,
  MOST_SHARD_BYTES,
  natural,
  ok,
  type Result,
  SHARDS,
  someBytes,
  SUITE,
  tuple,
} from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deviceCaller } from '../edge/caller.ts';
import { readShape } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { sha256 } from '../platform/hashes.ts';
import type { Lease } from './leases.ts';
import { type RenewedSet, renewSet } from './renew-set.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { siteGroupKeyId } from './site-group.ts';

const HEX_ID = /^[0-9a-f]{32}$/;
const HEX_HASH = /^[0-9a-f]{64}$/;
const siteQuery = z.strictObject({ site: z.string().regex(HEX_ID) });
const leaseQuery = z.strictObject({ lease: z.string().regex(HEX_ID) });
const NO_CONTENT = 204;
const MOST_HEAD_BYTES = 8192;
const RIGHT = { who: 'device', right: 'read-records', grows: true } as const;

/** Renewing the set of a site: lease, 64 shards, and the head once its attestation stands in the journal (SN10, SN11). */
export function renewRoutes(app: FastifyInstance): void {
  app.post(
    '/snapshot/lease',
    { config: { route: { id: 'snapshot-lease', takes: 'nothing', ...RIGHT } } },
    async (request, reply) => {
      const query = readShape(siteQuery, request.query);
      if (!query.ok) return sendFailure(reply, query.error);
      const { tenant, user, device } = deviceCaller(request);
      const site = bytesOfHex(query.value.site) as Id;
      if (siteGroupKeyId(tenant.core.membership, user, site) === undefined)
        return sendFailure(reply, { code: 'SNAPSHOT_UNKNOWN' });
      const lease = tenant.snapshots.leases.take(site, device);
      if (lease === undefined) return sendFailure(reply, { code: 'SNAPSHOT_LEASE_TAKEN' });
      return reply.send({ lease: hexOf(lease.lease), expiresAt: lease.expiresAt });
    },
  );
  app.put(
    '/snapshot/shards/:hash',
    { config: { route: { id: 'snapshot-shard', takes: 'bytes', ...RIGHT } }, bodyLimit: MOST_SHARD_BYTES },
    async (request, reply) => {
      const lease = leaseOf(request);
      if (!lease.ok) return sendFailure(reply, lease.error);
      const taken = await takeShard(request, lease.value);
      return taken.ok ? reply.code(NO_CONTENT).send() : sendFailure(reply, taken.error);
    },
  );
  app.post(
    '/snapshot/finish',
    { config: { route: { id: 'snapshot-finish', takes: 'cbor-seq', ...RIGHT } } },
    async (request, reply) => {
      const lease = leaseOf(request);
      if (!lease.ok) return sendFailure(reply, lease.error);
      const renewed = renewedSetOf(request.body as Uint8Array);
      if (!renewed.ok) return sendFailure(reply, renewed.error);
      const { tenant, user } = deviceCaller(request);
      const groupKeyId = siteGroupKeyId(tenant.core.membership, user, lease.value.site);
      if (groupKeyId === undefined) return sendFailure(reply, { code: 'SNAPSHOT_UNKNOWN' });
      const done = await renewSet(tenant.core, renewed.value, { lease: lease.value, groupKeyId });
      if (!done.ok) return sendFailure(reply, done.error);
      tenant.snapshots.leases.end(lease.value);
      await tenant.snapshots.sweep();
      return reply.code(NO_CONTENT).send();
    },
  );
}

function leaseOf(request: FastifyRequest): Result<Lease, Failure> {
  const query = readShape(leaseQuery, request.query);
  if (!query.ok) return query;
  const { tenant, device } = deviceCaller(request);
  const lease = tenant.snapshots.leases.find(query.value.lease, device);
  return lease === undefined ? fail('SNAPSHOT_LEASE_MISSING') : ok(lease);
}

/** One shard, or the list of marks: sealed by its first byte, named by its hash, at most as many as a set has. */
async function takeShard(request: FastifyRequest, lease: Lease): Promise<Result<true, Failure>> {
  const { arrived } = lease;
  const { hash: hex } = request.params as { readonly hash: string };
  const bytes = request.body;
  if (!HEX_HASH.test(hex) || !(bytes instanceof Uint8Array)) return fail('MESSAGE_MALFORMED');
  const hash = bytesOfHex(hex) as Hash;
  if (bytes[0] !== SUITE) return fail('ENVELOPE_MALFORMED');
  if (!equalBytes(sha256(bytes), hash)) return fail('BLOB_HASH_WRONG');
  if (arrived.has(hex)) return ok(true);
  const { tenant } = deviceCaller(request);
  if (arrived.size >= mostFiles(tenant)) return fail('SNAPSHOT_INCOMPLETE');
  arrived.set(hex, bytes.length);
  const { shards } = tenant.core.store;
  let isKept = false;
  try {
    await shards.append(hash, 0, bytes);
    const complete = await shards.complete(hash);
    if (!complete.ok) return complete;
    isKept = true;
  } finally {
    // Only what lies on the disk counts; it may be sent again.
    if (!isKept) arrived.delete(hex);
  }
  if (tenant.snapshots.leases.isLiving(lease)) return ok(true);
  // Erased while it was on its way: a file that was whole only behind the erasure goes now (SN14).
  await shards.remove(hash);
  return fail('SNAPSHOT_LEASE_MISSING');
}

/** 64 shards, and in strict mode a list of marks (BS40). */
function mostFiles({ core }: Tenant): number {
  return core.membership.isStrictAt(Number.MAX_SAFE_INTEGER) ? SHARDS + 1 : SHARDS;
}

function renewedSetOf(body: Uint8Array): Result<RenewedSet, Failure> {
  try {
    const [item] = decodeSequence(body, { items: 2, values: 16 });
    const [bytes, seq] = tuple(item, 2, 'set');
    const headBytes = someBytes(bytes, MOST_HEAD_BYTES, 'head');
    const attestationSeq = natural(seq, LIMITS.integer, 'attestation');
    return ok({ head: decodeSnapshotHead(headBytes), headBytes, attestationSeq });
  } catch (error) {
    if (error instanceof CborError) return fail('CBOR_MALFORMED');
    if (error instanceof LayoutError) return fail('LAYOUT_MALFORMED');
    throw error;
  }
}
