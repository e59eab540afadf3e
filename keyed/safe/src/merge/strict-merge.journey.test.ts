import { isUnreadable } from '@siegel/seal';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Colleague } from '../../test-support/colleague.ts';
import { must } from '../../test-support/practice.ts';
import { follow, jobGiven, StrictPractice } from '../../test-support/strict-practice.ts';
import { wrapForWanted } from '../renewal/renew-akten.ts';
import { runRenewals } from '../renewal/renewal-pass.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { mergePreview } from './merge-preview.ts';
import { sealMerge } from './seal-merge.ts';

let house: StrictPractice;
let inMain: Id;
let inNorth: Id;

beforeAll(async () => {
  house = await StrictPractice.start();
  const { desk, anna, berta, north } = house;
  inMain = (await house.addPerson({ familienname: 'Haupt', ort: 'Leipzig' })).personId;
  inNorth = (await house.addPerson({ familienname: 'Nord', ort: 'Kiel' }, north)).personId;
  await follow(desk, anna.safe, berta.safe);
}, 120_000);

afterAll(() => house?.end());

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
  const { desk, anna, berta } = house;
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
  must(await runRenewals(desk, jobGiven(desk)));
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
