import { bytesOfHex, equalBytes } from '@siegel/wire';

/** Bytes of a vector's hex. Throws on anything else: then the vector file itself is damaged. */
export function hex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOfHex(text);
  if (bytes === undefined) throw new Error('the vector file holds something that is not hex');
  return new Uint8Array(bytes);
}

/** Bytes of a vector's standard base64. */
export function base64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** True when a primitive answered exactly these bytes; false when it refused (undefined). */
export function answered(answer: Uint8Array | undefined, expected: Uint8Array): boolean {
  return answer !== undefined && equalBytes(answer, expected);
}
