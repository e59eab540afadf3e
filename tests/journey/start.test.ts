import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enterDevice, type PageStore, Safe } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { bytesOfRecoveryCode, isUnreadable, makeDeviceKeys } from '@siegel/seal';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orgView } from '../../keyed/safe/src/worker/org-calls.ts';
import { descendantsOf, filesWith, isAlive, placesInProcess } from './process-tree.ts';
import { aFreePort, StartedSiegel } from './started-siegel.ts';

/** A device's result as its program wrote it: Windows-1252, lengths in front. */
const GDT = [
  ['8000', '6310'],
  ['9206', '3'],
  ['9218', '02.10'],
  ['3000', '02345'],
  ['3101', 'Müßiggang'],
  ['3102', 'Jörg'],
  ['3103', '01041955'],
  ['6200', '20112026'],
  ['8402', 'EKG01'],
  ['6228', 'Sinusrhythmus'],
]
  .map(([field = '', content = '']) => `${String(content.length + 9).padStart(3, '0')}${field}${content}\r\n`)
  .join('');
const CHROMIUM = '/usr/bin/chromium-headless-shell';
const folder = mkdtempSync(join(tmpdir(), 'siegel-start-'));
const data = join(folder, 'data');
const started: StartedSiegel[] = [];
let siegel: StartedSiegel;
let up: Awaited<ReturnType<StartedSiegel['isUp']>>;

async function start(env: Readonly<Record<string, string>>): Promise<StartedSiegel> {
  const one = new StartedSiegel({ SIEGEL_DEMO: 'small', PORT: String(await aFreePort()), SIEGEL_DATA: data, ...env });
  started.push(one);
  return one;
}

interface Access {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string;
}

/** What the cards of the demo page carry. */
async function accessOfCards(): Promise<readonly Access[]> {
  const page = await (await fetch(`${up.demo}/`)).text();
  return [...page.matchAll(/#demo=([\w-]+)"/g)].map(
    ([, fragment = '']) => JSON.parse(Buffer.from(fragment, 'base64url').toString()) as Access,
  );
}

const codesOf = (access: readonly Access[]) => access.flatMap(({ password, recoveryCode }) => [password, recoveryCode]);
const serverPid = () => siegel.programs().find(({ commandLine }) => commandLine.includes('blind/server'))?.pid ?? 0;

beforeAll(async () => {
  siegel = await start({ SECRET_OF_THE_USER: 'gehört niemandem' });
  up = await siegel.isUp();
});
afterAll(async () => {
  // Killed, it could not end what it has started.
  for (const one of started) await one.end();
  rmSync(folder, { recursive: true, force: true });
});

test('[DM1] serves Siegel and the demo page, and each knows the other', async () => {
  const health = await (await fetch(`${up.siegel}/health`)).json();
  expect(health).toMatchObject({ status: 'ok', tenants: 1 });
  expect(await (await fetch(`${up.siegel}/demo`)).json()).toEqual({ demo: true, page: `${up.demo}/` });
  const page = await fetch(`${up.siegel}/anmelden`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<title>Siegel</title>');
  expect(await (await fetch(`${up.demo}/health`)).json()).toEqual({ status: 'ok' });
});

test('[DM2] gives the server no code: not by environment, argument, open file or stored file', async () => {
  const codes = codesOf(await accessOfCards());
  expect(codes).toHaveLength(12);
  const pid = serverPid();
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')[0]).toMatch(/^PATH=/);
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('SECRET_OF_THE_USER');
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(join(data, 'demo'));
  expect(placesInProcess(pid, codes)).toEqual([]);
  expect(filesWith(join(data, 'server'), codes)).toEqual([]);
  // The one with all of them, and one file each for the command line (DM10).
  const holders = filesWith(data, codes);
  expect(holders.filter((path) => !path.startsWith(join(data, 'demo/zugang')))).toEqual([
    join(data, 'demo/roles.json'),
  ]);
  expect(holders).toHaveLength(1 + codes.length);
  expect(statSync(join(data, 'demo/roles.json')).mode & 0o777).toBe(0o600);
  expect(siegel.said).not.toContain(codes[0]);
});

test('[DM2] finds a code that is planted in environment, argument, open file or stored file', async () => {
  const code = 'PLANTED-CODE-01234';
  const file = join(folder, 'planted');
  writeFileSync(file, Buffer.from(code).toString('hex'));
  const inputs = [
    { env: { CODE: code }, args: [], stdin: 'ignore' as const },
    { env: {}, args: [Buffer.from(code).toString('base64')], stdin: 'ignore' as const },
    { env: {}, args: [], stdin: openSync(file, 'r') },
  ];
  for (const { env, args, stdin } of inputs) {
    const idle = ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)', ...args];
    const planted = spawn(process.execPath, idle, { env, stdio: [stdin, 'pipe', 'inherit'] });
    await once(planted.stdout!, 'data');
    expect(placesInProcess(planted.pid!, [code])).toHaveLength(1);
    planted.kill('SIGKILL');
  }
  expect(filesWith(folder, [code])).toEqual([file]);
});

test('[DM5] [DM1] [DM12] opens the practice by every card, twice, each time with a new device', async () => {
  const access = await accessOfCards();
  expect(access.map(({ account }) => account)).toEqual(
    expect.arrayContaining(['lindner', 'weigel', 'kruse', 'thiele', 'boettcher', 'reimann']),
  );
  for (const [i, card] of [...access, ...access].entries()) {
    const safe = await enter(card, await FilePageStore.open(join(folder, `pages-${i}`)));
    expect(await safe.loadIndex()).toEqual({ ok: true, value: 40 });
    const [person = ''] = safe.directory.persons();
    const opened = await safe.openPerson(person);
    if (!opened.ok) throw new Error(opened.error.code);
    const values = opened.value.flatMap((entry) => (isUnreadable(entry.opened) ? [] : [entry.opened.value]));
    expect(values).toContainEqual(expect.objectContaining({ familienname: expect.any(String) }));
    // Administration sees who the persons are and no entry (RO20).
    const mayRead = card.account !== 'reimann';
    expect(values.length >= 3).toBe(mayRead);
    const { units, own } = await orgView(safe);
    expect(units.map(({ name }) => name)).toContain('Labor und Technik');
    expect(own.length).toBeGreaterThanOrEqual(1);
  }
});

async function enter({ account, password, recoveryCode }: Access, pages: PageStore): Promise<Safe> {
  const place = { origin: up.siegel, fetch, account, password, pages, now: Date.now };
  const code = bytesOfRecoveryCode(recoveryCode);
  if (!code.ok) throw new Error(code.error.code);
  const entered = await enterDevice(place, { recoveryCode: code.value }, await makeDeviceKeys());
  if (!entered.ok) throw new Error(entered.error.code);
  const safe = await Safe.open(entered.value);
  if (!safe.ok) throw new Error(safe.error.code);
  return safe.value;
}

test.skipIf(!existsSync(CHROMIUM))(
  '[DM5] [DM4] a card of the page signs a fresh browser in, and no request carries what stands behind #',
  async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
      await page.goto(`${up.demo}/`);
      await page.getByText('Melanie Kruse').click();
      // The practice begins with its day; the search says how many persons there are.
      await page.getByRole('grid').waitFor();
      await page.keyboard.press('F4');
      await page.getByText('40 Personen').first().waitFor();
      await page.getByText('Demo', { exact: true }).first().waitFor();
      expect(page.url()).toBe(`${up.siegel}/`);
      expect(asked.filter((request) => request.includes('eyJ') || request.includes('demo='))).toEqual([]);
      expect(asked.some((request) => request.startsWith(`${up.siegel}/anmelden`))).toBe(true);
    } finally {
      await browser.close();
    }
  },
);

test.skipIf(!existsSync(CHROMIUM))('[DM11] whoever ends the tour at once still comes to the day', async () => {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const end = [...document.querySelectorAll<HTMLElement>('.tour button')].at(-1);
        if (end === undefined) return;
        observer.disconnect();
        end.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        end.click();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${up.demo}/`);
    await page.getByText('Melanie Kruse').click();
    await page.getByRole('grid').waitFor();
    expect(await page.locator('.tour').count()).toBe(0);
  } finally {
    await browser.close();
  }
});

test.skipIf(!existsSync(CHROMIUM))(
  '[DM10] a file of a stranger goes in by the commands of the page and shows in the open browser',
  async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
      await page.goto(`${up.demo}/`);
      const commands = await page.locator('pre').allTextContents();
      await page.getByText('Jana Lindner').click();
      // The practice begins with its day; the search says how many persons there are.
      await page.getByRole('grid').waitFor();
      await page.keyboard.press('F4');
      await page.getByText('40 Personen').first().waitFor();
      const file = join(folder, 'fremd.gdt');
      writeFileSync(file, GDT, 'latin1');
      for (const command of commands) {
        const { status, stderr } = spawnSync('sh', ['-c', command.replace('IHRE-DATEI', file)], {
          encoding: 'utf8',
          env: { ...process.env, SIEGEL_HOME: join(folder, 'profiles') },
        });
        expect({ status, stderr }, command).toMatchObject({ status: 0 });
      }
      await page.getByText('41 Personen').first().waitFor();
      await page.keyboard.press('F2');
      await page.keyboard.type('mussig');
      await page.getByText('Müßiggang').first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('Sinusrhythmus').first().waitFor();
    } finally {
      await browser.close();
    }
  },
);

test('[DM6] refuses a second start on the same folder while the first one runs', async () => {
  const second = await start({});
  await once(second.child, 'exit');
  expect(second.child.exitCode).toBe(1);
  expect(second.said).toContain('läuft Siegel schon');
});

test('[DM7] ends everything it started, and comes up again at once without building or seeding', async () => {
  const before = siegel.programs();
  expect(before.length).toBeGreaterThanOrEqual(2);
  expect(await siegel.end()).toBe(0);
  expect(before.filter(({ pid }) => isAlive(pid))).toEqual([]);
  const roles = readFileSync(join(data, 'demo/roles.json'), 'utf8');
  siegel = await start({});
  up = await siegel.isUp();
  expect(siegel.said).not.toMatch(/baut|angelegt/);
  expect(readFileSync(join(data, 'demo/roles.json'), 'utf8')).toBe(roles);
  expect(up.tookMs).toBeLessThan(10_000);
  const [card] = await accessOfCards();
  const safe = await enter(card!, await FilePageStore.open(join(folder, 'pages-again')));
  // With the stranger's person.
  expect(await safe.loadIndex()).toEqual({ ok: true, value: 41 });
});

test('[DM6] takes the next port when one is taken, and says so', async () => {
  await siegel.end();
  const port = await aFreePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  siegel = await start({ PORT: String(port) });
  up = await siegel.isUp();
  expect(siegel.said).toContain(`Port ${port} ist belegt`);
  expect(Number(new URL(up.siegel).port)).toBeGreaterThan(port);
  expect((await fetch(`${up.siegel}/health`)).status).toBe(200);
  other.close();
});

test('[DM7] ends, and ends the rest, when one of its programs is gone', async () => {
  const programs = siegel.programs();
  const exit = once(siegel.child, 'exit');
  process.kill(serverPid(), 'SIGKILL');
  expect((await exit)[0]).toBe(1);
  expect(siegel.said).toContain('server hat sich beendet');
  expect(programs.filter(({ pid }) => isAlive(pid))).toEqual([]);
});

if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[DM3] begins a cut seeding anew, and leaves the data of others alone', async () => {
    const own = join(folder, 'cut');
    const first = await start({ SIEGEL_DATA: own, SIEGEL_DEMO: 'on' });
    await first.until('Akten versiegeln und schreiben: 10 %');
    const programs = first.programs();
    expect(await first.end()).toBe(0);
    expect(programs.filter(({ pid }) => isAlive(pid))).toEqual([]);
    const second = await start({ SIEGEL_DATA: own });
    await second.isUp();
    expect(second.said).toContain('ihre Reste werden entfernt');
    await second.end();
    rmSync(join(own, 'demo'), { recursive: true });
    const third = await start({ SIEGEL_DATA: own });
    const { demo } = await third.isUp();
    expect([demo, third.said]).toEqual([undefined, expect.stringContaining('Siegel läuft ohne Demo')]);
    await third.end();
  });

if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[DM8] is up within 90 s with 2,000 persons and 40,000 Eintraege', async () => {
    const whole = await start({ SIEGEL_DATA: join(folder, 'whole'), SIEGEL_DEMO: 'on' });
    const { tookMs } = await whole.isUp();
    expect(tookMs).toBeLessThan(90_000);
    const seeded = JSON.parse(readFileSync(join(folder, 'whole/demo/seeded.json'), 'utf8')) as object;
    expect(seeded).toMatchObject({ persons: 2000, eintraege: 40_000 });
    await whole.end();
  });

test('[DM9] ends with code 2 and a sentence when a setting makes no sense', async () => {
  const wrong = await start({ SIEGEL_DEMO: 'ja' });
  await once(wrong.child, 'exit');
  expect([wrong.child.exitCode, wrong.said]).toEqual([2, expect.stringContaining('SIEGEL_DEMO ist eines von')]);
  expect(descendantsOf(wrong.child.pid!)).toEqual([]);
});
