import { spawnSync } from 'node:child_process';
import { chmod, copyFile, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliOffice, type CliResult, foundCliOffice, startCli } from './cli-world.ts';

const GDT = [
  '01380006310',
  '014810000192',
  '0143000K20418',
  '0153101Brandt',
  '0133102Ilse',
  '017310314031951',
  '0226220Husten, RR 150/90',
];

let office: CliOffice;
let key: string;

beforeAll(async () => {
  office = await foundCliOffice();
  key = join(office.directory, 'spiegel.key');
});

afterAll(() => office.end());

/** The service device's own call: no password anywhere. */
const service = (...args: readonly string[]): Promise<CliResult> =>
  startCli([...args, '--home', office.home, '--profile', 'spiegel']).ended;

const enter = (profile: string, ...args: readonly string[]) =>
  office.run('login', '--service', '--profile', profile, '--account', profile, '--name', 'Datenspiegel', ...args);

test('[CL15] refuses a service device without a name, over an existing key file, and into its own profile', async () => {
  const taken = join(office.directory, 'taken.key');
  await writeFile(taken, 'mine');
  const cases: [CliResult, string][] = [
    [await office.run('login', '--service', '--profile', 'spiegel', '--service-key', key), 'USAGE_WRONG'],
    [await enter('spiegel'), 'USAGE_WRONG'],
    [await enter('spiegel', '--service-key', join(office.home, 'spiegel', 'key')), 'USAGE_WRONG'],
    [await enter('default', '--service-key', key), 'PROFILE_EXISTS'],
    [await enter('spiegel', '--service-key', taken), 'FILE_EXISTS'],
  ];
  for (const [{ code, err }, said] of cases) {
    expect(err).toContain(said);
    expect(code).toBe(2);
  }
  expect(await readFile(taken, 'utf8')).toBe('mine');
  expect(await readdir(office.home)).toEqual(['default']);
});

test('[CL15] a failed attempt leaves neither profile nor key file', async () => {
  // The account of the founder is taken.
  const { code } = await office.run(
    ...['login', '--service', '--profile', 'zweites', '--account', 'lindner', '--name', 'Datenspiegel'],
    ...['--service-key', key],
  );
  expect(code).not.toBe(0);
  expect(await readdir(office.home)).toEqual(['default']);
  await expect(stat(key)).rejects.toThrow('ENOENT');
});

test('[CL15] enters a service device that its key file opens, and nothing else', async () => {
  const { code, err } = await enter('spiegel', '--service-key', key);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(((await stat(key)).mode & 0o777).toString(8)).toBe('600');
  const missing = await service('login');
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('SERVICE_KEY_MISSING') });
  const opened = await service('login', '--service-key', key);
  expect(opened).toMatchObject({ code: 0, err: '' });
  await enter('anderes', '--service-key', join(office.directory, 'anderes.key'));
  const other = await service('login', '--service-key', join(office.directory, 'anderes.key'));
  expect(other.err).toContain('KEY_FILE_WRONG');
  const exposed = join(office.directory, 'exposed.key');
  await copyFile(key, exposed);
  await chmod(exposed, 0o640);
  expect((await service('login', '--service-key', exposed)).err).toContain('SERVICE_KEY_EXPOSED');
});

test('[CL16] holds what a colleague wrote, finds and shows it, and verifies the journal', async () => {
  const file = join(office.directory, 'brandt.gdt');
  await writeFile(file, `${GDT.join('\r\n')}\r\n`, 'latin1');
  expect(await office.run('import', file, '--commit')).toMatchObject({ code: 0 });
  expect(await service('mirror', '--service-key', key)).toMatchObject({ code: 0 });
  const pages = await readdir(join(office.home, 'spiegel', 'pages'));
  expect(pages.some((name) => name.startsWith('mirror.'))).toBe(true);
  const found = await service('find', 'brandt', '--service-key', key);
  expect(found.out).toContain('Brandt, Ilse');
  const shown = await service('show', 'brandt', '--service-key', key);
  expect(shown.out).toContain('RR 150/90');
  expect(await service('verify', '--service-key', key, '--no-attest')).toMatchObject({ code: 0 });
  expect((await office.run('mirror')).err).toContain('RIGHT_MISSING');
});

test('[CL16] the server process has neither the key file nor anything that opens it', async () => {
  const { pid } = office.server.child;
  const descriptors = await readdir(`/proc/${pid}/fd`);
  const files = await Promise.all(descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  expect(files.filter((path) => path.startsWith(office.directory))).toEqual([]);
  const secret = (JSON.parse(await readFile(key, 'utf8')) as { readonly secret: string }).secret;
  for (const part of ['environ', 'cmdline']) {
    const text = await readFile(`/proc/${pid}/${part}`, 'latin1');
    expect(text).not.toContain('spiegel.key');
    expect(text).not.toContain(secret);
  }
  // As its own user of the system, which only root can take on, the server cannot read it either.
  if (process.getuid?.() !== 0) return;
  await chmod(office.directory, 0o755);
  const read = spawnSync('cat', [key], { uid: 65_534, gid: 65_534, encoding: 'utf8' });
  expect(read).toMatchObject({ status: 1, stdout: '' });
});
