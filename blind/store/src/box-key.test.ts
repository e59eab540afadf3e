import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hexOf } from '@siegel/wire';
import { createBoxKeyFile, readBoxKeyFile, tenantDatabaseKey } from './box-key.ts';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'siegel-key-'));
  path = join(directory, 'box.key');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('[ST2] makes a key file that only the owner reads, and reads the key back', async () => {
  await createBoxKeyFile(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const [header, key] = (await readFile(path, 'utf8')).split('\n');
  expect(header).toBe('siegel-box-key 1');
  const read = await readBoxKeyFile(path);
  expect(read.ok && [hexOf(read.value.bytes), read.value.readableByOthers]).toEqual([key, false]);
});

test('[ST2] never overwrites a key file, and says when others may read it', async () => {
  await createBoxKeyFile(path);
  const before = await readFile(path, 'utf8');
  await expect(createBoxKeyFile(path)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(path, 'utf8')).toBe(before);
  await chmod(path, 0o644);
  expect(await readBoxKeyFile(path)).toMatchObject({ ok: true, value: { readableByOthers: true } });
});

test('[ST2] refuses a key file that is missing, cut at any place, or has any character changed', async () => {
  expect(await readBoxKeyFile(path)).toEqual({ ok: false, error: { code: 'DATABASE_KEY_MISSING' } });
  await createBoxKeyFile(path);
  const text = await readFile(path, 'utf8');
  const wrong = { ok: false, error: { code: 'DATABASE_KEY_WRONG', facts: { reason: 'key file' } } };
  for (let at = 0; at < text.length; at++) {
    await writeFile(path, text.slice(0, at));
    expect(await readBoxKeyFile(path), `cut at ${at}`).toEqual(wrong);
    await writeFile(path, `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`);
    expect(await readBoxKeyFile(path), `changed at ${at}`).toEqual(wrong);
  }
});

test('[ST3] derives another database key for every tenant, and another check beside it', () => {
  const bytes = new Uint8Array(32).fill(7);
  const [a, b] = [1, 2].map((last) => tenantDatabaseKey({ bytes }, new Uint8Array(16).fill(last)));
  // Computed once with another HKDF (Python, RFC 5869 by hand).
  expect(hexOf(a!.key)).toBe('110d3e8177ef5575d75c781aabd827f854dd0e9f29ba4c38da4a9608ec3ecfbf');
  expect(hexOf(a!.keyCheck)).toBe('e7e50eeb57803efdb4857b621282ec17');
  expect(hexOf(b!.key)).not.toBe(hexOf(a!.key));
  expect(hexOf(a!.key).startsWith(hexOf(a!.keyCheck))).toBe(false);
});
