import { assert } from '@siegel/wire';

const LENGTH_BYTES = 4;

/** The Padmé size of `length`, up to 2^52: at most 12 % more, and only O(log log length) bits of the length are left
 *  to see. Source: Nikitin et al., Reducing Metadata Leakage from Encrypted Files, PETS 2019, §4. */
export function padmeSize(length: number): number {
  assert(Number.isInteger(length) && length >= 0 && length <= 2 ** 52, 'SL11: the length is out of range');
  if (length < 2) return length;
  const exponent = length.toString(2).length - 1;
  const kept = 32 - Math.clz32(exponent);
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

/** length 4 bytes big-endian | content | zeros up to the Padmé size (SL11). */
export function padPart(content: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(content.length < 2 ** 32, 'SL11: the length has 32 bits');
  const padded = new Uint8Array(padmeSize(LENGTH_BYTES + content.length));
  let rest = content.length;
  for (let i = LENGTH_BYTES - 1; i >= 0; i--) {
    padded[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  padded.set(content, LENGTH_BYTES);
  return padded;
}

/** The content of `padded`, or undefined when its size is not the one the length asks for or a bit of the padding is set. */
export function unpadPart(padded: Uint8Array): Uint8Array | undefined {
  if (padded.length < LENGTH_BYTES) return undefined;
  let length = 0;
  for (let i = 0; i < LENGTH_BYTES; i++) length = length * 256 + (padded[i] as number);
  const end = LENGTH_BYTES + length;
  if (end > padded.length || padmeSize(end) !== padded.length) return undefined;
  for (let i = end; i < padded.length; i++) if (padded[i] !== 0) return undefined;
  return padded.subarray(LENGTH_BYTES, end);
}
