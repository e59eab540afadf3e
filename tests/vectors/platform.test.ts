import { describe, test } from 'vitest';
import { NODE_PLATFORMS } from './node-platforms.ts';
import { expectSuite, hasSuite } from './vector-report.ts';

describe.each(Object.entries(NODE_PLATFORMS))('%s', (on, platform) => {
  test.skipIf(!hasSuite('aes_gcm'))('[JT25, T39] seals and opens AES-GCM as published', async () => {
    await expectSuite('aes_gcm', on, platform);
  });

  test.skipIf(!hasSuite('hkdf_sha256'))('[JT25, T39] derives with HKDF-SHA-256 as published', async () => {
    await expectSuite('hkdf_sha256', on, platform);
  });

  test.skipIf(!hasSuite('x25519'))('[JT25, T39] agrees on X25519 and refuses the all-zero secret', async () => {
    await expectSuite('x25519', on, platform);
  });
});

test.skipIf(!hasSuite('jsontestsuite'))('[JT26, T39] reads JSON as JSONTestSuite demands', async () => {
  await expectSuite('jsontestsuite', 'Node', NODE_PLATFORMS['node:crypto']);
});
