import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnreadable } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { FINDING, ILSE, must, Practice } from '../../test-support/practice.ts';
import { wrapForWanted } from '../renewal/renew-akten.ts';
import { runRenewals } from '../renewal/renewal-pass.ts';
import { completeGroups } from '../roles/complete-house.ts';
import type { Safe } from '../safe/safe.ts';
import { sealEintrag, sealNewPerson } from '../safe/write-records.ts';
import { addSite } from '../sites/change-sites.ts';
import { setStrictMode } from '../strict/strict-mode.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { mergePreview } from './merge-preview.ts';
import { sealMerge } from './seal-merge.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let desk: Safe;
/** Works in the Hauptstelle alone, and in the Zweigstelle alone. */
let anna: Colleague;
let berta: Colleague;
let inMain: Id;
let inNorth: Id;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-strict-merge-'));
  const foundingToken = await server.foundingToken();
  practice = await Practice.found({ origin: server.url, foundingToken, folder });
  ({ desk } = practice);
  must(await completeGroups(desk, 'de'));
  const north = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  const main = practice.founded.founding.site;
  anna = await joinPractice(practice, { sites: [main] });
  berta = await joinPractice(practice, { sites: [north] });
  must(await setStrictMode(desk, true, 'de'));
  inMain = await aPerson('Haupt', 'Leipzig', main);
  inNorth = await aPerson('Nord', 'Kiel', north);
  await follow(desk, anna.safe, berta.safe);
}, 120_000);

afterAll(async () => {
  for (const safe of [desk, anna.safe, berta.safe]) await safe.close();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await rm(server.directory, { recursive: true, force: true });
});

async function aPerson(familienname: string, ort: string, site: Id): Promise<Id> {
  const made = must(await sealNewPerson(desk, { ...ILSE, familienname, ort }, { site }));
  const place = { akte: made.akte, site, key: made.akteKey };
  const { packet } = await sealEintrag(desk, { kind: 'finding', value: { ...FINDING } }, place);
  must(await desk.write([...made.packets, packet]));
  must(await desk.sync());
  return made.personId;
}

async function follow(...safes: readonly Safe[]): Promise<void> {
  for (const safe of safes) {
    must(await safe.sync());
    let loaded = await safe.loadIndex();
    for (; !loaded.ok && loaded.error.code === 'DELIVERY_TOO_OFTEN'; loaded = await safe.loadIndex())
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    must(loaded);
  }
}

/** Whether somebody finds a person and holds the key of the Stammakte, and whose names they read when they ask for the person by id. */
async function seenBy({ safe }: Colleague, personId: Id) {
  const opened = await safe.openPerson(hexOf(personId));
  const values = opened.ok
    ? opened.value.flatMap(({ opened: one }) => (isUnreadable(one) ? [] : [one.value as { familienname?: string }]))
    : [];
  return {
    isFound: safe.index.get(hexOf(personId)) !== undefined,
    hasKey: safe.keys.caseKey(personId) !== undefined,
    names: values.flatMap(({ familienname }) => familienname ?? []),
  };
}

test('[K1] [F5] [PM15] in strict mode a merge across sites gives nobody elsewhere a key, an Akte or somebody to find', async () => {
  const nothing = { isFound: false, hasKey: false, names: [] };
  expect(await seenBy(anna, inNorth)).toEqual(nothing);
  expect(await seenBy(berta, inMain)).toEqual(nothing);
  const names = await openHouseNames(desk);
  const { stays, goes, fields } = must(await mergePreview(desk, [hexOf(inMain), hexOf(inNorth)], names));
  expect(fields.find(({ name }) => name === 'ort')).toMatchObject({ side: 'stays' });
  const wish = {
    staysId: hexOf(inMain),
    goesId: hexOf(inNorth),
    staysHead: stays.head,
    goesHead: goes.head,
    choice: {},
  };
  must(await desk.write(must(await sealMerge(desk, wish))));
  await desk.sync();
  // Everything the program does behind it: keys that are due, and those a site wants.
  await wrapForWanted(desk, [hexOf(inMain), hexOf(inNorth)]);
  const pause = () => Promise.resolve();
  must(
    await runRenewals(desk, { isStopped: () => false, follow: () => desk.sync(), pause, onProgress: () => undefined }),
  );
  await follow(desk, anna.safe, berta.safe);
  // Who works in both sees one person; who works in one sees who they saw, and nothing of the other.
  expect(desk.merged.standsFor(hexOf(inNorth))).toBe(hexOf(inMain));
  // Either id leads to the one they know.
  expect(await seenBy(anna, inNorth)).toEqual({ ...nothing, names: ['Haupt'] });
  expect(await seenBy(berta, inMain)).toEqual({ ...nothing, names: ['Nord'] });
  expect(await seenBy(berta, inNorth)).toEqual({ isFound: true, hasKey: true, names: ['Nord'] });
  expect(berta.safe.merged.standsFor(hexOf(inNorth))).toBe(hexOf(inNorth));
  expect(berta.safe.index.search('haupt').exact).toEqual([]);
  expect(anna.safe.index.search('nord').exact).toEqual([]);
  // The one that stays goes on under its own name and town: of the other nothing came along that nobody chose.
  expect(anna.safe.index.get(hexOf(inMain))).toMatchObject({ familienname: 'Haupt', ort: 'Leipzig' });
});
