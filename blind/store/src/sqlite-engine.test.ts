import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tenantStoreConformance } from '@siegel/testing';
import { createSqliteEngine, readSubtrees } from './index.ts';

await tenantStoreConformance('encrypted SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'siegel-store-'));
  const options = { directory, boxKey: { bytes: randomBytes(32) } };
  return {
    engine: createSqliteEngine(options),
    reopen: () => Promise.resolve(createSqliteEngine(options)),
    readSubtrees,
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
});
