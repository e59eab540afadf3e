import { NONCE_BYTES } from '@siegel/wire';
import type { Figure } from '../figure.ts';
import { type BareGiven, PER_ROUND, perPartUs, sealFigures, type SealRound } from '../seal-rounds.ts';

const AES = 'AES-GCM';
const { subtle } = globalThis.crypto;

/** The figures of a worker: keyed/seal beside WebCrypto alone, one part after the other in both. */
export async function measureSeal(): Promise<readonly Figure[]> {
  const key = await subtle.generateKey({ name: AES, length: 256 }, false, ['encrypt', 'decrypt']);
  return sealFigures(' in a Chromium worker', (given) => bareRound(key, given));
}

async function bareRound(key: CryptoKey, { aad, padded }: BareGiven): Promise<SealRound> {
  const sealed: { readonly iv: Uint8Array<ArrayBuffer>; readonly bytes: ArrayBuffer }[] = [];
  const sealing = performance.now();
  for (let i = 0; i < PER_ROUND; i++) {
    const iv = globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    sealed.push({ iv, bytes: await subtle.encrypt({ name: AES, iv, additionalData: aad }, key, padded) });
  }
  const opening = performance.now();
  for (const { iv, bytes } of sealed) await subtle.decrypt({ name: AES, iv, additionalData: aad }, key, bytes);
  return { sealUs: perPartUs(opening - sealing), openUs: perPartUs(performance.now() - opening) };
}
