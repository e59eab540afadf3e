// Serves Siegel on this machine: starts the server program as a child and ends with it. `--watch` restarts it when a file changes.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const serverProgram = fileURLToPath(new URL('../../../blind/server/src/main.ts', import.meta.url));
const args = process.argv.slice(2);

if (!existsSync(serverProgram)) {
  process.stderr.write('siegel: this version has no server program yet; `npm test` shows what it has.\n');
  process.exit(2);
}
const watch = args.includes('--watch') ? ['--watch', '--watch-preserve-output'] : [];
const server = spawn(process.execPath, [...watch, serverProgram, ...args.filter((arg) => arg !== '--watch')], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
