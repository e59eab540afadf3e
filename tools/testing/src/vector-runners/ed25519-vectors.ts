import { startTally, type VectorOutcome } from './outcome.ts';
import type { PlatformPrimitives } from './primitives.ts';
import { hex } from './vector-bytes.ts';
import { caseName, type WycheproofFile } from './wycheproof.ts';

type EddsaFile = WycheproofFile<{ publicKey: { pk: string } }, { msg: string; sig: string }>;

/** One edge case of C2SP CCTV: an equation that holds in some reading, and what is odd about it. */
export interface CctvEd25519Case {
  readonly number: number;
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

/** What makes Siegel refuse a CCTV case (JT21-JT23). The other flags name harmless oddities: components of small order
 *  that cancel out, and a hash over a re-encoded point, which only a non-canonical A or R can have. */
const REFUSED_CCTV_FLAGS = [
  'low_order_A',
  'low_order_R',
  'low_order_residue',
  'non_canonical_A',
  'non_canonical_R',
] as const;

/** True when our one rule accepts a CCTV case. */
export function isAcceptedCctvCase({ flags }: CctvEd25519Case): boolean {
  return !REFUSED_CCTV_FLAGS.some((flag) => flags?.includes(flag));
}

type Verifier = Pick<PlatformPrimitives, 'verifyEd25519'>;

/** Runs Wycheproof's ed25519 file: accepted exactly when `valid`. */
export async function runWycheproofEd25519Vectors(json: unknown, { verifyEd25519 }: Verifier): Promise<VectorOutcome> {
  const tally = startTally();
  for (const { publicKey, tests } of (json as EddsaFile).testGroups) {
    for (const vector of tests) {
      const accepted = await verifyEd25519(hex(publicKey.pk), hex(vector.msg), hex(vector.sig));
      tally.check(caseName(vector), accepted === (vector.result === 'valid'));
    }
  }
  return tally.outcome();
}

/** Runs the CCTV edge cases: accepted exactly when no refused flag applies. */
export async function runCctvEd25519Vectors(json: unknown, { verifyEd25519 }: Verifier): Promise<VectorOutcome> {
  const tally = startTally();
  for (const vector of json as readonly CctvEd25519Case[]) {
    const message = new TextEncoder().encode(vector.msg);
    const accepted = await verifyEd25519(hex(vector.key), message, hex(vector.sig));
    tally.check(`case ${vector.number} [${(vector.flags ?? []).join(' ')}]`, accepted === isAcceptedCctvCase(vector));
  }
  return tally.outcome();
}
