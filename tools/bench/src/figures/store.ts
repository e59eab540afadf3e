import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBatch } from '@siegel/journal';
import { type AppendBatch, createSqliteEngine, type TenantStore } from '@siegel/store';
import { sha256, testHasher, TestTenant } from '@siegel/testing';
import type { EntryPacket } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';

const ROUNDS = 5;
const ROWS = { one: 1_000, hundred: 6_000, thousand: 10_000 } as const;
const READ_ROWS = 100_000;
const READ_BAR_MS = 300;
const RECORDS_PER_AKTE = 20;
/** What a database of one table would do with the same pragmas: one row of 1 kB. */
const BARE_ROW = randomBytes(1_000);
/** The disk's own limit: one synced write of 8 kB. */
const PAGE = randomBytes(8_192);

/** Appending and reading of the store beside bare inserts and the disk's sync, interleaved; medians (ST51). */
export async function figureStore(): Promise<readonly Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'siegel-store-'));
  try {
    const engine = createSqliteEngine({ directory, boxKey: { bytes: randomBytes(32) } });
    const tenant = new TestTenant('bench');
    const created = await engine.createTenant(tenant.tenant);
    if (!created.ok) throw new Error(created.error.code);
    const bench = new StoreBench(created.value, tenant, directory);
    await bench.append([bench.batchOf([tenant.genesisEntry()])], 1);
    const rounds: Record<string, number>[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await bench.round());
    const middle = (name: string) => median(rounds.map((rates) => rates[name] ?? Number.NaN));
    const readMs = await bench.readMs();
    await engine.close();
    return [
      figure('append, 1 entry per commit, against sync of the disk', '/s', middle('append 1'), middle('sync')),
      figure('append, 1 entry per commit, against a bare row', '/s', middle('append 1'), middle('bare 1')),
      figure('append, 100 batches of 1 per commit, against bare rows', '/s', middle('append 100'), middle('bare 100')),
      figure('append, batch of 1000 per commit, against bare rows', '/s', middle('append 1000'), middle('bare 1000')),
      figure('read 100,000 entries in order', 'ms', readMs, READ_BAR_MS),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** One tenant under measurement. */
class StoreBench {
  readonly #store: TenantStore;
  readonly #tenant: TestTenant;
  readonly #directory: string;
  #names = 0;

  constructor(store: TenantStore, tenant: TestTenant, directory: string) {
    this.#store = store;
    this.#tenant = tenant;
    this.#directory = directory;
  }

  /** Rates per second of every kind, one after the other: batches are made before the clock starts. */
  async round(): Promise<Record<string, number>> {
    const singles = (rows: number) => this.#packets(rows).map((packet) => this.batchOf([packet]));
    return {
      sync: this.#syncRate(),
      'bare 1': await this.#bareRate(ROWS.one, 1),
      'append 1': await this.append(singles(ROWS.one), 1),
      'bare 100': await this.#bareRate(ROWS.hundred, 100),
      'append 100': await this.append(singles(ROWS.hundred), 100),
      'bare 1000': await this.#bareRate(ROWS.thousand, 1_000),
      'append 1000':
        1_000 *
        (await this.append(
          chunks(this.#packets(ROWS.thousand), 1_000).map((part) => this.batchOf(part)),
          1,
        )),
    };
  }

  batchOf(packets: readonly EntryPacket[]): AppendBatch {
    const request = this.#tenant.batch(packets, { size: 1, root: sha256(PAGE) });
    const opened = openBatch(request, testHasher);
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value;
  }

  /** Batches per second, `perCommit` to a transaction: the server's writer has checked them all before. */
  async append(batches: readonly AppendBatch[], perCommit: number): Promise<number> {
    let firstSeq = await this.#store.size();
    return rate(batches.length, async () => {
      for (const group of chunks(batches, perCommit)) {
        await this.#store.write(async (tx) => {
          for (const batch of group) {
            await tx.append(batch, { firstSeq, receivedAt: this.#tenant.now + firstSeq });
            firstSeq += batch.entries.length;
          }
        });
      }
    });
  }

  async readMs(): Promise<number> {
    const missing = READ_ROWS - (await this.#store.size());
    await this.append(
      chunks(this.#packets(Math.max(0, missing)), 1_000).map((part) => this.batchOf(part)),
      10,
    );
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begin = performance.now();
      let rows = 0;
      for await (const page of this.#store.entriesFrom(0, READ_ROWS)) rows += page.length;
      if (rows !== READ_ROWS) throw new Error(`read ${rows} entries`);
      times.push(performance.now() - begin);
    }
    return median(times);
  }

  #bareRate(rows: number, perCommit: number): Promise<number> {
    return rate(rows, async () => {
      for (let at = 0; at < rows; at += perCommit) {
        await this.#store.write(async (tx) => {
          for (let i = 0; i < perCommit; i++)
            await tx.putSecret(`bare ${String(this.#names++).padStart(9, '0')}`, BARE_ROW);
        });
      }
    });
  }

  #syncRate(): number {
    const file = openSync(join(this.#directory, 'sync'), 'w');
    const begin = performance.now();
    for (let i = 0; i < ROWS.one; i++) {
      writeSync(file, PAGE, 0, PAGE.length, (i % 100) * PAGE.length);
      fdatasyncSync(file);
    }
    closeSync(file);
    return ROWS.one / ((performance.now() - begin) / 1_000);
  }

  #packets(count: number): EntryPacket[] {
    let akte = this.#tenant.random(16);
    return Array.from({ length: count }, (_, i) => {
      if (i % (RECORDS_PER_AKTE + 1) > 0) return this.#tenant.record(akte);
      akte = this.#tenant.random(16);
      return this.#tenant.caseKey(akte);
    });
  }
}

async function rate(count: number, work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return count / ((performance.now() - begin) / 1_000);
}

function chunks<T>(values: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / length) }, (_, i) =>
    values.slice(i * length, (i + 1) * length),
  );
}
