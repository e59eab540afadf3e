import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { fail, hexOf, type Id, ok } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must, Practice } from '../../test-support/practice.ts';
import type { SiteJobView } from '../channel/akten-sites-api.ts';
import { addSite } from '../sites/change-sites.ts';
import { aktenBySite } from '../sites/site-list.ts';
import { SiteJobWork } from './site-job-work.ts';
import { openHouseNames } from './staff-names.ts';
import type { Unlocked } from './unlocked.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let unlocked: Unlocked;
let branch: Id;
let hasLine = true;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-site-job-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  branch = must(await addSite(practice.desk, { name: 'Zweigstelle Nord', users: [practice.desk.given.user] }));
  for (let n = 0; n < 30; n++) await practice.addPerson(`Brandt${n}`, `Eintrag ${n}`);
  must(await practice.desk.loadIndex());
  unlocked = { safe: practice.desk, names: await openHouseNames(practice.desk) } as Unlocked;
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

/** The job of a device as a session has it, with what it shows. */
function aWork() {
  const views: SiteJobView[] = [];
  const follow = async () => (hasLine ? practice.desk.sync() : fail('OFFLINE'));
  const work = new SiteJobWork({ unlocked: () => unlocked, follow });
  work.watch((view) => views.push(view));
  const state = () => views.at(-1)!;
  return { work, state, until: (wanted: SiteJobView['state']) => vi.waitUntil(() => state().state === wanted, 20_000) };
}

test('[F5] [BS12] a job outlives the line and a reload, goes on where it was, and is over when nothing is left', async () => {
  const main = hexOf(practice.founded.founding.site);
  const wish = { does: 'move', fromSiteId: main, toSiteId: hexOf(branch), releases: false } as const;
  const first = aWork();
  expect(await first.work.begin({ ...wish, toSiteId: main })).toMatchObject({ error: { code: 'SITE_UNKNOWN' } });
  expect(first.state().state).toBe('none');
  // The first step is written, then the line is gone.
  hasLine = false;
  expect(await first.work.begin(wish)).toEqual(ok(true));
  await first.until('waiting');
  expect(first.state()).toMatchObject({ fromSite: 'Hauptstelle', toSite: 'Zweigstelle Nord', failure: 'OFFLINE' });
  expect(await first.work.begin(wish)).toMatchObject({ error: { code: 'SITE_JOB_RUNNING' } });
  hasLine = true;
  must(await practice.desk.sync());
  const moved = aktenBySite(practice.desk).get(hexOf(branch)) ?? 0;
  expect(moved).toBe(25);
  // After a reload nothing of it is in memory.
  const again = aWork();
  await again.work.restore();
  expect(again.state()).toMatchObject({ state: 'waiting', done: 0, total: 6 });
  again.work.goOn();
  await again.until('done');
  expect(again.state()).toMatchObject({ done: 6, stayed: [] });
  expect(aktenBySite(practice.desk).get(hexOf(branch))).toBe(31);
  await again.work.end();
  const later = aWork();
  await later.work.restore();
  expect(later.state().state).toBe('none');
});
