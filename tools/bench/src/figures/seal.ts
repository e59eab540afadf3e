import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomFillSync } from 'node:crypto';
import { NONCE_BYTES } from '@siegel/wire';
import type { Figure } from '../figure.ts';
import { inChromium } from '../in-chromium.ts';
import { type BareGiven, PER_ROUND, perPartUs, sealFigures, type SealRound } from '../seal-rounds.ts';

const CIPHER = 'aes-256-gcm';

/** Sealing and opening in Node and in a Chromium worker, each beside the platform's AES-GCM call over the same number of bytes
 *  (SL10): with a KeyObject here, with a CryptoKey there. */
export async function figureSeal(): Promise<readonly Figure[]> {
  const node = await sealFigures('', bareRound);
  const program = new URL('../browser/seal-worker.ts', import.meta.url);
  const chromium = await inChromium<typeof import('../browser/seal-worker.ts')>(program, (worker) =>
    worker.call('measureSeal'),
  );
  return [...node, ...chromium];
}

function bareRound({ aad, padded }: BareGiven): SealRound {
  const key = createSecretKey(randomBytes(32));
  const sealed: { nonce: Uint8Array; ciphertext: Uint8Array; tag: Uint8Array }[] = [];
  const sealing = performance.now();
  for (let i = 0; i < PER_ROUND; i++) {
    const nonce = randomFillSync(new Uint8Array(NONCE_BYTES));
    const cipher = createCipheriv(CIPHER, key, nonce);
    cipher.setAAD(aad);
    const ciphertext = cipher.update(padded);
    cipher.final();
    sealed.push({ nonce, ciphertext, tag: cipher.getAuthTag() });
  }
  const opening = performance.now();
  for (const { nonce, ciphertext, tag } of sealed) {
    const decipher = createDecipheriv(CIPHER, key, nonce);
    decipher.setAAD(aad);
    decipher.setAuthTag(tag);
    decipher.update(ciphertext);
    decipher.final();
  }
  return { sealUs: perPartUs(opening - sealing), openUs: perPartUs(performance.now() - opening) };
}
