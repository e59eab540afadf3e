import type { Command } from './run-command.ts';

/** One check of the gate that is not a test file. */
export interface GateStep {
  readonly name: string;
  readonly command: Command;
}

const node = (script: string, ...args: string[]): Command => ({ program: process.execPath, args: [script, ...args] });

/** The static checks in the order the gate runs them, cheapest first. */
export const GATE_STEPS: readonly GateStep[] = [
  { name: 'format', command: node('node_modules/@biomejs/biome/bin/biome', 'format', '.') },
  { name: 'lint', command: node('node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  { name: 'types of the build', command: node('node_modules/typescript7/bin/tsc', '-b') },
  { name: 'types of tests and tools', command: node('node_modules/typescript7/bin/tsc', '-p', 'tsconfig.check.json') },
  {
    name: 'edges between zones',
    command: node(
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'core',
      'blind',
      'keyed',
      'tools',
      'tests',
    ),
  },
  { name: 'dead code', command: node('node_modules/knip/bin/knip.js', '--no-config-hints') },
  { name: 'bundle sizes', command: node('tools/dev/src/check-sizes.ts') },
];

/** What the journeys' servers hand out, whichever journey comes first. Built as a start builds it: one that finds it built does not
 *  exchange it under the others. */
export const PROGRAMS: GateStep = { name: 'server and web client', command: node('tools/dev/src/build.ts') };
