import { decodeCbor, encodeCbor, type Id, SUITE } from '@siegel/wire';
import { deriveBytes } from './derive.ts';
import { type DeviceKeys, deviceKeysOf } from './device-keys.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { type UserKey, userKeyOf } from './user-key.ts';

/** What a machine without a person in front of it keeps: its device keys, the key of its service user, the account's password. */
export interface ServiceDevice {
  readonly device: DeviceKeys;
  readonly userKey: UserKey;
  readonly password: string;
}

/** Seals a service device under the 32 bytes of its service key file (SL34).
 *  @returns one envelope for a file of mode 0600. */
export async function sealServiceDevice(
  { device, userKey, password }: ServiceDevice,
  secret: Uint8Array,
  random: Random = platformRandom,
): Promise<Uint8Array> {
  const { signing, xwing } = device.seeds;
  const content = [device.device, reveal(signing), reveal(xwing), reveal(userKey.secret), password];
  return sealEnvelope(await serviceKey(secret), serviceAad(), encodeCbor(content), random);
}

/** The inverse of `sealServiceDevice`; undefined when the secret is another or the bytes were changed. */
export async function openServiceDevice(sealed: Uint8Array, secret: Uint8Array): Promise<ServiceDevice | undefined> {
  const content = await openEnvelope(await serviceKey(secret), serviceAad(), sealed);
  if (content === undefined) return undefined;
  type Content = readonly [Id, Uint8Array, Uint8Array, Uint8Array, string];
  const [device, signing, xwing, user, password] = decodeCbor(content) as Content;
  const seeds = { signing: new Secret(signing), xwing: new Secret(xwing) };
  return {
    device: await deviceKeysOf(device.slice(), seeds),
    userKey: await userKeyOf(new Secret(user)),
    password,
  };
}

async function serviceKey(secret: Uint8Array): Promise<Secret> {
  return new Secret(await deriveBytes(secret, LABELS.serviceDevice, KEY_BYTES));
}

function serviceAad(): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.serviceDevice, SUITE]);
}
