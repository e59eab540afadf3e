/** The worlds the tests live in, in the order the gate runs them, each with the files that belong to it.
 *  `night` runs all of them with longer runs and new seeds (tests read SIEGEL_NIGHT) and adds its own folder. */
export const TEST_WORLDS = {
  quick: [
    '{core,blind,keyed,tools}/*/src/**/*.test.ts',
    '{core,blind,keyed,tools}/*/src/**/*.test.tsx',
    'tests/house/**/*.test.ts',
    'tests/vectors/**/*.test.ts',
  ],
  restore: ['blind/keep/src/**/*.restore.test.ts'],
  hostile: ['tests/hostile/**/*.test.ts', 'tests/model/**/*.test.ts'],
  faults: ['tests/faults/**/*.test.ts', '{blind,keyed}/*/src/**/*.faults.test.ts'],
  canary: ['tests/canary/**/*.test.ts'],
  journey: [
    'tests/journey/**/*.test.ts',
    '{keyed,tools}/*/src/**/*.browser.test.ts',
    'keyed/*/src/**/*.journey.test.ts',
    'tests/vectors/**/*.browser.test.ts',
  ],
  matrix: ['tests/matrix/**/*.test.ts'],
  night: ['tests/night/**/*.test.ts'],
} as const;

/** Name of one world; also the value of SIEGEL_TESTS that chooses it. */
export type TestWorld = keyof typeof TEST_WORLDS;

/** The worlds `npm test` runs; `night` is too long for it, and of `matrix` a short form stands in `quick`. */
export const GATE_WORLDS = [
  'quick',
  'restore',
  'hostile',
  'faults',
  'canary',
  'journey',
] as const satisfies readonly TestWorld[];

/** Journeys that run at night only, so that the gate stays under its 25 minutes. Each goes far into something that the gate enters by
 *  another file, which stands behind it. Called by its name a file runs at any time. */
export const NIGHT_JOURNEYS = [
  'keyed/safe/src/snapshot/erased-set.journey.test.ts', // keyed/safe/src/snapshot/snapshot.journey.test.ts
  'keyed/safe/src/strict/strict-move.journey.test.ts', // keyed/safe/src/strict/strict-mode.journey.test.ts
  'keyed/safe/src/worker/import-calls.journey.test.ts', // tests/journey/web-import.test.ts
  'keyed/safe/src/worker/import-resume.journey.test.ts', // tests/journey/cli-import.test.ts
  'tests/journey/bad-days.test.ts', // tests/journey/offline.test.ts, tests/hostile/snapshot.test.ts
  'tests/journey/cli-factor.test.ts', // tests/journey/second-factor.test.ts
  'tests/journey/cli-service.test.ts', // tests/journey/cli.test.ts
  'tests/journey/cli-verify.test.ts', // core/journal, tests/hostile, tests/journey/log.test.ts
  'tests/journey/client-build.test.ts', // tests/journey/client-apart.test.ts
  'tests/journey/first-run-screens.test.ts', // tests/journey/first-run.test.ts
  'tests/journey/kit-recovery.test.ts', // keyed/safe/src/safe/kit-recovery.journey.test.ts
  'tests/journey/second-factor-ways.test.ts', // tests/journey/second-factor.test.ts
  'tests/journey/tls.test.ts', // tests/journey/lan.test.ts
  'tests/journey/web-import-cut.test.ts', // tests/journey/web-import.test.ts
] as const;

/** Whether `name` is a world. */
export function isTestWorld(name: string): name is TestWorld {
  return Object.hasOwn(TEST_WORLDS, name);
}
