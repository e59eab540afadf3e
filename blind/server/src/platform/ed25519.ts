import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/** Parsed keys kept at once: parsing costs a fifth of a check. */
const MOST_KEYS = 20_000;

const keyByBytes = new Map<string, KeyObject>();

function keyOf(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.byteLength).toString('latin1');
  const known = keyByBytes.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
  const [oldest] = keyByBytes.keys();
  if (keyByBytes.size >= MOST_KEYS && oldest !== undefined) keyByBytes.delete(oldest);
  keyByBytes.set(name, key);
  return key;
}

/** One plain Ed25519 check of the platform, here and now (about 60 us). False for anything it cannot read. The strict
 *  pre-check (JT20) is the caller's. */
export function verifyNow(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, message, keyOf(publicKey), signature);
  } catch {
    return false;
  }
}
