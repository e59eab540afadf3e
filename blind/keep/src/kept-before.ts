import { bytesOfHex, decodeCbor, encodeCbor, hexOf } from '@siegel/wire';
import type { Before } from './make-backup.ts';
import { manifestOfText, manifestText } from './manifest.ts';

const HASH_BYTES = 32;

/** What the next backup builds on, as bytes to be kept beside: whoever makes backups cannot open the last one (BK26). */
export function beforeToBytes({ manifest, blobs }: Before): Uint8Array {
  const hashes = [...blobs].flatMap((hex) => bytesOfHex(hex) ?? []);
  return encodeCbor([manifestText(manifest), new Uint8Array(Buffer.concat(hashes))]);
}

/** Reads what `beforeToBytes` wrote; undefined when another version of the program wrote it: the next backup is then a whole one. */
export function beforeOfBytes(bytes: Uint8Array): Before | undefined {
  const [text, hashes] = decodeCbor(bytes) as readonly [string, Uint8Array];
  const manifest = manifestOfText(text);
  if (typeof manifest === 'string') return undefined;
  const blobs = new Set<string>();
  for (let at = 0; at < hashes.length; at += HASH_BYTES) blobs.add(hexOf(hashes.subarray(at, at + HASH_BYTES)));
  return { manifest, blobs };
}
