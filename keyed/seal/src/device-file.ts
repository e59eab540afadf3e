import { decodeCbor, encodeCbor, type Id, SUITE } from '@siegel/wire';
import { deriveBytes } from './derive.ts';
import { type DeviceKeys, deviceKeysOf } from './device-keys.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { stretchPassword } from './stretch-password.ts';

const SALT_BYTES = 16;

/** Seals device keys under a passphrase for a file of mode 0600: salt 16 | envelope. */
export async function sealDeviceKeys(
  keys: DeviceKeys,
  passphrase: string,
  random: Random = platformRandom,
): Promise<Uint8Array> {
  const salt = random(SALT_BYTES);
  const content = encodeCbor([keys.device, reveal(keys.seeds.signing), reveal(keys.seeds.xwing)]);
  const envelope = await sealEnvelope(await passphraseKey(passphrase, salt), fileAad(), content, random);
  const file = new Uint8Array(SALT_BYTES + envelope.length);
  file.set(salt);
  file.set(envelope, SALT_BYTES);
  return file;
}

/** Opens such a file; undefined for a wrong passphrase or a damaged file alike. */
export async function openDeviceKeys(file: Uint8Array, passphrase: string): Promise<DeviceKeys | undefined> {
  if (file.length <= SALT_BYTES) return undefined;
  const key = await passphraseKey(passphrase, file.subarray(0, SALT_BYTES));
  return keysOf(await openEnvelope(key, fileAad(), file.subarray(SALT_BYTES)));
}

async function passphraseKey(passphrase: string, salt: Uint8Array): Promise<Secret> {
  const stretched = await stretchPassword(passphrase, salt);
  return new Secret(await deriveBytes(stretched, LABELS.localStore, KEY_BYTES));
}

function fileAad(): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.deviceFile, SUITE]);
}

async function keysOf(content: Uint8Array | undefined): Promise<DeviceKeys | undefined> {
  if (content === undefined) return undefined;
  const [device, signing, xwing] = decodeCbor(content) as readonly [Id, Uint8Array, Uint8Array];
  return deviceKeysOf(device.slice(), { signing: new Secret(signing), xwing: new Secret(xwing) });
}
