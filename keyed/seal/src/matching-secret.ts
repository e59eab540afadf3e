import { equalBytes, type Hash } from '@siegel/wire';
import { keyIdOf } from './derive.ts';
import { KEY_BYTES, Secret } from './secret.ts';

/** The opened bytes as a key, only when they are the key `keyId` commits to (SL1): AES-GCM alone would let one ciphertext open
 *  to two keys. */
export async function matchingSecret(opened: Uint8Array | undefined, keyId: Hash): Promise<Secret | undefined> {
  if (opened?.length !== KEY_BYTES) return undefined;
  const secret = new Secret(opened);
  return equalBytes(await keyIdOf(secret), keyId) ? secret : undefined;
}
