import { hash } from 'node:crypto';
import { createTreeHasher } from '@siegel/journal';
import { SERVER_AUTHORED_KINDS, type Sha256 } from '@siegel/wire';

/** SHA-256 of the platform. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');
/** The tree's hash rules; all uses are synchronous, so one is enough. */
export const treeHasher = createTreeHasher(sha256);

/** False for what the server writes itself: nothing names such an entry by its hash, and a row at a place of its own for each would
 *  change a page of the index per delivery (ST19). */
export function isFoundByHash(kind: number): boolean {
  return !SERVER_AUTHORED_KINDS.has(kind);
}

/** The first 8 bytes as a signed integer: the key of a lookup that is verified against the full value. */
export function prefix8(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigInt64(0);
}
