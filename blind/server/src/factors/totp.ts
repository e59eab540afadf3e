import { createHmac } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** A clock that goes wrong by half a minute is no reason to lock somebody out (RFC 6238 §5.2). */
const WINDOW = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const COUNTER_BYTES = 8;
const BITS_PER_LETTER = 5;

/** Length of a new secret: as long as the hash (RFC 4226 §4, R6). */
export const TOTP_SECRET_BYTES = 20;

/** The number of the 30-second step that `nowMs` lies in. */
export function totpStep(nowMs: number): number {
  return Math.floor(nowMs / STEP_MS);
}

/** The code of one step: HMAC-SHA-1, dynamic truncation. Source: RFC 6238 §4, RFC 4226 §5.3. */
export function totpCode(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(COUNTER_BYTES);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/** The step that `code` belongs to: the present one or one beside it, and later than `after`, so that no code works twice (ZF10).
 *  Undefined: none. */
export function matchingStep(secret: Uint8Array, code: string, nowMs: number, after: number): number | undefined {
  const present = totpStep(nowMs);
  for (let step = present - WINDOW; step <= present + WINDOW; step++)
    if (step > after && totpCode(secret, step) === code) return step;
  return undefined;
}

/** A secret as apps for codes take it (RFC 4648 §6, without padding). */
export function base32Of(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(new RegExp(`.{1,${BITS_PER_LETTER}}`, 'g')) ?? [];
  return groups.map((group) => BASE32[Number.parseInt(group.padEnd(BITS_PER_LETTER, '0'), 2)] ?? '').join('');
}
