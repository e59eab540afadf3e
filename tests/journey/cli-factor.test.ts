import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOfApp, type ServerProcess, spawnServer, TestAuthenticator } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factorState, finishFactor, removeFactor, startFactor } from '../../keyed/safe/src/safe/own-factors.ts';
import { must, PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { type RunningCli, startCli, startCliOnTerminal } from './cli-world.ts';
import { SmsGateway } from './sms-gateway.ts';

const STEP_MS = 30_000;

let server: ServerProcess;
let gateway: SmsGateway;
let folder: string;
let practice: Practice;
let recoveryFile: string;
let common: readonly string[];
let enter: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-cli-factor-'));
  gateway = await SmsGateway.start();
  const sms = await file('sms.json', JSON.stringify({ url: gateway.url, body: '{"text":"{{text}}"}' }));
  server = await spawnServer({ args: ['--sms-gateway', sms] });
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  recoveryFile = await file('recovery', practice.founded.recoveryCode);
  common = ['--home', join(folder, 'home'), '--password-file', await file('password', PASSWORD)];
  enter = ['login', '--server', server.url, '--account', 'lindner', '--recovery-code-file', recoveryFile, ...common];
}, 120_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  gateway?.end();
  for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${text}\n`, { mode: 0o600 });
  return path;
}

const owner = () => ({ address: practice.desk.given.address, account: 'lindner' });

/** No factor any more. */
async function takeOff(): Promise<void> {
  for (const { factor } of must(await factorState(owner())).factors)
    must(await removeFactor(owner(), factor, undefined));
}

/** An app for codes; gives codes that each count once: two before somebody has to wait. */
async function addApp(): Promise<() => string> {
  const { setup, secret } = must(await startFactor(owner(), { kind: 'totp' }));
  let step = Math.floor(Date.now() / STEP_MS) - 1;
  // On a busy machine a code may be too old by the time it is asked for.
  const code = () => {
    step = Math.max(step, Math.floor(Date.now() / STEP_MS) - 1);
    return codeOfApp(secret, step++ * STEP_MS);
  };
  must(await finishFactor(owner(), setup, { kind: 'code', code: code() }));
  return code;
}

async function addPhone(): Promise<void> {
  const { setup } = must(await startFactor(owner(), { kind: 'sms', phone: '+4915123456789' }));
  must(await finishFactor(owner(), setup, { kind: 'code', code: gateway.lastCode() }));
}

async function addPasskey(): Promise<void> {
  const { setup, challenge } = must(await startFactor(owner(), { kind: 'passkey' }));
  const made = new TestAuthenticator().make({ origin: server.url, challenge });
  must(await finishFactor(owner(), setup, { kind: 'passkey', ...made }));
}

const type = ({ child }: RunningCli, line: string) => child.stdin?.write(`${line}\r`);

test('[CL70] [CL3] enters a device with a code from a file or the standard input; without one nothing is left behind', async () => {
  const nextCode = await addApp();
  const silent = await startCli(enter).ended;
  expect(silent).toMatchObject({ code: 2, err: expect.stringContaining('[FACTOR_CODE_MISSING]') as string });
  expect(silent.err).toContain('--factor-code-file');
  const codeFile = await file('code', nextCode());
  expect(await startCli([...enter, '--factor-code-file', codeFile]).ended).toMatchObject({ code: 0 });
  // The same code once more, for the profile that now exists.
  const find = ['find', 'brandt', ...common];
  const again = await startCli([...find, '--factor-code-file', codeFile]).ended;
  expect(again).toMatchObject({ code: 3, err: expect.stringContaining('[FACTOR_WRONG]') as string });
  const found = await startCli([...find, '--factor-code-file', '-'], {}, `${nextCode()}\n`).ended;
  expect(found).toMatchObject({ code: 0, out: expect.stringContaining('Brandt') as string });
  const nothing = await startCli([...find, '--factor-code-file', '-']).ended;
  expect(nothing).toMatchObject({ code: 2, err: expect.stringContaining('[FACTOR_CODE_MISSING]') as string });
  expect((await startCli(['find', '--help']).ended).out).not.toMatch(/--factor-code </);
  const other = ['--profile', 'leer', '--factor-code-file', codeFile];
  expect(await startCli([...enter, ...other]).ended).toMatchObject({ code: 3 });
  expect(await readdir(join(folder, 'home'))).toEqual(['default']);
}, 180_000);

test('[CL70] asks at the terminal, without echo, again after a wrong code, and sends a code to the phone when told', async () => {
  await takeOff();
  const nextCode = await addApp();
  await addPhone();
  const first = startCliOnTerminal(['find', 'brandt', ...common]);
  await first.said('sechs Ziffern aus Ihrer App; „sms“ schickt einen Code an …89; Ihr Wiederherstellungscode');
  await first.said('Code: ');
  type(first, '000000');
  await first.said('Das stimmt nicht oder wurde schon einmal benutzt.');
  const code = nextCode();
  type(first, `${code.slice(0, 3)} ${code.slice(3)}`);
  const ended = await first.ended;
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('Brandt') as string });
  expect(ended.out).not.toContain('000000');
  const second = startCliOnTerminal(['find', 'brandt', ...common, '--lang', 'en']);
  await second.said('"sms" sends a code to …89');
  const before = gateway.texts.length;
  type(second, 'sms');
  await second.said('A code is on its way to …89.');
  expect(gateway.texts.length).toBe(before + 1);
  type(second, gateway.lastCode());
  expect(await second.ended).toMatchObject({ code: 0 });
}, 180_000);

test('[CL71] says of a passkey that no terminal can show it, and takes the recovery code in its place', async () => {
  await takeOff();
  await addPasskey();
  const find = ['find', 'brandt', ...common];
  const refused = await startCli(find).ended;
  expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('[FACTOR_IS_PASSKEY]') as string });
  for (const way of ['„Meine Zugänge“', 'siegel login --service']) expect(refused.err).toContain(way);
  const seen = startCliOnTerminal(find);
  await seen.said('Ein Passkey lässt sich an einem Terminal nicht zeigen.');
  type(seen, practice.founded.recoveryCode);
  expect(await seen.ended).toMatchObject({ code: 0, out: expect.stringContaining('Brandt') as string });
  expect(await startCli([...find, '--factor-code-file', recoveryFile]).ended).toMatchObject({ code: 0 });
}, 180_000);
