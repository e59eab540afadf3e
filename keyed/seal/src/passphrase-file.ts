import { deriveBytes } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS } from './labels.ts';
import type { Random } from './random.ts';
import { KEY_BYTES, Secret } from './secret.ts';
import { stretchPassword } from './stretch-password.ts';

const SALT_BYTES = 16;

/** What a passphrase protects, and as what: bytes of one purpose never open as those of another. */
export interface PassphraseLock {
  readonly passphrase: string;
  readonly aad: Uint8Array;
}

/** Seals `content` under a passphrase for a file of mode 0600: salt 16 | envelope. */
export async function sealUnderPassphrase(
  content: Uint8Array,
  { passphrase, aad }: PassphraseLock,
  random: Random,
): Promise<Uint8Array> {
  const salt = random(SALT_BYTES);
  const envelope = await sealEnvelope(await passphraseKey(passphrase, salt), aad, content, random);
  const file = new Uint8Array(SALT_BYTES + envelope.length);
  file.set(salt);
  file.set(envelope, SALT_BYTES);
  return file;
}

/** Opens such a file; undefined for a wrong passphrase or a damaged file alike. */
export async function openUnderPassphrase(
  file: Uint8Array,
  { passphrase, aad }: PassphraseLock,
): Promise<Uint8Array | undefined> {
  if (file.length <= SALT_BYTES) return undefined;
  const key = await passphraseKey(passphrase, file.subarray(0, SALT_BYTES));
  return openEnvelope(key, aad, file.subarray(SALT_BYTES));
}

async function passphraseKey(passphrase: string, salt: Uint8Array): Promise<Secret> {
  const stretched = await stretchPassword(passphrase, salt);
  return new Secret(await deriveBytes(stretched, LABELS.localStore, KEY_BYTES));
}
