/** The worlds the tests live in, in the order the gate runs them, each with the files that belong to it.
 *  `night` runs all of them with longer runs and new seeds (tests read SIEGEL_NIGHT) and adds its own folder. */
export const TEST_WORLDS = {
  quick: [
    '{core,blind,keyed,tools}/*/src/**/*.test.ts',
    '{core,blind,keyed,tools}/*/src/**/*.test.tsx',
    'tests/house/**/*.test.ts',
    'tests/vectors/**/*.test.ts',
  ],
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
export const GATE_WORLDS = ['quick', 'hostile', 'faults', 'canary', 'journey'] as const satisfies readonly TestWorld[];

/** Whether `name` is a world. */
export function isTestWorld(name: string): name is TestWorld {
  return Object.hasOwn(TEST_WORLDS, name);
}
