import { assert, concatBytes, fail, type Failure, ok, type Result, type Sha256 } from '@siegel/wire';
import { base64OfBytes, bytesOfBase64 } from './signed-note-base64.ts';

/** One signature line. Name and key id together say which key signed; nothing here says whether it did. */
interface NoteSignature {
  readonly name: string;
  /** 4 bytes, see `noteKeyId`. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** A text and who claims to have signed it. Untrusted until a signature of a known key was checked. */
export interface SignedNote {
  /** Ends with a newline, which is part of what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Most signature lines a note may have (JT16): the log's own, and room for 15 witnesses. */
export const MAX_NOTE_SIGNATURES = 16;
/** Largest note in bytes (JT16): 16 signatures of 5 kB, which post-quantum ones need, in base64. */
export const MAX_NOTE_BYTES = 128 * 1024;

const KEY_ID_BYTES = 4;
const TYPE_ED25519 = 0x01;
const LINE_START = '— ';
const SIGNATURE_LINE = /^— (\S+) (\S+)$/u;
const KEY_NAME = /^[^\p{White_Space}+]+$/u;
// oxlint-disable-next-line no-control-regex -- exactly these characters are forbidden
const FORBIDDEN_CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** Key id of an Ed25519 key under a name: 4 bytes that find the key, and prove nothing (JT15).
 *  Source: C2SP signed-note, "Signatures". */
export function noteKeyId(sha256: Sha256, name: string, publicKey: Uint8Array): Uint8Array {
  const input = concatBytes(new TextEncoder().encode(`${name}\n`), Uint8Array.of(TYPE_ED25519), publicKey);
  return sha256(input).subarray(0, KEY_ID_BYTES);
}

/** True when `name` may stand in a signature line: not empty, no white space, no plus sign (JT14). */
export function isNoteKeyName(name: string): boolean {
  return KEY_NAME.test(name) && name.isWellFormed() && !FORBIDDEN_CONTROL.test(name);
}

/** The exact bytes of a note (JT14). Throws when the note breaks a rule: we write notes only from checked values. */
export function encodeNote(note: SignedNote): Uint8Array<ArrayBuffer> {
  const lines = note.signatures.map(({ name, keyId, signature }) => {
    assert(isNoteKeyName(name) && keyId.length === KEY_ID_BYTES && signature.length > 0, 'JT14: signature line');
    return `${LINE_START}${name} ${base64OfBytes(concatBytes(keyId, signature))}\n`;
  });
  assert(note.text.endsWith('\n') && note.text.isWellFormed(), 'JT14: a note text ends with a newline');
  assert(!FORBIDDEN_CONTROL.test(note.text), 'JT14: a note has no control characters');
  assert(lines.length >= 1 && lines.length <= MAX_NOTE_SIGNATURES, 'JT16: 1 to 16 signature lines');
  const bytes = new TextEncoder().encode(`${note.text}\n${lines.join('')}`);
  assert(bytes.length <= MAX_NOTE_BYTES, 'JT16: at most 128 KiB');
  return bytes;
}

/** Reads a note; `encodeNote` of the result gives the same bytes. Checks no signature.
 *  Fails with CHECKPOINT_WRONG {reason: 'note'}. Rules JT14, JT16. Source: C2SP signed-note, "Format". */
export function decodeNote(bytes: Uint8Array): Result<SignedNote, Failure<'CHECKPOINT_WRONG'>> {
  const malformed = fail('CHECKPOINT_WRONG', { reason: 'note' });
  const note = bytes.length <= MAX_NOTE_BYTES ? textOfUtf8(bytes) : undefined;
  if (note === undefined || !note.endsWith('\n') || FORBIDDEN_CONTROL.test(note)) return malformed;
  const blankLine = note.lastIndexOf('\n\n');
  if (blankLine < 0) return malformed;
  const lines = note.slice(blankLine + 2, -1).split('\n');
  if (lines.length > MAX_NOTE_SIGNATURES) return malformed;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = decodeSignatureLine(line);
    if (signature === undefined) return malformed;
    signatures.push(signature);
  }
  return ok({ text: note.slice(0, blankLine + 1), signatures });
}

function decodeSignatureLine(line: string): NoteSignature | undefined {
  const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || base64 === undefined || !isNoteKeyName(name)) return undefined;
  const bytes = bytesOfBase64(base64);
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}

function textOfUtf8(bytes: Uint8Array): string | undefined {
  try {
    // A byte order mark is a character of the text: dropping it would change what was signed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
