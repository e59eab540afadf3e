import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, Practice } from '../../../../keyed/safe/test-support/practice.ts';
import { enterTwice } from './enter-twice.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-twice-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await practice.desk.close();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[DM13] one person of a large practice was entered twice, with a letter less', async () => {
  await practice.addPerson('Hoffmann', 'RR 130/80');
  const { desk, founded } = practice;
  await enterTwice(desk, founded.founding.site);
  must(await desk.sync());
  must(await desk.loadIndex());
  expect(desk.index.size).toBe(2);
  await enterTwice(desk, founded.founding.site, 1);
  must(await desk.sync());
  for (const personId of desk.directory.persons()) {
    // What was sealed here is not in the cache.
    must(await desk.openPerson(personId));
    await desk.indexPerson(personId);
  }
  expect(desk.index.search('hofmann, ilse').exact).toMatchObject([
    { familienname: 'Hofmann', geburtsdatum: '1951-03-14' },
  ]);
});
