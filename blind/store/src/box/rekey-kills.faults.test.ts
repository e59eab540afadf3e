import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { compiledCode, openedBatch, testHasher, TestTenant } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantDatabaseKey } from '../box-key.ts';
import { keyOfFile } from '../sqlite/connection.ts';
import { createSqliteEngine } from '../sqlite/engine.ts';
import { makeBox } from './make-box.ts';
import { finishRekey, holdBox, type OpenedBox, openBox } from './open-box.ts';
import { previousKey } from './slots.ts';

const KILLS = process.env['SIEGEL_NIGHT'] === '1' ? 200 : 24;
/** Places at which a write is the last one. */
const WRITES = 12;
const ENTRIES = 400;
const MAIN = fileURLToPath(new URL('../box-main.ts', import.meta.url));
const world = { now: () => 1_795_000_000_000, random: (length: number) => new Uint8Array(randomBytes(length)) };
const tenants = ['kill 1', 'kill 2', 'kill 3'].map((seed) => new TestTenant(seed));
let root: string;
let data: string;
let sticks: string[];
const rootByTenant = new Map<string, string>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'siegel-rekey-kills-'));
  data = join(root, 'data');
  sticks = [join(root, 'stick-1'), join(root, 'stick-2')];
  const made = await makeBox({ data, sticks }, world);
  if (!made.ok) throw new Error(made.error.code);
  const engine = createSqliteEngine({ directory: data, boxKey: await box() });
  for (const tenant of tenants) {
    const created = await engine.createTenant(tenant.tenant);
    if (!created.ok) throw new Error(created.error.code);
    const packets = [
      tenant.genesisEntry(),
      ...Array.from({ length: ENTRIES }, () => tenant.groupKey(tenant.random(16))),
    ];
    const batch = openedBatch(tenant.batch(packets, { size: 0, root: testHasher.emptyRoot }));
    await created.value.write((tx) => tx.append(batch, { firstSeq: 0, receivedAt: tenant.now }));
    rootByTenant.set(hexOf(tenant.tenant), hexOf(created.value.treeHead().root));
  }
  await engine.close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function box(stick = 0): Promise<OpenedBox> {
  const opened = await openBox(data, sticks[stick]!);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

const order = () => ({ command: 'rekey', data, sticks, revoke: [] });

/** `siegel box rekey` as its own process. */
function startRekey(): ChildProcess {
  return spawn(process.execPath, [MAIN, JSON.stringify(order())], { stdio: 'ignore', env: compiledCode() });
}

const isOver = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
const slotsInode = () => statSync(join(data, 'box-slots')).ino;

/** Resolves when the new key stands in the slots: from here on databases change. */
async function begun(child: ChildProcess, inode: number): Promise<void> {
  while (!isOver(child) && slotsInode() === inode) await sleep(1);
}

/** Whose key the database of a tenant needs, of the two that a stick opens now. */
async function keysNeeded(): Promise<readonly string[]> {
  const opened = await box(1);
  const previous = opened.slots && previousKey(opened.slots, opened.bytes);
  return tenants.map(({ tenant }) => {
    const path = join(data, 'tenants', hexOf(tenant), 'journal.db');
    const keys = [opened.bytes, ...(previous === undefined ? [] : [previous])];
    const found = keyOfFile(
      path,
      keys.map((bytes) => tenantDatabaseKey({ bytes }, tenant)),
    );
    if (found === undefined) return 'LOST';
    return hexOf(found.key) === hexOf(tenantDatabaseKey(opened, tenant).key) ? 'new' : 'before';
  });
}

/** What the next start of a server does, and then sees of every tenant. */
async function finished(): Promise<void> {
  const hold = await holdBox(data, 3000);
  const opened = await box();
  expect(await finishRekey(data, opened)).toEqual({ ok: true, value: 0 });
  if (hold.ok) hold.value.release();
  const engine = createSqliteEngine({ directory: data, boxKey: opened });
  for (const { tenant } of tenants) {
    const store = await engine.openTenant(tenant);
    if (!store.ok) throw new Error(store.error.code);
    expect([await store.value.size(), hexOf(store.value.treeHead().root)]).toEqual([
      ENTRIES + 1,
      rootByTenant.get(hexOf(tenant)),
    ]);
  }
  await engine.close();
}

test(`[BX7] [D1] [T5] loses no tenant in ${KILLS} kills of a change of the key`, async () => {
  // How long a whole change takes, from the slots to the end: kills are spread over it.
  const whole = startRekey();
  await begun(whole, slotsInode());
  const from = performance.now();
  if (!isOver(whole)) await once(whole, 'exit');
  const takesMs = performance.now() - from;
  expect(whole.exitCode).toBe(0);
  const states = new Map<string, number>();
  for (let kill = 0; kill < KILLS; kill++) {
    const inode = slotsInode();
    const child = startRekey();
    const exit = once(child, 'exit');
    await begun(child, inode);
    // Golden steps: spread evenly, whatever the number.
    await sleep(((kill * 0.618034) % 1) * takesMs);
    child.kill('SIGKILL');
    await exit;
    const needed = await keysNeeded();
    expect(needed, `kill ${kill}`).not.toContain('LOST');
    const state = needed.filter((key) => key === 'before').length;
    states.set(String(state), (states.get(String(state)) ?? 0) + 1);
    // A server goes on, or the next call of the command does.
    if (kill % 2 === 0) await finished();
  }
  await finished();
  expect(
    [...states.keys()].filter((count) => count !== '0').length,
    `kills over ${Math.round(takesMs)} ms fell into the change: ${JSON.stringify([...states])}`,
  ).toBeGreaterThan(1);
}, 180_000);

const MAY_INJECT = spawnSync('strace', ['-e', 'inject=chdir:error=EIO', 'true']).status === 0;

test.skipIf(!MAY_INJECT)(
  `[BX7] [D1] [T5] loses no tenant when it is killed at any of its writes: ${WRITES} of them`,
  async () => {
    const log = join(root, 'writes');
    const rekey = (...how: readonly string[]) =>
      spawnSync(
        'strace',
        ['-f', '-e', 'trace=pwrite64', ...how, '-o', log, process.execPath, MAIN, JSON.stringify(order())],
        { env: { ...compiledCode(), PATH: process.env['PATH'] } },
      );
    expect(rekey().status).toBe(0);
    const writes = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('pwrite64(')).length;
    expect(writes).toBeGreaterThan(10 * WRITES);
    const states = new Set<number>();
    for (let kill = 0; kill < WRITES; kill++) {
      const at = Math.ceil(((kill + 1) / WRITES) * writes);
      rekey('-e', `inject=pwrite64:signal=SIGKILL:when=${at}`);
      expect(readFileSync(log, 'utf8')).toContain('killed by SIGKILL');
      const needed = await keysNeeded();
      expect(needed, `killed at write ${at}`).not.toContain('LOST');
      states.add(needed.filter((key) => key === 'before').length);
      await finished();
    }
    expect(
      [...states].toSorted((a, b) => a - b),
      'before, between and after databases',
    ).toEqual([0, 1, 2, 3]);
  },
);

const MAY_MOUNT =
  spawnSync('unshare', ['-m', 'sh', '-c', 'd=$(mktemp -d) && mount -t tmpfs -o size=1m none "$d"']).status === 0;
const urlOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);

test.skipIf(!MAY_MOUNT)(
  '[BX6] [BX7] [D1] [T8] begins nothing without room, and goes on with what was begun when there is room again',
  async () => {
    const disk = join(root, 'disk');
    await mkdir(disk);
    const program = `
      import { randomBytes } from 'node:crypto';
      import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
      const { createSqliteEngine } = await import(${urlOf('../sqlite/engine.ts')});
      const { changeKey } = await import(${urlOf('./change-key.ts')});
      const { makeBox } = await import(${urlOf('./make-box.ts')});
      const { finishRekey, openBox } = await import(${urlOf('./open-box.ts')});
      const { markOf, sealPrevious, slotFor, writeSlots } = await import(${urlOf('./slots.ts')});
      const { sticksAt } = await import(${urlOf('./stick.ts')});
      const world = { now: Date.now, random: (length) => new Uint8Array(randomBytes(length)) };
      const data = ${JSON.stringify(join(disk, 'data'))};
      const sticks = [${JSON.stringify(join(root, 'small-1'))}, ${JSON.stringify(join(root, 'small-2'))}];
      await makeBox({ data, sticks }, world);
      const { value: { bytes, slots } } = await openBox(data, sticks[0]);
      const tenant = new Uint8Array(16).fill(5);
      await (await createSqliteEngine({ directory: data, boxKey: { bytes } }).createTenant(tenant)).value.close();
      const text = () => readFileSync(data + '/box-slots', 'utf8');
      const before = text();
      const refused = await changeKey({ data, sticks, revoke: [] }, world);
      const isUntouched = text() === before;
      const next = world.random(32);
      const [stick] = await sticksAt(sticks[0]);
      const previous = sealPrevious(bytes, next, slots.box, world.random);
      await writeSlots(data, { ...slots, mark: markOf(next), slots: [slotFor(stick, next, 0, world.random)], previous });
      const filler = data + '/filler';
      for (let size = 8_000_000, at = 0; size > 0; at++)
        try { writeFileSync(filler + at, new Uint8Array(size)); } catch { rmSync(filler + at); size >>= 1; }
      const box = (await openBox(data, sticks[0])).value;
      const full = await finishRekey(data, box);
      const beside = readdirSync(data + '/tenants/' + '05'.repeat(16)).filter((name) => name.includes('rekey'));
      for (const name of readdirSync(data)) if (name.startsWith('filler')) rmSync(data + '/' + name);
      const done = await finishRekey(data, box);
      const opened = await createSqliteEngine({ directory: data, boxKey: { bytes: next } }).openTenant(tenant);
      console.log(JSON.stringify({ refused, isUntouched, full, beside, done, opens: opened.ok }));
      if (opened.ok) await opened.value.close();`;
    const file = join(root, 'small.mjs');
    await writeFile(file, program);
    const command = `mount -t tmpfs -o size=16m none ${disk} && exec ${process.execPath} ${file}`;
    const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', command], { encoding: 'utf8' });
    expect(JSON.parse(stdout === '' ? JSON.stringify(stderr) : stdout)).toMatchObject({
      refused: { error: { code: 'DISK_FULL' } },
      isUntouched: true,
      full: { ok: false, error: { code: 'DISK_FULL' } },
      beside: [],
      done: { ok: true, value: 0 },
      opens: true,
    });
  },
);
