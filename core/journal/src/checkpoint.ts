import {
  assert,
  equalBytes,
  fail,
  type Failure,
  HASH_BYTES,
  hexOf,
  type Id,
  ID_BYTES,
  ok,
  type Result,
  type Sha256,
} from '@siegel/wire';
import { strictVerify, type VerifyEd25519 } from './ed25519-strict.ts';
import type { TreeHead } from './proof.ts';
import { decodeNote, encodeNote, noteKeyId, type SignedNote } from './signed-note.ts';
import { base64OfBytes, bytesOfBase64 } from './signed-note-base64.ts';

/** A tree head of one log, as its server signs it after every commit. */
export interface Checkpoint extends TreeHead {
  /** Names the log: tenant and instance, see `checkpointOrigin`. */
  readonly origin: string;
}

/** Why a checkpoint was refused, as the fact `reason` of CHECKPOINT_WRONG: not a note | not signed by this key |
 *  a signature of this key that is wrong | not a checkpoint text | of another log. */
export type CheckpointFault = 'note' | 'unsigned' | 'forged' | 'text' | 'origin';

/** The server log key as a signer. `sign` makes a plain Ed25519 signature (RFC 8032) of 64 bytes. */
export interface CheckpointSigner {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

/** What a verifier expects: both come from the verified journal, never from the answer that is checked. */
export interface ExpectedLog {
  readonly origin: string;
  readonly publicKey: Uint8Array;
}

/** The platform parts a verifier needs. `verify` is wrapped in the strict pre-check here (JT20). */
export interface CheckpointVerifier {
  readonly sha256: Sha256;
  readonly verify: VerifyEd25519;
}

const TREE_SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

/** The name of a log: a restored copy of a tenant is another instance and so another log (JT17). */
export function checkpointOrigin(tenant: Id, instance: Id): string {
  assert(tenant.length === ID_BYTES && instance.length === ID_BYTES, 'JT17: ids have 16 bytes');
  return `siegel/${hexOf(tenant)}/${hexOf(instance)}`;
}

/** The text that is signed: origin, size, root, each on its line (JT18). Source: C2SP tlog-checkpoint. */
export function checkpointText(checkpoint: Checkpoint): string {
  assert(Number.isSafeInteger(checkpoint.size) && checkpoint.size >= 0, 'JT18: a size is a natural number');
  assert(checkpoint.root.length === HASH_BYTES, 'JT18: a root has 32 bytes');
  assert(checkpoint.origin !== '' && !checkpoint.origin.includes('\n'), 'JT18: an origin is one line');
  return `${checkpoint.origin}\n${checkpoint.size}\n${base64OfBytes(checkpoint.root)}\n`;
}

/** Reads a checkpoint text; `checkpointText` of the result gives the same text. Exactly three lines: our logs write no
 *  extension lines, and signed words that nobody reads are not accepted (JT18). */
export function parseCheckpointText(text: string): Result<Checkpoint, Failure<'CHECKPOINT_WRONG'>> {
  const [origin, sizeText, rootText, end, ...more] = text.split('\n');
  if (origin === undefined || origin === '' || end !== '' || more.length > 0) return refuse('text');
  if (sizeText === undefined || !TREE_SIZE.test(sizeText)) return refuse('text');
  const size = Number(sizeText);
  const root = bytesOfBase64(rootText ?? '');
  if (!Number.isSafeInteger(size) || root?.length !== HASH_BYTES) return refuse('text');
  return ok({ origin, size, root });
}

/** Signs a checkpoint and returns the note. The caller is the one writer of the log and has made sure that this head
 *  extends every head it signed before (JT19). Rejects when `sign` does. */
export async function signCheckpoint(
  checkpoint: Checkpoint,
  signer: CheckpointSigner,
  sha256: Sha256,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = checkpointText(checkpoint);
  const signature = await signer.sign(new TextEncoder().encode(text));
  const name = checkpoint.origin;
  const keyId = noteKeyId(sha256, name, signer.publicKey);
  return encodeNote({ text, signatures: [{ name, keyId, signature }] });
}

/** Opens a note as the checkpoint of the expected log. Signature lines of other keys (witnesses, a key of later times)
 *  are left alone; one wrong signature of the expected key refuses the note (JT19).
 *  Fails with CHECKPOINT_WRONG and a `CheckpointFault` as its reason. Whether the head extends the pinned one is for
 *  `verifyConsistency`. */
export async function verifyCheckpoint(
  bytes: Uint8Array,
  log: ExpectedLog,
  verifier: CheckpointVerifier,
): Promise<Result<Checkpoint, Failure<'CHECKPOINT_WRONG'>>> {
  const note = decodeNote(bytes);
  if (!note.ok) return note;
  const fault = await signatureFault(note.value, log, verifier);
  if (fault !== undefined) return refuse(fault);
  // Only now: the text means nothing before its signature was checked.
  const checkpoint = parseCheckpointText(note.value.text);
  if (checkpoint.ok && checkpoint.value.origin !== log.origin) return refuse('origin');
  return checkpoint;
}

async function signatureFault(
  note: SignedNote,
  log: ExpectedLog,
  verifier: CheckpointVerifier,
): Promise<CheckpointFault | undefined> {
  const keyId = noteKeyId(verifier.sha256, log.origin, log.publicKey);
  const own = note.signatures.filter((line) => line.name === log.origin && equalBytes(line.keyId, keyId));
  if (own.length === 0) return 'unsigned';
  const verify = strictVerify(verifier.verify);
  const message = new TextEncoder().encode(note.text);
  const verdicts = await Promise.all(own.map((line) => verify(log.publicKey, message, line.signature)));
  return verdicts.every((valid) => valid) ? undefined : 'forged';
}

function refuse(reason: CheckpointFault): Result<never, Failure<'CHECKPOINT_WRONG'>> {
  return fail('CHECKPOINT_WRONG', { reason });
}
