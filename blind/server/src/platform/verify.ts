import { type SignatureCheck, strictVerify } from '@siegel/journal';
import { VerifyPool } from './verify-pool.ts';

const pool = new VerifyPool();

/** Strict Ed25519 (JT20) off the event loop. False for anything that is no signature. */
export const verifySignature = strictVerify((publicKey, message, signature) =>
  pool.verify({ publicKey, message, signature }),
);

/** True when every check holds. */
export async function allVerified(checks: readonly SignatureCheck[]): Promise<boolean> {
  const verdicts = await Promise.all(checks.map((c) => verifySignature(c.publicKey, c.message, c.signature)));
  return verdicts.every((valid) => valid);
}
