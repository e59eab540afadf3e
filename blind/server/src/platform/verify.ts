import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { isStrictPublicKey, type SignatureCheck, strictVerify, type VerifyEd25519 } from '@siegel/journal';

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Keys of devices and users live in the membership for as long as the tenant is open: their parsed form lives with them. */
const keyByBytes = new WeakMap<Uint8Array, KeyObject>();

function keyOf(publicKey: Uint8Array): KeyObject {
  const known = keyByBytes.get(publicKey);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
  keyByBytes.set(publicKey, key);
  return key;
}

/** One check on a thread of the pool: the event loop goes on taking requests meanwhile. */
const verifyOnPool: VerifyEd25519 = (publicKey, message, signature) =>
  new Promise((resolve) => {
    verify(null, message, keyOf(publicKey), signature, (error, valid) => resolve(error === null && valid));
  });

/** Strict Ed25519 (JT20) off the event loop. False for anything it cannot read. */
export const verifySignature = strictVerify(verifyOnPool);

/** True when every check holds. */
export async function allVerified(checks: readonly SignatureCheck[]): Promise<boolean> {
  if (checks.length === 0) return true;
  // A key that is no point would throw in the platform's parser; the strict form is asked first.
  if (!checks.every((check) => isStrictPublicKey(check.publicKey))) return false;
  const verdicts = await Promise.all(checks.map((c) => verifySignature(c.publicKey, c.message, c.signature)));
  return verdicts.every((valid) => valid);
}
