import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const script = (source: string) => ({ program: process.execPath, args: ['-e', source] });
const quietly = { showOutput: false, limitMs: 20_000 };

test('[HS14] gives exit code and both outputs of a command', async () => {
  const end = await runCommand(script("console.log('out'); console.error('err'); process.exit(3)"), quietly);
  expect(end).toMatchObject({ exitCode: 3, timedOut: false });
  expect(end.output).toContain('out\n');
  expect(end.output).toContain('err\n');
});

test('[HS14] ends a command that takes too long and says so', async () => {
  const end = await runCommand(script('setInterval(() => {}, 1000)'), { ...quietly, limitMs: 300 });
  expect(end.timedOut).toBe(true);
  expect(end.exitCode).not.toBe(0);
  expect(end.durationMs).toBeLessThan(5_000);
});

test('[HS14] reports a program that cannot start as failed', async () => {
  expect(await runCommand({ program: '/no/such/program', args: [] }, quietly)).toMatchObject({ exitCode: 127 });
});

test('[HS14] hands environment variables to the command', async () => {
  const end = await runCommand(
    { ...script('console.log(process.env.SIEGEL_TESTS)'), env: { SIEGEL_TESTS: 'quick' } },
    quietly,
  );
  expect(end.output).toBe('quick\n');
});
