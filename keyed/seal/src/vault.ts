import { NONCE_BYTES } from '@siegel/wire';
import { engine } from '#engine';

/** Seals `content` under a non-extractable key that the browser keeps in IndexedDB: nonce 12 | ciphertext | tag 16. Whoever
 *  copies the profile gets bytes; the key itself never leaves the browser (SL5). */
export async function sealInVault(content: Uint8Array, aad: Uint8Array, vault: CryptoKey): Promise<Uint8Array> {
  const nonce = engine.randomBytes(NONCE_BYTES);
  const parameters = { nonce, aad, headBytes: NONCE_BYTES };
  const sealed = await engine.aeadSeal(await engine.importAeadKey(vault), parameters, content);
  sealed.set(nonce);
  return sealed;
}

/** The inverse; undefined when the key is another or the bytes were changed. */
export async function openInVault(
  sealed: Uint8Array,
  aad: Uint8Array,
  vault: CryptoKey,
): Promise<Uint8Array | undefined> {
  const parameters = { nonce: sealed.subarray(0, NONCE_BYTES), aad, headBytes: NONCE_BYTES };
  return engine.aeadOpen(await engine.importAeadKey(vault), parameters, sealed);
}
