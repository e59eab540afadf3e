import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { writeNewFile } from '../terminal/write-file.ts';
import { certificateState, WARN_DAYS } from '../tls/certificate-state.ts';
import { readKeyed, tlsFiles } from '../tls/tls-files.ts';
import { setupLink } from './setup-link.ts';

/** Options of `siegel serve`. */
export interface ServeWish {
  readonly data: string;
  readonly boxKey: string;
  readonly port: string;
  readonly host: string;
  readonly init?: boolean;
  readonly web?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly trustedProxy?: readonly string[];
  readonly httpPort?: string;
  readonly clientOrigin?: string;
  readonly smsGateway?: string;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const BOX_KEY_HEADER = 'siegel-box-key 1';
const TEXT = {
  listening: { de: 'Siegel läuft: {url}', en: 'Siegel is running: {url}' },
  token: {
    de: 'Einrichtungscode, auch für `siegel tenant create`: {file}',
    en: 'Set-up code, also for `siegel tenant create`: {file}',
  },
  setup: {
    de: 'Einrichten im Browser (wer diesen Link hat, kann gründen): {link}',
    en: 'Set up in the browser (whoever has this link can found): {link}',
  },
  made: {
    de: 'Schlüsseldatei der Box angelegt: {file} (bitte sichern; ohne sie ist die Datenbank nicht zu öffnen)',
    en: 'Box key file made: {file} (please keep a copy; the database cannot be opened without it)',
  },
  missing: {
    de: 'Die Schlüsseldatei {file} fehlt noch (mit --init wird sie angelegt). Der Server wartet auf sie.',
    en: 'The box key file {file} is not there yet (--init makes it). The server waits for it.',
  },
  expires: {
    de: 'Das Zertifikat gilt noch {days} Tage. Bitte `siegel tls renew` aufrufen.',
    en: 'The certificate is valid for another {days} days. Please call `siegel tls renew`.',
  },
  plain: {
    de: 'Ohne Zertifikat sieht man von anderen Rechnern aus nur eine Seite, die das erklärt. Bitte `siegel tls create` aufrufen.',
    en: 'Without a certificate other machines see only a page that explains this. Please call `siegel tls create`.',
  },
} as const;

/** Runs the server program as a child and ends with it (CL12). The keyed program never loads the blind one. */
export async function serve({ console }: CommandGiven, given: ServeWish): Promise<CommandOutcome> {
  const detail = wrongOption(given);
  if (detail !== undefined) return fail('USAGE_WRONG', { detail });
  const prepared = await prepare(console, given);
  if (!prepared.ok) return prepared;
  const ready = await withCertificate(console, given);
  if (!ready.ok) return ready;
  const { wish, name } = ready.value;
  const child = spawn(process.execPath, [...serverProgram(), ...serverArguments(wish)], {
    stdio: ['ignore', 'pipe', console.quiet ? 'ignore' : 'inherit'],
  });
  let forwarded: NodeJS.Signals | undefined;
  const forward = (signal: NodeJS.Signals) => {
    forwarded = signal;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const ports = await listeningPorts(child);
  if (ports !== undefined) await announce(console, { wish, name }, ports);
  const [code, signal] = await exit;
  for (const name of SIGNALS) process.off(name, forward);
  if (ports === undefined) return fail('SERVER_NOT_STARTED', { code: code ?? signal ?? '?' });
  return ok({ json: {}, lines: [], answered: true, exit: exitOf(code, signal, forwarded) });
}

/** The options that cannot be what was meant. */
function wrongOption({ tlsCert, tlsKey, trustedProxy = [], clientOrigin }: ServeWish): string | undefined {
  if (clientOrigin !== undefined && !isOrigin(clientOrigin)) return '--client-origin';
  if ((tlsCert === undefined) !== (tlsKey === undefined)) return '--tls-cert, --tls-key';
  return trustedProxy.every((address) => isIP(address) !== 0) ? undefined : '--trusted-proxy';
}

/** An origin as browsers write it: scheme, host and port, nothing else. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** A server that ends because it was told to has done its work. */
function exitOf(code: number | null, signal: NodeJS.Signals | null, forwarded: NodeJS.Signals | undefined): ExitCode {
  return code === 0 || (signal !== null && signal === forwarded) ? EXIT.ok : EXIT.failed;
}

/** Data folder and, when told, the box key. */
async function prepare(console: Console, { init, boxKey, data }: ServeWish): Promise<Result<true, CliFailure>> {
  if (init === true) {
    const made = await makeBoxKeyFile(boxKey);
    if (!made.ok) return made;
    console.note(TEXT.made, { file: boxKey });
  }
  if (!(await isThere(boxKey))) console.note(TEXT.missing, { file: boxKey });
  await mkdir(data, { recursive: true, mode: 0o700 });
  return ok(true);
}

/** What is started, and the name people open it by. */
interface Certified {
  readonly wish: ServeWish;
  readonly name: string;
}

/** The certificate of `siegel tls create` is used without being named (CL64). */
async function withCertificate(console: Console, wish: ServeWish): Promise<Result<Certified, CliFailure>> {
  const made = tlsFiles(wish.data, '');
  const { tlsCert = made.certificate, tlsKey = made.key } = wish;
  const pair = await readKeyed(tlsCert, tlsKey);
  if (!pair.ok) return pair;
  if (pair.value !== undefined) return certified(console, { ...wish, tlsCert, tlsKey }, pair.value.certificate);
  if (wish.tlsCert !== undefined) return fail('TLS_MISSING', { file: tlsCert });
  if (!LOOPBACK.has(wish.host) && wish.trustedProxy === undefined) console.note(TEXT.plain);
  return ok({ wish, name: hostOf(wish.host) });
}

function certified(console: Console, wish: ServeWish, pem: string): Result<Certified, CliFailure> {
  const state = certificateState(pem, Date.now());
  if (state === undefined) return fail('TLS_DAMAGED', { file: wish.tlsCert ?? '' });
  if (state.daysLeft < WARN_DAYS) console.note(TEXT.expires, { days: state.daysLeft });
  const [first] = state.names.hosts;
  const name = first === undefined || LOOPBACK.has(wish.host) ? hostOf(wish.host) : first;
  return ok({ wish, name });
}

/** Says where the server listens. The link that founds goes to a terminal only, never into a log (CL17). */
async function announce(
  console: Console,
  { wish, name }: Certified,
  { listening: port, httpPort }: Ports,
): Promise<void> {
  const url = `${wish.tlsCert === undefined ? 'http' : 'https'}://${name}:${port}`;
  const foundingTokenFile = resolve(wish.data, 'founding-token');
  const lines = [console.text(TEXT.listening, { url }), console.text(TEXT.token, { file: foundingTokenFile })];
  const link = console.isTerminal ? await setupLink(wish.data, url) : undefined;
  if (link !== undefined) console.note(TEXT.setup, { link });
  console.answer({ url, port, ...(httpPort !== undefined && { httpPort }), foundingTokenFile }, lines);
}

/** The web client beside this program, when it has been built. */
function builtClient(): readonly string[] {
  const folder = fileURLToPath(new URL('../../../web/dist', import.meta.url));
  return existsSync(join(folder, 'index.html')) ? ['--web', folder] : [];
}

/** The server program beside this one: its sources from the sources, its emitted JavaScript from the emitted one. */
function serverProgram(): readonly string[] {
  const isSource = import.meta.url.endsWith('.ts');
  const path = isSource ? 'blind/server/src/main.ts' : 'blind/server/dist/main.js';
  const program = fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
  return isSource ? [program] : ['-C', 'siegel-built', program];
}

function serverArguments(wish: ServeWish): readonly string[] {
  const { data, boxKey, port, host, web, tlsCert, tlsKey, trustedProxy = [], httpPort } = wish;
  const { clientOrigin, smsGateway } = wish;
  const tls = tlsCert === undefined || tlsKey === undefined ? [] : ['--tls-cert', tlsCert, '--tls-key', tlsKey];
  return [
    '--data',
    data,
    '--box-key',
    boxKey,
    '--port',
    port,
    '--host',
    host,
    ...(web === undefined ? builtClient() : ['--web', web]),
    ...tls,
    ...trustedProxy.flatMap((address) => ['--trusted-proxy', address]),
    ...(httpPort === undefined ? [] : ['--http-port', httpPort]),
    ...(clientOrigin === undefined ? [] : ['--client-origin', clientOrigin]),
    ...(smsGateway === undefined ? [] : ['--sms-gateway', smsGateway]),
  ];
}

/** Makes the at-rest key file as docs/spec/store.md ST2 has it; FILE_EXISTS when there is one. */
async function makeBoxKeyFile(file: string): Promise<Result<true, CliFailure>> {
  const key = randomBytes(32).toString('hex');
  const check = createHash('sha256').update(`${BOX_KEY_HEADER}\n${key}`).digest('hex').slice(0, 16);
  await mkdir(dirname(resolve(file)), { recursive: true, mode: 0o700 }).catch(() => undefined);
  return writeNewFile(file, `${BOX_KEY_HEADER}\n${key}\n${check}\n`);
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** What the child says it listens on. */
interface Ports {
  readonly listening: number;
  /** Port of the explaining page. */
  readonly httpPort?: number;
}

/** The ports of the child, or undefined when it ended before it listened. */
async function listeningPorts(child: ChildProcess): Promise<Ports | undefined> {
  if (child.stdout === null) return undefined;
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { listening, ...rest } = JSON.parse(line) as Partial<Ports>;
    if (listening !== undefined) return { listening, ...rest };
  }
  return undefined;
}

function hostOf(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
