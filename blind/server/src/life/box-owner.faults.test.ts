import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hexOf } from '@siegel/wire';
import { createSqliteEngine, openBox } from '@siegel/store';
import { TestTenant } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const BOX = fileURLToPath(new URL('../../../store/src/box-main.ts', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
/** The user of the service, which owns the data and nothing else. */
const SERVICE = { uid: 1234, gid: 1234 };
const MAY_SWITCH =
  process.getuid?.() === 0 && spawnSync(process.execPath, [BOX, '{"command":"?"}'], SERVICE).status === 0;

let root: string;
let data: string;
let stick: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'siegel-owner-'));
  data = join(root, 'data');
  stick = join(root, 'a.stick');
  await mkdir(data, { mode: 0o700 });
  if (MAY_SWITCH) for (const folder of [root, data]) await chown(folder, SERVICE.uid, SERVICE.gid);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Called by the administrator, as root. */
function box(order: object): { readonly ok: boolean } {
  return JSON.parse(execFileSync(process.execPath, [BOX, JSON.stringify(order)], { encoding: 'utf8' })) as {
    readonly ok: boolean;
  };
}

/** Starts the server as the user of the service and kills it. @returns what `/health` said. */
async function health(): Promise<unknown> {
  const args = [MAIN, '--data', data, '--box-key', stick, '--port', '0'];
  const child = spawn(process.execPath, args, { ...SERVICE, stdio: ['ignore', 'pipe', 'ignore'], env: {} });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { listening } = JSON.parse(line) as { readonly listening: number };
      return await (await fetch(`http://127.0.0.1:${listening}/health`)).json();
    }
    return 'ended before it listened';
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

async function foreignFiles(): Promise<readonly string[]> {
  const names = await readdir(data, { recursive: true });
  const owned = await Promise.all(names.map(async (name) => ({ name, uid: (await stat(join(data, name))).uid })));
  return owned.filter(({ uid }) => uid !== SERVICE.uid).map(({ name }) => name);
}

test.skipIf(!MAY_SWITCH)('[BX11] [D1] leaves what the administrator makes to the user of the service', async () => {
  expect(box({ command: 'init', data, sticks: [stick, join(root, 'b.stick')] }).ok).toBe(true);
  expect([await foreignFiles(), (await stat(stick)).uid]).toEqual([[], SERVICE.uid]);
  expect(await health()).toMatchObject({ status: 'ok', tenants: 0 });
  const opened = await openBox(data, stick);
  if (!opened.ok) throw new Error(opened.error.code);
  const { tenant } = new TestTenant('owner');
  const engine = createSqliteEngine({ directory: data, boxKey: opened.value });
  expect((await engine.createTenant(tenant)).ok).toBe(true);
  await engine.close();
  execFileSync('chown', ['-R', `${SERVICE.uid}:${SERVICE.gid}`, data]);
  expect(await health()).toMatchObject({ status: 'ok' });
  expect(box({ command: 'rekey', data, sticks: [stick, join(root, 'b.stick')], revoke: [] }).ok).toBe(true);
  expect(await foreignFiles()).toEqual([]);
  expect(await readdir(join(data, 'tenants', hexOf(tenant)))).toContain('journal.db');
  expect(await health()).toMatchObject({ status: 'ok' });
});
