import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceKeys, FoundingDraft } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must } from '../../test-support/practice.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { FilePageStore } from '../local/file-page-store.ts';
import type { Fetch } from '../server/server-request.ts';
import { createSafeService } from './safe-service.ts';

const PASSWORD = 'Lindenhof im Regen 7';

let server: ServerProcess;
let folder: string;
let token: string;
let draft: FoundingDraft | undefined;
let device: DeviceKeys | undefined;
/** Requests whose path ends so are lost on their way. */
let lost: string | undefined;
let count = 0;
const line: Fetch = (url, init) =>
  lost !== undefined && url.endsWith(lost) ? Promise.reject(new TypeError('no line')) : fetch(url, init);

/** A worker of the same browser, as after a reload: its memory is new, what it keeps is not. */
function aWorker(): SafeApi {
  count += 1;
  return createSafeService({
    origin: server.url,
    fetch: line,
    ...EMPTY_BROWSER,
    devices: { read: async () => device, write: async (_, keys) => void (device = keys) },
    foundings: {
      read: async () => draft,
      write: async (kept) => void (draft = kept),
      remove: async () => void (draft = undefined),
    },
    pagesOf: (account) => FilePageStore.open(join(folder, `${count}-${account}`)),
    now: Date.now,
    clientVersion: '0.1.0',
  });
}

const wish = () => ({
  token,
  account: `leitung${count}`,
  profile: 'practice' as const,
  organisationName: 'Praxis am Lindenhof',
  siteName: 'Hauptstelle',
  founderName: 'Dr. Katrin Albers',
});

beforeAll(async () => {
  server = await spawnServer();
  token = await server.foundingToken();
  folder = await mkdtemp(join(tmpdir(), 'siegel-founding-calls-'));
}, 60_000);
beforeEach(() => {
  [draft, device, lost] = [undefined, undefined, undefined];
});
afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[FR1] [FR6] makes the kit only for a set-up code of this server, and asks nothing else of it before', async () => {
  const worker = aWorker();
  expect(must(await worker.foundingState())).toEqual({ state: 'open' });
  expect(await worker.beginFounding({ ...wish(), token: 'A'.repeat(43) })).toMatchObject({
    error: { code: 'FOUNDING_TOKEN_WRONG' },
  });
  expect(draft).toBeUndefined();
  expect(await worker.finishFounding(PASSWORD)).toMatchObject({ error: { code: 'FOUNDING_MISSING' } });
});

test('[FR3] [RO1] [RO11] keeps the kit while the names are changed, and over a reload; the device is kept before the draft is given up', async () => {
  const worker = aWorker();
  const kit = must(await worker.beginFounding(wish()));
  expect(kit.words).toHaveLength(24);
  expect(must(await worker.beginFounding({ ...wish(), siteName: 'Nebenstelle' }))).toEqual(kit);
  must(await worker.noteKitKept());
  const reloaded = aWorker();
  expect(must(await reloaded.foundingState())).toMatchObject({
    state: 'begun',
    isKept: true,
    kit: { words: kit.words },
    facts: { siteName: 'Nebenstelle' },
  });
  expect(await reloaded.finishFounding('elf Zeichen')).toMatchObject({ error: { code: 'PASSWORD_TOO_WEAK' } });
  lost = '/device/proof';
  expect(await reloaded.finishFounding(PASSWORD)).toMatchObject({ error: { code: 'OFFLINE' } });
  expect([draft === undefined, device === undefined]).toEqual([false, true]);
  lost = undefined;
  const founder = aWorker();
  expect(must(await founder.finishFounding(PASSWORD))).toMatchObject({ displayName: 'Dr. Katrin Albers' });
  // Roles and groups are there before anybody works.
  const { roles, groups, lacksTemplates } = must(await founder.rolesView());
  expect(lacksTemplates).toBe(false);
  expect(roles.map(({ name, holders }) => [name, holders.length])).toContainEqual(['Praxisleitung', 1]);
  expect(groups.map(({ kind }) => kind).toSorted()).toEqual(['dpo', 'organisation', 'records', 'site']);
  expect([draft === undefined, device === undefined]).toEqual([true, false]);
}, 60_000);

test('[FR3] dropping a founding makes another kit', async () => {
  const worker = aWorker();
  const { words } = must(await worker.beginFounding(wish()));
  must(await worker.dropFounding());
  expect(must(await worker.beginFounding(wish())).words).not.toEqual(words);
});
