import { type Hash, type Id, WRAP_PURPOSE } from '@siegel/wire';
import { type CompartmentKey, compartmentKey } from './case-key.ts';
import { keyIdOf } from './derive.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { openForUser, wrapForUser } from './wrap-for-user.ts';
import type { XwingKey } from './xwing.ts';

/** The key of one message: made for it, and thrown away when it is sent (NA2). */
export interface MessageKey {
  readonly secret: Secret;
  readonly keyId: Hash;
}

/** The message a key belongs to: every wrap is bound to it. */
export interface MessagePlace {
  readonly tenant: Id;
  /** Record id of the message. */
  readonly message: Id;
}

/** A fresh key for one message. */
export async function makeMessageKey(random: Random = platformRandom): Promise<MessageKey> {
  return messageKeyOf(random(KEY_BYTES));
}

/** The message key from its bytes, where it lies under the organisation's key (NA3). */
export async function messageKeyOf(bytes: Uint8Array): Promise<MessageKey> {
  const secret = new Secret(bytes);
  return { secret, keyId: await keyIdOf(secret) };
}

/** The bytes of a message key, for whoever seals them under the organisation's key (NA3). */
export function messageKeyBytes({ secret }: MessageKey): Uint8Array {
  return Uint8Array.from(reveal(secret));
}

/** The message key for one recipient, key id 32 | sealed. */
export function wrapMessageKey(key: MessageKey, place: MessagePlace, xwingPublic: Uint8Array): Promise<Uint8Array> {
  return wrapForUser(key, wrapPlaceOf(place), xwingPublic);
}

/** Opens a message key; undefined when it is for somebody else, was moved to another message, or is another key than it says. */
export function openMessageKey(
  wrapped: Uint8Array,
  place: MessagePlace,
  own: XwingKey,
): Promise<MessageKey | undefined> {
  return openForUser(wrapped, wrapPlaceOf(place), own);
}

/** The key that seals the part `restricted` of a message. */
export function messagePartKey(key: MessageKey): Promise<CompartmentKey> {
  return compartmentKey(key, 'restricted');
}

function wrapPlaceOf({ tenant, message }: MessagePlace) {
  return { purpose: WRAP_PURPOSE.messageKeyToUser, tenant, subject: message };
}
