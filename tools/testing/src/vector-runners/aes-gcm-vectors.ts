import { concatBytes } from '@siegel/wire';
import { startTally, type VectorOutcome } from './outcome.ts';
import type { PlatformPrimitives } from './primitives.ts';
import { answered, hex } from './vector-bytes.ts';
import { caseName, type WycheproofFile } from './wycheproof.ts';

type AeadFile = WycheproofFile<
  { ivSize: number; keySize: number; tagSize: number },
  { key: string; iv: string; aad: string; msg: string; ct: string; tag: string }
>;

/** Runs Wycheproof's aes_gcm file: seals and opens the valid cases, refuses the others.
 *  Only what suite S1 uses: a 96-bit nonce and a 128-bit tag, with the key sizes the platform has. */
export async function runAesGcmVectors(
  json: unknown,
  primitives: Pick<PlatformPrimitives, 'sealAesGcm' | 'openAesGcm'>,
  keySizes: readonly number[] = [256],
): Promise<VectorOutcome> {
  const tally = startTally();
  for (const group of (json as AeadFile).testGroups) {
    if (group.ivSize !== 96 || group.tagSize !== 128) {
      tally.skip('nonce is not 96 bits or tag not 128', group.tests.length);
      continue;
    }
    if (!keySizes.includes(group.keySize)) {
      tally.skip(`key of ${group.keySize} bits`, group.tests.length);
      continue;
    }
    for (const vector of group.tests) {
      const [key, nonce, aad, plaintext] = [hex(vector.key), hex(vector.iv), hex(vector.aad), hex(vector.msg)];
      const sealed = concatBytes(hex(vector.ct), hex(vector.tag));
      const opened = await primitives.openAesGcm({ key, nonce, aad, text: sealed });
      if (vector.result === 'valid') {
        const again = await primitives.sealAesGcm({ key, nonce, aad, text: plaintext });
        tally.check(caseName(vector), answered(opened, plaintext) && answered(again, sealed));
      } else {
        tally.check(caseName(vector), opened === undefined);
      }
    }
  }
  return tally.outcome();
}
