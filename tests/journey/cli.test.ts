import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliOffice, createArgs, foundCliOffice, PASSWORD, startCli, startCliOnTerminal } from './cli-world.ts';

let office: CliOffice;
let scratch: string;
const passwordOf = async (name: string, password: string) => {
  const file = join(scratch, name);
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return file;
};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'siegel-cli-scratch-'));
  office = await foundCliOffice();
});

afterAll(async () => {
  await office.end();
  await rm(scratch, { recursive: true, force: true });
});

test('[CL1] shows its help in German and English and names every command', async () => {
  const german = await startCli(['--help']).ended;
  const english = await startCli(['--help', '--lang', 'en']).ended;
  const commands = 'serve tenant login find show export import verify mirror doctor tls box'.split(' ');
  for (const command of commands) {
    expect(german.out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(english.out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  }
  expect(german).toMatchObject({ code: 0, err: '' });
  expect(german.out).toContain('Befehle:');
  expect(english.out).toContain('Commands:');
  expect(english.out).not.toMatch(/Befehle|zeigen|Datei/);
});

test('[CL1, CL4] names what is wrong with a call, exit code 2', async () => {
  const cases: [string[], RegExp][] = [
    [['fnid'], /„fnid“ gibt es nicht \[USAGE_WRONG\]/],
    [['find'], /<query> fehlt \[USAGE_WRONG\]/],
    [['find', 'x', '--nope'], /--nope gibt es hier nicht \[USAGE_WRONG\]/],
    [['serve'], /--data <dir> fehlt \[USAGE_WRONG\]/],
    [['import', 'x', '--possible', 'maybe'], /nicht erlaubt \[USAGE_WRONG\]/],
  ];
  for (const [args, said] of cases) {
    const { code, out, err } = await startCli(args).ended;
    expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
  }
});

test('[CL6, CL10] founds: a kit file and a profile that only their owner may read, no name and no key in it', async () => {
  const modes = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  const profile = join(office.home, 'default');
  expect(await modes(profile)).toBe('700');
  for (const path of ['device', 'profile.json']) expect(await modes(join(profile, path)), path).toBe('600');
  expect(await modes(join(office.directory, 'kit.txt'))).toBe('600');
  expect(Object.keys(JSON.parse(await readFile(join(profile, 'profile.json'), 'utf8')) as object).sort()).toEqual([
    'account',
    'device',
    'format',
    'orgPublic',
    'server',
    'tenant',
    'version',
  ]);
  expect(office.founded.kitWords).toHaveLength(24);
  const kit = await readFile(join(office.directory, 'kit.txt'), 'utf8');
  expect(kit).toContain(office.founded.tenant);
});

test('[CL10] founds nothing without a place for the kit, and overwrites neither kit nor profile', async () => {
  const passwordFile = await passwordOf('pw', PASSWORD);
  const args = (directory: string, home: string) => [
    ...createArgs(office.server, directory),
    ...['--home', home, '--password-file', passwordFile],
  ];
  const before = await readdir(join(office.server.directory, 'tenants'));
  const sameProfile = await startCli(args(scratch, office.home)).ended;
  expect(sameProfile).toMatchObject({ code: 2, err: expect.stringContaining('[PROFILE_EXISTS]') as string });
  const sameKit = await startCli(args(office.directory, join(scratch, 'home'))).ended;
  expect(sameKit).toMatchObject({ code: 2, err: expect.stringContaining('[FILE_EXISTS]') as string });
  const noFolder = await startCli(args(join(scratch, 'absent'), join(scratch, 'home'))).ended;
  expect(noFolder).toMatchObject({ code: 3, err: expect.stringContaining('[FILE_UNWRITABLE]') as string });
  const short = await passwordOf('short', 'zu kurz');
  const tooShort = await startCli([...createArgs(office.server, scratch), '--home', scratch, '--password-file', short])
    .ended;
  expect(tooShort).toMatchObject({ code: 2, err: expect.stringContaining('mindestens 12 Zeichen') as string });
  const token = join(scratch, 'token');
  await writeFile(token, `${'A'.repeat(43)}\n`);
  const foreign = await startCli([...args(scratch, join(scratch, 'home')), '--founding-token-file', token]).ended;
  expect(foreign.code).toBe(3);
  expect(await readdir(join(office.server.directory, 'tenants'))).toEqual(before);
  expect(await readdir(scratch)).not.toContain('kit.txt');
});

test('[CL3] takes no secret from arguments or the environment', async () => {
  const { out } = await startCli(['login', '--help']).ended;
  expect(out).not.toMatch(/--password <|--recovery-code </);
  const { code, err } = await startCli(['find', 'x', '--home', office.home], {
    SIEGEL_PASSWORD: PASSWORD,
    PASSWORD,
  }).ended;
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('[PASSWORD_MISSING]') as string });
});

test('[CL11] enters a second device by the recovery code, and checks that a device can sign in', async () => {
  const entered = await office.enterDevice('laptop');
  expect(entered).toMatchObject({ code: 0, out: expect.stringContaining('freigeschaltet') as string });
  expect((await office.run('login', '--profile', 'laptop')).code).toBe(0);
  const again = await office.enterDevice('laptop');
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('[PROFILE_EXISTS]') as string });
});

test('[CL11, CL4] says the same for a wrong password and an unknown account, and leaves no profile', async () => {
  const code = join(scratch, 'code');
  await writeFile(code, office.founded.recoveryCode);
  const wrong = await passwordOf('wrong', 'ein anderes Passwort');
  const login = (account: string, passwordFile: string, recovery = code) =>
    startCli([
      ...['login', '--profile', 'neu', '--home', scratch, '--server', office.server.url, '--account', account],
      ...['--recovery-code-file', recovery, '--password-file', passwordFile],
    ]).ended;
  const right = await passwordOf('right', PASSWORD);
  const wrongPassword = await login('lindner', wrong);
  const unknownAccount = await login('niemand', right);
  expect(wrongPassword).toEqual(unknownAccount);
  expect(wrongPassword).toEqual({
    code: 3,
    out: '',
    err: 'siegel: Name oder Passwort stimmen nicht. [LOGIN_FAILED]\n',
  });
  const other = join(scratch, 'other-code');
  await writeFile(other, '00000-00000-00000-00000-000000');
  expect(await login('lindner', right, other)).toMatchObject({
    code: 2,
    err: expect.stringContaining('Wiederherstellungscode stimmt nicht') as string,
  });
  expect(await readdir(scratch)).not.toContain('neu');
});

test('[CL4] names wrong password, missing profile and unreachable server with code and German sentence', async () => {
  const wrong = await passwordOf('wrong', 'ein anderes Passwort');
  const find = (...args: string[]) => startCli(['find', 'x', '--home', office.home, ...args]).ended;
  expect(await find('--password-file', wrong)).toMatchObject({
    code: 3,
    err: 'siegel: Name oder Passwort stimmen nicht. [LOGIN_FAILED]\n',
  });
  const right = await passwordOf('right', PASSWORD);
  expect(await find('--password-file', right, '--profile', 'fehlt')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/Profil „fehlt“ gibt es auf diesem Gerät nicht.*\[PROFILE_MISSING\]/) as string,
  });
  expect(await find('--password-file', join(scratch, 'absent'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('(ENOENT). [FILE_UNREADABLE]') as string,
  });
  const file = join(office.home, 'default', 'profile.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/localhost:\d+/, 'localhost:9'));
  const gone = await find('--password-file', right, '--json');
  await writeFile(file, text);
  expect(gone).toMatchObject({ code: 5, err: '' });
  expect(JSON.parse(gone.out)).toEqual({
    error: 'OFFLINE',
    message: 'Der Server ist nicht erreichbar. Bitte prüfen, ob er läuft und die Adresse stimmt.',
  });
});

test('[CL4] refuses addresses that would send keys to anybody in between', async () => {
  const passwordFile = await passwordOf('pw', PASSWORD);
  for (const server of ['http://praxis.example', 'praxis.example', 'https://praxis.example/pfad', 'ftp://x']) {
    const args = createArgs({ url: server, directory: office.server.directory }, scratch);
    const { code, err } = await startCli([...args, '--home', scratch, '--password-file', passwordFile]).ended;
    expect({ code, err }, server).toEqual({
      code: 2,
      err: expect.stringContaining('[SERVER_ADDRESS_WRONG]') as string,
    });
  }
});

test('[CL2] answers with one JSON object, remarks beside it, nothing with --quiet', async () => {
  const { out, err } = await office.run('find', 'niemand', '--json');
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(out)).toMatchObject({ persons: 0, exact: [], total: 0 });
  expect(err).toBe('');
  const quiet = await office.run('find', 'niemand', '--quiet', '--lang', 'en');
  expect(quiet).toMatchObject({ code: 0, out: 'Nobody found.\n', err: '' });
});

test('[CL6] lets one process at a time use a profile, and forgets a killed one', async () => {
  const lock = join(office.home, 'default', 'lock');
  await writeFile(lock, `${process.pid}\n`);
  expect(await office.run('find', 'x')).toMatchObject({
    code: 3,
    err: expect.stringContaining('[PROFILE_IN_USE]') as string,
  });
  await writeFile(lock, '4194303\n');
  expect((await office.run('find', 'x')).code).toBe(0);
  expect(await readdir(join(office.home, 'default'))).not.toContain('lock');
});

test('[CL12] serves: makes a box key when told, says where it listens, ends with its child', async () => {
  const data = join(scratch, 'data');
  const boxKey = join(scratch, 'keys', 'box.key');
  const args = ['serve', '--data', data, '--box-key', boxKey, '--port', '0', '--json'];
  const waiting = startCli(args);
  await waiting.said('Der Server wartet auf sie');
  await waiting.said('"url"');
  waiting.child.kill('SIGTERM');
  expect((await waiting.ended).code).toBe(0);
  const serving = startCli([...args, '--init']);
  await serving.said('"url"');
  serving.child.kill('SIGTERM');
  const { code, out } = await serving.ended;
  expect(code).toBe(0);
  const { url, foundingTokenFile } = JSON.parse(out) as { url: string; foundingTokenFile: string };
  expect(url).toMatch(/^http:\/\/localhost:\d+$/);
  expect(((await stat(foundingTokenFile)).mode & 0o777).toString(8)).toBe('600');
  expect(((await stat(boxKey)).mode & 0o777).toString(8)).toBe('600');
  await expect(fetch(`${url}/health`)).rejects.toThrow();
  expect(await startCli([...args, '--init']).ended).toMatchObject({
    code: 2,
    out: expect.stringContaining('FILE_EXISTS') as string,
  });
});

if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[CL17] shows the link that founds on a terminal only, and only before there is an organisation', async () => {
    const data = join(scratch, 'link');
    const boxKey = join(scratch, 'link.key');
    const args = ['serve', '--data', data, '--box-key', boxKey, '--port', '0'];
    const logged = startCli([...args, '--init']);
    await logged.said('Siegel läuft');
    logged.child.kill('SIGTERM');
    const { out, err } = await logged.ended;
    expect(out + err).not.toContain('einrichten=');
    const token = (await readFile(join(data, 'founding-token'), 'utf8')).trim();
    const seen = startCliOnTerminal(args);
    const [, url = ''] = await seen.said(new RegExp(`(http://localhost:\\d+)/#einrichten=${token}\\s`));
    const password = ['--home', join(scratch, 'link-home'), '--password-file', await passwordOf('link-pw', PASSWORD)];
    const kit = await mkdtemp(join(scratch, 'link-'));
    expect(await startCli([...createArgs({ url, directory: data }, kit), ...password]).ended).toMatchObject({
      code: 0,
    });
    seen.child.kill('SIGTERM');
    await seen.ended;
    const founded = startCliOnTerminal(args);
    await founded.said(/Einrichtungscode.*founding-token/);
    founded.child.kill('SIGTERM');
    expect((await founded.ended).out).not.toContain('einrichten=');
  });

test('[CL50] examines machine, profile and server and says what is wrong', async () => {
  const healthy = await office.json('doctor');
  expect(healthy).toMatchObject({ exit: 0 });
  const states = (healthy['checks'] as { id: string; state: string }[]).map(({ id, state }) => `${id} ${state}`);
  expect(states).toEqual(['node ok', 'files ok', 'disk ok', 'server ok', 'protocol ok', 'clock ok', 'device ok']);
  const device = join(office.home, 'default', 'device');
  await chmod(device, 0o644);
  const open = await office.run('doctor');
  await chmod(device, 0o600);
  expect(open).toMatchObject({ code: 1, out: expect.stringContaining(`Andere dürfen ${device} lesen`) as string });
});
