import { fail, ok, type Result } from '@siegel/wire';
import { CODE_ALPHABET as ALPHABET, typedLetters } from './code-letters.ts';
import { platformRandom, type Random } from './random.ts';

/** 128 random bits as 26 letters, in groups (SL31). Without check digit: a wrong code does not open the slot. */
const CODE_BYTES = 16;
const LETTERS = 26;
const GROUPS = [5, 5, 5, 5, 6];

/** A fresh code: its bytes for the slot, its text for paper. */
export function makeRecoveryCode(random: Random = platformRandom): {
  readonly bytes: Uint8Array;
  readonly text: string;
} {
  const bytes = random(CODE_BYTES);
  return { bytes, text: recoveryCodeText(bytes) };
}

/** Code text of 16 bytes, `XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX`. */
export function recoveryCodeText(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  // 26 letters carry 130 bits; the two lowest stay zero.
  bits <<= 2n;
  let letters = '';
  for (let i = 0; i < LETTERS; i++) {
    letters = ALPHABET[Number(bits & 31n)] + letters;
    bits >>= 5n;
  }
  let at = 0;
  return GROUPS.map((length) => letters.slice(at, (at += length))).join('-');
}

/** The bytes of a typed code; lower case, spaces, dashes and the slips O for 0, I and L for 1 are forgiven.
 *  RECOVERY_CODE_WRONG for another length or letter. */
export function bytesOfRecoveryCode(text: string): Result<Uint8Array> {
  const letters = typedLetters(text);
  if (letters.length !== LETTERS) return fail('RECOVERY_CODE_WRONG');
  let bits = 0n;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return fail('RECOVERY_CODE_WRONG');
    bits = (bits << 5n) | BigInt(value);
  }
  if ((bits & 3n) !== 0n) return fail('RECOVERY_CODE_WRONG');
  bits >>= 2n;
  const bytes = new Uint8Array(CODE_BYTES);
  for (let i = CODE_BYTES - 1; i >= 0; i--) {
    bytes[i] = Number(bits & 255n);
    bits >>= 8n;
  }
  return ok(bytes);
}
