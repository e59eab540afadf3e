import { decodeCbor, encodeCbor, type Id, SUITE } from '@siegel/wire';
import { type DeviceKeys, deviceKeysOf } from './device-keys.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { openUnderPassphrase, sealUnderPassphrase } from './passphrase-file.ts';
import { platformRandom, type Random } from './random.ts';
import { reveal, Secret } from './secret.ts';

/** Seals device keys under a passphrase for a file of mode 0600: salt 16 | envelope. */
export function sealDeviceKeys(
  keys: DeviceKeys,
  passphrase: string,
  random: Random = platformRandom,
): Promise<Uint8Array> {
  const content = encodeCbor([keys.device, reveal(keys.seeds.signing), reveal(keys.seeds.xwing)]);
  return sealUnderPassphrase(content, { passphrase, aad: fileAad() }, random);
}

/** Opens such a file; undefined for a wrong passphrase or a damaged file alike. */
export async function openDeviceKeys(file: Uint8Array, passphrase: string): Promise<DeviceKeys | undefined> {
  const content = await openUnderPassphrase(file, { passphrase, aad: fileAad() });
  if (content === undefined) return undefined;
  const [device, signing, xwing] = decodeCbor(content) as readonly [Id, Uint8Array, Uint8Array];
  return deviceKeysOf(device.slice(), { signing: new Secret(signing), xwing: new Secret(xwing) });
}

function fileAad(): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.deviceFile, SUITE]);
}
