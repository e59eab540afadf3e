import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';

// The long run of the model of Freigabe: `npm run test:model`. A seed of its own each time, printed first; SIEGEL_MODEL_SEED and
// SIEGEL_MODEL_STEPS repeat one.

const seed = process.env['SIEGEL_MODEL_SEED'] ?? randomBytes(6).toString('hex');
const steps = process.env['SIEGEL_MODEL_STEPS'] ?? '100000';
process.stdout.write(`seed ${seed}, ${steps} steps\n`);
const env = { ...process.env, SIEGEL_TESTS: 'hostile', SIEGEL_MODEL_SEED: seed, SIEGEL_MODEL_STEPS: steps };
const vitest = new URL('../../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const child = spawn(process.execPath, [vitest, 'run', 'tests/model'], { env, stdio: 'inherit' });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
