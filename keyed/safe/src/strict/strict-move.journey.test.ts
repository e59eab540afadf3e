import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openedBy } from '../../test-support/copied-database.ts';
import { must } from '../../test-support/practice.ts';
import { follow, jobGiven, makeSetOf, StrictPractice } from '../../test-support/strict-practice.ts';
import { namedCaseKey } from '../renewal/named-case-key.ts';
import type { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { runSiteJob } from '../sites/site-job.ts';
import { quickStart } from '../snapshot/quick-start.ts';
import { isSnapshotDue, LEFT_AFTER_MS } from '../snapshot/snapshot-due.ts';

let house: StrictPractice;

beforeAll(async () => {
  house = await StrictPractice.start();
}, 60_000);

afterAll(() => house.end());

const finds = (safe: Safe, name: string) => safe.index.search(name, 5).total;

/** Sites whose readers, and whose offices, a Stammakte is wrapped for. */
function sitesOf(safe: Safe, personId: Id) {
  const { membership, head } = safe.follower;
  const named = namedCaseKey(safe, personId)!;
  const place = (group: Id) => {
    const of = membership.groupAt(group, head.size);
    return of === undefined ? 'unknown' : `${of.groupKind} ${hexOf(of.site)}`;
  };
  return { whole: named.groups.map(place), parts: [...new Set(named.parts.map(({ group }) => place(group)))] };
}

async function move(personId: Id): Promise<void> {
  const { desk, main, north } = house;
  const job = { does: 'move', from: main, to: north, persons: [hexOf(personId)], releases: false } as const;
  expect(must(await runSiteJob(desk, job, jobGiven(desk)))).toEqual({ end: 'done', done: 1, stayed: [] });
}

let begun = 0;
/** How many of a name can be found at once by whoever begins on an empty device. */
async function begins(given: SafeGiven, name: string): Promise<number> {
  const pages = await house.practice.pagesIn(`quick-${begun++}`);
  return must(await quickStart({ ...given, pages })).index.search(name, 5).total;
}

test('[F5] [BS9] [BS21] [BS26] [BS28] somebody who is moved to another site belongs to that site alone afterwards, by key', async () => {
  const { desk, anna, berta, main, north } = house;
  const { personId, akte } = await house.addPerson({ familienname: 'Umzug' });
  await follow(anna.safe, berta.safe, desk);
  expect([finds(anna.safe, 'Umzug'), finds(berta.safe, 'Umzug')]).toEqual([1, 0]);
  expect(sitesOf(desk, personId).whole).toEqual([`site ${hexOf(main)}`]);
  await move(personId);
  // The job wrapped the Stammakte with the move: nothing is left for a pass.
  expect(sitesOf(desk, personId)).toEqual({ whole: [`site ${hexOf(north)}`], parts: [`office ${hexOf(north)}`] });
  expect([...desk.renewals.due()]).toEqual([]);
  await follow(anna.safe, berta.safe);
  expect([finds(anna.safe, 'Umzug'), finds(berta.safe, 'Umzug'), finds(desk, 'Umzug')]).toEqual([0, 1, 1]);
  expect(await anna.safe.openPerson(hexOf(personId))).toMatchObject({ error: { code: 'AKTE_UNKNOWN' } });
  const copy = await house.copied();
  const moved = desk.directory.movedTo(akte)!.akte;
  expect(await openedBy(anna.safe, copy, personId)).toEqual([]);
  expect(await openedBy(anna.safe, copy, moved)).toEqual([]);
  // What stays open to the old site is what was written there (limits of the threat model): the closed Akte under its old key.
  expect((await openedBy(anna.safe, copy, akte)).length).toBeGreaterThan(0);
  expect(await openedBy(berta.safe, copy, akte)).toEqual([]);
  for (const of of [personId, moved]) expect((await openedBy(berta.safe, copy, of)).length).toBeGreaterThan(0);
  expect(copy.findings).toBe(0);
});

test('[F5] [BS45] [SN12] a move makes the set of the old site due, and the one made then does not hold the person', async () => {
  const { anna, desk, main, north } = house;
  const { personId } = await house.addPerson({ familienname: 'Wegzug' });
  await makeSetOf(anna.safe, main);
  expect(await begins(anna.given, 'Wegzug')).toBe(1);
  await move(personId);
  await follow(anna.safe);
  const { columns } = anna.safe.follower;
  const due = (site: Id, afterMs: number, isStrict = true) =>
    isSnapshotDue(columns, { site, isStrict }, Date.now() + afterMs);
  // Not after each of many moves; where nobody is hidden from anybody, with the next day.
  expect([due(main, 0), due(main, LEFT_AFTER_MS), due(north, LEFT_AFTER_MS)]).toEqual([false, true, false]);
  expect(due(main, LEFT_AFTER_MS, false)).toBe(false);
  await makeSetOf(anna.safe, main);
  expect(due(main, LEFT_AFTER_MS)).toBe(false);
  expect(await begins(anna.given, 'Wegzug')).toBe(0);
  await desk.sync();
});
