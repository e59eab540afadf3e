import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listBackups } from '@siegel/safe';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, Practice } from '../../../../keyed/safe/test-support/practice.ts';
import { seedBackups } from './seed-backups.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-seeded-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await practice.desk.close();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[DM15] the practice begins with a key of backups and one backup that is whole', async () => {
  const { desk, founded } = practice;
  await seedBackups(desk, [founded.founding.user]);
  const { backups, hasKey, running } = must(await listBackups(desk.given.address));
  expect(backups).toHaveLength(1);
  expect({ hasKey, running }).toEqual({ hasKey: true, running: null });
});
