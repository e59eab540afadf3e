import { decodeCbor, encodeCbor, type Id, NONCE_BYTES, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import { type DeviceKeys, deviceKeysOf } from './device-keys.ts';
import { reveal, Secret } from './secret.ts';

const AAD = encodeCbor(['siegel/device-vault', SUITE]);

/** Seals device keys under a non-extractable key that the browser keeps in IndexedDB (SL5): nonce 12 | ciphertext | tag 16.
 *  Whoever copies the profile gets bytes; the key itself never leaves the browser. */
export async function sealDeviceKeysInBrowser(keys: DeviceKeys, vault: CryptoKey): Promise<Uint8Array> {
  const nonce = engine.randomBytes(NONCE_BYTES);
  const content = encodeCbor([keys.device, reveal(keys.seeds.signing), reveal(keys.seeds.xwing)]);
  const parameters = { nonce, aad: AAD, headBytes: NONCE_BYTES };
  const sealed = await engine.aeadSeal(await engine.importAeadKey(vault), parameters, content);
  sealed.set(nonce);
  return sealed;
}

/** The inverse; undefined when the key is another or the bytes were changed. */
export async function openDeviceKeysInBrowser(sealed: Uint8Array, vault: CryptoKey): Promise<DeviceKeys | undefined> {
  const parameters = { nonce: sealed.subarray(0, NONCE_BYTES), aad: AAD, headBytes: NONCE_BYTES };
  const content = await engine.aeadOpen(await engine.importAeadKey(vault), parameters, sealed);
  if (content === undefined) return undefined;
  const [device, signing, xwing] = decodeCbor(content) as readonly [Id, Uint8Array, Uint8Array];
  return deviceKeysOf(device.slice(), { signing: new Secret(signing), xwing: new Secret(xwing) });
}
