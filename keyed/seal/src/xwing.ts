import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { concatBytes, type Hash, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import { reveal, type Secret } from './secret.ts';

const kem = new XWing();
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export const XWING_PUBLIC_BYTES = 1216;
const ENCAPSULATED_BYTES = 1120;
const HEAD_BYTES = 1 + ENCAPSULATED_BYTES;

/** An X-Wing key pair: X25519 with ML-KEM-768, so that what is wrapped today stays closed to a quantum computer. */
export interface XwingKey {
  readonly publicKey: Uint8Array;
  /** The plaintext sealed for this key under `info`, or undefined when anything differs. */
  open(sealed: Uint8Array, info: Uint8Array): Promise<Uint8Array | undefined>;
}

/** The key pair that follows from a 32-byte secret; the X-Wing private key is that secret. */
export async function xwingOfSecret(secret: Secret): Promise<XwingKey> {
  const pair = await kem.generateKeyPairDerand(Uint8Array.from(reveal(secret)));
  const publicKey = new Uint8Array(await kem.serializePublicKey(pair.publicKey));
  return {
    publicKey,
    async open(sealed, info) {
      if (sealed.length <= HEAD_BYTES || sealed[0] !== SUITE) return undefined;
      const enc = Uint8Array.from(sealed.subarray(1, HEAD_BYTES));
      try {
        const recipient = await suite.createRecipientContext({
          recipientKey: pair.privateKey,
          enc,
          info: Uint8Array.from(info),
        });
        return new Uint8Array(await recipient.open(Uint8Array.from(sealed.subarray(HEAD_BYTES))));
      } catch {
        return undefined;
      }
    },
  };
}

/** Seals `plaintext` for the holder of `publicKey`, bound to `info`: suite 1 | encapsulated key 1120 | ciphertext | tag 16
 *  (RFC 9180, base mode). */
export async function sealForXwing(
  publicKey: Uint8Array,
  info: Uint8Array,
  plaintext: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipientPublicKey = await kem.deserializePublicKey(Uint8Array.from(publicKey));
  const sender = await suite.createSenderContext({ recipientPublicKey, info: Uint8Array.from(info) });
  const sealed = await sender.seal(Uint8Array.from(plaintext));
  return concatBytes(Uint8Array.of(SUITE), new Uint8Array(sender.enc), new Uint8Array(sealed));
}

/** Names a public key in a wrap context: SHA-256 of it (WR17). */
export function publicKeyId(publicKey: Uint8Array): Hash {
  return engine.sha256(publicKey);
}
