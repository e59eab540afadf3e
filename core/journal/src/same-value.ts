import { type CborValue, equalBytes } from '@siegel/wire';

/** True for equal bytes, texts and numbers, and for lists of them in the same order. */
export function sameValue(a: CborValue | undefined, b: CborValue): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return equalBytes(a, b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: CborValue, i) => sameValue(item, b[i] as CborValue));
  return a === b;
}
