import { spawnSync } from 'node:child_process';
import { createDecipheriv, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mirrorContent, openMirrored, Safe } from '@siegel/safe';
import { isUnreadable, platformVerify } from '@siegel/seal';
import { type Id, ID_BYTES } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';
import { type LargeTenant, largeTenant } from '../large-tenant.ts';
import { startPeer } from '../load.ts';

const ROUNDS = 3;
const AKTEN = 5_000;
const RECORDS_PER_AKTE = 20;
const OPENED = 1_000;
const BAR_SECONDS = 3;
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;
const CHECKS_AT_ONCE = 256;
const SPKI_HEAD_BYTES = 12;

/** One first sync: seconds until everything is bound, kept and opened; until every signature is checked; how much came. */
interface Sync {
  readonly seconds: number;
  readonly attributedSeconds: number;
  readonly bytes: number;
  readonly signatures: number;
}

/** `first-sync` and `first-sync-attributed`: a service device that has nothing takes in 5,000 Akten of 20 records: journal
 *  bound, wraps and envelopes kept sealed and synced on disk, 1,000 random records opened. Signatures by the thousand, and single. */
export async function figureFirstSync(): Promise<readonly Figure[]> {
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  return [...(await variant('batches of 1,000', false)), ...(await variant('single signatures', true))];
}

async function variant(name: string, single: boolean): Promise<readonly Figure[]> {
  const tenant = await largeTenant({ akten: AKTEN, recordsPerAkte: RECORDS_PER_AKTE, single });
  const folder = await mkdtemp(join(tmpdir(), 'siegel-sync-'));
  try {
    // The first one warms the server's caches and both programs' compilers, and tells how many bytes the peer has to send.
    const warm = await sync(tenant);
    const key = randomBytes(32);
    const peer = await startPeer(new URL('../peers/sealed-transfer.ts', import.meta.url), [
      String(warm.bytes),
      key.toString('hex'),
    ]);
    const rounds: { sync: Sync; transfer: number; checks: number }[] = [];
    try {
      await transferSeconds(peer.port, key, folder);
      for (let round = 0; round < ROUNDS; round++)
        rounds.push({
          sync: await sync(tenant),
          transfer: await transferSeconds(peer.port, key, folder),
          checks: await checkSeconds(warm.signatures),
        });
    } finally {
      peer.child.kill('SIGKILL');
    }
    const seconds = median(rounds.map((round) => round.sync.seconds));
    const transfer = median(rounds.map((round) => round.transfer));
    const attributed = median(rounds.map((round) => round.sync.attributedSeconds));
    const bound = median(rounds.map((round) => round.checks)) + seconds;
    return [
      figure(`first-sync, ${name}: beside the bar (<= 1)`, 's', seconds, BAR_SECONDS),
      figure(`first-sync, ${name}: beside a bare AES-GCM transfer of the bytes (<= 2.5)`, 's', seconds, transfer),
      figure(`first-sync-attributed, ${name}: beside bare checks + first-sync (<= 1.3)`, 's', attributed, bound),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
    await tenant.end();
  }
}

async function sync(tenant: LargeTenant): Promise<Sync> {
  const { given, folder } = await tenant.freshDevice();
  const started = performance.now();
  const opened = await Safe.open(given);
  if (!opened.ok) throw new Error(opened.error.code);
  const safe = opened.value;
  const mirrored = await mirrorContent(safe);
  if (!mirrored.ok) throw new Error(mirrored.error.code);
  for (let i = 0; i < OPENED; i++) {
    const entry = await openMirrored(safe, anyRecord(tenant.records));
    if (!entry.ok || isUnreadable(entry.value.opened)) throw new Error('a record does not open');
  }
  const seconds = (performance.now() - started) / 1_000;
  await safe.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  if (safe.attributions.heldBack.size > 0) throw new Error('an entry is held back');
  const attributedSeconds = (performance.now() - started) / 1_000;
  const sizes = await Promise.all((await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size));
  await rm(folder, { recursive: true, force: true });
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { seconds, attributedSeconds, bytes, signatures: safe.follower.columns.batches.length };
}

function anyRecord(records: Uint8Array): Id {
  const at = ID_BYTES * Math.floor((Math.random() * records.length) / ID_BYTES);
  return records.slice(at, at + ID_BYTES);
}

/** Fetches, opens and writes chunk by chunk; synced at the end, as the product syncs its pages. */
async function transferSeconds(port: number, key: Buffer, folder: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  const file = await open(join(folder, 'transfer'), 'w');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let length = 0;
  let number = 0;
  for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + CHUNK_BYTES - length);
      chunk.set(part, length);
      length += part.length;
      at += part.length;
      if (length < CHUNK_BYTES) continue;
      await file.write(openedChunk(chunk, number++, key));
      length = 0;
    }
  }
  await file.sync();
  await file.close();
  return (performance.now() - started) / 1_000;
}

function openedChunk(chunk: Buffer, number: number, key: Buffer): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(chunk.subarray(CHUNK_BYTES - TAG_BYTES));
  return Buffer.concat([decipher.update(chunk.subarray(0, CHUNK_BYTES - TAG_BYTES)), decipher.final()]);
}

/** So many signature checks on the platform's threads and nothing else. */
async function checkSeconds(count: number): Promise<number> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD_BYTES);
  const message = randomBytes(200);
  const signature = sign(null, message, privateKey);
  const started = performance.now();
  for (let done = 0; done < count; done += CHECKS_AT_ONCE) {
    const together = Math.min(CHECKS_AT_ONCE, count - done);
    await Promise.all(Array.from({ length: together }, () => platformVerify(raw, message, signature)));
  }
  return (performance.now() - started) / 1_000;
}
