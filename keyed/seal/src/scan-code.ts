import { concatBytes, encodeCbor, equalBytes, fail, ok, type Result } from '@siegel/wire';
import { engine } from '#engine';
import type { Transcript } from './approval.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';

/** What a waiting device shows to be scanned in place of comparing words (SL44). It goes from screen to camera and never to the
 *  server: `commit` tells the approver whose keys it answers, `key` lets the new device know that its answer came from whoever
 *  stood before its screen. */
export interface ScanCode {
  readonly commit: Uint8Array;
  readonly key: Uint8Array;
}

const MARK = 'SIEGEL-GERAET:';
const COMMIT_BYTES = 32;
const KEY_BYTES = 16;
/** The letters of Crockford's base 32: a QR code takes capitals and digits at half the room. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTER_BITS = 5;
const LETTERS = Math.ceil(((COMMIT_BYTES + KEY_BYTES) * 8) / LETTER_BITS);

/** A code for one exchange; its key is used for nothing else. */
export function makeScanCode(commit: Uint8Array, random: Random = platformRandom): ScanCode {
  return { commit, key: random(KEY_BYTES) };
}

/** The text of the code. */
export function scanCodeToText({ commit, key }: ScanCode): string {
  const bytes = concatBytes(commit, key);
  let bits = 0;
  let held = 0;
  let text = MARK;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (held += 8; held >= LETTER_BITS; held -= LETTER_BITS)
      text += ALPHABET[(bits >> (held - LETTER_BITS)) & 31] as string;
    bits &= (1 << held) - 1;
  }
  return held === 0 ? text : text + (ALPHABET[(bits << (LETTER_BITS - held)) & 31] as string);
}

/** The code of a text, scanned or pasted; spaces and lower case are forgiven. APPROVAL_CODE_WRONG for anything else. */
export function scanCodeOfText(text: string): Result<ScanCode> {
  const letters = text.toUpperCase().replaceAll(/\s/g, '');
  const code = letters.startsWith(MARK) ? letters.slice(MARK.length) : '';
  if (code.length !== LETTERS) return fail('APPROVAL_CODE_WRONG');
  const bytes = new Uint8Array(COMMIT_BYTES + KEY_BYTES);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of code) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return fail('APPROVAL_CODE_WRONG');
    bits = (bits << LETTER_BITS) | value;
    held += LETTER_BITS;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = bits >> held;
    bits &= (1 << held) - 1;
  }
  if (bits !== 0) return fail('APPROVAL_CODE_WRONG');
  return ok({ commit: bytes.slice(0, COMMIT_BYTES), key: bytes.slice(COMMIT_BYTES) });
}

/** Says to the new device that its screen was scanned, and which keys both sides have: 32 bytes that nobody makes who has not
 *  seen the code. */
export async function scanProof({ key }: ScanCode, transcript: Transcript): Promise<Uint8Array> {
  const scanKey = await engine.hkdf(key, new TextEncoder().encode(LABELS.approvalScan), COMMIT_BYTES);
  return engine.hkdf(scanKey, encodeCbor([MESSAGE_LABELS.approvalScanProof, transcript]), COMMIT_BYTES);
}

/** True for the proof of this code and transcript. */
export async function isScanProof(proof: Uint8Array, code: ScanCode, transcript: Transcript): Promise<boolean> {
  return equalBytes(proof, await scanProof(code, transcript));
}
