import type { CborValue } from './cbor.ts';

/** Thrown when decoded CBOR has not the declared shape; becomes `LAYOUT_MALFORMED` at the trust edge. */
export class LayoutError extends Error {}

/** `value` as an array of exactly `length` items. */
export function tuple(value: CborValue | undefined, length: number, what: string): readonly CborValue[] {
  if (!Array.isArray(value) || value.length !== length) throw new LayoutError(`${what}: ${length} items expected`);
  return value;
}

/** `value` as an array of at most `most` items. */
export function list(value: CborValue | undefined, most: number, what: string): readonly CborValue[] {
  if (!Array.isArray(value) || value.length > most) throw new LayoutError(`${what}: list of at most ${most} expected`);
  return value;
}

/** `value` as a byte string of exactly `length` bytes. */
export function fixedBytes(value: CborValue | undefined, length: number, what: string): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== length)
    throw new LayoutError(`${what}: ${length} bytes expected`);
  return value;
}

/** `value` as a byte string of at most `most` bytes. */
export function someBytes(value: CborValue | undefined, most: number, what: string): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length > most)
    throw new LayoutError(`${what}: at most ${most} bytes expected`);
  return value;
}

/** `value` as an integer 0..most. */
export function natural(value: CborValue | undefined, most: number, what: string): number {
  if (typeof value !== 'number' || value < 0 || value > most) throw new LayoutError(`${what}: 0..${most} expected`);
  return value;
}

/** `value` as null, or read by `read`. */
export function nullable<T>(value: CborValue | undefined, read: (value: CborValue) => T): T | null {
  if (value === undefined) throw new LayoutError('value missing');
  return value === null ? null : read(value);
}

/** `value` as exactly this text label. */
export function label(value: CborValue | undefined, expected: string): void {
  if (value !== expected) throw new LayoutError(`label ${expected} expected`);
}
