import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { auditJournal, Safe } from '@siegel/safe';
import { platformVerify } from '@siegel/seal';
import { type BenchOptions, type Figure, figure, median } from '../figure.ts';
import { type LargeTenant, largeTenant } from '../large-tenant.ts';

const ENTRIES = 1_000_000;
const ENTRIES_PER_AKTE = 40;
const ROUNDS = 3;
const CHECKS_AT_ONCE = 256;
const SPKI_HEAD_BYTES = 12;
const LOOK_EVERY_MS = 100;
const MB = 1_000_000;

/** `audit-verify`: `siegel verify` follows a million entries (`--count`: fewer), each under a signature of its own, anew to *attributed*, beside
 *  as many bare signature checks on all cores; and the most memory it took, beside the database. */
export async function figureAuditVerify({ count = ENTRIES }: BenchOptions): Promise<readonly Figure[]> {
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  const akten = Math.ceil(count / ENTRIES_PER_AKTE);
  const tenant = await largeTenant({ akten, recordsPerAkte: ENTRIES_PER_AKTE - 1, single: true });
  try {
    const verified: number[] = [];
    const checks: number[] = [];
    const peaks: number[] = [];
    // Warms the compilers of both, which a tenth does as well.
    await checkSeconds(count / 10);
    for (let round = 0; round < ROUNDS; round++) {
      const one = await verify(tenant);
      verified.push(one.seconds);
      peaks.push(one.peakBytes / MB);
      checks.push(await checkSeconds(one.signatures));
    }
    const named = `audit-verify, ${akten * ENTRIES_PER_AKTE} entries to attributed`;
    return [
      figure(`${named}: beside bare checks on all cores (<= 1.2)`, 's', median(verified), median(checks)),
      figure(`${named}: most memory, beside the database`, 'MB', median(peaks), (await databaseBytes(tenant)) / MB),
    ];
  } finally {
    await tenant.end();
  }
}

interface Verified {
  readonly seconds: number;
  readonly signatures: number;
  /** Resident, of this program. */
  readonly peakBytes: number;
}

async function verify(tenant: LargeTenant): Promise<Verified> {
  const { given } = await tenant.freshDevice();
  // Proves the device of this session; what it keeps is not believed by the audit.
  const opened = await Safe.open(given);
  if (!opened.ok) throw new Error(opened.error.code);
  globalThis.gc?.();
  let peakBytes = 0;
  const look = () => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss()));
  const looking = setInterval(look, LOOK_EVERY_MS);
  const started = performance.now();
  const audit = await auditJournal(given);
  look();
  clearInterval(looking);
  const seconds = (performance.now() - started) / 1_000;
  if (!audit.ok || audit.value.quarantined.length > 0) throw new Error('the journal does not hold');
  return { seconds, signatures: audit.value.batches, peakBytes };
}

async function databaseBytes({ server }: LargeTenant): Promise<number> {
  const files = await readdir(server.directory, { recursive: true, withFileTypes: true });
  const databases = files.filter((file) => file.name === 'journal.db').map(({ parentPath }) => parentPath);
  const sizes = await Promise.all(databases.map(async (folder) => (await stat(join(folder, 'journal.db'))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
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
