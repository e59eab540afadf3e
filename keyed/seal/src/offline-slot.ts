import { decodeCbor, encodeCbor } from '@siegel/wire';
import { platformRandom, type Random } from './random.ts';
import { openSlot, sealSlot, type SlotPlace } from './slot.ts';
import type { SlotContent } from './slot-content.ts';
import { stretchPassword } from './stretch-password.ts';

const SALT_BYTES = 16;

/** Seals UK under the stretched password for the time without a server (DV13). It lies under the browser's own key besides and
 *  never leaves the device: a guess needs this device and Argon2id. */
export async function sealOfflineSlot(
  content: SlotContent,
  place: Omit<SlotPlace, 'kind'>,
  by: { readonly password: string; readonly random?: Random },
): Promise<Uint8Array> {
  const salt = (by.random ?? platformRandom)(SALT_BYTES);
  const secret = await stretchPassword(by.password, salt);
  return encodeCbor([salt, await sealSlot(content, { ...place, kind: 'offline' }, { secret })]);
}

/** Opens it; undefined for another password, device or user. */
export async function openOfflineSlot(
  slot: Uint8Array,
  place: Omit<SlotPlace, 'kind'>,
  password: string,
): Promise<SlotContent | undefined> {
  const [salt, sealed] = decodeCbor(slot) as readonly [Uint8Array, Uint8Array];
  return openSlot(sealed, { ...place, kind: 'offline' }, await stretchPassword(password, salt));
}
