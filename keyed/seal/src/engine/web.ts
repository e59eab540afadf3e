import { TAG_BYTES } from '@siegel/wire';
import { createSHA256 } from 'hash-wasm';
import { type AeadKey, ed25519SeedToPkcs8, type Engine } from './engine.ts';
import { RECENT_PUBLIC_KEYS, recent } from './recent.ts';

const AES = 'AES-GCM';
const NO_SALT = new Uint8Array(0);
const { subtle } = globalThis.crypto;

// The journal needs SHA-256 without waiting (A10), which WebCrypto has not; the module is ready before anybody asks.
const oneShot = await createSHA256();

type Bytes = Uint8Array<ArrayBuffer>;

const publicKeyOf = recent(
  (bytes) => subtle.importKey('raw', bytes as Bytes, 'Ed25519', false, ['verify']),
  RECENT_PUBLIC_KEYS,
);

function cryptoKeyOf(key: AeadKey): CryptoKey {
  return key as unknown as CryptoKey;
}

/** The 32 bytes of an Ed25519 public key in the `x` of a JSON Web Key (RFC 8037 §2). */
function publicKeyOfJwk({ x = '' }: JsonWebKey): Uint8Array {
  const binary = atob(x.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** Suite 1 on WebCrypto, for browsers and their workers. */
export const engine: Engine = {
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
  sha256: (bytes) => oneShot.init().update(bytes).digest('binary'),
  digest: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes as Bytes)),
  async createSha256() {
    const stream = (await createSHA256()).init();
    return { update: (piece) => void stream.update(piece), digest: () => stream.digest('binary') };
  },
  async hkdf(secret, info, length) {
    const key = await subtle.importKey('raw', secret as Bytes, 'HKDF', false, ['deriveBits']);
    const parameters = { name: 'HKDF', hash: 'SHA-256', salt: NO_SALT, info: info as Bytes };
    return new Uint8Array(await subtle.deriveBits(parameters, key, 8 * length));
  },
  async importAeadKey(key) {
    if (!(key instanceof Uint8Array)) return key as unknown as AeadKey;
    return (await subtle.importKey('raw', key as Bytes, AES, false, ['encrypt', 'decrypt'])) as unknown as AeadKey;
  },
  async aeadSeal(key, { nonce, aad, headBytes }, plaintext) {
    const parameters = { name: AES, iv: nonce as Bytes, additionalData: aad as Bytes };
    const ciphertext = new Uint8Array(await subtle.encrypt(parameters, cryptoKeyOf(key), plaintext as Bytes));
    if (headBytes === 0) return ciphertext;
    const sealed = new Uint8Array(headBytes + ciphertext.length);
    sealed.set(ciphertext, headBytes);
    return sealed;
  },
  async aeadOpen(key, { nonce, aad, headBytes }, sealed) {
    if (sealed.length < headBytes + TAG_BYTES) return undefined;
    const parameters = { name: AES, iv: nonce as Bytes, additionalData: aad as Bytes };
    try {
      return new Uint8Array(await subtle.decrypt(parameters, cryptoKeyOf(key), sealed.subarray(headBytes) as Bytes));
    } catch {
      return undefined;
    }
  },
  async importSigningKey(seed) {
    const pkcs8 = ed25519SeedToPkcs8(seed);
    // The public half can only be read from an extractable key; that one is dropped at once.
    const shown = await subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
    const publicKey = publicKeyOfJwk(await subtle.exportKey('jwk', shown));
    const privateKey = await subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    return {
      publicKey,
      sign: async (message) => new Uint8Array(await subtle.sign('Ed25519', privateKey, message as Bytes)),
    };
  },
  async verifyEd25519(publicKey, message, signature) {
    try {
      return await subtle.verify('Ed25519', await publicKeyOf(publicKey), signature as Bytes, message as Bytes);
    } catch {
      return false;
    }
  },
};
