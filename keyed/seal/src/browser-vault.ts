import { encodeCbor, NONCE_BYTES, SUITE } from '@siegel/wire';
import { engine } from '#engine';

/** What lies in a browser profile under its non-extractable key; each opens as what it is only. */
export type VaultPurpose =
  | 'device-vault'
  | 'tab-vault'
  | 'user-vault'
  | 'offline-vault'
  | 'founding-vault'
  | 'joining-vault';

/** Seals bytes under a key that the browser keeps and never shows (SL5, DV11): nonce 12 | ciphertext | tag 16. Whoever copies the
 *  profile gets bytes; the key itself never leaves the browser. */
export async function sealInBrowser(purpose: VaultPurpose, content: Uint8Array, vault: CryptoKey): Promise<Uint8Array> {
  const nonce = engine.randomBytes(NONCE_BYTES);
  const parameters = { nonce, aad: aadOf(purpose), headBytes: NONCE_BYTES };
  const sealed = await engine.aeadSeal(await engine.importAeadKey(vault), parameters, content);
  sealed.set(nonce);
  return sealed;
}

/** The inverse; undefined when the key or the purpose is another or the bytes were changed. */
export async function openInBrowser(
  purpose: VaultPurpose,
  sealed: Uint8Array,
  vault: CryptoKey,
): Promise<Uint8Array | undefined> {
  const parameters = { nonce: sealed.subarray(0, NONCE_BYTES), aad: aadOf(purpose), headBytes: NONCE_BYTES };
  return engine.aeadOpen(await engine.importAeadKey(vault), parameters, sealed);
}

function aadOf(purpose: VaultPurpose): Uint8Array {
  return encodeCbor([`siegel/${purpose}`, SUITE]);
}
