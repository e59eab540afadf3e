import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSequence as byOracle } from 'cbor2';
import type { TenantStore } from '@siegel/store';
import { hexOf } from '@siegel/wire';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf, TenantWithBackups } from '../test-support/a-tenant.ts';
import { openAge } from './age/open-age.ts';
import { CHUNK_BYTES } from './age/payload.ts';
import { sealAge } from './age/seal-age.ts';
import { makeBackup } from './index.ts';

// Nothing of ours opens anything here: sha256sum, age and zstd of Debian, and a reader of CBOR that is not ours.

let world: TenantWithBackups;
let store: TenantStore;
let keyFile: string;
beforeEach(async () => {
  ({ world, store } = await TenantWithBackups.open());
  keyFile = join(world.folder, 'key.txt');
  writeFileSync(keyFile, `${world.identity}\n`);
});
afterEach(() => world.close());

const MOST = { maxBuffer: 1 << 28 };

function opened(path: string): Buffer {
  return execFileSync('/usr/bin/age', ['-d', '-i', keyFile, path], MOST);
}

function unpacked(name: string): Buffer {
  return execFileSync('/usr/bin/zstd', ['-d', '-c'], { input: opened(join(world.set, name)), ...MOST });
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

test('[BK2] age of Debian opens what is sealed here, and what it seals opens here', async () => {
  const path = join(world.folder, 'file.age');
  for (const size of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 5]) {
    const plain = randomBytes(size);
    writeFileSync(path, await whole(sealAge([plain], [world.recipient])));
    expect(opened(path)).toEqual(plain);
    const theirs = execFileSync('/usr/bin/age', ['-r', world.recipient], { input: plain, ...MOST });
    expect(await whole(openAge(onePiece(theirs), world.identity))).toEqual(plain);
  }
});

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

type Entry = readonly [kind: number, seq: number, body: Uint8Array];
type Piece = readonly [kind: number, hash: Uint8Array, offset: number, bytes: Uint8Array];

test('[BK1] [BK10] [BK11] [BK12] [BK20] [D3] with programs of Debian and the layout of the spec a backup can be looked into', async () => {
  await makeBackup(world.sourceOf(store), world.wish('a'));
  const sums = execFileSync('/usr/bin/sha256sum', ['-c', 'backups/a/SHA256SUMS'], { cwd: world.set, encoding: 'utf8' });
  expect(sums.trim().split('\n')).toHaveLength(5);
  expect(sums).not.toContain('FAILED');
  const lines = unpacked('backups/a/manifest.age').toString('utf8').trimEnd().split('\n');
  expect(lines.at(-1)).toMatch(/^signature [A-Za-z0-9+/=]{88}$/);
  const manifest = JSON.parse(lines.slice(0, -1).join('\n')) as {
    format: string;
    size: number;
    files: { name: string }[];
  };
  expect(manifest).toMatchObject({ format: 'siegel-backup 1', size: await store.size() });
  const [journal, blobs] = manifest.files;
  const items = [...byOracle(unpacked(journal?.name ?? ''))] as Entry[];
  const entries = items.filter(([kind]) => kind === 2);
  expect(entries).toHaveLength(await store.size());
  for (const [, seq, body] of entries) expect(hexOf(body)).toBe(hexOf((await store.entryAt(seq))!.body));
  const pieces = ([...byOracle(unpacked(blobs?.name ?? ''))] as Piece[]).filter(([kind]) => kind === 5);
  const attachment = Buffer.concat(pieces.map(([, , , bytes]) => bytes));
  expect([...hashOf(attachment)]).toEqual([...((await store.blobsOfAkte(world.akte))[0]?.hash ?? [])]);
  // No key lies in the part that is kept longest.
  expect(items.some(([kind]) => kind === 3)).toBe(false);
  expect(byOracle(unpacked('backups/a/keys.age')).next().done).toBe(false);
});
