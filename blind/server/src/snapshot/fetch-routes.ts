import { Readable } from 'node:stream';
import {
  bytesOfHex,
  CBOR_SEQUENCE_TYPE,
  type ControlMessage,
  encodeSequence,
  equalBytes,
  hexOf,
  type Id,
  type ShardName,
} from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { type DeviceCaller, deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { deliver } from '../fetch/deliver.ts';
import { SequenceWriter } from '../fetch/sequence-writer.ts';
import { activeUser } from '../tenants/member-now.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { keepSet, type KeptSet } from './kept-set.ts';
import { siteGroupKeyId } from './site-group.ts';

const NOW = Number.MAX_SAFE_INTEGER;
const SHARD_ITEM = 8;
const ELSEWHERE_ITEM = 24;
const NO_CONTENT = 204;
const READ_AHEAD = 4;
const RIGHT = { who: 'device', right: 'read-records' } as const;

/** Handing out the set of a site: where it begins (SN20), its shards (SN21), lists of marks of others (BS42), and reports about it (SN31). */
export function fetchSnapshotRoutes(app: FastifyInstance): void {
  app.get(
    '/snapshot',
    { config: { route: { id: 'snapshot', takes: 'nothing', ...RIGHT } } },
    async (request, reply) => {
      const caller = deviceCaller(request);
      const sites = activeUser(caller.tenant.core.membership, caller.user)?.sites ?? [];
      const sets = await Promise.all(sites.map((site) => readableSet(caller, site)));
      const kept = sets.filter((set) => set !== undefined);
      if (kept.length === 0) return sendFailure(reply, { code: 'SNAPSHOT_UNKNOWN' });
      const start = await caller.tenant.snapshots.startOf(kept);
      return reply.type(CBOR_SEQUENCE_TYPE).send(Buffer.from(start));
    },
  );
  app.post(
    '/snapshot/shards',
    { config: { route: { id: 'snapshot-fetch', takes: 'json', ...RIGHT } } },
    async (request, reply) => {
      const message = readControl('fetchShards', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const caller = deviceCaller(request);
      const kept = await namedSet(caller, message.value);
      if (kept === undefined) return sendFailure(reply, { code: 'SNAPSHOT_UNKNOWN' });
      const { site } = kept.head;
      if (!caller.tenant.snapshots.turns.take(`${hexOf(caller.device)} ${hexOf(site)}`))
        return sendFailure(reply, { code: 'DELIVERY_TOO_OFTEN' });
      const shards = [...new Set(message.value.shards)].toSorted((a, b) => a - b);
      const delivered = await deliver(caller, request.ip, {
        purpose: 'index',
        names: () => ({ site, shards, from: 0, to: kept.head.coversSeq }),
        refusal: () => Promise.resolve(isMember(caller, site) ? undefined : ('SNAPSHOT_UNKNOWN' as const)),
        // The entry is durable before the first byte is read: shards are files and no rows of the transaction (SV31).
        read: () => Promise.resolve(),
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      return reply
        .type(CBOR_SEQUENCE_TYPE)
        .send(Readable.from(shardItems(caller, kept, shards), { objectMode: false }));
    },
  );
  elsewhereRoute(app);
  app.post(
    '/snapshot/report',
    { config: { route: { id: 'snapshot-report', takes: 'json', ...RIGHT } } },
    async (request, reply) => {
      const message = readControl('snapshotReport', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const caller = deviceCaller(request);
      const kept = await namedSet(caller, message.value);
      if (kept === undefined) return sendFailure(reply, { code: 'SNAPSHOT_UNKNOWN' });
      const wrong = [...new Set([...kept.wrong, ...message.value.shards])].toSorted((a, b) => a - b);
      await caller.tenant.core.store.write((tx) => keepSet(tx, { ...kept, wrong }));
      return reply.code(NO_CONTENT).send();
    },
  );
}

/** The lists of marks of all sites that are not the caller's, in strict mode: [24, head, seq of the attestation, sealed list] each (BS42). They
 *  follow from names, and details can be tried against them: one delivery entry for all (A8). */
function elsewhereRoute(app: FastifyInstance): void {
  app.get(
    '/snapshot/elsewhere',
    { config: { route: { id: 'snapshot-elsewhere', takes: 'nothing', who: 'device', right: 'write-records' } } },
    async (request, reply) => {
      const caller = deviceCaller(request);
      const { snapshots, core } = caller.tenant;
      if (!snapshots.turns.take(`${hexOf(caller.device)} elsewhere`))
        return sendFailure(reply, { code: 'DELIVERY_TOO_OFTEN' });
      const own = activeUser(core.membership, caller.user)?.sites ?? [];
      const isOwn = (site: Id) => own.some((each) => equalBytes(each, site));
      const isStrict = core.membership.isStrictAt(NOW);
      const others = isStrict ? core.membership.sitesAt(NOW).filter((site) => !isOwn(site)) : [];
      const sets = await Promise.all(others.map((site) => snapshots.setOf(site)));
      const delivered = await deliver(caller, request.ip, {
        purpose: 'elsewhere',
        names: () => ({}),
        refusal: () => Promise.resolve(undefined),
        // Files, as shards are (SV31).
        read: () => Promise.resolve(),
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      return reply
        .type(CBOR_SEQUENCE_TYPE)
        .send(Readable.from(elsewhereItems(caller.tenant, sets), { objectMode: false }));
    },
  );
}

async function* elsewhereItems(tenant: Tenant, sets: readonly (KeptSet | undefined)[]) {
  for (const kept of sets) {
    if (kept?.head.elsewhere === undefined) continue;
    const list = await readShard(tenant, kept.head.elsewhere);
    yield encodeSequence([[ELSEWHERE_ITEM, kept.headBytes, kept.attestationSeq, list]]);
  }
}

function isMember({ tenant, user }: DeviceCaller, site: Id): boolean {
  return siteGroupKeyId(tenant.core.membership, user, site) !== undefined;
}

async function readableSet(caller: DeviceCaller, site: Id): Promise<KeptSet | undefined> {
  return isMember(caller, site) ? caller.tenant.snapshots.setOf(site) : undefined;
}

/** The set of a message, if it is the one in use and the caller may have it. */
async function namedSet(
  caller: DeviceCaller,
  { site, set }: Pick<ControlMessage<'fetchShards'>, 'site' | 'set'>,
): Promise<KeptSet | undefined> {
  const kept = await readableSet(caller, bytesOfHex(site) as Id);
  return kept !== undefined && equalBytes(kept.head.set, bytesOfHex(set) as Id) ? kept : undefined;
}

/** [8, number, sealed shard] each; the next ones are read while one is on its way. */
async function* shardItems({ tenant }: DeviceCaller, { head }: KeptSet, numbers: readonly number[]) {
  const read = (number: number | undefined) =>
    number === undefined ? undefined : readShard(tenant, head.shards[number] as ShardName);
  const ahead = numbers.slice(0, READ_AHEAD).map(read);
  for (const [at, number] of numbers.entries()) {
    const bytes = await ahead.shift();
    ahead.push(read(numbers[at + READ_AHEAD]));
    const writer = new SequenceWriter();
    writer.array(3);
    writer.uint(SHARD_ITEM);
    writer.uint(number);
    writer.bytes(bytes ?? new Uint8Array(0));
    yield* writer.takeAll();
  }
}

async function readShard({ core }: Tenant, { hash, sizeBytes }: ShardName): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of core.store.shards.read(hash, 0, sizeBytes)) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
