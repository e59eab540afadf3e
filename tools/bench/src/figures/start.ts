import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { spawnServer, TestOffice, testHasher } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';

const ROUNDS = 5;
const ENTRIES = 40_000;
const RECORDS_PER_AKTE = 20;
const BATCH = 1_000;
const BARS = { seconds: 1, megabytes: 150 } as const;
const KIB_PER_MB = 1_000_000 / 1024;
const EMPTY = { size: 0, root: testHasher.emptyRoot };

/** `start`: the built server with a tenant of 40,000 entries: from spawn to its listening line, until that tenant has answered
 *  once, and what the server holds in memory then. */
export async function figureStart(): Promise<readonly Figure[]> {
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  const { directory, boxKeyFile, path } = await filledDirectory();
  const seconds: number[] = [];
  const answered: number[] = [];
  const megabytes: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      const server = await spawnServer({ built: true, directory, boxKeyFile });
      seconds.push((performance.now() - started) / 1_000);
      const answer = await fetch(`${server.url}${path}`);
      if (!answer.ok) throw new Error(`the tenant answers ${answer.status}`);
      answered.push((performance.now() - started) / 1_000);
      megabytes.push(await residentMegabytes(server.child.pid));
      await server.end();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return [
    figure('start: spawn to ready with 40,000 entries, beside the bar (<= 1)', 's', median(seconds), BARS.seconds),
    figure(
      'start: spawn to the first answer of the tenant, beside the bar (<= 1)',
      's',
      median(answered),
      BARS.seconds,
    ),
    figure('start: resident memory after that answer, beside the bar (<= 1)', 'MB', median(megabytes), BARS.megabytes),
  ];
}

async function filledDirectory(): Promise<{ directory: string; boxKeyFile: string; path: string }> {
  const server = await spawnServer({ built: true });
  const { built: tenant, client } = await TestOffice.found(server, 'bench-start');
  let akte = tenant.random(16);
  const packets = Array.from({ length: ENTRIES }, (_, i) => {
    if (i % (RECORDS_PER_AKTE + 1) > 0) return tenant.record(akte);
    akte = tenant.random(16);
    return tenant.caseKey(akte);
  });
  for (let at = 0; at < packets.length; at += BATCH)
    await client.appended(tenant.batch(packets.slice(at, at + BATCH), EMPTY));
  await server.end();
  return { directory: server.directory, boxKeyFile: server.boxKeyFile, path: `/v1/t/${hexOf(tenant.tenant)}` };
}

async function residentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kib) / KIB_PER_MB;
}
