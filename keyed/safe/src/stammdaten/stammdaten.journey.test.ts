import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECRET, talkativeJpeg } from '../../test-support/pictures.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { PersonView } from '../channel/akte-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { decodePacked, encodePacked } from '../search/packed-persons.ts';
import { PersonIndex } from '../search/person-index.ts';

let world: ServiceWorld;
let desk: SafeApi;
let colleague: SafeApi;
let child: string;
let mother: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  mother = world.personId;
  child = hexOf((await world.practice.addPerson('Frey', 'RR 130/80')).personId);
  desk = await world.arrive('desk');
  colleague = await world.arrive('colleague');
}, 60_000);
afterAll(() => world.end());

const view = async (service: SafeApi, personId: string): Promise<PersonView> =>
  must(await service.openPerson(personId));
const relationsOf = async (service: SafeApi, personId: string) =>
  (await view(service, personId)).relations.map(({ other, relation }) => [other.familienname, relation]);
/** Asks until it is so, with the word that something is new. */
const soon = <T>(ask: () => Promise<T>) =>
  expect.poll(
    () => {
      world.pushHead();
      return ask();
    },
    { timeout: 14_000 },
  );
/** Everything the desk has sent, as text. */
const sent = () => world.proxy.asked.map(({ body, url }) => url + Buffer.from(body).toString('latin1')).join('\n');

test('[K1] [PE25] [PE26] a relation stands with one person and is seen with both, here and at another workplace', async () => {
  const wish = { personId: child, otherId: mother, relation: 'mutter' } as const;
  await view(desk, child);
  const before = world.proxy.asked.length;
  must(await desk.addRelation(wish));
  // One record was written, of one person: no message of the act names both.
  // What another workplace fetches ahead for the day names whoever was written about; it has nothing to do with the act.
  const named = world.proxy.asked
    .slice(before)
    .map(({ body, url }) => url + Buffer.from(body).toString('latin1'))
    .filter((text) => !text.includes('"preload"'));
  const [motherId, childId] = [mother, child].map((id) => Buffer.from(id, 'hex').toString('latin1'));
  expect(named.filter((text) => [mother, motherId ?? ''].some((id) => text.includes(id)))).toEqual([]);
  expect(named.some((text) => [child, childId ?? ''].some((id) => text.includes(id)))).toBe(true);
  expect(await relationsOf(desk, child)).toEqual([['Brandt', 'mutter']]);
  expect(await relationsOf(desk, mother)).toEqual([['Frey', 'kind']]);
  await soon(() => relationsOf(colleague, mother)).toEqual([['Frey', 'kind']]);
  expect(await desk.addRelation({ personId: mother, otherId: child, relation: 'kind' })).toMatchObject({
    error: { code: 'RELATION_KNOWN' },
  });
  expect(await desk.addRelation({ ...wish, otherId: child })).toMatchObject({ error: { code: 'RELATION_SELF' } });
});

test('[PE27] is taken out from either side, and put back', async () => {
  const [found] = (await view(colleague, mother)).relations;
  must(await colleague.removeRelation(found!.stands));
  expect(await relationsOf(colleague, mother)).toEqual([]);
  await soon(() => relationsOf(desk, child)).toEqual([]);
  expect(await desk.removeRelation(found!.stands)).toMatchObject({ error: { code: 'AKTE_UNKNOWN' } });
  must(await colleague.addRelation(found!.stands));
  await soon(() => relationsOf(desk, child)).toEqual([['Brandt', 'mutter']]);
});

test('[K1] [PE20] [PE22] a picture without what it said beside itself, taken out and put back; the server learns no word', async () => {
  const picture = talkativeJpeg(6);
  must(await desk.setPortrait(mother, picture));
  const shown = (await view(desk, mother)).portrait;
  expect(Buffer.from(shown!).toString('latin1')).not.toContain(SECRET);
  expect([...shown!.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  await soon(async () => (await view(colleague, mother)).portrait?.length).toBe(shown!.length);
  must(await desk.setPortrait(mother, undefined));
  expect((await view(desk, mother)).portrait).toBeUndefined();
  must(await desk.setPortrait(mother, shown));
  expect((await view(desk, mother)).portrait).toEqual(shown);
  for (const wrong of [new TextEncoder().encode('<svg/>'), new Uint8Array(70_000).fill(0xff)])
    expect(await desk.setPortrait(mother, wrong)).toMatchObject({ error: { code: 'PORTRAIT_WRONG' } });
  expect(sent()).not.toContain(SECRET);
});

test('[PE30] whether there is a warning is known wherever the person is named, and changes with it', async () => {
  const found = async () => (await colleague.search('brandt', 5)).exact[0]?.hasCave;
  expect(await found()).toBe(true);
  const { head, stammdaten } = await view(desk, mother);
  const { cave, ...rest } = stammdaten as { cave?: string };
  expect(cave).toBe('Penicillin');
  must(await desk.writePerson({ personId: mother, base: head, value: rest }));
  await soon(found).toBeUndefined();
});

test('[PE3] the towns of a postal code come from a table of the house; nothing is asked when one is typed', async () => {
  expect(await desk.townsOf('03253')).toEqual([]);
  expect(await desk.saveTowns('Name;Telefon\nBrandt;030')).toMatchObject({ error: { code: 'TOWNS_UNUSABLE' } });
  must(await desk.saveTowns('PLZ;Ort\n03253;Doberlug-Kirchhain\n03253;Schönborn\n1067;Dresden'));
  expect(must(await desk.townTable())).toEqual({ codes: 2 });
  await soon(() => colleague.townsOf('03253')).toEqual(['Doberlug-Kirchhain', 'Schönborn']);
  const before = world.proxy.asked.length;
  expect(await desk.townsOf('01067')).toEqual(['Dresden']);
  expect(await desk.townsOf('99999')).toEqual([]);
  expect(world.proxy.asked.length).toBe(before);
  expect(sent()).not.toContain('Kirchhain');
  must(await desk.saveTowns(''));
  expect(await desk.townsOf('01067')).toEqual([]);
  expect(must(await desk.organisationView()).name).toBe('Praxis am Lindenhof');
});

test('[PE28] the packed index keeps warnings and relations, and one of before has none', () => {
  const index = new PersonIndex();
  const row = { familienname: 'Brandt', vorname: 'Ilse', patientennummern: [] };
  index.add({ ...row, personId: child, hasCave: true, relations: [{ personId: mother, relation: 'mutter' }] });
  index.add({ ...row, personId: mother });
  const packed = index.pack([mother, child]);
  const other = new PersonIndex();
  other.addPacked(decodePacked(encodePacked(packed)));
  expect(other.get(child)).toEqual(index.get(child));
  expect(other.relationsOf(mother)).toEqual([{ owner: child, relation: { personId: mother, relation: 'mutter' } }]);
  other.remove(child);
  expect(other.relationsOf(mother)).toEqual([]);
});
