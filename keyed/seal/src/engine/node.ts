import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  hkdfSync,
  KeyObject,
  randomFillSync,
  sign,
  verify,
} from 'node:crypto';
import { TAG_BYTES } from '@siegel/wire';
import { createSHA256 } from 'hash-wasm';
import { type AeadKey, ed25519SeedToPkcs8, type Engine } from './engine.ts';
import { RECENT_PUBLIC_KEYS, recent } from './recent.ts';

const CIPHER = 'aes-256-gcm';
const NO_SALT = new Uint8Array(0);
/** Leaves and nodes of trees, four hashes per journal entry: the platform's call costs them more than the hash (0.9 us for 65
 *  bytes, WebAssembly 0.6); from some 200 bytes on it is the faster one. */
const MOST_SHORT_BYTES = 128;
const short = await createSHA256();
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

/** A Buffer as what it is to everybody else: its `slice` shares memory, that of a Uint8Array does not. */
function asBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

const publicKeyOf = recent(
  (bytes) => createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes]), format: 'der', type: 'spki' }),
  RECENT_PUBLIC_KEYS,
);

function keyObjectOf(key: AeadKey): KeyObject {
  return key as unknown as KeyObject;
}

/** Suite 1 on node:crypto, synchronous underneath. Keys are KeyObjects: raw bytes cost four times as much per call. */
export const engine: Engine = {
  randomBytes: (length) => randomFillSync(new Uint8Array(length)),
  digest: (bytes) => engine.sha256(bytes),
  sha256: (bytes) =>
    bytes.length <= MOST_SHORT_BYTES
      ? short.init().update(bytes).digest('binary')
      : asBytes(hash('sha256', bytes, 'buffer')),
  createSha256() {
    const stream = createHash('sha256');
    return {
      update: (piece) => void stream.update(piece),
      digest: () => asBytes(stream.digest()),
    };
  },
  hkdf: (secret, info, length) => new Uint8Array(hkdfSync('sha256', secret, NO_SALT, info, length)),
  importAeadKey: (key) =>
    (key instanceof Uint8Array ? createSecretKey(key) : KeyObject.from(key)) as unknown as AeadKey,
  aeadSeal(key, { nonce, aad, headBytes }, plaintext) {
    const cipher = createCipheriv(CIPHER, keyObjectOf(key), nonce);
    cipher.setAAD(aad);
    const sealed = new Uint8Array(headBytes + plaintext.length + TAG_BYTES);
    sealed.set(cipher.update(plaintext), headBytes);
    cipher.final();
    sealed.set(cipher.getAuthTag(), headBytes + plaintext.length);
    return sealed;
  },
  aeadOpen(key, { nonce, aad, headBytes }, sealed) {
    const tagAt = sealed.length - TAG_BYTES;
    if (tagAt < headBytes) return undefined;
    const decipher = createDecipheriv(CIPHER, keyObjectOf(key), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(aad);
    decipher.setAuthTag(sealed.subarray(tagAt));
    const opened = decipher.update(sealed.subarray(headBytes, tagAt));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return asBytes(opened);
  },
  importSigningKey(seed) {
    const key = Buffer.from(ed25519SeedToPkcs8(seed).buffer);
    const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
    return {
      publicKey: new Uint8Array(spki.subarray(SPKI_PREFIX.length)),
      sign: (message) => asBytes(sign(null, message, privateKey)),
    };
  },
  async verifyEd25519(publicKey, message, signature) {
    try {
      const key = publicKeyOf(publicKey);
      // In the platform's threads, so that a follower checks a page on all cores while it hashes the next one.
      return await new Promise((resolve, reject) => {
        verify(null, message, key, signature, (error, valid) => (error === null ? resolve(valid) : reject(error)));
      });
    } catch {
      // A public key that is no point of the curve, or a signature of another size.
      return false;
    }
  },
};
