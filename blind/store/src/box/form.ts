import { hash } from 'node:crypto';
import { concatBytes, equalBytes, fail, type Failure, hexOf, ok, type Result } from '@siegel/wire';
import { KEY_BYTES } from './sealed-key.ts';

/** The letters of Crockford: none looks like another one on paper. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LINES = 8;
const LINE_BYTES = KEY_BYTES / LINES;
const LETTERS_PER_LINE = 8;
const LABEL = 'siegel-box-form 1';
/** Number, dot or space, two groups of four: as printed, and as typed. */
const LINE = /^\s*(\d)[\s.:)]+([0-9A-Za-z]{4})[\s-]+([0-9A-Za-z]{4})\s*$/;
const utf8 = new TextEncoder();

/** The box key in lines to print and to type: eight of four bytes with a check byte each, and a ninth over all of them (BX9). */
export function formLines(key: Uint8Array): readonly string[] {
  const lines = Array.from({ length: LINES }, (_, at) => {
    const bytes = key.subarray(at * LINE_BYTES, (at + 1) * LINE_BYTES);
    return concatBytes(bytes, checkOfLine(at, bytes));
  });
  return [...lines, checkOfAll(key)].map((bytes, at) => `${at + 1}  ${lettersOf(bytes)}`);
}

/** The key of typed lines; whatever else stands in the text is passed over. BOX_FORM_LINE names the line with the mistake. */
export function keyOfForm(text: string): Result<Uint8Array, Failure<'BOX_FORM_LINE'>> {
  const typed = typedLines(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < LINES; at++) {
    const piece = pieceOfLine(at, typed.get(at));
    if (piece === undefined) return fail('BOX_FORM_LINE', { line: at + 1 });
    pieces.push(piece);
  }
  const key = concatBytes(...pieces);
  const check = bytesOfLetters(typed.get(LINES));
  return check !== undefined && equalBytes(check, checkOfAll(key))
    ? ok(key)
    : fail('BOX_FORM_LINE', { line: LINES + 1 });
}

/** The letters of every numbered line, by number from 0. */
function typedLines(text: string): ReadonlyMap<number, string> {
  const typed = new Map<number, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, number, first = '', second = ''] = LINE.exec(line) ?? [];
    if (number !== undefined) typed.set(Number(number) - 1, first + second);
  }
  return typed;
}

/** Four bytes of the key, or undefined when the line does not carry its own check. */
function pieceOfLine(at: number, letters: string | undefined): Uint8Array | undefined {
  const bytes = bytesOfLetters(letters);
  const piece = bytes?.subarray(0, LINE_BYTES);
  if (bytes === undefined || piece === undefined) return undefined;
  return equalBytes(bytes.subarray(LINE_BYTES), checkOfLine(at, piece)) ? piece : undefined;
}

function checkOfLine(at: number, bytes: Uint8Array): Uint8Array {
  return digest(concatBytes(Uint8Array.of(at), bytes)).subarray(0, 1);
}

function checkOfAll(key: Uint8Array): Uint8Array {
  return digest(key).subarray(0, LINE_BYTES + 1);
}

function digest(bytes: Uint8Array): Uint8Array {
  return hash('sha256', concatBytes(utf8.encode(LABEL), bytes), 'buffer');
}

/** Five bytes as two groups of four letters. */
function lettersOf(bytes: Uint8Array): string {
  const bits = BigInt(`0x${hexOf(bytes)}`);
  const letters = Array.from({ length: LETTERS_PER_LINE }, (_, at) => {
    const shift = BigInt(5 * (LETTERS_PER_LINE - 1 - at));
    return LETTERS[Number((bits >> shift) & 31n)] as string;
  }).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Forgives small letters, O for 0, and I and L for 1. */
function bytesOfLetters(text = ''): Uint8Array | undefined {
  const letters = text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (letters.length !== LETTERS_PER_LINE) return undefined;
  let bits = 0n;
  for (const letter of letters) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  return Uint8Array.from({ length: LINE_BYTES + 1 }, (_, at) => Number((bits >> BigInt(8 * (LINE_BYTES - at))) & 255n));
}
