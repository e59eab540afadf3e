import { encodeCbor, equalBytes, fail, type Id, ok, type Result, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import type { PublicHalves } from './approval.ts';
import { CODE_ALPHABET, typedLetters } from './code-letters.ts';
import { deriveBytes } from './derive.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES } from './secret.ts';

/** Whom an invitation is for. */
export interface InvitedPlace {
  readonly tenant: Id;
  readonly user: Id;
}

const LETTERS = 20;
const GROUP = /.{5}/g;
const LETTER_MASK = 31;

/** The code of an invitation (IV1): 20 letters of five random bits each, in groups. It goes another way than the link. */
export function makeInvitationCode(random: Random = platformRandom): string {
  return grouped(Array.from(random(LETTERS), (byte) => CODE_ALPHABET[byte & LETTER_MASK]).join(''));
}

/** A typed code as `makeInvitationCode` writes it. INVITATION_CODE_WRONG for another length or letter. */
export function readInvitationCode(text: string): Result<string> {
  const letters = typedLetters(text);
  const isWhole = letters.length === LETTERS && Array.from(letters).every((letter) => CODE_ALPHABET.includes(letter));
  return isWhole ? ok(grouped(letters)) : fail('INVITATION_CODE_WRONG');
}

/** What shows the inviter that these public halves come from whoever holds the code (IV10). */
export function invitationRequestMac(code: string, place: InvitedPlace, halves: PublicHalves): Promise<Uint8Array> {
  return macOf(code, [MESSAGE_LABELS.invitationRequest, ...itemsOf(place, halves)]);
}

/** What shows the invited that this is the organisation of whoever made the code (IV13). */
export function invitationAnswerMac(
  code: string,
  place: InvitedPlace,
  { halves, orgPublic }: { readonly halves: PublicHalves; readonly orgPublic: Uint8Array },
): Promise<Uint8Array> {
  return macOf(code, [MESSAGE_LABELS.invitationAnswer, ...itemsOf(place, halves), orgPublic]);
}

/** INVITATION_FOREIGN when `mac` was not made with this code over this. */
export function checkInvitationMac(mac: Uint8Array, expected: Uint8Array): Result<true> {
  return equalBytes(mac, expected) ? ok(true) : fail('INVITATION_FOREIGN');
}

/** HKDF-SHA-256 of one block is HMAC-SHA-256 of its info under the extracted key (RFC 5869 §2.3): the info is the message's
 *  hash, because Node takes at most 1,024 bytes of it. */
async function macOf(code: string, items: readonly (string | number | Uint8Array)[]): Promise<Uint8Array> {
  const key = await deriveBytes(new TextEncoder().encode(code), LABELS.invitation, KEY_BYTES);
  return engine.hkdf(key, engine.sha256(encodeCbor([...items])), KEY_BYTES);
}

function itemsOf({ tenant, user }: InvitedPlace, { ed25519Public, xwingPublic }: PublicHalves) {
  return [SUITE, tenant, user, ed25519Public, xwingPublic] as const;
}

function grouped(letters: string): string {
  return (letters.match(GROUP) ?? []).join('-');
}
