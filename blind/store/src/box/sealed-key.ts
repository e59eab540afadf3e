import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { assert, concatBytes } from '@siegel/wire';

export const KEY_BYTES = 32;
const SALT_BYTES = 32;
const TAG_BYTES = 32;
export const SEALED_BYTES = SALT_BYTES + KEY_BYTES + TAG_BYTES;
const utf8 = new TextEncoder();

/** What a key is sealed under and for: one made for another place does not open here. */
export interface SealPlace {
  readonly under: Uint8Array;
  readonly label: string;
  readonly about: Uint8Array;
}

/** Seals a key of 32 bytes under another one (BX2): salt 32 | key xor pad 32 | tag 32. Pad and tag key are HKDF-SHA-256(under, salt,
 *  label | about), the tag is HMAC-SHA-256. A fresh salt makes the pad a new one each time. No cipher, because the server, which opens
 *  this, has none to call (HS12, ADR 0063). */
export function sealKey(key: Uint8Array, place: SealPlace, random: (length: number) => Uint8Array): Uint8Array {
  assert(key.length === KEY_BYTES && place.under.length === KEY_BYTES, 'BX2: keys have 32 bytes');
  const salt = random(SALT_BYTES);
  const { pad, tagKey } = derive(place, salt);
  const hidden = xor(key, pad);
  return concatBytes(salt, hidden, tagOf(tagKey, hidden));
}

/** The key, or undefined when `sealed` was made under another key, for another place, or was changed. */
export function openSealedKey(sealed: Uint8Array, place: SealPlace): Uint8Array | undefined {
  if (sealed.length !== SEALED_BYTES) return undefined;
  const { pad, tagKey } = derive(place, sealed.subarray(0, SALT_BYTES));
  const hidden = sealed.subarray(SALT_BYTES, SALT_BYTES + KEY_BYTES);
  const isRight = timingSafeEqual(tagOf(tagKey, hidden), sealed.subarray(SALT_BYTES + KEY_BYTES));
  return isRight ? xor(hidden, pad) : undefined;
}

function derive({ under, label, about }: SealPlace, salt: Uint8Array) {
  const info = concatBytes(utf8.encode(label), about);
  const made = new Uint8Array(hkdfSync('sha256', under, salt, info, KEY_BYTES + TAG_BYTES));
  return { pad: made.subarray(0, KEY_BYTES), tagKey: made.subarray(KEY_BYTES) };
}

function tagOf(key: Uint8Array, hidden: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(hidden).digest());
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, at) => byte ^ (b[at] as number));
}
