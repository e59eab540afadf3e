import { assert, ENVELOPE_OVERHEAD_BYTES, NONCE_BYTES, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import type { AeadKey, AeadParameters, MaybePromise } from './engine/engine.ts';
import { platformRandom, type Random } from './random.ts';
import type { Secret } from './secret.ts';

const HEAD_BYTES = 1 + NONCE_BYTES;

/** Seals `plaintext` under `key`: suite 1 | nonce 12 | ciphertext | tag 16 (WR21).
 *  The nonce is random and drawn now: a counter or a stock would repeat after a restored machine or in a second tab.
 *  There at once in Node; `aad` has been read when the call returns. */
export function sealEnvelope(
  key: Secret,
  aad: Uint8Array,
  plaintext: Uint8Array,
  random: Random = platformRandom,
): MaybePromise<Uint8Array<ArrayBuffer>> {
  const nonce = random(NONCE_BYTES);
  assert(nonce.length === NONCE_BYTES, 'SL10: a nonce has 12 bytes');
  const sealed = withAead(key, { nonce, aad, headBytes: HEAD_BYTES }, (aead, parameters) =>
    engine.aeadSeal(aead, parameters, plaintext),
  );
  return sealed instanceof Promise ? sealed.then((envelope) => headed(envelope, nonce)) : headed(sealed, nonce);
}

/** The plaintext, or undefined when suite, length, key, AAD or any bit differs: one answer for every fault. */
export function openEnvelope(key: Secret, aad: Uint8Array, envelope: Uint8Array): MaybePromise<Uint8Array | undefined> {
  if (envelope.length < ENVELOPE_OVERHEAD_BYTES || envelope[0] !== SUITE) return undefined;
  const nonce = envelope.subarray(1, HEAD_BYTES);
  return withAead(key, { nonce, aad, headBytes: HEAD_BYTES }, (aead, parameters) =>
    engine.aeadOpen(aead, parameters, envelope),
  );
}

/** Goes on at once when the key is there: an `await` per step costs a part more than its padding. */
function withAead<T>(
  key: Secret,
  parameters: AeadParameters,
  use: (aead: AeadKey, parameters: AeadParameters) => MaybePromise<T>,
): MaybePromise<T> {
  const aead = key.aead();
  if (!(aead instanceof Promise)) return use(aead, parameters);
  const kept = { ...parameters, aad: parameters.aad.slice() };
  return aead.then((there) => use(there, kept));
}

function headed(envelope: Uint8Array<ArrayBuffer>, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  envelope[0] = SUITE;
  envelope.set(nonce, 1);
  return envelope;
}
