import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCli } from './cli-world.ts';

let root: string;
let data: string;
let sticks: [string, string];
let form: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'siegel-cli-box-'));
  data = join(root, 'data');
  sticks = [join(root, 'stick-1'), join(root, 'stick-2')];
  form = join(root, 'form.html');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const box = (...args: readonly string[]) => startCli(['box', ...args, '--data', data]).ended;
const json = async (...args: readonly string[]) => {
  const { code, out } = await box(...args, '--json');
  return { exit: code, ...(JSON.parse(out) as Record<string, unknown>) } as Record<string, unknown>;
};

/** Starts the server with this stick and gives what it says of itself. */
async function serveWith(stick: string): Promise<{ readonly ready: boolean; readonly page: string }> {
  const cli = startCli(['serve', '--data', data, '--box-key', stick, '--port', '0']);
  const [url = ''] = await cli.said(/http:\/\/localhost:\d+/);
  const ready = (await fetch(`${url}/ready`)).status === 200;
  const page = await (await fetch(`${url}/status`)).text();
  cli.child.kill('SIGTERM');
  await cli.ended;
  return { ready, page };
}

test('[BX1] [BX11] [D1] makes key, sticks and form by one command, and a server that starts with either stick', async () => {
  expect(await box('status')).toMatchObject({ code: 2, err: expect.stringContaining('[BOX_MISSING]') as string });
  expect(await box('init', '--stick', sticks[0])).toMatchObject({
    code: 2,
    err: expect.stringContaining('[BOX_STICKS_FEW]') as string,
  });
  const made = await box('init', '--stick', ...sticks, '--form', form);
  // Both lie on one disk here, and it says so.
  expect(made).toMatchObject({ code: 6, err: '' });
  expect(made.out).toContain('auf demselben Datenträger');
  expect(made.out).toMatch(/Box [0-9a-f]{8}: Schlüssel angelegt/);
  expect(made.out).toContain('Stick 2');
  for (const file of [...sticks, form]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(made.out).not.toContain((await readFile(sticks[0], 'utf8')).match(/^key (.*)$/m)?.[1]);
  expect(await box('init', '--stick', ...sticks)).toMatchObject({
    code: 2,
    err: expect.stringContaining('[BOX_EXISTS]') as string,
  });
  for (const stick of sticks) expect(await serveWith(stick)).toMatchObject({ ready: true });
  const waiting = await serveWith(join(root, 'nothing'));
  expect(waiting).toMatchObject({ ready: false, page: expect.stringContaining('DATABASE_KEY_MISSING') as string });
});

test('[BX10] [D1] shows sticks, tries files, and says it in both languages', async () => {
  const status = await box('status', '--stick', sticks[1], form);
  expect(status).toMatchObject({ code: 6 });
  expect(status.out).toContain(`${sticks[1]}: passt (Stick 2)`);
  expect(status.out).toContain(`${form}: passt nicht`);
  expect(status.out).toMatch(/^Auslagerung: /m);
  const english = await startCli(['box', 'status', '--data', data, '--lang', 'en']).ended;
  expect(english).toMatchObject({ code: 0, err: '' });
  expect(english.out).not.toMatch(/Schlüssel|Auslagerung|passt/);
});

test('[BX6] [BX8] [BX9] [D1] loses a stick, revokes it, loses the other one, and comes back by the form', async () => {
  const { sticks: known } = (await json('status')) as unknown as { sticks: { id: string; name: string }[] };
  const third = join(root, 'stick-3');
  expect((await box('add-stick', '--by', sticks[0], '--stick', third, '--name', 'Safe Kanzlei')).out).toContain(
    'Safe Kanzlei',
  );
  const without = await box('revoke-stick', known[1]?.id ?? '', '--stick', sticks[0]);
  expect(without).toMatchObject({ code: 2, err: expect.stringContaining('Safe Kanzlei') as string });
  const newForm = join(root, 'form-2.html');
  const revoked = await box('revoke-stick', known[1]?.id ?? '', '--stick', sticks[0], third, '--form', newForm);
  // The form lies beside the data here, and it says so.
  expect(revoked).toMatchObject({ code: 6, out: expect.stringContaining('Neuer Schlüssel') as string });
  expect(revoked.out).toContain('/dev/shm');
  expect((await serveWith(sticks[1])).page).toContain('DATABASE_KEY_WRONG');
  expect((await serveWith(third)).ready).toBe(true);

  const lines = /<pre>\n([^<]*)<\/pre>/.exec(await readFile(newForm, 'utf8'))?.[1] ?? '';
  const typed = join(root, 'typed.txt');
  await writeFile(typed, lines.replace(/^7 {2}..../m, '7  0000'));
  const again = join(root, 'stick-4');
  const restore = ['restore-stick', '--stick', again, '--form'];
  expect(await box(...restore, typed)).toMatchObject({
    code: 2,
    err: expect.stringContaining('Zeile 7 des Formulars') as string,
  });
  expect(await box(...restore, form)).toMatchObject({
    code: 3,
    err: expect.stringContaining('[BOX_FORM_OTHER]') as string,
  });
  // By hand, at the terminal: from the standard input.
  const byHand = await startCli(['box', ...restore, '-', '--data', data], {}, lines.toLowerCase()).ended;
  expect(byHand.out, byHand.err).toContain('Stick 2 angelegt');
  expect((await serveWith(again)).ready).toBe(true);
  const rekeyed = await json('rekey', '--stick', sticks[0], third, again);
  expect(rekeyed).toMatchObject({ exit: 0, left: 0, isUnderWay: false });
});

test('[BX11] [D1] says what is in the way when a file cannot be written', async () => {
  await mkdir(join(root, 'folder'));
  const taken = await box('add-stick', '--by', sticks[0], '--stick', sticks[0]);
  expect(taken).toMatchObject({ code: 2, err: expect.stringContaining('[FILE_EXISTS]') as string });
  const nowhere = await box('add-stick', '--by', sticks[0], '--stick', join(root, 'absent', 'stick'));
  expect(nowhere).toMatchObject({ code: 3, err: expect.stringContaining('[FILE_UNWRITABLE]') as string });
});
