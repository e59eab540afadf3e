import type { Id } from '@siegel/wire';
import { engine } from '#engine';
import type { SigningKey } from './engine/engine.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { type XwingKey, xwingOfSecret } from './xwing.ts';

/** The keys of one device: its own, not derived from a user's (SL5). */
export interface DeviceKeys {
  readonly device: Id;
  readonly signing: SigningKey;
  readonly xwing: XwingKey;
  /** For the sealed file or page that keeps them; nothing else reads it. */
  readonly seeds: { readonly signing: Secret; readonly xwing: Secret };
}

const DEVICE_ID_BYTES = 16;

/** Fresh keys for this device. */
export function makeDeviceKeys(random: Random = platformRandom): Promise<DeviceKeys> {
  return deviceKeysOf(random(DEVICE_ID_BYTES), {
    signing: new Secret(random(KEY_BYTES)),
    xwing: new Secret(random(KEY_BYTES)),
  });
}

/** The keys that follow from kept seeds. */
export async function deviceKeysOf(device: Id, seeds: DeviceKeys['seeds']): Promise<DeviceKeys> {
  return {
    device,
    signing: await engine.importSigningKey(reveal(seeds.signing)),
    xwing: await xwingOfSecret(seeds.xwing),
    seeds,
  };
}
