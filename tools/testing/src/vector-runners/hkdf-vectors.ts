import { startTally, type VectorOutcome } from './outcome.ts';
import type { PlatformPrimitives } from './primitives.ts';
import { answered, hex } from './vector-bytes.ts';
import { caseName, type WycheproofFile } from './wycheproof.ts';

type HkdfFile = WycheproofFile<object, { ikm: string; salt: string; info: string; size: number; okm: string }>;

/** Runs Wycheproof's hkdf_sha256 file; outputs above 255 blocks must be refused.
 *  @param salts false for an HKDF that takes none: cases with a salt are left out. */
export async function runHkdfVectors(
  json: unknown,
  { hkdfSha256 }: Pick<PlatformPrimitives, 'hkdfSha256'>,
  salts = true,
): Promise<VectorOutcome> {
  const tally = startTally();
  for (const vector of (json as HkdfFile).testGroups.flatMap(({ tests }) => tests)) {
    const { ikm, salt, info, size, okm, result } = vector;
    if (salt !== '' && !salts) {
      tally.skip('a salt, which our derivations have not');
      continue;
    }
    const key = await hkdfSha256({ ikm: hex(ikm), salt: hex(salt), info: hex(info), sizeBytes: size });
    tally.check(caseName(vector), result === 'valid' ? answered(key, hex(okm)) : key === undefined);
  }
  return tally.outcome();
}
