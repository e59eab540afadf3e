import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledCode, type ServerProcess, spawnServer } from '@siegel/testing';

const MAIN = fileURLToPath(new URL('../../keyed/cli/src/main.ts', import.meta.url));
export const PASSWORD = 'Lindenhof im Regen 7';

/** What a run of the command line gave. */
export interface CliResult {
  readonly code: number | string | null;
  readonly out: string;
  readonly err: string;
}

/** A command line that is still running. */
export interface RunningCli {
  readonly child: ReturnType<typeof spawn>;
  readonly ended: Promise<CliResult>;
  /** Resolves when it has said `text`, to the match when that is a pattern. */
  said(text: string | RegExp): Promise<readonly string[]>;
}

/** Starts the real program without a terminal; `input` stands on its standard input. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): RunningCli {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env: environment(env) });
  child.stdin.end(input);
  return running(child);
}

/** Starts the real program on a terminal (`script`); everything it says comes as its output. */
export function startCliOnTerminal(args: readonly string[]): RunningCli {
  const line = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(' ');
  return running(
    spawn('script', ['-qefc', line, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: environment({ SHELL: '/bin/sh' }),
    }),
  );
}

function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '', LANG: 'de_DE.UTF-8', ...compiledCode(), ...more };
}

function running(child: ChildProcessWithoutNullStreams): RunningCli {
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (code, signal) => resolve({ code: code ?? signal, out, err }));
  });
  const found = (text: string | RegExp) =>
    typeof text === 'string' ? `${out}\n${err}`.includes(text) && [text] : text.exec(`${out}\n${err}`);
  const said = (text: string | RegExp) =>
    new Promise<readonly string[]>((resolve, reject) => {
      const look = () => {
        const match = found(text);
        if (match !== null && match !== false) resolve(match);
      };
      child.stderr.on('data', look);
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`ended without saying ${text.toString()}: ${out}${err}`)));
      look();
    });
  return { child, ended, said };
}

/** A founded organisation on a running server, with the profile of its founder in a folder of its own. */
export interface CliOffice {
  readonly server: ServerProcess;
  readonly directory: string;
  readonly home: string;
  readonly founded: {
    readonly tenant: string;
    readonly user: string;
    readonly device: string;
    readonly site: string;
    readonly kitWords: readonly string[];
    readonly recoveryCode: string;
  };
  /** Runs a command with the founder's profile and password. */
  run(...args: readonly string[]): Promise<CliResult>;
  /** Runs it with --json and gives the object. */
  json(...args: readonly string[]): Promise<Record<string, unknown> & { readonly exit: number | string | null }>;
  start(...args: readonly string[]): RunningCli;
  /** Enters a second device of the founder under another profile name. */
  enterDevice(profile: string): Promise<CliResult>;
  end(): Promise<void>;
}

/** Starts a server and founds an organisation on it by the command line. */
export async function foundCliOffice(): Promise<CliOffice> {
  const server = await spawnServer();
  const directory = await mkdtemp(join(tmpdir(), 'siegel-cli-'));
  const home = join(directory, 'home');
  const passwordFile = join(directory, 'password');
  await writeFile(passwordFile, `${PASSWORD}\n`, { mode: 0o600 });
  const common = ['--home', home, '--password-file', passwordFile];
  const created = await startCli([...createArgs(server, directory), ...common, '--json']).ended;
  if (created.code !== 0) throw new Error(`${created.code}: ${created.err}${created.out}`);
  const founded = JSON.parse(created.out) as CliOffice['founded'];
  const codeFile = join(directory, 'code');
  await writeFile(codeFile, `${founded.recoveryCode}\n`, { mode: 0o600 });
  const start = (...args: readonly string[]) => startCli([...args, ...common]);
  const run = (...args: readonly string[]) => start(...args).ended;
  return {
    server,
    directory,
    home,
    founded,
    run,
    start,
    async json(...args) {
      const { code, out, err } = await run(...args, '--json');
      if (out.trim() === '') throw new Error(`no answer, exit ${code}: ${err}`);
      return { ...(JSON.parse(out) as Record<string, unknown>), exit: code };
    },
    enterDevice: (profile) =>
      run(
        'login',
        '--profile',
        profile,
        ...['--server', server.url, '--account', 'lindner'],
        '--recovery-code-file',
        codeFile,
      ),
    async end() {
      await server.end('SIGKILL');
      await rm(directory, { recursive: true, force: true });
      await rm(server.directory, { recursive: true, force: true });
    },
  };
}

/** The arguments that found an organisation, kit file in `directory`. */
export function createArgs(server: Pick<ServerProcess, 'url' | 'directory'>, directory: string): readonly string[] {
  return [
    ...['tenant', 'create', '--server', server.url, '--founding-token-file', join(server.directory, 'founding-token')],
    ...['--name', 'Praxis am Lindenhof', '--site', 'Hauptstelle', '--founder', 'Dr. Jana Lindner'],
    ...['--account', 'lindner', '--kit', join(directory, 'kit.txt'), '--yes'],
  ];
}
