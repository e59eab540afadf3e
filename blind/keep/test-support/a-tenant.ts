import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type EntryPacket, hexOf } from '@siegel/wire';
import { createSqliteEngine, type StoreEngine, type TenantStore } from '@siegel/store';
import { appendPackets, TestTenant } from '@siegel/testing';
import type { BackupSource, BackupWish } from '../src/index.ts';
import { type BackupKeys, openBackup, restoreBackup } from '../src/restore.ts';

/** SHA-256, as ids of attachments and entries are made. */
export const hashOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

/** A filled tenant on a real encrypted database, keys that open its backups, and a folder for them. */
export class TenantWithBackups {
  readonly tenant = new TestTenant('backup');
  readonly akte = this.tenant.random(16);
  readonly folder: string;
  readonly identity: string;
  readonly recipient: string;
  readonly #engines: StoreEngine[] = [];
  readonly #logKey = generateKeyPairSync('ed25519');

  private constructor(of: { folder: string; identity: string; recipient: string }) {
    this.folder = of.folder;
    this.identity = of.identity;
    this.recipient = of.recipient;
  }

  /** With an Akte, records, an account, a slot, secrets and an attachment of 3 MB. */
  static async open(): Promise<{ world: TenantWithBackups; store: TenantStore }> {
    const identity = await generateX25519Identity();
    const folder = await mkdtemp(join(tmpdir(), 'siegel-backup-'));
    const world = new TenantWithBackups({ folder, identity, recipient: await identityToRecipient(identity) });
    return { world, store: await world.#filled() };
  }

  get set(): string {
    return join(this.folder, 'set');
  }

  get keys(): BackupKeys {
    return {
      identity: this.identity,
      verify: (text, signature) => verify(null, text, this.#logKey.publicKey, signature),
    };
  }

  /** A wish for a backup of this id; `more` goes over it. */
  wish(id: string, more: Partial<BackupWish> = {}): BackupWish {
    return { set: this.set, recipients: [this.recipient], id, nowMs: 1_795_000_000_000, ...more };
  }

  sourceOf(store: TenantStore): BackupSource {
    return {
      store,
      sign: (text) => new Uint8Array(sign(null, text, this.#logKey.privateKey)),
      checkpointOf: ({ size }) => Promise.resolve(`note of ${size}\n`),
      staysHere: (name) => name === 'log-key',
    };
  }

  append(store: TenantStore, packets: readonly EntryPacket[]): Promise<void> {
    return store.write((tx) => appendPackets(tx, this.tenant, packets));
  }

  async attach(store: TenantStore, bytes: Uint8Array): Promise<Uint8Array> {
    const hash = hashOf(bytes);
    await store.blobs.append(hash, 0, bytes);
    if (!(await store.blobs.complete(hash)).ok) throw new Error('the attachment has another hash');
    const sizes = { sizeBytes: bytes.length, receivedBytes: bytes.length };
    await store.write((tx) => tx.putBlob({ hash, akte: this.akte, ...sizes, complete: true }));
    return hash;
  }

  /** The tenant as a backup brings it back, in a database of its own. */
  async restored(id: string): Promise<TenantStore> {
    const manifest = await openBackup(this.set, id, this.keys);
    const store = await this.emptyStore();
    await restoreBackup(store, { set: this.set, manifest, identity: this.identity });
    return store;
  }

  async emptyStore(): Promise<TenantStore> {
    const directory = join(this.folder, `box-${this.#engines.length}`);
    const engine = createSqliteEngine({ directory, boxKey: { bytes: new Uint8Array(32).fill(7) } });
    this.#engines.push(engine);
    const made = await engine.createTenant(this.tenant.tenant);
    if (!made.ok) throw new Error(made.error.code);
    return made.value;
  }

  async close(): Promise<void> {
    for (const engine of this.#engines) await engine.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #filled(): Promise<TenantStore> {
    const { tenant, akte } = this;
    const store = await this.emptyStore();
    const first = tenant.record(akte, { envelopes: [tenant.envelope(), tenant.envelope()] });
    await this.append(store, [tenant.genesisEntry()]);
    await this.append(store, [tenant.caseKey(akte), first, tenant.record(akte), tenant.groupKey(tenant.random(16))]);
    await store.write(async (tx) => {
      const { user } = tenant.first;
      await tx.putAccount({ account: 'lindner', user, opaqueRecord: tenant.random(192) });
      await tx.putSlot({ slotId: tenant.random(16), user, device: null, kind: 'recovery', bytes: tenant.random(90) });
      await tx.putSecret('opaque-setup', tenant.random(128));
      await tx.putSecret('log-key', tenant.random(32));
    });
    await this.attach(store, tenant.random(3_000_000));
    return store;
  }
}

async function rowsOf<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** Everything that is kept of a tenant and belongs into a backup, as text to compare. */
export async function everythingOf(store: TenantStore): Promise<string> {
  const size = await store.size();
  const parts = [
    store.treeHead(),
    await rowsOf(store.entriesFrom(0, size)),
    await rowsOf(store.batchesFrom(0, size)),
    await rowsOf(store.contentOfRange(0, size)),
    await store.allAccounts(),
    await store.allSlots(),
    (await store.allSecrets()).filter(({ name }) => name !== 'log-key'),
    await store.allBlobs(),
    await store.projectionDigest(),
  ];
  return JSON.stringify(parts, (_, value: unknown) => (value instanceof Uint8Array ? hexOf(value) : value));
}
