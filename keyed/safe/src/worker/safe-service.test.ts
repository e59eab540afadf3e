import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import type { SafeStatus } from '../channel/sign-in-api.ts';
import type { Fetch } from '../server/server-request.ts';
import { createSafeService } from './safe-service.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let service: SafeApi;
let status: SafeStatus;
/** What becomes of a write on its way. */
let writes: 'taken' | 'no line' | 'disk full' = 'taken';

const line: Fetch = (url, init) => {
  if (!url.endsWith('/append') || writes === 'taken') return fetch(url, init);
  if (writes === 'no line') return Promise.reject(new TypeError('offline'));
  return Promise.resolve(Response.json({ code: 'DISK_FULL', de: 'voll', en: 'full' }, { status: 507 }));
};

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-service-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  service = createSafeService({
    origin: server.url,
    fetch: line,
    ...EMPTY_BROWSER,
    pagesOf: (account) => practice.pagesIn(`worker-${account}`),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  service.watchStatus((now) => (status = now));
  const wish = { account: 'lindner', password: PASSWORD };
  must(await service.signInWithSlot(wish, { recoveryCode: practice.founded.recoveryCode }));
}, 60_000);

afterAll(async () => {
  await service.signOut();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[SF7] a full disk leaves what waits waiting and the workspace open', async () => {
  const personId = hexOf(practice.personId);
  const note = (text: string) => ({ personId, kind: 'note' as const, value: { behandlungstag: '2026-11-22', text } });
  must(await service.openPerson(personId));
  writes = 'no line';
  expect(must(await service.writeEintrag(note('ohne Verbindung')))).toMatchObject({ saved: false });
  writes = 'disk full';
  must(await service.writeEintrag(note('dahinter')));
  expect(status).toMatchObject({ phase: 'ready', queued: 2, refused: 0 });
  must(await service.openPerson(personId));
  writes = 'taken';
  must(await service.writeEintrag(note('danach')));
  expect(status).toMatchObject({ phase: 'ready', queued: 0, refused: 0 });
});
