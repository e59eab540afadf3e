import { assert, ENVELOPE_OVERHEAD_BYTES, NONCE_BYTES, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import { platformRandom, type Random } from './random.ts';
import type { Secret } from './secret.ts';

const HEAD_BYTES = 1 + NONCE_BYTES;

/** Seals `plaintext` under `key`: suite 1 | nonce 12 | ciphertext | tag 16 (WR21).
 *  The nonce is random: a counter would repeat after a restored backup or in a second tab. */
export async function sealEnvelope(
  key: Secret,
  aad: Uint8Array,
  plaintext: Uint8Array,
  random: Random = platformRandom,
): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = random(NONCE_BYTES);
  assert(nonce.length === NONCE_BYTES, 'SL10: a nonce has 12 bytes');
  const envelope = await engine.aeadSeal(await key.aead(), { nonce, aad, headBytes: HEAD_BYTES }, plaintext);
  envelope[0] = SUITE;
  envelope.set(nonce, 1);
  return envelope;
}

/** The plaintext, or undefined when suite, length, key, AAD or any bit differs: one answer for every fault. */
export async function openEnvelope(
  key: Secret,
  aad: Uint8Array,
  envelope: Uint8Array,
): Promise<Uint8Array | undefined> {
  if (envelope.length < ENVELOPE_OVERHEAD_BYTES || envelope[0] !== SUITE) return undefined;
  const nonce = envelope.subarray(1, HEAD_BYTES);
  return engine.aeadOpen(await key.aead(), { nonce, aad, headBytes: HEAD_BYTES }, envelope);
}
