import { argon2id } from 'hash-wasm';
import { KEY_BYTES } from './secret.ts';

/** Argon2id as RFC 9106 for memory-constrained environments: 64 MiB, 3 passes; compiled in, never read from anywhere. */
const ARGON = {
  iterations: 3,
  memorySize: 65_536,
  parallelism: 4,
  hashLength: KEY_BYTES,
  outputType: 'binary',
} as const;

/** 32 bytes from a password and a salt, at the cost of about a quarter of a second per guess. */
export function stretchPassword(password: string, salt: Uint8Array): Promise<Uint8Array> {
  return argon2id({ ...ARGON, password: password.normalize('NFKC'), salt });
}
