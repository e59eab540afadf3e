import { ID_BYTES, type Place, placeAad, SUITE } from '@siegel/wire';

/** Array of 11 | text of 11 bytes | the text | suite. */
const HEAD = Uint8Array.of(0x8b, 0x6b, ...new TextEncoder().encode('siegel/part'), SUITE);
const BYTES_16 = 0x50;
const BYTES_32 = [0x58, 0x20] as const;
const MOST_BYTES = 160;

const scratch = new Uint8Array(MOST_BYTES);
scratch.set(HEAD);
let at = 0;

/** The bytes of `placeAad` (WR16) without a writer and an array per part, which cost as much as a third of the sealing. They lie in
 *  a scratch that the next call overwrites: hand them on before anything is awaited. */
export function partAad(place: Place): Uint8Array {
  const { kind, compartment, schemaVersion, partVersion } = place;
  if (Math.max(kind, compartment, schemaVersion, partVersion) > 0xffff) return placeAad(place);
  at = HEAD.length;
  id(place.originTenant);
  integer(kind);
  id(place.record);
  id(place.akte);
  integer(compartment);
  integer(schemaVersion);
  integer(partVersion);
  id(place.sealingDevice);
  scratch[at++] = BYTES_32[0];
  scratch[at++] = BYTES_32[1];
  scratch.set(place.keyId, at);
  return scratch.subarray(0, at + place.keyId.length);
}

function id(bytes: Uint8Array): void {
  scratch[at++] = BYTES_16;
  scratch.set(bytes, at);
  at += ID_BYTES;
}

/** 0..65535 with the shortest head. Source: RFC 8949 §4.2.1. */
function integer(value: number): void {
  if (value > 0xff) {
    scratch[at++] = 0x19;
    scratch[at++] = value >>> 8;
  } else if (value > 23) scratch[at++] = 0x18;
  scratch[at++] = value & 0xff;
}
