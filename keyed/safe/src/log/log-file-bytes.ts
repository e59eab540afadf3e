import { bytesOfHex, HASH_BYTES, type Hash, type Id, LayoutError, ZERO_ID } from '@siegel/wire';
import { bytesOfBase64url } from '../server/base64url.ts';

/** Bytes as a log file spells them. Throws LayoutError. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOfBase64url(text);
  if (bytes === undefined) throw new LayoutError('base64url');
  return bytes;
}

/** Hashes one behind the other. Throws LayoutError. */
export function hashesOf(text: string): readonly Hash[] {
  const bytes = bytesOf(text);
  const count = Math.ceil(bytes.length / HASH_BYTES);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** An id in hex; that of nothing where it is none. */
export function idOf(hex: string): Id {
  return bytesOfHex(hex) ?? ZERO_ID;
}
