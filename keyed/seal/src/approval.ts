import { wordlist } from '@scure/bip39/wordlists/english.js';
import { encodeCbor, equalBytes, fail, ok, type Result } from '@siegel/wire';
import { engine } from '#engine';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';

/** Approval of a new device by an approved one, with commit and reveal (SL41): whoever stands between them has one guess in
 *  2^33, made before it knows the nonces, and none after. Each side is a value; each step gives the next message. */
export interface PublicHalves {
  readonly ed25519Public: Uint8Array;
  readonly xwingPublic: Uint8Array;
}

/** New device, before it has revealed its keys. */
export interface NewcomerCommitted {
  readonly own: PublicHalves;
  readonly nonce: Uint8Array;
  readonly commit: Uint8Array;
}

/** Approver, after it has seen the commit. */
export interface ApproverAnswered {
  readonly own: PublicHalves;
  readonly nonce: Uint8Array;
  readonly commit: Uint8Array;
}

const NONCE_BYTES = 32;
const WORD_BITS = 11;
const WORDS = 3;
const WORD_BYTES = 8;

/** Step 1, new device: commits to its keys. Send `commit`. */
export function commitToKeys(own: PublicHalves, random: Random = platformRandom): NewcomerCommitted {
  const nonce = random(NONCE_BYTES);
  return { own, nonce, commit: commitOf(own, nonce) };
}

/** Step 2, approver: answers with its own nonce and keys. Send `nonce` and `own`. */
export function answerCommit(commit: Uint8Array, own: PublicHalves, random: Random = platformRandom): ApproverAnswered {
  return { own, nonce: random(NONCE_BYTES), commit };
}

/** Step 3, new device: reveals keys and nonce, and shows these words. */
export function newcomerWords(
  state: NewcomerCommitted,
  approver: { readonly keys: PublicHalves; readonly nonce: Uint8Array },
): Promise<readonly string[]> {
  return words(state.own, state.nonce, approver.keys, approver.nonce);
}

/** Step 4, approver: checks the reveal against the commit and shows these words; PAIRING_MISMATCH ends it. Only when a person
 *  has said that both show the same words may the device be entered. */
export async function approverWords(
  state: ApproverAnswered,
  reveal: { readonly keys: PublicHalves; readonly nonce: Uint8Array },
): Promise<Result<readonly string[]>> {
  if (!equalBytes(commitOf(reveal.keys, reveal.nonce), state.commit)) return fail('PAIRING_MISMATCH');
  return ok(await words(reveal.keys, reveal.nonce, state.own, state.nonce));
}

function commitOf(keys: PublicHalves, nonce: Uint8Array): Uint8Array {
  return engine.sha256(encodeCbor([MESSAGE_LABELS.approval, keys.ed25519Public, keys.xwingPublic, nonce]));
}

async function words(
  newcomer: PublicHalves,
  newcomerNonce: Uint8Array,
  approver: PublicHalves,
  approverNonce: Uint8Array,
): Promise<readonly string[]> {
  const halves = [newcomer.ed25519Public, newcomer.xwingPublic, approver.ed25519Public, approver.xwingPublic];
  const transcript = engine.sha256(
    encodeCbor([MESSAGE_LABELS.approvalTranscript, ...halves, newcomerNonce, approverNonce]),
  );
  const bytes = await engine.hkdf(transcript, new TextEncoder().encode(LABELS.approvalWords), WORD_BYTES);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: WORDS }, (_, i) => wordlist[Number((bits >> BigInt(i * WORD_BITS)) & 2047n)] as string);
}
