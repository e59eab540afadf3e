import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openedBatch, testHasher, TestTenant } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import type { TenantStore } from '../contract.ts';
import { createSqliteEngine } from './engine.ts';

const boxKey = { bytes: new Uint8Array(32).fill(1) };
const tenant = new TestTenant('crash');
const KILLS = 20;
const MODULES = {
  store: new URL('../index.ts', import.meta.url).href,
  testing: new URL('../../../../tools/testing/src/index.ts', import.meta.url).href,
};

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'siegel-crash-'));
  const created = await createSqliteEngine({ directory, boxKey }).createTenant(tenant.tenant);
  if (!created.ok) throw new Error(created.error.code);
  const genesis = openedBatch(tenant.batch([tenant.genesisEntry()], { size: 0, root: testHasher.emptyRoot }));
  await created.value.write((tx) => tx.append(genesis, { firstSeq: 0, receivedAt: tenant.now }));
  await created.value.close();
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A program that appends for ever and says "size root" after every acknowledged write. `early` says it one step too soon:
 *  inside the transaction, as a server would that acknowledges before the commit. */
const writer = (early: boolean) => `
  import { writeSync } from 'node:fs';
  const { createSqliteEngine } = await import(${JSON.stringify(MODULES.store)});
  const { TestTenant, openedBatch } = await import(${JSON.stringify(MODULES.testing)});
  const engine = createSqliteEngine({ directory: ${JSON.stringify(directory)}, boxKey: { bytes: new Uint8Array(32).fill(1) } });
  const tenant = new TestTenant('crash');
  const opened = await engine.openTenant(tenant.tenant);
  const say = ({ size, root }) => writeSync(1, size + ' ' + Buffer.from(root).toString('hex') + '\\n');
  say(opened.value.treeHead());
  for (let round = 0; ; round++) {
    // A new seed per size: the same entries never come twice.
    const author = new TestTenant('round ' + opened.value.treeHead().size, { tenant: tenant.tenant });
    const packets = Array.from({ length: 1 + (round % 3) }, () => author.groupKey(author.random(16)));
    await opened.value.write(async (tx) => {
      const head = await tx.treeHead();
      await tx.append(openedBatch(author.batch(packets, head)), { firstSeq: head.size, receivedAt: 1_795_000_000_001 + head.size });
      if (${early}) {
        say(await tx.treeHead());
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    if (!${early}) say(opened.value.treeHead());
  }`;

/** Lets a writer run until its `acks`-th word and a little longer, kills it, and gives the last thing it said. */
async function killedAfter(acks: number, delayMs: number, early = false): Promise<{ size: number; root: string }> {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', writer(early)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const before = said.split('\n').length;
    said += text;
    if (before <= acks && said.split('\n').length > acks) setTimeout(() => child.kill('SIGKILL'), delayMs);
  });
  await gone;
  const lines = said.slice(0, said.lastIndexOf('\n')).split('\n');
  const [size = '', root = ''] = lines.at(-1)?.split(' ') ?? [];
  return { size: Number(size), root };
}

async function reopened<T>(work: (store: TenantStore) => Promise<T>): Promise<T> {
  const opened = await createSqliteEngine({ directory, boxKey }).openTenant(tenant.tenant);
  if (!opened.ok) throw new Error(opened.error.code);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** True when the journal still holds everything up to the acknowledged head. */
const holds = (acked: { size: number; root: string }) =>
  reopened(async (store) => {
    const root = await store.rootAt(acked.size);
    return root !== undefined && hexOf(root) === acked.root;
  });

test(`[ST15, A4, T5] loses no acknowledged write in ${KILLS} kills`, async () => {
  let sizes = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const acked = await killedAfter(2 + (kill % 7) * 4, (kill * 3) % 8);
    expect(acked.size, 'it wrote before it was killed').toBeGreaterThan(sizes);
    expect(await holds(acked), `kill ${kill} after ${acked.size} entries`).toBe(true);
    sizes = acked.size;
  }
  expect(await reopened(async (store) => (await store.fullCheck()).findings)).toEqual([]);
}, 120_000);

test('[ST15] would notice an acknowledgement before the commit', async () => {
  const acked = await killedAfter(3, 0, true);
  expect(await holds(acked)).toBe(false);
}, 60_000);

const STRACE = spawnSync('strace', ['-V']).status === 0;

test.skipIf(!STRACE)(
  '[ST15] syncs the WAL after its last write and before every acknowledgement',
  async () => {
    const log = join(directory, 'calls');
    const child = spawn(
      'strace',
      [
        '-f',
        '-y',
        '-e',
        'trace=pwrite64,fdatasync,fsync,write',
        '-o',
        log,
        process.execPath,
        '--input-type=module',
        '-e',
        writer(false),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
    );
    await new Promise<void>((resolve) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.split('\n').length > 12) resolve();
      });
    });
    // strace and its child form a group of their own; both are gone before the log is read.
    const gone = new Promise((resolve) => child.once('close', resolve));
    process.kill(-(child.pid as number), 'SIGKILL');
    await gone;
    let unsynced = false;
    let acks = 0;
    for (const call of (await readFile(log, 'utf8')).split('\n')) {
      if (/pwrite64\(\d+<[^>]*journal\.db-wal>/.test(call)) unsynced = true;
      else if (/f(data)?sync\(\d+<[^>]*journal\.db-wal>\)\s+= 0/.test(call)) unsynced = false;
      else if (/ write\(1</.test(call) && acks++ >= 0) expect(unsynced, call).toBe(false);
    }
    expect(acks).toBeGreaterThan(10);
  },
  60_000,
);
