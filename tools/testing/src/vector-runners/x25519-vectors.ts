import { startTally, type VectorOutcome } from './outcome.ts';
import type { PlatformPrimitives } from './primitives.ts';
import { answered, hex } from './vector-bytes.ts';
import { caseName, type WycheproofFile } from './wycheproof.ts';

type XdhFile = WycheproofFile<object, { public: string; private: string; shared: string }>;

/** Runs Wycheproof's x25519 file. `valid` must give the secret; `acceptable` (twist, non-canonical) may also be refused;
 *  a public key that gives the all-zero secret must be refused (RFC 9180 §7.1.4). */
export async function runX25519Vectors(
  json: unknown,
  { x25519 }: Pick<PlatformPrimitives, 'x25519'>,
): Promise<VectorOutcome> {
  const tally = startTally();
  for (const vector of (json as XdhFile).testGroups.flatMap(({ tests }) => tests)) {
    const expected = hex(vector.shared);
    const shared = await x25519(hex(vector.private), hex(vector.public));
    const refusedAsItShould = shared === undefined && vector.result !== 'valid';
    const isZero = expected.every((byte) => byte === 0);
    tally.check(caseName(vector), isZero ? refusedAsItShould : refusedAsItShould || answered(shared, expected));
  }
  return tally.outcome();
}
