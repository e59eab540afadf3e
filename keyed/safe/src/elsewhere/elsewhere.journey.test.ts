import type { PersonIdentity, PlainRecord } from '@siegel/akten';
import { elsewhereMark, elsewhereMarkKey, openElsewhere } from '@siegel/seal';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinPractice } from '../../test-support/colleague.ts';
import { must } from '../../test-support/practice.ts';
import { follow, makeSetOf, StrictPractice } from '../../test-support/strict-practice.ts';
import { readOpen } from '../journal/read-open.ts';
import { removeColleague } from '../people/remove-colleague.ts';
import type { Safe } from '../safe/safe.ts';
import { setStrictMode } from '../strict/strict-mode.ts';
import { ElsewhereLists } from './elsewhere-lists.ts';

let house: StrictPractice;

const KVNR = 'A123456780';
const LENA: PlainRecord = {
  familienname: 'Grönwald',
  vorname: 'Lena Marie',
  geburtsname: 'Voß',
  geburtsdatum: '1981-07-02',
  versicherungen: [{ versichertennummer: KVNR }],
};

beforeAll(async () => {
  house = await StrictPractice.start();
  await house.addPerson(LENA);
  await house.addPerson({ familienname: 'Nordmann', geburtsdatum: '1970-01-05' }, house.north);
  await makeSetOf(house.anna.safe, house.main);
  await makeSetOf(house.berta.safe, house.north);
  await follow(house.anna.safe, house.berta.safe, house.desk);
}, 60_000);

afterAll(() => house.end());

/** What a device that asks for the first time answers; the server answers each device once in ten seconds (BS42). */
async function asks(safe: Safe, ...drafts: readonly PlainRecord[]): Promise<readonly boolean[]> {
  const lists = new ElsewhereLists(safe, Date.now);
  const answers: boolean[] = [];
  for (const draft of drafts) answers.push(await lists.isKnown(draft as PersonIdentity));
  return answers;
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 10_500));

test('[F5] [BS40] [BS42] [BS44] who is known at another site is found by name and birth, by the name of birth, and by KVNR, and nobody else is', async () => {
  const { berta } = house;
  expect(berta.safe.index.search('grönwald', 5).total).toBe(0);
  const answers = await asks(
    berta.safe,
    { familienname: 'GROENWALD', vorname: 'Lena', geburtsdatum: '1981-07-02' },
    { familienname: 'Voss', vorname: 'Lena', geburtsdatum: '1981-07-02' },
    { familienname: 'Neu', vorname: 'Anders', versicherungen: [{ versichertennummer: KVNR }] },
    { familienname: 'Grönwald', vorname: 'Lena', geburtsdatum: '1981-07-03' },
    { familienname: 'Grönwald', vorname: 'Lena' },
    // Of one's own site: found in the index, not here.
    { familienname: 'Nordmann', vorname: 'Ilse', geburtsdatum: '1970-01-05' },
  );
  expect(answers).toEqual([true, true, true, false, false, false]);
  // Whoever works at all sites finds persons themselves.
  expect(await asks(house.desk, LENA)).toEqual([false]);
});

test('[F5] [BS42] [A8] that somebody was handed the lists stands in the log', async () => {
  must(await house.desk.sync());
  const { columns } = house.desk.follower;
  const asked = Array.from({ length: columns.size }, (_, seq) => seq)
    .filter((seq) => columns.kindAt(seq) === WIRE_KINDS.delivery)
    .map((seq) => readOpen(columns.openAt(seq)))
    .filter((open) => open?.['purpose'] === 'elsewhere');
  expect(asked.map((open) => hexOf(open?.['device'] as Id))).toContain(hexOf(house.berta.safe.given.device.device));
});

test('[F5] [BS40] [BS41] the server holds the list sealed: no key of a site opens it, and no mark stands in what it keeps', async () => {
  const { anna, desk } = house;
  const copy = await house.copied();
  const { membership, head } = anna.safe.follower;
  const organisation = anna.safe.keys.groupKey(membership.groupOfKindAt('organisation', head.size)!)!;
  const mark = await elsewhereMark('name groenwald lena 1981-07-02', await elsewhereMarkKey(organisation));
  const bytes = copy.shards.map((shard) => Buffer.from(shard));
  expect(bytes.length).toBe(130);
  expect(bytes.some((shard) => shard.includes(Buffer.from(mark, 'hex')))).toBe(false);
  const made = await makeSetOf(anna.safe, house.main);
  const again = await house.copied();
  const opens = async (key: typeof organisation) => {
    const found: boolean[] = [];
    for (const shard of again.shards) found.push((await openElsewhere(shard, made, key))?.has(mark) === true);
    return found.filter(Boolean).length;
  };
  expect(await opens(organisation)).toBe(1);
  expect(await opens(anna.safe.keys.groupKey(membership.groupOfKindAt('site', head.size, house.main)!)!)).toBe(0);
  must(await desk.sync());
});

test('[F5] [BS41] somebody leaves: the next set marks everybody under the new key, and is believed', async () => {
  const { anna, berta, desk } = house;
  const leaver = await joinPractice(house.practice, { sites: [house.main] });
  must(await removeColleague(desk, leaver.user));
  await follow(anna.safe, berta.safe, desk);
  const made = await makeSetOf(anna.safe, house.main);
  const lists = new ElsewhereLists(berta.safe, Date.now);
  const known = () => lists.isKnown(LENA as unknown as PersonIdentity);
  // Attested behind what this device has followed: asked for again once it has.
  expect(await known()).toBe(false);
  await follow(berta.safe);
  await turn();
  expect(await known()).toBe(true);
  expect(leaver.safe.keys.groupKeyOfId(made.elsewhere!.groupKeyId)).toBeUndefined();
});

test('[F5] [BS40] with the end of strict mode the lists are gone, and nobody is asked about', async () => {
  const { berta, desk } = house;
  must(await setStrictMode(desk, false, 'de'));
  expect((await house.copied()).shards).toEqual([]);
  const before = new ElsewhereLists(berta.safe, Date.now);
  await follow(berta.safe);
  expect(await before.isKnown(LENA as unknown as PersonIdentity)).toBe(false);
  const made = await makeSetOf(desk, house.main);
  expect(made.elsewhere).toBeUndefined();
  expect(hexOf(made.site)).toBe(hexOf(house.main));
});
