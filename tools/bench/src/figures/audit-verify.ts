import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { auditJournal, Safe } from '@siegel/safe';
import { platformVerify } from '@siegel/seal';
import { type Figure, figure, median } from '../figure.ts';
import { type LargeTenant, largeTenant } from '../large-tenant.ts';

const AKTEN = 5_000;
const RECORDS_PER_AKTE = 39;
const ROUNDS = 3;
const CHECKS_AT_ONCE = 256;
const SPKI_HEAD_BYTES = 12;

/** `audit-verify`: `siegel verify` follows 200,000 entries, each under a signature of its own, anew to *attributed*, beside as many bare
 *  signature checks on all cores. A million takes five times as long and more memory than this measurement is worth. */
export async function figureAuditVerify(): Promise<readonly Figure[]> {
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  const tenant = await largeTenant({ akten: AKTEN, recordsPerAkte: RECORDS_PER_AKTE, single: true });
  try {
    const verified: number[] = [];
    const checks: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const one = await verify(tenant);
      const bare = await checkSeconds(one.signatures);
      // The first one warms the compilers.
      if (round === 0) continue;
      verified.push(one.seconds);
      checks.push(bare);
    }
    const name = 'audit-verify, 200,000 entries to attributed: beside bare checks on all cores (<= 1.2)';
    return [figure(name, 's', median(verified), median(checks))];
  } finally {
    await tenant.end();
  }
}

async function verify(tenant: LargeTenant): Promise<{ readonly seconds: number; readonly signatures: number }> {
  const { given } = await tenant.freshDevice();
  // Proves the device of this session; what it keeps is not believed by the audit.
  const opened = await Safe.open(given);
  if (!opened.ok) throw new Error(opened.error.code);
  const started = performance.now();
  const audit = await auditJournal(given);
  const seconds = (performance.now() - started) / 1_000;
  if (!audit.ok || audit.value.quarantined.length > 0) throw new Error('the journal does not hold');
  return { seconds, signatures: audit.value.batches };
}

/** So many signature checks on the platform's threads and nothing else. */
async function checkSeconds(count: number): Promise<number> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD_BYTES);
  const message = randomBytes(200);
  const signature = sign(null, message, privateKey);
  const started = performance.now();
  for (let done = 0; done < count; done += CHECKS_AT_ONCE) {
    const together = Math.min(CHECKS_AT_ONCE, count - done);
    await Promise.all(Array.from({ length: together }, () => platformVerify(raw, message, signature)));
  }
  return (performance.now() - started) / 1_000;
}
