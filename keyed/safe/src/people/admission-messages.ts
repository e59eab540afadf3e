import type { PublicHalves } from '@siegel/seal';
import { CborError, type CborValue, decodeCbor, encodeCbor } from '@siegel/wire';

/** What the invited asks admission with (IV10). */
export interface AdmissionRequest {
  readonly halves: PublicHalves;
  readonly mac: Uint8Array;
}

/** What the inviter answers (IV13). */
export interface AdmissionAnswer {
  readonly orgPublic: Uint8Array;
  readonly mac: Uint8Array;
}

const ED25519_BYTES = 32;
const XWING_BYTES = 1216;
const MAC_BYTES = 32;

export function requestBytes({ halves, mac }: AdmissionRequest): Uint8Array {
  return encodeCbor([halves.ed25519Public, halves.xwingPublic, mac]);
}

/** Undefined for bytes that are no request. */
export function requestOf(bytes: Uint8Array): AdmissionRequest | undefined {
  const items = bytesItems(bytes, [ED25519_BYTES, XWING_BYTES, MAC_BYTES]);
  if (items === undefined) return undefined;
  const [ed25519Public, xwingPublic, mac] = items as [Uint8Array, Uint8Array, Uint8Array];
  return { halves: { ed25519Public, xwingPublic }, mac };
}

export function answerBytes({ orgPublic, mac }: AdmissionAnswer): Uint8Array {
  return encodeCbor([orgPublic, mac]);
}

/** Undefined for bytes that are no answer. */
export function answerOf(bytes: Uint8Array): AdmissionAnswer | undefined {
  const items = bytesItems(bytes, [ED25519_BYTES, MAC_BYTES]);
  if (items === undefined) return undefined;
  const [orgPublic, mac] = items as [Uint8Array, Uint8Array];
  return { orgPublic, mac };
}

/** Exactly as many byte strings as there are lengths, each of its length. */
function bytesItems(bytes: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] | undefined {
  const value = decoded(bytes);
  if (!Array.isArray(value) || value.length !== lengths.length) return undefined;
  const items = value as readonly CborValue[];
  const fits = items.every((item, i) => item instanceof Uint8Array && item.length === lengths[i]);
  return fits ? (items as readonly Uint8Array[]).map((item) => item.slice()) : undefined;
}

function decoded(bytes: Uint8Array): CborValue | undefined {
  try {
    return decodeCbor(bytes);
  } catch (error) {
    if (error instanceof CborError) return undefined;
    throw error;
  }
}
