import { test } from 'vitest';
import { NODE_PLATFORMS } from './node-platforms.ts';
import { expectSuite, hasSuite } from './vector-report.ts';

test.skipIf(!hasSuite('merkle'))('[JT24, T39] agrees with the proof cases of transparency-dev', async () => {
  await expectSuite('merkle', 'node:crypto', NODE_PLATFORMS['node:crypto']);
});
