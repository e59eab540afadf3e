import { wordlist } from '@scure/bip39/wordlists/english.js';
import { encodeCbor, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import { engine } from '#engine';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';

/** Approval of a new device by an approved one, with commit and reveal (SL41): whoever stands between them has one guess in
 *  2^33, made before it knows the nonces, and none after. Each side is a value; each step gives the next message. */
export interface PublicHalves {
  readonly ed25519Public: Uint8Array;
  readonly xwingPublic: Uint8Array;
}

/** What a new device commits to: its keys, and the id under which it is to be entered. */
export interface NewDevice extends PublicHalves {
  readonly device: Id;
}

/** New device, before it has revealed its keys. */
export interface NewcomerCommitted {
  readonly own: NewDevice;
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
export function commitToKeys(own: NewDevice, random: Random = platformRandom): NewcomerCommitted {
  const nonce = random(NONCE_BYTES);
  return { own, nonce, commit: commitOf(own, nonce) };
}

/** Step 2, approver: answers with its own nonce and keys. Send `nonce` and `own`. */
export function answerCommit(commit: Uint8Array, own: PublicHalves, random: Random = platformRandom): ApproverAnswered {
  return { own, nonce: random(NONCE_BYTES), commit };
}

/** What both sides have said, as one hash: words and proofs follow from it. */
export type Transcript = Uint8Array;

/** Step 3, new device: reveals keys, nonce and id. `wordsOf` this are the words it shows. */
export function newcomerTranscript(
  state: NewcomerCommitted,
  approver: { readonly keys: PublicHalves; readonly nonce: Uint8Array },
): Transcript {
  return transcriptOf(state.own, state.nonce, approver.keys, approver.nonce);
}

/** Step 4, approver: checks the reveal against the commit; PAIRING_MISMATCH ends it. Only when a person has said that both show
 *  the same words, or the commit itself was read from the new device's screen, may the device be entered. */
export function approverTranscript(
  state: ApproverAnswered,
  reveal: { readonly keys: NewDevice; readonly nonce: Uint8Array },
): Result<Transcript> {
  if (!equalBytes(commitOf(reveal.keys, reveal.nonce), state.commit)) return fail('PAIRING_MISMATCH');
  return ok(transcriptOf(reveal.keys, reveal.nonce, state.own, state.nonce));
}

/** The three words of a transcript. */
export async function wordsOf(transcript: Transcript): Promise<readonly string[]> {
  const bytes = await engine.hkdf(transcript, new TextEncoder().encode(LABELS.approvalWords), WORD_BYTES);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: WORDS }, (_, i) => wordlist[Number((bits >> BigInt(i * WORD_BITS)) & 2047n)] as string);
}

function commitOf({ ed25519Public, xwingPublic, device }: NewDevice, nonce: Uint8Array): Uint8Array {
  return engine.sha256(encodeCbor([MESSAGE_LABELS.approval, ed25519Public, xwingPublic, device, nonce]));
}

function transcriptOf(
  newcomer: NewDevice,
  newcomerNonce: Uint8Array,
  approver: PublicHalves,
  approverNonce: Uint8Array,
): Transcript {
  const ofNewcomer = [newcomer.ed25519Public, newcomer.xwingPublic, newcomer.device];
  const ofApprover = [approver.ed25519Public, approver.xwingPublic];
  const said = [MESSAGE_LABELS.approvalTranscript, ...ofNewcomer, ...ofApprover, newcomerNonce, approverNonce];
  return engine.sha256(encodeCbor(said));
}
