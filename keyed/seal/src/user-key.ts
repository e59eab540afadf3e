import { engine } from '#engine';
import type { PublicHalves } from './approval.ts';
import { deriveBytes, deriveSecret } from './derive.ts';
import type { SigningKey } from './engine/engine.ts';
import { LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { type XwingKey, xwingOfSecret } from './xwing.ts';

/** The opened key of a user: everything a user may open hangs on it (SL4). */
export interface UserKey {
  readonly secret: Secret;
  readonly signing: SigningKey;
  readonly xwing: XwingKey;
}

/** A fresh user key. */
export function makeUserKey(random: Random = platformRandom): Promise<UserKey> {
  return userKeyOf(new Secret(random(KEY_BYTES)));
}

/** What of a user key everybody may know. */
export function userHalves({ signing, xwing }: UserKey): PublicHalves {
  return { ed25519Public: signing.publicKey, xwingPublic: xwing.publicKey };
}

/** The key pairs that follow from UK (SL4). */
export async function userKeyOf(secret: Secret): Promise<UserKey> {
  const signing = await engine.importSigningKey(await deriveBytes(reveal(secret), LABELS.userEd25519, KEY_BYTES));
  return { secret, signing, xwing: await xwingOfSecret(await deriveSecret(secret, LABELS.userXwing)) };
}
