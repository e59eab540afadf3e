import { defineConfig } from 'vitest/config';
import { GATE_WORLDS, isTestWorld, TEST_WORLDS } from './tools/dev/src/test-worlds.ts';

// SIEGEL_TESTS chooses one world (tools/dev/src/test-worlds.ts); without it all worlds of the gate run.
const chosen = process.env['SIEGEL_TESTS'];
const include =
  chosen !== undefined && isTestWorld(chosen)
    ? [...TEST_WORLDS[chosen]]
    : GATE_WORLDS.flatMap((world) => [...TEST_WORLDS[world]]);

const quick = chosen === 'quick' || chosen === undefined;
const isDay = chosen === 'journey' || chosen === undefined;
// Night and matrix measure times: one file at a time. A third file beside two gains nothing on two cores, and makes each slower than its
// patience.
const isShared = chosen !== 'night' && chosen !== 'matrix';

export default defineConfig({
  test: {
    include,
    // Pages in a real browser and whole ways through real servers belong to the journeys, kills, large files and failing disks to the faults,
    // backups that programs of Debian open to the restores.
    exclude: [
      '**/node_modules/**',
      ...(chosen === 'quick'
        ? ['**/*.browser.test.ts', '**/*.faults.test.ts', '**/*.journey.test.ts', '**/*.restore.test.ts']
        : []),
    ],
    setupFiles: isDay ? ['tools/testing/src/work-in-office-hours.ts'] : [],
    pool: 'forks',
    maxWorkers: isShared ? 2 : 1,
    testTimeout: quick ? 30_000 : 180_000,
    hookTimeout: quick ? 60_000 : 180_000,
    passWithNoTests: false,
    // What is waited for comes at once on a quiet machine; a busy one is no fault of the code.
    expect: { poll: { timeout: 10_000 } },
  },
});
