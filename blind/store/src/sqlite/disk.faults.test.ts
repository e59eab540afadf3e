import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hexOf } from '@siegel/wire';
import { openedBatch, testHasher, TestTenant } from '@siegel/testing';
import { createSqliteEngine } from './engine.ts';

const MODULES = {
  store: new URL('../index.ts', import.meta.url).href,
  testing: new URL('../../../../tools/testing/src/index.ts', import.meta.url).href,
};
const MAY_MOUNT =
  spawnSync('unshare', ['-m', 'sh', '-c', 'd=$(mktemp -d) && mount -t tmpfs -o size=1m none "$d"']).status === 0;
const MAY_INJECT = spawnSync('strace', ['-e', 'inject=chdir:error=EIO', 'true']).status === 0;

const boxKey = { bytes: new Uint8Array(32).fill(1) };
let directory: string;
let programs: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'siegel-disk-'));
  programs = await mkdtemp(join(tmpdir(), 'siegel-program-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
  await rm(programs, { recursive: true, force: true });
});

/** Gives a program a file of its own outside the data; threads it starts then find their way. */
async function programFile(source: string): Promise<string> {
  const path = join(programs, `program-${Math.trunc(performance.now())}.mjs`);
  await writeFile(path, source);
  return path;
}

/** What every program below begins with: a founded tenant, `grow(n)` appending n records, outcomes as codes. */
const prelude = (path: string) => `
  import { rmSync, writeFileSync } from 'node:fs';
  const { createSqliteEngine, StoreError } = await import(${JSON.stringify(MODULES.store)});
  const { TestTenant, openedBatch, testHasher, collect } = await import(${JSON.stringify(MODULES.testing)});
  const engine = createSqliteEngine({ directory: ${JSON.stringify(path)}, boxKey: { bytes: new Uint8Array(32).fill(1) } });
  const tenant = new TestTenant('disk');
  const existing = await engine.openTenant(tenant.tenant);
  const made = existing.ok || existing.error.code !== 'TENANT_UNKNOWN' ? existing : await engine.createTenant(tenant.tenant);
  if (!made.ok) { console.log(JSON.stringify({ opening: made.error.code })); process.exit(0); }
  const store = made.value;
  const codeOf = (error) => (error instanceof StoreError ? error.failure.code : 'NOT A STORE ERROR: ' + error);
  const outcome = (promise) => promise.then(() => 'ok', codeOf);
  const append = (packets) => store.write(async (tx) => {
    const head = await tx.treeHead();
    await tx.append(openedBatch(tenant.batch(packets, head)), { firstSeq: head.size, receivedAt: tenant.now + head.size });
  });
  const akte = tenant.random(16);`;

test.skipIf(!MAY_MOUNT)(
  '[ST31, T8] goes on reading when the disk is full, loses nothing, and writes again once there is space',
  async () => {
    const program = `${prelude(directory)}
      await append([tenant.genesisEntry()]);
      await append([tenant.caseKey(akte)]);
      const filler = ${JSON.stringify(join(directory, 'filler'))};
      const fillers = [];
      // Fill the rest of the disk to the last block, in halving steps.
      for (let size = 4_000_000; size > 0; ) {
        const name = filler + fillers.length;
        try { writeFileSync(name, new Uint8Array(size)); fillers.push(name); } catch { rmSync(name, { force: true }); size >>= 1; }
      }
      let acked = store.treeHead().size;
      let full = 'never';
      for (let i = 0; i < 3000; i++) {
        const result = await outcome(append([tenant.record(akte, { sizeBytes: 2000 })]));
        if (result === 'ok') acked = store.treeHead().size;
        else { full = result; break; }
      }
      const blob = await outcome(store.blobs.append(tenant.random(32), 0, new Uint8Array(500_000)));
      const secret = await outcome(store.write((tx) => tx.putSecret('a', tenant.random(5000))));
      const read = (await collect(store.entriesFrom(0, acked))).length;
      const same = store.treeHead().size === acked && (await store.size()) === acked;
      const whileFull = { full, blob, secret, read: read === acked, same, content: (await store.contentOfAkte(akte, { history: false })).envelopes.length === acked - 2 };
      for (const name of fillers) rmSync(name);
      const after = await outcome(append([tenant.record(akte)]));
      const findings = (await store.fullCheck()).findings;
      await store.close();
      const again = await engine.openTenant(tenant.tenant);
      console.log(JSON.stringify({ ...whileFull, after, findings, kept: again.ok && (await again.value.size()) === acked + 1 }));`;
    const mounted = 'mount -t tmpfs -o size=3m none "$1" && exec "$2" "$3"';
    const run = spawnSync(
      'unshare',
      ['-m', 'sh', '-c', mounted, 'sh', directory, process.execPath, await programFile(program)],
      {
        encoding: 'utf8',
        timeout: 30_000,
      },
    );
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toEqual({
      full: 'DISK_FULL',
      blob: 'DISK_FULL',
      secret: 'DISK_FULL',
      read: true,
      same: true,
      content: true,
      after: 'ok',
      findings: [],
      kept: true,
    });
  },
  60_000,
);

/** A closed tenant that holds its genesis. */
async function found(tenant: TestTenant): Promise<void> {
  const created = await createSqliteEngine({ directory, boxKey }).createTenant(tenant.tenant);
  if (!created.ok) throw new Error(created.error.code);
  const genesis = openedBatch(tenant.batch([tenant.genesisEntry()], { size: 0, root: testHasher.emptyRoot }));
  await created.value.write((tx) => tx.append(genesis, { firstSeq: 0, receivedAt: tenant.now }));
  await created.value.close();
}

/** Says after each of five writes how it went; the parent compares with what is found afterwards. */
const fiveWrites = (path: string) => `${prelude(path)}
  const outcomes = [];
  for (let i = 0; i < 5; i++) outcomes.push([await outcome(append([tenant.groupKey(tenant.random(16))])), store.treeHead().size]);
  console.log(JSON.stringify({ outcomes }));`;

/** Lets the nth call of a kind on the database's files fail, then compares what was acknowledged with what is kept. */
async function expectSurvival(call: string, error: string, nth: number): Promise<void> {
  const tenant = new TestTenant('disk');
  const files = join(directory, 'tenants', hexOf(tenant.tenant));
  await found(tenant);
  const paths = ['journal.db', 'journal.db-wal', 'journal.db-shm'].flatMap((name) => ['-P', join(files, name)]);
  const run = spawnSync(
    'strace',
    [
      '-f',
      '-o',
      join(directory, 'calls'),
      ...paths,
      '-e',
      `inject=${call}:error=${error}:when=${nth}`,
      process.execPath,
      '--input-type=module',
      '-e',
      fiveWrites(directory),
    ],
    { encoding: 'utf8', timeout: 30_000 },
  );
  expect(await readFile(join(directory, 'calls'), 'utf8')).toContain('INJECTED');
  const said = JSON.parse(run.stdout) as { opening?: string; outcomes?: [string, number][] };
  const codes = said.outcomes?.map(([code]) => code) ?? [said.opening];
  for (const code of codes) expect(['ok', 'DISK_FAILED', 'DISK_FULL']).toContain(code);
  const acked = said.outcomes?.findLast(([code]) => code === 'ok')?.[1] ?? 1;
  const opened = await createSqliteEngine({ directory, boxKey }).openTenant(tenant.tenant);
  expect(opened.ok && (await opened.value.size())).toBe(acked);
  if (!opened.ok) return;
  expect((await opened.value.fullCheck()).findings).toEqual([]);
  await opened.value.close();
}

test.skipIf(!MAY_INJECT)(
  '[ST31, T7] answers every call that fails by an error or full success, and loses nothing acknowledged',
  async () => {
    const failures = [
      ['pwrite64', 'EIO', 1],
      ['pwrite64', 'EIO', 9],
      ['pwrite64', 'ENOSPC', 4],
      ['fsync', 'EIO', 1],
      ['fsync', 'EIO', 3],
      ['ftruncate', 'EIO', 1],
      ['openat', 'EMFILE', 1],
    ] as const;
    for (const [call, error, nth] of failures) {
      await expectSurvival(call, error, nth);
      await rm(join(directory, 'tenants'), { recursive: true });
    }
  },
  60_000,
);
