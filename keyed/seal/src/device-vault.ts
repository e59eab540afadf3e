import { decodeCbor, encodeCbor, type Id, SUITE } from '@siegel/wire';
import { type DeviceKeys, deviceKeysOf } from './device-keys.ts';
import { reveal, Secret } from './secret.ts';
import { openInVault, sealInVault } from './vault.ts';

const AAD = encodeCbor(['siegel/device-vault', SUITE]);

/** Seals device keys under a non-extractable key of the browser (SL5). */
export function sealDeviceKeysInBrowser(keys: DeviceKeys, vault: CryptoKey): Promise<Uint8Array> {
  return sealInVault(encodeCbor([keys.device, reveal(keys.seeds.signing), reveal(keys.seeds.xwing)]), AAD, vault);
}

/** The inverse; undefined when the key is another or the bytes were changed. */
export async function openDeviceKeysInBrowser(sealed: Uint8Array, vault: CryptoKey): Promise<DeviceKeys | undefined> {
  const content = await openInVault(sealed, AAD, vault);
  if (content === undefined) return undefined;
  const [device, signing, xwing] = decodeCbor(content) as readonly [Id, Uint8Array, Uint8Array];
  return deviceKeysOf(device.slice(), { signing: new Secret(signing), xwing: new Secret(xwing) });
}
