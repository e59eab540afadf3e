import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { bech32 } from '@scure/base';
import { equalBytes, type Id, WRAP_PURPOSE } from '@siegel/wire';
import { type CompartmentKey, compartmentKey } from './case-key.ts';
import { keyIdOf } from './derive.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, Secret } from './secret.ts';
import { type NamedKey, openForUser, wrapForUser } from './wrap-for-user.ts';
import type { XwingKey } from './xwing.ts';

// Source: age-encryption.org/v1, section "The X25519 recipient type": both halves in bech32 (BIP 173), the secret one in capitals.
const RECIPIENT = 'age';
const IDENTITY = 'age-secret-key-';

/** A key of backups: what the server seals to, and what opens it. */
export interface BackupPair {
  /** `age1...` */
  readonly recipient: string;
  /** `AGE-SECRET-KEY-1...` */
  readonly identity: string;
}

/** The entry a key of backups belongs to: its part and its wraps are bound to it. */
export interface BackupKeyPlace {
  readonly tenant: Id;
  readonly record: Id;
}

/** A fresh X25519 pair in the words of age; it is made on this device and nowhere else (BK25). */
export async function makeBackupPair(random: Random = platformRandom): Promise<BackupPair> {
  const kem = new DhkemX25519HkdfSha256();
  const { privateKey, publicKey } = await kem.deriveKeyPair(random(KEY_BYTES).slice().buffer);
  const words = async (prefix: string, key: Promise<ArrayBuffer>) =>
    bech32.encodeFromBytes(prefix, new Uint8Array(await key));
  return {
    recipient: await words(RECIPIENT, kem.serializePublicKey(publicKey)),
    identity: (await words(IDENTITY, kem.serializePrivateKey(privateKey))).toUpperCase(),
  };
}

/** Whether `identity` opens what is sealed to `recipient`; false also for what is no pair of age: an entry may name one and hold another. */
export async function isBackupPair({ recipient, identity }: BackupPair): Promise<boolean> {
  const kem = new DhkemX25519HkdfSha256();
  try {
    const recipientPublicKey = await kem.deserializePublicKey(bytesOfWords(RECIPIENT, recipient));
    const recipientKey = await kem.deserializePrivateKey(bytesOfWords(IDENTITY, identity.toLowerCase()));
    const { sharedSecret, enc } = await kem.encap({ recipientPublicKey });
    const found = await kem.decap({ recipientKey, enc });
    return equalBytes(new Uint8Array(found), new Uint8Array(sharedSecret));
  } catch {
    return false;
  }
}

function bytesOfWords(wanted: string, words: string): Uint8Array {
  const { prefix, bytes } = bech32.decodeToBytes(words);
  if (prefix !== wanted) throw new RangeError('BK23: half of another kind of key');
  return bytes;
}

/** A fresh key for the part with the identity. */
export async function makeBackupPartKey(random: Random = platformRandom): Promise<NamedKey> {
  const secret = new Secret(random(KEY_BYTES));
  return { secret, keyId: await keyIdOf(secret) };
}

/** The key of the part for one holder, key id 32 | sealed (BK23). */
export function wrapBackupKey(key: NamedKey, place: BackupKeyPlace, xwingPublic: Uint8Array): Promise<Uint8Array> {
  return wrapForUser(key, wrapPlaceOf(place), xwingPublic);
}

/** Opens the key of the part; undefined when it is for somebody else, was moved to another entry, or is another key than it says. */
export function openBackupKey(
  wrapped: Uint8Array,
  place: BackupKeyPlace,
  own: XwingKey,
): Promise<NamedKey | undefined> {
  return openForUser(wrapped, wrapPlaceOf(place), own);
}

/** The key that seals the part `restricted` of the entry. */
export function backupPartKey(key: NamedKey): Promise<CompartmentKey> {
  return compartmentKey(key, 'restricted');
}

function wrapPlaceOf({ tenant, record }: BackupKeyPlace) {
  return { purpose: WRAP_PURPOSE.backupKeyToUser, tenant, subject: record };
}
