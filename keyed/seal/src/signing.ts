import { strictVerify, type VerifyEd25519 } from '@siegel/journal';
import { engine } from '#engine';
import type { SigningKey } from './engine/engine.ts';
import { reveal, type Secret } from './secret.ts';

/** An Ed25519 key pair; the private half stays inside the platform's key. */
export interface SigningPair {
  readonly publicKey: Uint8Array;
  readonly key: SigningKey;
}

/** The pair of a 32-byte seed. Source: RFC 8032 §5.1.5. */
export async function signingPairOf(seed: Secret): Promise<SigningPair> {
  const key = await engine.importSigningKey(reveal(seed));
  return { publicKey: key.publicKey, key: hidden(key) };
}

/** Strict check of one Ed25519 signature (JT20): what core/journal takes as its `verify`. */
export const verifyEd25519: VerifyEd25519 = strictVerify((publicKey, message, signature) =>
  engine.verifyEd25519(publicKey, message, signature),
);

/** A key whose private half is reachable only by its own method: nothing of it prints. */
function hidden(key: SigningKey): SigningKey {
  return { publicKey: key.publicKey, sign: (message) => key.sign(message) };
}
