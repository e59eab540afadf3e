// The gate: every check and test in order, each with its time; a failure shows its end of output and the gate goes on, so that
// one run names everything that is wrong. The last line is always `N passed, N failed, N skipped`, each check counting as a test.
import { globSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { GATE_STEPS, type GateStep, PROGRAMS } from './gate-steps.ts';
import { type CommandEnd, runCommand } from './run-command.ts';
import { GATE_WORLDS, isTestWorld, NIGHT_JOURNEYS, TEST_WORLDS, type TestWorld } from './test-worlds.ts';
import { addTally, NO_TESTS, readWorldReport, type Tally } from './vitest-report.ts';

const MINUTE_MS = 60_000;
const STEP_LIMIT_MS = 5 * MINUTE_MS;
const WORLD_LIMIT_MS = 25 * MINUTE_MS;
const NIGHT_LIMIT_MS = 600 * MINUTE_MS;
const TAIL_LINES = 80;
const SHOWN_SKIPS = 40;
const MEBIBYTE = 1 << 20;

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const tail = (text: string) => text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');

interface Plan {
  readonly steps: readonly GateStep[];
  readonly worlds: readonly TestWorld[];
  readonly isNight: boolean;
}

/** What a command of the gate runs; undefined for a word that names nothing. */
function planFor(what: string): Plan | undefined {
  if (what === 'all') return { steps: [...GATE_STEPS, PROGRAMS], worlds: GATE_WORLDS, isNight: false };
  if (what === 'night') return { steps: [PROGRAMS], worlds: [...GATE_WORLDS, 'matrix', 'night'], isNight: true };
  if (what === 'quick') return { steps: GATE_STEPS, worlds: ['quick'], isNight: false };
  return isTestWorld(what)
    ? { steps: what === 'journey' ? [PROGRAMS] : [], worlds: [what], isNight: false }
    : undefined;
}

/** What a failure may come from that no test sees: a disk nearly full, memory used up, other work on the machine. */
function machineNow(): string {
  const { bavail, bsize } = statfsSync(process.cwd());
  const free = (bytes: number) => `${Math.round(bytes / MEBIBYTE)} MiB`;
  const load = loadavg().map((of) => of.toFixed(1));
  return `machine: load ${load.join(' ')}, free on disk ${free(bavail * bsize)}, free memory ${free(freemem())}`;
}

function sayEnd(name: string, end: CommandEnd): void {
  const word = end.timedOut ? 'TIME OUT' : end.exitCode === 0 ? 'ok' : 'FAILED';
  say(`${word.padEnd(8)} ${name} (${seconds(end.durationMs)})`);
}

async function runStep(step: GateStep): Promise<Tally> {
  const end = await runCommand(step.command, { showOutput: false, limitMs: STEP_LIMIT_MS });
  sayEnd(step.name, end);
  if (end.exitCode === 0) return { ...NO_TESTS, passed: 1 };
  say(tail(end.output));
  return { ...NO_TESTS, failed: 1 };
}

/** Two at a time: most of them keep one core busy. */
async function runSteps(steps: readonly GateStep[]): Promise<Tally> {
  const waiting = [...steps];
  let tally = NO_TESTS;
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const ended = await runStep(step);
      tally = addTally(tally, ended);
    }
  };
  await Promise.all([lane(), lane()]);
  return tally;
}

function leftToNight(world: TestWorld, filters: readonly string[], isNight: boolean): readonly string[] {
  if (world !== 'journey' || isNight || filters.length > 0) return [];
  return NIGHT_JOURNEYS.map((path) => `--exclude=${path}`);
}

async function runWorld(world: TestWorld, filters: readonly string[], isNight: boolean): Promise<Tally> {
  if (globSync([...TEST_WORLDS[world]], { exclude: ['**/node_modules/**'] }).length === 0) {
    say(`SKIPPED  ${world} (no test files yet)`);
    return { ...NO_TESTS, skipped: 1 };
  }
  const reportPath = `test-results/${world}.json`;
  rmSync(reportPath, { force: true });
  const reporters = ['default', './tools/dev/src/failure-reporter.ts', 'json'].map((name) => `--reporter=${name}`);
  const end = await runCommand(
    {
      program: process.execPath,
      args: [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...reporters,
        `--outputFile.json=${reportPath}`,
        ...leftToNight(world, filters, isNight),
        ...filters,
        ...(filters.length > 0 ? ['--passWithNoTests'] : []),
      ],
      env: { SIEGEL_TESTS: world, ...(isNight ? { SIEGEL_NIGHT: '1' } : {}) },
    },
    { showOutput: true, limitMs: isNight ? NIGHT_LIMIT_MS : WORLD_LIMIT_MS },
  );
  sayEnd(`tests: ${world}`, end);
  const report = readWorldReport(reportPath, end.exitCode);
  const shorten = (text: string) => text.replaceAll(`${process.cwd()}/`, '');
  for (const { path, seconds: took } of report.slowest) say(`  ${took.toFixed(0).padStart(4)} s  ${shorten(path)}`);
  say(`  ${machineNow()}`);
  for (const { title, why } of report.failedTests) {
    say(`  failed:  ${shorten(title)}`);
    for (const line of why) say(`           ${shorten(line)}`);
  }
  for (const title of report.skippedTitles.slice(0, SHOWN_SKIPS)) say(`  skipped: ${shorten(title)}`);
  if (report.skipped > SHOWN_SKIPS) say(`  skipped: and ${report.skipped - SHOWN_SKIPS} more`);
  return report;
}

async function runPlan(plan: Plan, filters: readonly string[]): Promise<Tally> {
  let tally = await runSteps(plan.steps);
  for (const world of plan.worlds) tally = addTally(tally, await runWorld(world, filters, plan.isNight));
  return tally;
}

process.chdir(fileURLToPath(new URL('../../../', import.meta.url)));
const [what = 'all', ...filters] = process.argv.slice(2);
const plan = planFor(what);
if (plan === undefined) {
  say(`gate: "${what}" names nothing; known are all, quick, restore, hostile, faults, canary, journey, matrix, night`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // runCommand passes the signal to the child that runs; a moment later this process follows instead of starting the next step.
  process.on(signal, () => setTimeout(() => process.exit(130), 200));
}
mkdirSync('test-results', { recursive: true });
const startedAt = performance.now();
const total = await runPlan(plan, filters);
say(`\ngate ${what}: ${seconds(performance.now() - startedAt)}`);
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
