import { spawn } from 'node:child_process';

/** A command with its arguments, as the gate runs it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How a command ended. `output` is everything it wrote, standard output and error in the order they came. */
export interface CommandEnd {
  readonly exitCode: number;
  readonly timedOut: boolean;
  readonly durationMs: number;
  readonly output: string;
}

/** What `runCommand` does beside running: show the output while it comes, and end the command after a time. */
export interface RunOptions {
  readonly showOutput: boolean;
  readonly limitMs: number;
}

const KILL_AFTER_MS = 5_000;

/** Runs `command` in the project root and resolves when it has ended; never rejects: a program that cannot start ends with 127.
 *  SIGINT, SIGTERM and SIGHUP of this process are passed on, so that Ctrl-C leaves no child behind. */
export function runCommand(command: Command, options: RunOptions): Promise<CommandEnd> {
  const startedAt = performance.now();
  const child = spawn(command.program, [...command.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...command.env },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (options.showOutput) process.stdout.write(chunk);
    });
  }
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
  }, options.limitMs);
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, passOn);

  return new Promise((resolve) => {
    const end = (exitCode: number) => {
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, passOn);
      const output = Buffer.concat(chunks).toString('utf8');
      resolve({ exitCode, timedOut, durationMs: performance.now() - startedAt, output });
    };
    child.on('error', (error) => {
      chunks.push(Buffer.from(error.message));
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
