import type { PlainRecord } from '@siegel/akten';
import {
  assert,
  CborError,
  type CborValue,
  decodeCbor,
  equalBytes,
  fail,
  ok,
  type Place,
  type Result,
  withEncodedCbor,
} from '@siegel/wire';
import type { CompartmentKey } from './case-key.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { partAad } from './part-aad.ts';
import { padPart, unpadPart } from './padding.ts';
import { platformRandom, type Random } from './random.ts';
import { countSeal } from './seal-count.ts';

/** Seals the fields of one compartment so that only holders of `key` can open them, and only at `place` (SL10, SL11).
 *  @returns suite 1 | nonce 12 | ciphertext | tag 16. Throws at the 2^32nd seal of a key (SL13). */
export async function sealPart(
  fields: PlainRecord,
  place: Place,
  key: CompartmentKey,
  random: Random = platformRandom,
): Promise<Uint8Array<ArrayBuffer>> {
  assert(equalBytes(place.keyId, key.keyId), 'SL8: the place names the key that seals');
  countSeal(key.secret);
  return sealEnvelope(key.secret, partAad(place), withEncodedCbor(fields as CborValue, padPart), random);
}

/** Opens one part. OPEN_TAMPERED for every fault alike: another place, another key, a flipped bit, wrong padding, or content
 *  that is no CBOR map (SL10..SL12). */
export async function openPart(envelope: Uint8Array, place: Place, key: CompartmentKey): Promise<Result<PlainRecord>> {
  if (!equalBytes(place.keyId, key.keyId)) return fail('OPEN_TAMPERED');
  const padded = await openEnvelope(key.secret, partAad(place), envelope);
  const content = padded === undefined ? undefined : unpadPart(padded);
  const fields = content === undefined ? undefined : mapOf(content);
  return fields === undefined ? fail('OPEN_TAMPERED') : ok(fields);
}

function mapOf(content: Uint8Array): PlainRecord | undefined {
  try {
    const value = decodeCbor(content);
    const isMap =
      value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
    return isMap ? (value as PlainRecord) : undefined;
  } catch (error) {
    if (error instanceof CborError) return undefined;
    throw error;
  }
}
