import { decodeCbor, encodeCbor, type Id } from '@siegel/wire';
import { openInBrowser, sealInBrowser } from './browser-vault.ts';
import { type DeviceKeys, deviceKeysOf } from './device-keys.ts';
import { reveal, Secret } from './secret.ts';

/** Seals device keys under a non-extractable key that the browser keeps in IndexedDB (SL5). */
export function sealDeviceKeysInBrowser(keys: DeviceKeys, vault: CryptoKey): Promise<Uint8Array> {
  const content = encodeCbor([keys.device, reveal(keys.seeds.signing), reveal(keys.seeds.xwing)]);
  return sealInBrowser('device-vault', content, vault);
}

/** The inverse; undefined when the key is another or the bytes were changed. */
export async function openDeviceKeysInBrowser(sealed: Uint8Array, vault: CryptoKey): Promise<DeviceKeys | undefined> {
  const content = await openInBrowser('device-vault', sealed, vault);
  if (content === undefined) return undefined;
  const [device, signing, xwing] = decodeCbor(content) as readonly [Id, Uint8Array, Uint8Array];
  return deviceKeysOf(device.slice(), { signing: new Secret(signing), xwing: new Secret(xwing) });
}
