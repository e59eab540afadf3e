import { PASSWORD_HISTORY_MOST } from '@siegel/akten';
import { encodeCbor, equalBytes, type Id, SUITE } from '@siegel/wire';
import { deriveBytes, deriveSecret } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, type Secret } from './secret.ts';
import { stretchPassword } from './stretch-password.ts';

const SALT_BYTES = 16;

/** Whose former passwords these are, and which bytes with the server hold them. */
export interface PasswordHistoryPlace {
  readonly tenant: Id;
  readonly user: Id;
  readonly slotId: Id;
}

/** What a former password is recognised by: 32 bytes of Argon2id under a salt that follows from the user key (PW9). Nobody without
 *  that key can begin to guess, and with it a guess costs what it costs at the offline slot. About a quarter of a second. */
export async function passwordMark(password: string, userKey: Secret): Promise<Uint8Array> {
  return stretchPassword(password, await deriveBytes(reveal(userKey), LABELS.passwordSalt, SALT_BYTES));
}

/** Seals the marks, newest first, under the user key. Always the same size: how many there are does not show. */
export async function sealPasswordHistory(
  marks: readonly Uint8Array[],
  place: PasswordHistoryPlace,
  { userKey, random = platformRandom }: { readonly userKey: Secret; readonly random?: Random },
): Promise<Uint8Array> {
  const room = new Uint8Array(1 + PASSWORD_HISTORY_MOST * KEY_BYTES);
  const kept = marks.slice(0, PASSWORD_HISTORY_MOST);
  room[0] = kept.length;
  kept.forEach((mark, at) => room.set(mark, 1 + at * KEY_BYTES));
  return sealEnvelope(await deriveSecret(userKey, LABELS.passwordHistory), aadOf(place), room, random);
}

/** The marks; undefined when the bytes were changed, moved, or belong to somebody else. */
export async function openPasswordHistory(
  sealed: Uint8Array,
  place: PasswordHistoryPlace,
  userKey: Secret,
): Promise<readonly Uint8Array[] | undefined> {
  const room = await openEnvelope(await deriveSecret(userKey, LABELS.passwordHistory), aadOf(place), sealed);
  if (room === undefined || room.length !== 1 + PASSWORD_HISTORY_MOST * KEY_BYTES) return undefined;
  const count = Math.min(room[0] ?? 0, PASSWORD_HISTORY_MOST);
  return Array.from({ length: count }, (_, at) => room.slice(1 + at * KEY_BYTES, 1 + (at + 1) * KEY_BYTES));
}

/** True when a mark is among the newest `count` of a list. */
export function isAmong(mark: Uint8Array, marks: readonly Uint8Array[], count: number): boolean {
  return marks.slice(0, count).some((known) => equalBytes(known, mark));
}

function aadOf({ tenant, user, slotId }: PasswordHistoryPlace): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.passwordHistory, SUITE, tenant, user, slotId]);
}
