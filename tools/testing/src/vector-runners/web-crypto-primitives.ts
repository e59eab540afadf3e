import { concatBytes } from '@siegel/wire';
import type { AesGcmInput, PlatformPrimitives } from './primitives.ts';
import { hex } from './vector-bytes.ts';

/** PKCS #8 around a raw X25519 private key (RFC 8410 §7). */
const X25519_PKCS8 = hex('302e020100300506032b656e04220420');

/** The primitives of a WebCrypto, in Node or in a browser. */
export function webCryptoPrimitives(subtle: SubtleCrypto): PlatformPrimitives {
  const gcm = async (use: 'encrypt' | 'decrypt', { key, nonce, aad, text }: AesGcmInput) => {
    const imported = await subtle.importKey('raw', key, 'AES-GCM', false, [use]);
    return subtle[use]({ name: 'AES-GCM', iv: nonce, additionalData: aad, tagLength: 128 }, imported, text);
  };
  return {
    async verifyEd25519(publicKey, message, signature) {
      const verdict = await answerOf(async () => {
        const key = await subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
        const valid = await subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message));
        return Uint8Array.of(Number(valid)).buffer;
      });
      return verdict?.[0] === 1;
    },
    sealAesGcm: (input) => answerOf(() => gcm('encrypt', input)),
    openAesGcm: (input) => answerOf(() => gcm('decrypt', input)),
    hkdfSha256: ({ ikm, salt, info, sizeBytes }) =>
      answerOf(async () => {
        const key = await subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
        return subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, 8 * sizeBytes);
      }),
    x25519: (privateKey, publicKey) =>
      answerOf(async () => {
        const pkcs8 = concatBytes(X25519_PKCS8, privateKey);
        const own = await subtle.importKey('pkcs8', pkcs8, 'X25519', false, ['deriveBits']);
        const theirs = await subtle.importKey('raw', new Uint8Array(publicKey), 'X25519', false, []);
        return subtle.deriveBits({ name: 'X25519', public: theirs }, own, 256);
      }),
  };
}

/** A WebCrypto that refuses rejects, with different errors on different platforms. */
async function answerOf(call: () => Promise<ArrayBuffer>): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await call());
  } catch {
    return undefined;
  }
}
