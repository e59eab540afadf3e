import { SIGNATURE_BYTES } from '@siegel/wire';

/** Plain Ed25519 verification of the platform (node:crypto, WebCrypto). False for anything it cannot read. */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;

const POINT_BYTES = 32;

/** L, the order of the base point, as 32 bytes little-endian: 2^252 + 27742317777372353535851937790883648493. */
const ORDER = littleEndian('1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed');
/** p = 2^255 - 19. */
const FIELD = littleEndian('7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed');

/** The y coordinates of the eight points of order 1, 2, 4 and 8. The sign bit tells the two points of one y apart, and
 *  both are refused, so it is left out; that covers the spelling "x = 0, but negative" too. */
const SMALL_ORDER_Y = [
  '0000000000000000000000000000000000000000000000000000000000000000', // order 4
  '0000000000000000000000000000000000000000000000000000000000000001', // order 1
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec', // order 2
  '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826', // order 8
  '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7', // order 8
].map(littleEndian);

/** True when `publicKey` is 32 bytes, the only spelling of its point, and not of small order (JT21, JT22).
 *  Whether the point lies on the curve only the platform tells. */
export function isStrictPublicKey(publicKey: Uint8Array): boolean {
  return publicKey.length === POINT_BYTES && isStrictPoint(publicKey, 0);
}

/** The pre-check that makes every platform agree: 64 bytes, S < L, and A and R canonical and not of small order
 *  (JT20-JT22). Bytes only, no curve arithmetic; public values only, so not constant-time.
 *  Source: RFC 8032 §5.1.7; W3C Secure Curves; the cases of C2SP CCTV ed25519. */
export function isStrictEd25519(publicKey: Uint8Array, signature: Uint8Array): boolean {
  return (
    isStrictPublicKey(publicKey) &&
    signature.length === SIGNATURE_BYTES &&
    isStrictPoint(signature, 0) &&
    isBelow(signature, POINT_BYTES, ORDER, 0xff)
  );
}

/** Puts the pre-check before a platform's verification (JT20). */
export function strictVerify(verify: VerifyEd25519): VerifyEd25519 {
  return async (publicKey, message, signature) =>
    isStrictEd25519(publicKey, signature) && (await verify(publicKey, message, signature));
}

function isStrictPoint(bytes: Uint8Array, at: number): boolean {
  return isBelow(bytes, at, FIELD, 0x7f) && !SMALL_ORDER_Y.some((y) => isSame(bytes, at, y));
}

/** Little-endian comparison of 32 bytes at `at`, the top byte masked, with `limit`. */
function isBelow(bytes: Uint8Array, at: number, limit: Uint8Array, topMask: number): boolean {
  for (let i = POINT_BYTES - 1; i >= 0; i--) {
    const byte = (bytes[at + i] as number) & (i === POINT_BYTES - 1 ? topMask : 0xff);
    const bound = limit[i] as number;
    if (byte !== bound) return byte < bound;
  }
  return false;
}

/** True when the 32 bytes at `at`, without the sign bit, are `y`. */
function isSame(bytes: Uint8Array, at: number, y: Uint8Array): boolean {
  for (let i = 0; i < POINT_BYTES - 1; i++) if (bytes[at + i] !== y[i]) return false;
  return ((bytes[at + POINT_BYTES - 1] as number) & 0x7f) === y[POINT_BYTES - 1];
}

function littleEndian(hex: string): Uint8Array {
  const bytes = new Uint8Array(POINT_BYTES);
  for (let i = 0; i < POINT_BYTES; i++) {
    const at = 2 * (POINT_BYTES - 1 - i);
    bytes[i] = Number.parseInt(hex.slice(at, at + 2), 16);
  }
  return bytes;
}
