import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GATE_STEPS, PROGRAMS } from './gate-steps.ts';
import { runCommand } from './run-command.ts';
import { NIGHT_JOURNEYS } from './test-worlds.ts';

const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const FAKE_VITEST = `
import { writeFileSync } from 'node:fs';
const path = process.argv.find((arg) => arg.startsWith('--outputFile.json=')).split('=')[1];
const world = process.env.SIEGEL_TESTS;
for (const arg of process.argv) if (arg.startsWith('--exclude=')) console.log(arg);
const tests = [{ fullName: world + ' passes', status: 'passed' }];
if (world === 'hostile') tests.push({ fullName: 'hostile fails', status: 'failed' }, { fullName: 'hostile is skipped', status: 'skipped' });
writeFileSync(path, JSON.stringify({ testResults: [{ name: 'x.test.ts', status: 'passed', assertionResults: tests }] }));
process.exit(tests.length > 1 ? 1 : 0);
`;

/** A project with the gate, in which every tool is a program that succeeds; quick and hostile have a test file. */
let folder = '';
function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siegel-gate-'));
  cpSync(SOURCES, join(folder, 'tools/dev/src'), { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  for (const { command } of [...GATE_STEPS, PROGRAMS]) plant(command.args[0] ?? '', '');
  plant('node_modules/vitest/vitest.mjs', FAKE_VITEST);
  plant('package.json', '{ "type": "module" }');
  plant('tests/house/a.test.ts', '');
  plant('tests/hostile/a.test.ts', '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const gate = (...args: string[]) =>
  runCommand(
    { program: process.execPath, args: [join(folder, 'tools/dev/src/gate.ts'), ...args] },
    { showOutput: false, limitMs: 20_000 },
  );
const lastLine = (output: string) => output.trimEnd().split('\n').at(-1);

test('[HS14] goes on after a failed check, shows its output, and counts checks, tests and empty worlds on the last line', async () => {
  plant('node_modules/oxlint/bin/oxlint', "console.log('planted.ts: no-console'); process.exit(1);\n");
  const end = await gate('all');
  expect(end.exitCode).toBe(1);
  expect(end.output).toMatch(/^FAILED +lint \(.* s\)\nplanted\.ts: no-console$/m);
  expect(end.output).toMatch(/^SKIPPED +journey/m);
  expect(end.output).toMatch(/^ +failed: +x\.test\.ts > hostile fails$/m);
  expect(end.output).toMatch(/^ +skipped: +x\.test\.ts > hostile is skipped$/m);
  // The web client is built for the journeys.
  const passed = GATE_STEPS.length + 1 - 1 + 2;
  expect(lastLine(end.output)).toBe(`${passed} passed, 2 failed, 5 skipped`);
});

test('[HS14] ends with 0 when nothing failed', async () => {
  const end = await gate('quick');
  expect(end.exitCode).toBe(0);
  expect(lastLine(end.output)).toBe(`${GATE_STEPS.length + 1} passed, 0 failed, 0 skipped`);
});

test('[HS14] runs one world by its name and refuses a word that names none', async () => {
  expect(lastLine((await gate('hostile')).output)).toBe('1 passed, 1 failed, 1 skipped');
  expect((await gate('hostil')).exitCode).toBe(2);
});

test('[HS14] leaves the journeys of the night to the night, and runs one of them when it is named', async () => {
  plant('tests/journey/a.test.ts', '');
  const left = (output: string) => output.split('\n').filter((line) => line.startsWith('--exclude='));
  expect(left((await gate('journey')).output)).toEqual(NIGHT_JOURNEYS.map((path) => `--exclude=${path}`));
  for (const args of [['night'], ['journey', 'tests/journey/a.test.ts']])
    expect(left((await gate(...args)).output)).toEqual([]);
  // A name that no file has would leave it to the day without a word.
  expect(
    NIGHT_JOURNEYS.filter((path) => !existsSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)))),
  ).toEqual([]);
});

test('[HS14] has the checks that the house promises', () => {
  expect(GATE_STEPS.map(({ name }) => name)).toEqual([
    'format',
    'lint',
    'types of the build',
    'types of tests and tools',
    'edges between zones',
    'dead code',
    'bundle sizes',
  ]);
});
