import { assert } from '@siegel/wire';
import type { Secret } from './secret.ts';

/** NIST SP 800-38D §8.3: at most 2^32 random nonces under one key. */
export const MOST_SEALS = 2 ** 32;
const countBySecret = new WeakMap<Secret, number>();

/** Counts one more seal under a key of this process; throws at the limit. A key that one process could wear out would have
 *  rotated long before: the count is the last line, not the plan (SL13). */
export function countSeal(secret: Secret, seals = 1): void {
  const count = (countBySecret.get(secret) ?? 0) + seals;
  assert(count < MOST_SEALS, 'SL13: this key has sealed 2^32 parts and must rotate');
  countBySecret.set(secret, count);
}
