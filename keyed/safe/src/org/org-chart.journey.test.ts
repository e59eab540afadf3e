import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unitsAt } from '@siegel/akten';
import { buildEntry, platformRandom, userCoSigner } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { bytesOfHex, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { must, Practice } from '../../test-support/practice.ts';
import type { OrgDone } from '../channel/org-api.ts';
import { localDay } from '../channel/local-day.ts';
import { removeColleague } from '../people/remove-colleague.ts';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';
import { orgView } from '../worker/org-calls.ts';
import { changePlacement, placePerson, transferPlacement } from './change-placements.ts';
import { addUnit, beginOrg, changeUnit, moveUnit, removeUnit } from './change-units.ts';
import { undoOrg } from './enter-org.ts';
import { readOrg } from './read-org.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let desk: Safe;
let nurse: Colleague;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-org-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  ({ desk } = practice);
  nurse = await joinPractice(practice);
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const DAY_MS = 86_400_000;
const dayFrom = (days: number) => localDay(Date.now() + days * DAY_MS);
const firstOf = ({ records }: OrgDone) => records[0]?.recordId ?? '';
const refused = (code: string) => expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) });

/** The chart as lines: `Parent/Unit: person (function)`. */
async function chart(safe: Safe, day?: string): Promise<readonly string[]> {
  must(await safe.sync());
  const { units } = await orgView(safe, day);
  const nameOf = (id: string | undefined) => units.find(({ unitId }) => unitId === id)?.name ?? '';
  return units.map(({ parentId, name, people }) => {
    const who = people.map((one) => `${one.leads ? '*' : ''}${one.name}${one.function && ` (${one.function})`}`);
    return `${parentId === undefined ? '' : `${nameOf(parentId)}/`}${name}: ${who.join(', ')}`;
  });
}

const unitId = async (name: string) => (await orgView(desk)).units.find((unit) => unit.name === name)?.unitId ?? '';

test('[W4] [OG21] [OG22] an empty chart begins with a template, once, and that can be undone', async () => {
  expect(await orgView(nurse.safe)).toMatchObject({ isEmpty: true, units: [], mayAdminister: false });
  const social = must(await beginOrg(desk, 'social', 'de'));
  expect(await chart(desk)).toContain('Teilstationäre Hilfen/Team Tagesgruppe: ');
  must(await undoOrg(desk, social));
  const begun = must(await beginOrg(desk, 'practice', 'de'));
  expect(await chart(desk)).toEqual([
    'Praxisleitung: ',
    'Praxisleitung/Ärztlicher Dienst: ',
    'Praxisleitung/Praxisteam: ',
    'Praxisteam/Anmeldung: ',
    'Praxisteam/Labor: ',
    'Praxisleitung/Verwaltung: ',
  ]);
  expect(await beginOrg(desk, 'practice', 'de')).toEqual(refused('UNITS_THERE'));
  const undone = must(await undoOrg(desk, begun));
  expect(await chart(desk)).toEqual([]);
  // The undoing is an act like any other.
  must(await undoOrg(desk, undone));
  expect(await chart(nurse.safe)).toHaveLength(6);
});

test('[S3] [OG1] [OG11] [OG12] people are placed with function and days; colleagues read it, the server reads no word of it', async () => {
  const [reception, lead] = [await unitId('Anmeldung'), await unitId('Praxisleitung')];
  const own = { userId: hexOf(desk.given.user), function: 'Praxisinhaberin', from: '2020-01-01', leads: true };
  must(await placePerson(desk, { ...own, unitId: lead }));
  const nurseWish = { userId: hexOf(nurse.user), unitId: reception, function: 'Erstkraft', from: '2024-05-01' };
  const placed = must(await placePerson(desk, { ...nurseWish, leads: false }));
  must(await placePerson(desk, { ...nurseWish, unitId: lead, function: '', from: dayFrom(30), leads: false }));
  expect(await chart(nurse.safe)).toContain('Praxisteam/Anmeldung: Jana Böttcher (Erstkraft)');
  expect(await chart(nurse.safe)).toContain('Praxisleitung: *Dr. Jana Lindner (Praxisinhaberin)');
  expect((await orgView(nurse.safe)).own).toEqual([{ unit: 'Anmeldung', function: 'Erstkraft', leads: false }]);
  // A day that is to come, and one before the units were entered: the placement tells that they were there.
  expect(await chart(nurse.safe, dayFrom(30))).toContain(
    'Praxisleitung: *Dr. Jana Lindner (Praxisinhaberin), Jana Böttcher',
  );
  expect(await chart(nurse.safe, '2023-01-01')).toEqual(['Praxisleitung: *Dr. Jana Lindner (Praxisinhaberin)']);
  expect(await chart(nurse.safe, '2024-06-01')).toEqual([
    'Praxisleitung: *Dr. Jana Lindner (Praxisinhaberin)',
    'Praxisleitung/Praxisteam: ',
    'Praxisteam/Anmeldung: Jana Böttcher (Erstkraft)',
  ]);
  expect(await placePerson(desk, { ...nurseWish, leads: false })).toEqual(refused('PLACEMENT_THERE'));
  expect(await placePerson(desk, { ...nurseWish, leads: false, until: '2024-04-30' })).toEqual(
    refused('PLACEMENT_DAYS'),
  );
  const record = bytesOfHex(firstOf(placed)) as Id;
  const { columns } = desk.follower;
  const entry = columns.entryAt(columns.seqsOfRecord(record).at(-1) ?? 0)!;
  const readable = Buffer.concat([entry.body, ...Object.values(entry.open ?? {})]);
  expect(readable.includes(Buffer.from(nurse.user))).toBe(false);
  expect(readable.includes(Buffer.from('Erstkraft'))).toBe(false);
});

test('[OG4] [OG6] [OG23] a unit goes only with a word on its people and units, in one batch, and the history keeps it', async () => {
  const [team, reception, office] = [await unitId('Praxisteam'), await unitId('Anmeldung'), await unitId('Verwaltung')];
  expect(await removeUnit(desk, team)).toEqual(refused('UNIT_NOT_EMPTY'));
  expect(await removeUnit(desk, reception)).toEqual(refused('UNIT_NOT_EMPTY'));
  const removed = must(await removeUnit(desk, reception, { peopleTo: office }));
  expect(await chart(desk)).toContain('Praxisleitung/Verwaltung: Jana Böttcher (Erstkraft)');
  expect(await chart(desk, dayFrom(-1))).toContain('Praxisteam/Anmeldung: Jana Böttcher (Erstkraft)');
  must(await undoOrg(desk, removed));
  expect(await chart(desk)).toContain('Praxisteam/Anmeldung: Jana Böttcher (Erstkraft)');
  // Its units go elsewhere, its people end.
  const gone = must(await removeUnit(desk, team, { unitsTo: office }));
  expect(await chart(desk)).toContain('Verwaltung/Anmeldung: Jana Böttcher (Erstkraft)');
  must(await undoOrg(desk, gone));
  expect(await chart(nurse.safe)).toContain('Praxisteam/Anmeldung: Jana Böttcher (Erstkraft)');
  expect(await removeUnit(desk, reception, { peopleTo: reception })).toMatchObject({ ok: false });
});

test('[OG4] [OG22] units move and change their order; an undo is refused once somebody has changed the same', async () => {
  const [team, lab, reception] = [await unitId('Praxisteam'), await unitId('Labor'), await unitId('Anmeldung')];
  expect(await moveUnit(desk, team, { parentId: lab })).toEqual(refused('UNIT_CYCLE'));
  must(await moveUnit(desk, lab, { parentId: team, beforeId: reception }));
  const names = async () => (await orgView(desk)).units.map(({ name }) => name);
  expect((await names()).slice(3, 5)).toEqual(['Labor', 'Anmeldung']);
  // However often something is put between, there is room.
  for (let i = 0; i < 24; i++)
    must(
      await moveUnit(desk, i % 2 === 0 ? reception : lab, { parentId: team, beforeId: i % 2 === 0 ? lab : reception }),
    );
  expect((await names()).slice(3, 5)).toEqual(['Labor', 'Anmeldung']);
  const renamed = must(await changeUnit(desk, lab, { name: 'Labor und EKG', shortName: 'LAB' }));
  must(await changeUnit(desk, lab, { name: 'Labor' }));
  expect(await undoOrg(desk, renamed)).toEqual(refused('ENTRY_STALE'));
  expect(await changeUnit(desk, lab, { name: '  ' })).toEqual(refused('NAME_MISSING'));
});

test('[OG3] [OG5] whoever may not administer changes nothing, and of two who change the same at once the first counts', async () => {
  expect(await addUnit(nurse.safe, undefined, { name: 'Eigene' })).toEqual(refused('RIGHT_MISSING'));
  // A program that does not ask is refused by the server.
  const forged = await buildEntry(
    {
      kind: WIRE_KINDS.orgUnit,
      schemaVersion: 1,
      record: platformRandom(16) as Id,
      open: { state: 'active' },
      coSigners: [userCoSigner(nurse.safe.author)],
    },
    nurse.safe.author,
  );
  expect(await nurse.safe.write([forged])).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  const second = await practice.enter('second');
  const [doctors, office] = [await unitId('Ärztlicher Dienst'), await unitId('Verwaltung')];
  must(await second.sync());
  const under = async (safe: Safe, unit: string, parent: string) => {
    const { author } = safe;
    const record = bytesOfHex(unit) as Id;
    const open = { state: 'active', parent: bytesOfHex(parent) as Id };
    const draft = { kind: WIRE_KINDS.orgUnit, schemaVersion: 1, record, parent: newestVersion(safe, record), open };
    return buildEntry({ ...draft, coSigners: [userCoSigner(author)] }, author);
  };
  // Made from the same journal: each puts one under the other, then both change the same.
  const [here, there, same] = [
    await under(desk, doctors, office),
    await under(second, office, doctors),
    await under(second, doctors, await unitId('Praxisteam')),
  ];
  must(await desk.write([here]));
  expect(await second.write([there])).toMatchObject({ ok: false, error: { code: 'UNIT_CYCLE' } });
  expect(await second.write([same])).toMatchObject({ ok: false, error: { code: 'ENTRY_STALE' } });
  expect(await chart(desk)).toContain('Verwaltung/Ärztlicher Dienst: ');
  expect(await chart(second)).toEqual(await chart(desk));
});

test('[OG6] [OG11] somebody goes to another unit on a day; whoever leaves the house is placed nowhere, and it stays in the history', async () => {
  const guest = await joinPractice(practice, { name: 'Ole Reimann', rights: [] });
  const [lab, office] = [await unitId('Labor'), await unitId('Verwaltung')];
  const wish = { userId: hexOf(guest.user), unitId: lab, function: 'Laborhilfe', from: dayFrom(-10), leads: false };
  const placed = firstOf(must(await placePerson(desk, wish)));
  const moved = must(await transferPlacement(desk, placed, { unitId: office, day: dayFrom(-2) }));
  expect(await chart(desk, dayFrom(-3))).toContain('Praxisteam/Labor: Ole Reimann (Laborhilfe)');
  expect(await chart(desk)).toContain('Praxisleitung/Verwaltung: Ole Reimann (Laborhilfe)');
  must(await undoOrg(desk, moved));
  expect(await chart(desk)).toContain('Praxisteam/Labor: Ole Reimann (Laborhilfe)');
  must(await removeColleague(desk, guest.user));
  expect(await chart(desk)).toContain('Praxisteam/Labor: ');
  expect(await chart(desk, dayFrom(-1))).toContain('Praxisteam/Labor: Ole Reimann (Laborhilfe)');
  expect(await placePerson(desk, { ...wish, unitId: office })).toEqual(refused('PLACEMENT_PERSON'));
  // What is over keeps no unit from being removed.
  must(await removeUnit(desk, lab));
  expect(await changePlacement(desk, hexOf(guest.user), wish)).toEqual(refused('PLACEMENT_UNKNOWN'));
});

test('[OG10] a device that comes later reads the same chart on every day', async () => {
  const late = await practice.enter('late');
  const [ofDesk, ofLate] = [await readOrg(desk), await readOrg(late)];
  expect(ofLate).toEqual(ofDesk);
  expect(ofLate.unreadable).toBe(0);
  for (const days of [-30, -1, 0, 40])
    expect(unitsAt(ofLate.history, dayFrom(days))).toEqual(unitsAt(ofDesk.history, dayFrom(days)));
});
