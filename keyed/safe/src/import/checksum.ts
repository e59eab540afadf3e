import { createSHA1 } from 'hash-wasm';

/** SHA-1 for the checksum of LDT 3; it finds damage, it protects nothing. */
export async function makeSha1(): Promise<(bytes: Uint8Array) => Uint8Array> {
  const hash = await createSHA1();
  return (bytes) => hash.init().update(bytes).digest('binary');
}
