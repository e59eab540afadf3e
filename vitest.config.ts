import { defineConfig } from 'vitest/config';

/** SIEGEL_TESTS chooses the world: quick (unit), hostile, faults, canary, journey, night; all but night is the gate. */
const WORLDS: Record<string, string[]> = {
  quick: ['{core,blind,keyed,tools}/*/src/**/*.test.ts'],
  hostile: ['tests/hostile/**/*.test.ts'],
  faults: ['tests/faults/**/*.test.ts'],
  canary: ['tests/canary/**/*.test.ts'],
  journey: ['tests/journey/**/*.test.ts'],
};
const world = process.env['SIEGEL_TESTS'] ?? 'all';
const include = WORLDS[world] ?? Object.values(WORLDS).flat();

export default defineConfig({
  test: {
    include,
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
