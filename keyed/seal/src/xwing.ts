import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { concatBytes, type Hash, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import { reveal, type Secret } from './secret.ts';

/** Bytes of an X-Wing public key and of what a sender encapsulates. Source: draft-connolly-cfrg-xwing-kem §5. */
export const XWING_PUBLIC_BYTES = 1216;
const ENCAPSULATED_BYTES = 1120;
/** Randomness of one encapsulation: 32 bytes for ML-KEM-768, 32 for X25519. */
const ENCAPSULATION_SEED_BYTES = 64;

const kem = new XWing();
// HPKE with KEM 0x647a, HKDF-SHA-256 0x0001, AES-256-GCM 0x0002. Source: RFC 9180 §7.
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** An X-Wing key pair. The private half is the 32-byte seed itself, so every pair follows from a derived key. */
export interface XwingPair {
  readonly publicKey: Uint8Array;
  readonly seed: Secret;
}

/** A copy with a buffer of its own: the library reads a key's whole underlying buffer. */
function owned(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** The pair of a 32-byte seed. 3 ms in Node: kept, not repeated. */
export async function xwingPairOf(seed: Secret): Promise<XwingPair> {
  const { publicKey } = await kem.generateKeyPairDerand(Uint8Array.from(reveal(seed)));
  return { publicKey: new Uint8Array(await kem.serializePublicKey(publicKey)), seed };
}

/** What stands for a public key where a key id is asked for (WR17). */
export function publicKeyId(publicKey: Uint8Array): Hash {
  return engine.sha256(publicKey);
}

/** Seals `plaintext` so that only the holder of the private half can open it, and only under the same `info`.
 *  @returns suite 1 | encapsulated key 1120 | ciphertext | tag 16.
 *  Throws on a public key that is none. Source: RFC 9180 §6.1 (base mode). */
export async function sealToPublicKey(
  publicKey: Uint8Array,
  info: Uint8Array,
  plaintext: Uint8Array,
  random?: (length: number) => Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipientPublicKey = await kem.importKey('raw', owned(publicKey), true);
  const ekm = random === undefined ? {} : { ekm: owned(random(ENCAPSULATION_SEED_BYTES)) };
  const sender = await suite.createSenderContext({ recipientPublicKey, info: owned(info), ...ekm });
  const ciphertext = await sender.seal(owned(plaintext));
  return concatBytes(Uint8Array.of(SUITE), new Uint8Array(sender.enc), new Uint8Array(ciphertext));
}

/** The plaintext, or undefined when key, info or any bit differs. */
export async function openWithSeed(
  seed: Secret,
  info: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> {
  if (sealed.length < 1 + ENCAPSULATED_BYTES || sealed[0] !== SUITE) return undefined;
  const enc = owned(sealed.subarray(1, 1 + ENCAPSULATED_BYTES));
  try {
    const recipientKey = await kem.importKey('raw', owned(reveal(seed)), false);
    const recipient = await suite.createRecipientContext({ recipientKey, enc, info: owned(info) });
    return new Uint8Array(await recipient.open(owned(sealed.subarray(1 + ENCAPSULATED_BYTES))));
  } catch {
    return undefined;
  }
}
