import { hash, hkdfSync, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { bytesOfHex, concatBytes, fail, type Failure, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { writeNewFile } from './durable.ts';

/** The at-rest key of one box: 32 bytes from the box key file. Never leaves the server process. */
export interface BoxKey {
  readonly bytes: Uint8Array;
  /** True when others than the owner may read the file (a FAT stick has no owners): worth a warning, not a refusal. */
  readonly readableByOthers: boolean;
}

/** What opens one tenant's database. */
export interface TenantDatabaseKey {
  readonly key: Uint8Array;
  /** 16 bytes that stand openly at the start of the database file: they tell a wrong key from a damaged page. */
  readonly keyCheck: Uint8Array;
}

const KEY_BYTES = 32;
const KEY_CHECK_BYTES = 16;
const CHECKSUM_HEX = 16;
const HEADER = 'siegel-box-key 1';
const LABEL_KEY = 'siegel/box/tenant-db';
const LABEL_CHECK = 'siegel/box/tenant-db-check';
const OTHERS = 0o077;
const utf8 = new TextEncoder();

/** Makes a box key file with a new random key: header line, key in hex, checksum; mode 0600, durable on return.
 *  Rejects with EEXIST when the path is taken: an existing key is never overwritten. Rule ST2. */
export async function createBoxKeyFile(path: string): Promise<void> {
  const key = hexOf(randomBytes(KEY_BYTES));
  await writeNewFile(path, `${HEADER}\n${key}\n${checksum(key)}\n`);
}

/** Reads a box key file. Fails with DATABASE_KEY_MISSING when there is none, DATABASE_KEY_WRONG when header, length or
 *  checksum do not fit (a torn or mistyped file). Rule ST2. */
export async function readBoxKeyFile(
  path: string,
): Promise<Result<BoxKey, Failure<'DATABASE_KEY_MISSING' | 'DATABASE_KEY_WRONG'>>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return fail('DATABASE_KEY_MISSING');
  }
  const [header, key, check, rest, ...more] = text.split(/\r?\n/);
  const bytes = bytesOfHex(key ?? '');
  const wellFormed = header === HEADER && bytes?.length === KEY_BYTES && rest === '' && more.length === 0;
  if (!wellFormed || check !== checksum(key ?? '')) return fail('DATABASE_KEY_WRONG', { reason: 'key file' });
  const { mode } = await stat(path);
  return ok({ bytes, readableByOthers: (mode & OTHERS) !== 0 });
}

/** The database key of a tenant and its check: HKDF-SHA-256 of the box key, salt empty, info = label | tenant. Rule ST3. */
export function tenantDatabaseKey(boxKey: Pick<BoxKey, 'bytes'>, tenant: Id): TenantDatabaseKey {
  const derive = (label: string, length: number) =>
    new Uint8Array(
      hkdfSync('sha256', boxKey.bytes, new Uint8Array(0), concatBytes(utf8.encode(label), tenant), length),
    );
  return { key: derive(LABEL_KEY, KEY_BYTES), keyCheck: derive(LABEL_CHECK, KEY_CHECK_BYTES) };
}

function checksum(keyHex: string): string {
  return hash('sha256', `${HEADER}\n${keyHex}`, 'hex').slice(0, CHECKSUM_HEX);
}
