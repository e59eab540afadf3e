import { randomBytes, timingSafeEqual } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../platform/hashes.ts';

const FILE = 'founding-token';
const TOKEN_BYTES = 32;
const OWNER_ONLY = 0o600;
const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/;

/** Who may found tenants: whoever can read the file `founding-token` in the data directory, which the server makes at its first
 *  start for its own user only. The file is the operator's; it opens no tenant. ADR 0014. */
export interface FoundingToken {
  /** True when `authorization` carries the token. */
  isIn(authorization: string | undefined): boolean;
}

/** Reads the token of `directory`, or makes it. */
export async function loadFoundingToken(directory: string): Promise<FoundingToken> {
  const path = join(directory, FILE);
  const token = await readFile(path, 'utf8').catch(() => writeToken(path));
  const expected = sha256(Buffer.from(token.trim(), 'base64url'));
  return {
    isIn(authorization) {
      const presented = BEARER.exec(authorization ?? '')?.[1];
      return presented !== undefined && timingSafeEqual(sha256(Buffer.from(presented, 'base64url')), expected);
    },
  };
}

async function writeToken(path: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const file = await open(path, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(`${token}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return token;
}
