import { Safe } from '@siegel/safe';
import { type Author, buildEntry, compartmentKey, platformRandom, userCoSigner } from '@siegel/seal';
import { bytesOfHex, type CborValue, decodeBody, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OrgDone } from '../../keyed/safe/src/channel/org-api.ts';
import { placePerson } from '../../keyed/safe/src/org/change-placements.ts';
import { addUnit } from '../../keyed/safe/src/org/change-units.ts';
import { organisationKey } from '../../keyed/safe/src/roles/house-entry.ts';
import { newestVersion } from '../../keyed/safe/src/safe/newest-version.ts';
import { orgView } from '../../keyed/safe/src/worker/org-calls.ts';
import { type Colleague, joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server must not achieve with the org chart: people placed by somebody who may not, a tree that runs in a circle,
// and units or places exchanged (docs/spec/org-chart.md; threat model M3).

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let victim: Safe;
let nurse: Colleague;
let devices = 0;
let lead: string;
let team: string;
let place: string;

const idOf = ({ records }: OrgDone) => records[0]?.recordId ?? '';
const id = (hex: string) => bytesOfHex(hex) as Id;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  const { desk } = practice;
  nurse = await joinPractice(practice);
  lead = idOf(must(await addUnit(desk, undefined, { name: 'Leitung' })));
  team = idOf(must(await addUnit(desk, lead, { name: 'Team' })));
  const wish = { function: '', from: '2026-01-01', leads: false };
  must(await placePerson(desk, { ...wish, unitId: lead, userId: hexOf(desk.given.user) }));
  place = idOf(must(await placePerson(desk, { ...wish, unitId: team, userId: hexOf(nurse.user) })));
  logSeed = await takeLogKey(world);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`);
});

/** The chart as lines: the unit, the one above it, and who is there. */
async function chart(safe: Safe): Promise<readonly string[]> {
  const { units } = await orgView(safe);
  const nameOf = (unitId: string | undefined) => units.find((unit) => unit.unitId === unitId)?.name;
  return units.map(({ name, parentId, people }) => {
    return `${name} under ${nameOf(parentId)}: ${people.map((one) => one.name).join(', ')}`;
  });
}

const HONEST = ['Leitung under undefined: Dr. Jana Lindner', 'Team under Leitung: Jana Böttcher'];

/** A placement as a member writes it with everything a member has: also the key that seals it. */
async function forgedPlacement(by: Author, of: Safe) {
  const sealed = { user: of.given.user, from: '2026-01-01', leads: true, function: 'Chefin' };
  const key = organisationKey(of);
  if (key === undefined) throw new Error('every member has it');
  return buildEntry(
    {
      kind: WIRE_KINDS.placement,
      schemaVersion: 1,
      record: platformRandom(16) as Id,
      open: { state: 'active', unit: id(lead) },
      coSigners: [userCoSigner(by)],
      sealed: new Map([['admin', sealed] as const]),
      keyOf: () => compartmentKey(key, 'admin'),
    },
    by,
  );
}

async function movedUnit(by: Author, unit: string, under: string | undefined) {
  const open = { state: 'active', ...(under !== undefined && { parent: id(under) }) };
  const parent = newestVersion(victim, id(unit));
  const draft = { kind: WIRE_KINDS.orgUnit, schemaVersion: 1, record: id(unit), parent, open };
  return buildEntry({ ...draft, coSigners: [userCoSigner(by)] }, by);
}

test('[X5] [OG3] [OG4] attack 136: nobody is placed by who may not, and no circle is shown, whatever server and writer agree upon', async () => {
  expect(await chart(victim)).toEqual(HONEST);
  must(await nurse.safe.sync());
  // An honest server refuses both itself.
  const own = await forgedPlacement(nurse.safe.author, nurse.safe);
  expect(await nurse.safe.write([own])).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  const circle = await movedUnit(practice.desk.author, lead, team);
  expect(await practice.desk.write([circle])).toMatchObject({ ok: false, error: { code: 'UNIT_CYCLE' } });
  // The server's own word, a true member without the right, and a true administrator's circle.
  const journal = new ForgedJournal(world, logSeed);
  const forger = await forgerOf(victim);
  await journal.forge([await forgedPlacement(forger, victim)], forger, victim);
  await journal.forge([await forgedPlacement(nurse.safe.author, nurse.safe)], nurse.safe.author, victim);
  await journal.forge([circle], practice.desk.author, victim);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()].toSorted()).toEqual([
    'RIGHT_MISSING',
    'STATEMENT_SIGNATURE_WRONG',
    'UNIT_CYCLE',
  ]);
  expect(await chart(victim)).toEqual(HONEST);
});

type Item = readonly CborValue[];

/** A lie about the open fields of single records in the journal. */
const aboutOpen = (change: (record: string, open: CborValue, of: (record: string) => CborValue) => CborValue) =>
  changeItems((items) => {
    const recordOf = (item: Item) => hexOf(decodeBody(item[2] as Uint8Array).record);
    const of = (record: string) => items.find((item) => item[0] === 3 && recordOf(item) === record)?.[3] ?? null;
    return items.map((item): Item => {
      return item[0] === 3 ? [3, item[1]!, item[2]!, change(recordOf(item), item[3]!, of)] : item;
    });
  });

test('[X5] [OG1] [OG10] attack 137: units and places that the server exchanges or hides are found, and never shown as others', async () => {
  const swap = (a: string, b: string) =>
    aboutOpen((record, open, of) => (record === a ? of(b) : record === b ? of(a) : open));
  const lies = [
    // The unit above is another one; a place is in another unit; what was said is not there.
    [swap(lead, team), 'OPEN_FIELDS_MISMATCH'],
    [aboutOpen((record, open, of) => (record === place ? of(team) : open)), 'OPEN_FIELDS_MISMATCH'],
    [aboutOpen((record, open) => (record === place ? null : open)), 'CONTENT_WITHHELD'],
  ] as const;
  for (const [lie, code] of lies) {
    world.proxy.lieAbout('journal', lie);
    const pages = await practice.pagesIn(`exchanged-${devices++}`);
    expect(await Safe.open({ ...victim.given, pages })).toMatchObject({ ok: false, error: { code } });
  }
  // The sealed halves: one is kept back, then every one is handed out with a bit turned. Nobody is shown where they are not.
  world.proxy.beHonest();
  const isSealed = (item: Item) => item[0] === 5;
  const sealedLies = [
    changeItems((items) => {
      const last = items.findLastIndex(isSealed);
      return items.filter((_, i) => i !== last);
    }),
    changeItems((items) =>
      items.map((item): Item => {
        if (!isSealed(item)) return item;
        const turned = (item[2] as Uint8Array).slice();
        turned[turned.length - 1] = (turned.at(-1) ?? 0) ^ 1;
        return [5, item[1]!, turned];
      }),
    ),
  ];
  const shown: (readonly string[])[] = [];
  for (const lie of sealedLies) {
    world.proxy.lieAbout('group-keys', lie);
    const pages = await practice.pagesIn(`turned-${devices++}`);
    const safe = must(await Safe.open({ ...victim.given, pages }));
    expect((await orgView(safe)).unreadable).toBeGreaterThan(0);
    shown.push(await chart(safe));
  }
  expect(shown).toEqual([
    ['Leitung under undefined: Dr. Jana Lindner', 'Team under Leitung: '],
    [' under undefined: ', ' under : '],
  ]);
});
