import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  verify,
} from 'node:crypto';
import { concatBytes } from '@siegel/wire';
import type { PlatformPrimitives } from './vector-runners/primitives.ts';
import { hex } from './vector-runners/vector-bytes.ts';

const ED25519_SPKI = hex('302a300506032b6570032100');
const X25519_SPKI = hex('302a300506032b656e032100');
const X25519_PKCS8 = hex('302e020100300506032b656e04220420');
const TAG_BYTES = 16;

/** The primitives of node:crypto, which the server and Node clients use. */
export const nodeCryptoPrimitives: PlatformPrimitives = {
  async verifyEd25519(publicKey, message, signature) {
    return answerOf(() => verify(null, message, publicKeyOf(ED25519_SPKI, publicKey), signature)) ?? false;
  },
  async sealAesGcm({ key, nonce, aad, text }) {
    return answerOf(() => {
      const cipher = createCipheriv(`aes-${key.length * 8}-gcm` as 'aes-256-gcm', key, nonce).setAAD(aad);
      return concatBytes(cipher.update(text), cipher.final(), cipher.getAuthTag());
    });
  },
  async openAesGcm({ key, nonce, aad, text }) {
    return answerOf(() => {
      const decipher = createDecipheriv(`aes-${key.length * 8}-gcm` as 'aes-256-gcm', key, nonce).setAAD(aad);
      decipher.setAuthTag(text.subarray(text.length - TAG_BYTES));
      return concatBytes(decipher.update(text.subarray(0, text.length - TAG_BYTES)), decipher.final());
    });
  },
  async hkdfSha256({ ikm, salt, info, sizeBytes }) {
    return answerOf(() => new Uint8Array(hkdfSync('sha256', ikm, salt, info, sizeBytes)));
  },
  async x25519(privateKey, publicKey) {
    return answerOf(() => {
      const der = concatBytes(X25519_PKCS8, privateKey);
      const own = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
      return new Uint8Array(diffieHellman({ privateKey: own, publicKey: publicKeyOf(X25519_SPKI, publicKey) }));
    });
  },
};

function publicKeyOf(prefix: Uint8Array, raw: Uint8Array) {
  return createPublicKey({ key: Buffer.from(concatBytes(prefix, raw)), format: 'der', type: 'spki' });
}

function answerOf<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
