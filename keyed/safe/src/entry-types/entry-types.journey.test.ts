import type { EntryType } from '@siegel/akten';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { readOpen } from '../journal/read-open.ts';

const DAY = '2026-11-22';

let world: ServiceWorld;
let desk: SafeApi;
let other: SafeApi;
const line = new CutLine();
let personId: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk', line.fetch);
  other = await world.arrive('other');
  ({ personId } = world);
  for (const service of [desk, other]) must(await service.openPerson(personId));
}, 60_000);
afterAll(() => world.end());

const type = (changes: Partial<EntryType> = {}): EntryType => ({
  base: 'NOT',
  isBuiltIn: false,
  compartment: 'clinical',
  kuerzel: 'tel',
  name: 'Telefonat',
  hue: 'cyan',
  sign: 'phone',
  dayPlace: 'byTime',
  preset: '',
  order: 1,
  isUsed: true,
  ...changes,
});
const codeOf = async (...types: readonly EntryType[]) => {
  const saved = await desk.saveEntryTypes(types);
  return saved.ok ? 'ok' : saved.error.code;
};
/** The Akte as it is by now, whoever wrote last. */
const openedNow = async (service: SafeApi) => {
  await service.sendWaiting();
  return must(await service.openPerson(personId));
};
const pinned = async (service: SafeApi) => {
  const { stammdaten } = await openedNow(service);
  return ((stammdaten as { angeheftet?: readonly Uint8Array[] }).angeheftet ?? []).map((id) => hexOf(id));
};

test('[K2] [ET1] [ET2] a type is there for everybody, the server sees only that it is in use', async () => {
  const [typeId = ''] = must(await desk.saveEntryTypes([type({ preset: 'Anruf von ' })]));
  await other.sendWaiting();
  expect(must(await other.entryTypes()).types).toEqual([type({ typeId, kuerzel: 'TEL', preset: 'Anruf von ' })]);
  const { desk: safe } = world.practice;
  must(await safe.sync());
  const { columns } = safe.follower;
  const entered = Array.from({ length: columns.size }, (_, seq) => seq).filter(
    (seq) => columns.kindAt(seq) === WIRE_KINDS.entryType,
  );
  expect(entered.map((seq) => readOpen(columns.openAt(seq)))).toEqual([{ state: 'active' }]);
  must(await desk.saveEntryTypes([type({ typeId, kuerzel: 'TEL', isUsed: false })]));
  expect(must(await desk.entryTypes()).types).toMatchObject([{ typeId, isUsed: false, name: 'Telefonat' }]);
});

test('[ET2] [ET3] [ET5] refuses what clashes or would change what a type is; nothing is written of an act that is refused', async () => {
  const [own] = must(await desk.entryTypes()).types;
  expect(await codeOf(type({ kuerzel: 'TEL' }))).toBe('ENTRY_TYPE_KUERZEL_TAKEN');
  expect(await codeOf(type({ kuerzel: 'BEF' }))).toBe('ENTRY_TYPE_KUERZEL_TAKEN');
  expect(await codeOf(type({ kuerzel: 'QM' }), type({ kuerzel: 'qm' }))).toBe('ENTRY_TYPE_KUERZEL_TAKEN');
  expect(await codeOf(type({ kuerzel: 'B12' }))).toBe('ENTRY_TYPE_KUERZEL_WRONG');
  expect(await codeOf(type({ kuerzel: 'QM', name: ' ' }))).toBe('CALENDAR_NAME_MISSING');
  expect(await codeOf({ ...own!, compartment: 'admin' })).toBe('ENTRY_TYPE_FIXED');
  expect(await codeOf({ ...own!, base: 'BEF' })).toBe('ENTRY_TYPE_FIXED');
  expect(await codeOf(type({ kuerzel: 'QM', base: 'BEF', compartment: 'admin' }))).toBe('ENTRY_TYPE_FIXED');
  expect(await codeOf(type({ kuerzel: 'QM', base: 'MED' }))).toBe('ENTRY_TYPE_FIXED');
  const builtIn = (base: string, changes: Partial<EntryType> = {}) =>
    type({ base, kuerzel: base, isBuiltIn: true, ...changes });
  expect(await codeOf(builtIn('NOT', { isUsed: false }))).toBe('ENTRY_TYPE_FIXED');
  expect(await codeOf(builtIn('BEF', { kuerzel: 'BE' }))).toBe('ENTRY_TYPE_FIXED');
  expect(must(await desk.entryTypes()).types).toHaveLength(1);
  // A built-in type has one record, however often it is changed.
  must(await desk.saveEntryTypes([builtIn('BEF', { name: 'Untersuchung' })]));
  must(await desk.saveEntryTypes([builtIn('BEF', { name: 'Befund', isUsed: false })]));
  expect(must(await desk.entryTypes()).types.filter(({ isBuiltIn }) => isBuiltIn)).toMatchObject([
    { base: 'BEF', name: 'Befund', isUsed: false },
  ]);
});

test('[ET3] [ET4] an Eintrag carries its type sealed, and its text where the type says', async () => {
  const typeId = new Uint8Array(16).fill(7);
  const value = { behandlungstag: DAY, verwaltungstext: 'Ratenzahlung vereinbart', eintragstyp: typeId };
  const { recordId } = must(await desk.writeEintrag({ personId, kind: 'note', value }));
  const rows = (await openedNow(other)).eintraege;
  expect(rows.find((row) => row.recordId === recordId)).toMatchObject({
    ...{ kuerzel: 'NOT', summary: 'Ratenzahlung vereinbart', value: { eintragstyp: typeId } },
  });
  const seen = must(await desk.serverView(recordId));
  expect(JSON.stringify(seen)).not.toMatch(/"zone":"open"[^}]*eintragstyp/);
});

test('[K2] [PN1] [PN2] a released Eintrag is pinned for everybody, and stays what it is', async () => {
  const value = { behandlungstag: DAY, text: 'Marcumar, kein Ibuprofen' };
  const { recordId } = must(await desk.writeEintrag({ personId, kind: 'note', value }));
  const rowOf = async (service: SafeApi) =>
    (await openedNow(service)).eintraege.find((row) => row.recordId === recordId);
  const { head = '' } = (await rowOf(desk)) ?? {};
  must(await desk.releaseEintraege([{ recordId, head }]));
  const released = await rowOf(desk);
  expect(released?.freigabe?.state).toBe('released');
  must(await desk.setPinned(personId, recordId, true));
  must(await desk.setPinned(personId, recordId, true));
  expect(await rowOf(desk)).toEqual(released);
  expect(await pinned(other)).toEqual([recordId]);
  // Two at once: neither is lost.
  const two = must(await desk.writeEintrag({ personId, kind: 'note', value })).recordId;
  const three = must(await desk.writeEintrag({ personId, kind: 'note', value })).recordId;
  await other.sendWaiting();
  const both = await Promise.all([desk.setPinned(personId, two, true), other.setPinned(personId, three, true)]);
  expect(both.every(({ ok }) => ok)).toBe(true);
  expect((await pinned(desk)).toSorted()).toEqual([recordId, two, three].toSorted());
  must(await other.setPinned(personId, recordId, false));
  await desk.sendWaiting();
  expect((await pinned(desk)).toSorted()).toEqual([two, three].toSorted());
  expect((await rowOf(desk))?.freigabe?.state).toBe('released');
  // A change of the Stammdaten keeps them.
  const { head: of, stammdaten } = must(await desk.openPerson(personId));
  must(await desk.writePerson({ personId, base: of, value: { ...(stammdaten as object), telefon: '030 7' } as never }));
  expect(await pinned(desk)).toHaveLength(2);
});

test('[PN2] [ET1] without a line nothing is pinned and no type is entered', async () => {
  const before = await pinned(desk);
  line.isCut = true;
  const { eintraege } = must(await desk.openPerson(personId));
  const first = eintraege.find(({ recordId }) => !before.includes(recordId));
  expect((await desk.setPinned(personId, first?.recordId ?? '', true)).ok).toBe(false);
  expect((await desk.saveEntryTypes([type({ kuerzel: 'QM' })])).ok).toBe(false);
  line.isCut = false;
  await desk.sendWaiting();
  expect(await pinned(other)).toEqual(before);
});

test('[K2] [FI5] [TB18] filters follow their user to every device, and are no text blocks', async () => {
  const filter = { name: 'Labor 2026', kuerzel: ['LAB'], text: 'kalium', from: '2026-01-01' };
  const second = { name: 'Rezepte', kuerzel: ['MED'], text: '' };
  expect(must(await desk.keepFilter(filter))).toBe('everywhere');
  await other.sendWaiting();
  expect(must(await other.savedFilters())).toEqual([filter]);
  // Two at once: neither is lost.
  await Promise.all([desk.keepFilter({ ...filter, text: 'natrium' }), other.keepFilter(second)]);
  await Promise.all([desk.sendWaiting(), other.sendWaiting()]);
  expect(must(await desk.savedFilters())).toEqual([{ ...filter, text: 'natrium' }, second]);
  expect(must(await other.savedFilters())).toEqual(must(await desk.savedFilters()));
  expect(must(await desk.textBlocks())).toMatchObject({ blocks: [], unreadable: 0 });
  must(await other.forgetFilter('Labor 2026'));
  await desk.sendWaiting();
  expect(must(await desk.savedFilters())).toEqual([second]);
});

test('[FI5] without a line a filter stays on this device, and follows with the next one', async () => {
  const [before, kept] = [must(await desk.savedFilters()), { name: 'Unterwegs', kuerzel: [], text: 'weg' }];
  line.isCut = true;
  expect(must(await desk.keepFilter(kept))).toBe('here');
  expect((await desk.forgetFilter('Rezepte')).ok).toBe(false);
  line.isCut = false;
  await desk.sendWaiting();
  expect(must(await desk.savedFilters())).toEqual([...before, kept]);
  expect(must(await other.savedFilters())).toEqual(before);
  const next = { name: 'Danach', kuerzel: [], text: '' };
  expect(must(await desk.keepFilter(next))).toBe('everywhere');
  await other.sendWaiting();
  expect(must(await other.savedFilters())).toEqual([...before, kept, next]);
});
