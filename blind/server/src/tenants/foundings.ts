import { server } from '@serenity-kit/opaque';
import { APPEND_POLICY, logAuthorId } from '@siegel/akten';
import { type BatchRefusal, checkFoundingBatch, Membership, type OpenedBatch } from '@siegel/journal';
import { equalBytes, fail, type Failure, type Hash, hexOf, type Id, ID_BYTES, ok, type Result } from '@siegel/wire';
import { readRangeProof } from '../append/repeated-batch.ts';
import type { AppendAck } from '../append/writer-job.ts';
import { ExpiringMap } from '../platform/expiring-map.ts';
import { hasher, sha256 } from '../platform/hashes.ts';
import { type LogKey, logKeyOfSeed } from '../platform/log-key.ts';
import { allVerified } from '../platform/verify.ts';
import type { World } from '../platform/world.ts';
import { type Account, putAccount } from './accounts.ts';
import { LOG_KEY_SECRET, OPAQUE_SECRET } from './open-tenant.ts';
import type { Tenant } from './tenant.ts';
import type { TenantDirectory } from './tenant-directory.ts';

const LIFE_MS = 60 * 60_000;
const MOST = 64;
const SEED_BYTES = 32;

interface PendingFounding {
  readonly tenant: Id;
  readonly instance: Id;
  readonly seed: Uint8Array;
  readonly logKey: LogKey;
  readonly opaqueSetup: string;
  account: Account | undefined;
}

/** What a founder needs to make the genesis. */
export interface FoundingOffer {
  readonly tenant: Id;
  readonly instance: Id;
  readonly logPublic: Uint8Array;
}

/** Foundings between announcement and genesis: in memory, an hour. Nothing is kept before the genesis stands. */
export class Foundings {
  readonly #directory: TenantDirectory;
  readonly #world: World;
  readonly #pending: ExpiringMap<PendingFounding>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(directory: TenantDirectory, world: World) {
    this.#directory = directory;
    this.#world = world;
    this.#pending = new ExpiringMap(LIFE_MS, MOST, world);
  }

  /** Makes log key, instance id and OPAQUE set-up for a tenant. Announcing again starts again. */
  announce(tenant: Id): Result<FoundingOffer, Failure> {
    if (this.#directory.find(hexOf(tenant)).ok) return fail('TENANT_EXISTS');
    const seed = this.#world.random(SEED_BYTES);
    const logKey = logKeyOfSeed(seed);
    const instance = this.#world.random(ID_BYTES);
    const opaqueSetup = server.createSetup();
    this.#pending.put(hexOf(tenant), { tenant, instance, seed, logKey, opaqueSetup, account: undefined });
    return ok({ tenant, instance, logPublic: logKey.publicKey });
  }

  /** The OPAQUE set-up of a founding, or undefined when none is under way. */
  opaqueSetupOf(tenantHex: string): string | undefined {
    return this.#pending.get(tenantHex)?.opaqueSetup;
  }

  /** Takes the first user's account; it is kept together with the genesis. */
  register(tenantHex: string, account: Account): Result<void, Failure> {
    const pending = this.#pending.get(tenantHex);
    if (pending === undefined) return fail('TENANT_UNKNOWN');
    pending.account = account;
    return ok(undefined);
  }

  /** Founds the tenant: genesis and the entries with it, secrets and account in one transaction (JN7). Sending the same batch
   *  again is answered as the first time. One founding at a time. */
  found(tenantHex: string, batch: OpenedBatch): Promise<Result<AppendAck, BatchRefusal>> {
    const done = this.#last.then(() => this.#found(tenantHex, batch));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #found(tenantHex: string, batch: OpenedBatch): Promise<Result<AppendAck, BatchRefusal>> {
    const existing = this.#directory.find(tenantHex);
    if (existing.ok) return answerFounded(existing.value, batch);
    const pending = this.#pending.get(tenantHex);
    if (pending?.account === undefined) return fail('TENANT_UNKNOWN');
    const refusal = await this.#refusal(batch, pending, pending.account);
    if (refusal !== undefined) return { ok: false, error: refusal };
    const store = await this.#directory.createStore(pending.tenant);
    if (!store.ok) return store;
    const { account, seed, opaqueSetup } = pending;
    try {
      await store.value.write(async (tx) => {
        await tx.putSecret(LOG_KEY_SECRET, seed);
        await tx.putSecret(OPAQUE_SECRET, Buffer.from(opaqueSetup, 'utf8'));
        const receivedAt = this.#world.now();
        await putAccount(tx, account, receivedAt);
        await tx.append(batch, { firstSeq: 0, receivedAt });
      });
    } catch (error) {
      await store.value.close();
      throw error;
    }
    const opened = await this.#directory.add(store.value);
    if (!opened.ok) return opened;
    this.#pending.delete(tenantHex);
    return answerFounded(opened.value, batch);
  }

  async #refusal(
    batch: OpenedBatch,
    { tenant, instance, logKey }: PendingFounding,
    account: Account,
  ): Promise<BatchRefusal | undefined> {
    const expected = { policy: APPEND_POLICY, logPublic: logKey.publicKey, tenant };
    const checked = checkFoundingBatch(batch, expected, {
      view: {
        headOf: () => undefined,
        akteOf: () => undefined,
        caseKeyOf: () => undefined,
        entriesOf: () => 0,
        holdsAllSites: true,
        sitesOfPerson: () => [],
        isReleased: () => false,
        freigabeOf: () => undefined,
        pointerOf: () => undefined,
        archiveOf: () => undefined,
      },
      membership: new Membership(),
      policy: APPEND_POLICY,
      logAuthor: logAuthorId(logKey.publicKey, sha256),
      tenant,
      receivedAt: this.#world.now(),
      rootAt: (size) => (size === 0 ? hasher.emptyRoot : undefined),
    });
    if (!checked.ok) return checked.error;
    if (!equalBytes(batch.statement.instance, instance)) return { code: 'INSTANCE_FOREIGN' };
    const founder = batch.entries[0]?.fields?.['userId'];
    if (!(founder instanceof Uint8Array) || !equalBytes(founder, account.user)) return { code: 'GENESIS_WRONG' };
    return (await allVerified(checked.value.checks)) ? undefined : { code: 'CO_SIGNATURE_WRONG' };
  }
}

/** The answer to a founding that stands: the proof of its entries, or TENANT_EXISTS when it was another one. */
async function answerFounded({ core, writer }: Tenant, batch: OpenedBatch): Promise<Result<AppendAck, BatchRefusal>> {
  const hashes: readonly Hash[] = batch.entries.map(({ entryHash }) => entryHash);
  const seqs = await core.store.seqsOfHashes(hashes);
  if (!seqs.every((seq, i) => seq === i)) return fail('TENANT_EXISTS');
  const { head } = writer;
  const proof = await readRangeProof(core.store, { first: 0, count: hashes.length }, head.size);
  const receivedAt = (await core.store.entryAt(0))?.receivedAt ?? 0;
  return ok({ firstSeq: 0, receivedAt, head, proof });
}
