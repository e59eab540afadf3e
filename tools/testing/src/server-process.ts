import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createBoxKeyFile } from '@siegel/store';
import { compiledCode } from './compiled-code.ts';

const MAIN = fileURLToPath(new URL('../../../blind/server/src/main.ts', import.meta.url));
/** The emitted JavaScript as it ships: starts in half the time of the sources. */
const BUILT_MAIN = fileURLToPath(new URL('../../../blind/server/dist/main.js', import.meta.url));

/** A server program that was started for a test. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  readonly directory: string;
  readonly boxKeyFile: string;
  /** The token that lets a test found tenants. */
  foundingToken(): Promise<string>;
  /** Everything the server has logged so far. */
  log(): string;
  /** Sends a signal and waits for the end. @returns exit code or name of the signal. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | string | null>;
}

/** Where and with which further arguments. */
export interface ServerWish {
  readonly directory?: string;
  readonly boxKeyFile?: string;
  readonly args?: readonly string[];
  readonly host?: string;
  /** Environment of the process; empty but for `compiledCode` otherwise. The server reads none, its runtime does. */
  readonly env?: Readonly<Record<string, string>>;
  /** Run the emitted JavaScript; `tsc -b` must have run. */
  readonly built?: boolean;
}

/** Starts the real server program on a free port, with a data directory and a box key of its own unless given. */
export async function spawnServer(wish: ServerWish = {}): Promise<ServerProcess> {
  const directory = wish.directory ?? (await mkdtemp(join(tmpdir(), 'siegel-server-')));
  const boxKeyFile = wish.boxKeyFile ?? join(directory, 'box.key');
  if (wish.boxKeyFile === undefined)
    await createBoxKeyFile(boxKeyFile).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  const program = wish.built === true ? ['-C', 'siegel-built', BUILT_MAIN] : [MAIN];
  const args = [...program, '--data', directory, '--port', '0', '--box-key', boxKeyFile, ...(wish.args ?? [])];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...compiledCode(), ...wish.env },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const port = await listeningPort(child, () => log);
  const scheme = wish.args?.includes('--tls-cert') === true ? 'https' : 'http';
  return {
    url: `${scheme}://localhost:${port}`,
    port,
    child,
    directory,
    boxKeyFile,
    foundingToken: async () => (await readFile(join(directory, 'founding-token'), 'utf8')).trim(),
    log: () => log,
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode;
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code, by] = (await exit) as [number | null, string | null];
      return code ?? by;
    },
  };
}

async function listeningPort(child: ChildProcess, log: () => string): Promise<number> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  for await (const line of lines) {
    const { listening } = JSON.parse(line) as { listening?: number };
    if (listening !== undefined) return listening;
  }
  throw new Error(`the server ended before it listened: ${log()}`);
}
