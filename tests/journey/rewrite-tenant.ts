import { createHash } from 'node:crypto';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AppendEntry,
  createSqliteEngine,
  readBoxKeyFile,
  type StoredEnvelope,
  type TenantStore,
} from '@siegel/store';
import { bytesOfHex, decodeBody, decodeStatement, type Id, type SignedStatement, type WrappedKey } from '@siegel/wire';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());

/** One entry of a journal as somebody with the box key can read and write it. */
export interface RawEntry {
  body: Uint8Array;
  open: AppendEntry['packet']['open'];
  envelopes: StoredEnvelope[];
  wraps: WrappedKey[];
}

/** One batch with its entries. */
export interface RawBatch {
  readonly signed: SignedStatement;
  receivedAt: number;
  entries: RawEntry[];
}

/** What an attacker who has the data directory, the box key and the program can do: write the database anew, with all its
 *  hashes, numbers and derived rows fitting, so that the server itself finds nothing. The server must not run. */
export async function rewriteTenant(
  at: { readonly directory: string; readonly boxKeyFile: string; readonly tenant: string; readonly account: string },
  change: (batches: RawBatch[]) => readonly RawBatch[],
): Promise<void> {
  const boxKey = await readBoxKeyFile(at.boxKeyFile);
  if (!boxKey.ok) throw new Error(boxKey.error.code);
  const tenant = bytesOfHex(at.tenant) as Id;
  const other = await mkdtemp(join(tmpdir(), 'siegel-rewritten-'));
  const oldEngine = createSqliteEngine({ directory: at.directory, boxKey: boxKey.value });
  const newEngine = createSqliteEngine({ directory: other, boxKey: boxKey.value });
  const from = await oldEngine.openTenant(tenant);
  const to = await newEngine.createTenant(tenant);
  if (!from.ok || !to.ok) throw new Error('cannot open the tenant');
  const batches = change(await readBatches(from.value));
  await writeBatches(to.value, batches);
  await copySides(from.value, to.value, at.account);
  await oldEngine.close();
  await newEngine.close();
  const place = join(at.directory, 'tenants', at.tenant);
  await cp(join(place, 'blobs'), join(other, 'tenants', at.tenant, 'blobs'), { recursive: true });
  await rm(place, { recursive: true });
  await rename(join(other, 'tenants', at.tenant), place);
  await rm(other, { recursive: true });
}

async function readBatches(store: TenantStore): Promise<RawBatch[]> {
  const size = await store.size();
  const beside = new Map<number, { envelopes: readonly StoredEnvelope[]; wraps: readonly WrappedKey[] }>();
  for await (const rows of store.contentOfRange(0, size)) for (const row of rows) beside.set(row.seq, row);
  const batches: RawBatch[] = [];
  for await (const rows of store.batchesFrom(0, size)) {
    for (const { firstSeq, count, bytes, signature } of rows) {
      const entries: RawEntry[] = [];
      let receivedAt = 0;
      for await (const entryRows of store.entriesFrom(firstSeq, firstSeq + count)) {
        for (const { seq, body, open, receivedAt: at } of entryRows) {
          receivedAt = at;
          const { envelopes = [], wraps = [] } = beside.get(seq) ?? {};
          entries.push({ body, open, envelopes: [...envelopes], wraps: [...wraps] });
        }
      }
      batches.push({ signed: { bytes, signature }, receivedAt, entries });
    }
  }
  return batches;
}

async function writeBatches(store: TenantStore, batches: readonly RawBatch[]): Promise<void> {
  let firstSeq = 0;
  for (const { signed, receivedAt, entries } of batches) {
    const opened = entries.map(({ body, open, envelopes, wraps }) => ({
      body: decodeBody(body),
      bodyBytes: body,
      entryHash: sha256(body),
      packet: { open, wraps, envelopes: envelopes.map(({ bytes }) => bytes) },
    }));
    const seq = firstSeq;
    await store.write((tx) =>
      tx.append({ statement: decodeStatement(signed.bytes), signed, entries: opened }, { firstSeq: seq, receivedAt }),
    );
    firstSeq += entries.length;
  }
}

async function copySides(from: TenantStore, to: TenantStore, accountName: string): Promise<void> {
  const account = await from.account(accountName);
  if (account === undefined) throw new Error('no such account');
  const slots = await from.slotsOfUser(account.user);
  const names = ['log-key', 'opaque-setup'];
  const secrets = await Promise.all(names.map((name) => from.secret(name)));
  await to.write(async (tx) => {
    await tx.putAccount(account);
    for (const slot of slots) await tx.putSlot(slot);
    for (const [i, name] of names.entries()) await tx.putSecret(name, secrets[i] ?? new Uint8Array(0));
  });
}
