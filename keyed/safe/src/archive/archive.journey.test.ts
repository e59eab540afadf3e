import { type EntryPacket, hexOf, type Id, PERSON_KIND, type Result } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { ILSE, must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import { sealAppointments } from '../appointments/write-appointments.ts';
import { sealWish } from '../appointments/write-wishes.ts';
import type { ArchiveWish } from '../channel/archive-api.ts';
import { localDay } from '../channel/local-day.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { logRow } from '../log/log-row.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { fetchHistory } from '../safe/open-history.ts';
import type { Safe } from '../safe/safe.ts';
import { sealEintrag, sealNextVersion } from '../safe/write-records.ts';
import { openHouseNames } from '../worker/staff-names.ts';

let world: ServiceWorld;
let desk: SafeApi;
let colleague: SafeApi;
const line = new CutLine();

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk');
  colleague = await world.arrive('colleague', line.fetch);
}, 60_000);
afterAll(() => world.end());

const PATIENTLY = { timeout: 15_000, interval: 200 };
const TODAY = localDay(Date.now());
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const enter = async (familienname: string) => must(await desk.createPerson({ ...ILSE, familienname })).personId;
const noteOf = (text: string) => ({ kind: 'note' as const, value: { behandlungstag: TODAY, text } });

async function turn(service: SafeApi, does: ArchiveWish['does'], personId: string): Promise<void> {
  must(await service.beginArchiveJob({ does, personIds: [personId] }));
  await vi.waitFor(async () => {
    const { person } = must(await service.openPerson(personId));
    expect(person.isArchived === true).toBe(does === 'archive');
  }, PATIENTLY);
}

async function rowsOf(service: SafeApi, personId: string) {
  const { eintraege } = must(await service.openPerson(personId));
  return eintraege.map(({ summary, state }) => `${summary} ${state}`).toSorted();
}

/** What a program seals that asks nobody: everything somebody may write about a person. */
async function sealedWork(
  safe: Safe,
  personId: string,
  noteId: string,
): Promise<Readonly<Record<string, EntryPacket>>> {
  const akte = safe.directory.aktenOfPerson(personId).find(({ stammakte }) => !stammakte)!;
  const place = { akte: akte.akte, site: akte.site, key: must(await writingKey(safe, akte.akte)) };
  const stamm = safe.records.recordsOfAkte(new Uint8Array(Buffer.from(personId, 'hex')) as Id);
  const person = stamm.find(({ newest }) => newest.body.kind === PERSON_KIND)!.newest;
  const value = (await safe.open(person)) as { readonly value: object };
  const file = { kind: 'document', value: { behandlungstag: TODAY, titel: 'Befund' } };
  return {
    note: (await sealEintrag(safe, noteOf('neu'), place)).packet,
    task: (await sealEintrag(safe, { kind: 'task', value: { behandlungstag: TODAY, titel: 'Rückruf' } }, place)).packet,
    file: (await sealEintrag(safe, file, place)).packet,
    change: must(await sealNextVersion(safe, Buffer.from(noteId, 'hex') as never, noteOf('anders').value)),
    stammdaten: must(await sealNextVersion(safe, person.body.record, { ...value.value, ort: 'Neustadt' } as never)),
  };
}

test('[K1] [PM42] [PM45] [PM46] [PM47] [PM48] an archived Akte is closed to everybody, by server and program, and opens with one act', async () => {
  const personId = await enter('Geschlossen');
  const noteId = must(await desk.writeEintrag({ personId, ...noteOf('vorher') })).recordId;
  must(await desk.beginCalendar('de'));
  const doctor = must(await desk.calendar()).resources.find(({ kind }) => kind === 'person')?.resourceId ?? '';
  // Sealed before anybody archived: a device that asks nobody, or has not heard.
  const { desk: safe } = world.practice;
  must(await safe.sync());
  must(await safe.openPerson(personId));
  const late = await sealedWork(safe, personId, noteId);
  const at = { day: TODAY as never, from: 600, minutes: 15, resources: [doctor] };
  const wish = { personId, minutes: 15, needs: [[doctor]], urgency: 'normal' as const };
  const sealed: Record<string, readonly EntryPacket[]> = {
    appointment: must(await sealAppointments(safe, [{ personId, ...at }])).packets,
    wish: must(await sealWish(safe, wish)).packets,
    ...Object.fromEntries(Object.entries(late).map(([name, packet]) => [name, [packet]])),
  };
  await turn(desk, 'archive', personId);
  for (const [name, packets] of Object.entries(sealed)) {
    const refusal = name === 'stammdaten' ? 'ENTRY_STALE' : 'PERSON_ARCHIVED';
    expect([name, code(await safe.outbox.sendUnkept(packets))]).toEqual([name, refusal]);
  }
  // What the program says before it sends anything, and what the page is told.
  const view = must(await desk.openPerson(personId));
  expect(view).toMatchObject({
    may: { write: false },
    archived: { since: TODAY, by: 'Dr. Jana Lindner', mayBringBack: true },
  });
  const changed = { personId, recordId: noteId, ...noteOf('anders') };
  expect(code(await desk.writeEintrag({ personId, ...noteOf('neu') }))).toBe('PERSON_ARCHIVED');
  expect(code(await desk.writeEintrag(changed))).toBe('PERSON_ARCHIVED');
  expect(code(await desk.addTask({ personId, title: 'Rückruf' } as never))).toBe('PERSON_ARCHIVED');
  expect(code(await desk.addAppointments([{ personId, ...at }]))).toBe('PERSON_ARCHIVED');
  expect(code(await desk.addWish(wish))).toBe('PERSON_ARCHIVED');
  const ofPerson = { personId, base: view.head, value: { ...view.stammdaten, ort: 'Neustadt' } };
  expect(code(await desk.writePerson(ofPerson))).toBe('PERSON_ARCHIVED');
  expect(must(await desk.recordHistory(personId)).versions).toHaveLength(2);
  await turn(desk, 'bringBack', personId);
  expect(code(await desk.writeEintrag(changed))).toBe('ok');
  expect(must(await desk.openPerson(personId)).may.write).toBe(true);
});

test('[K1] [PM49] what was written without a line into an Akte archived meanwhile is kept, shown, and written once it is back', async () => {
  const personId = await enter('Offline');
  must(await desk.writeEintrag({ personId, ...noteOf('vorher') }));
  world.pushHead();
  await vi.waitFor(async () => expect(await rowsOf(colleague, personId)).toEqual(['vorher saved']), PATIENTLY);
  line.isCut = true;
  expect(must(await colleague.writeEintrag({ personId, ...noteOf('unterwegs') }))).toMatchObject({ saved: false });
  await turn(desk, 'archive', personId);
  line.isCut = false;
  await colleague.sendWaiting();
  await vi.waitFor(async () =>
    expect(await rowsOf(colleague, personId)).toEqual(['unterwegs conflict', 'vorher saved']),
  );
  expect(await rowsOf(desk, personId)).toEqual(['vorher saved']);
  await turn(desk, 'bringBack', personId);
  world.pushHead();
  await vi.waitFor(
    async () => expect(await rowsOf(colleague, personId)).toEqual(['unterwegs saved', 'vorher saved']),
    PATIENTLY,
  );
});

test('[K1] [PM50] [PM51] [TE78] who has died is offered no place; the wish ends with the rest and comes back with one act', async () => {
  const doctor = must(await desk.calendar()).resources.find(({ kind }) => kind === 'person')?.resourceId ?? '';
  const personId = await enter('Verschieden');
  const other = await enter('Wartend');
  const waiting = async () => new Set(must(await desk.waitingList()).wishes.map((wish) => wish.personId));
  for (const id of [personId, other])
    must(await desk.addWish({ personId: id, minutes: 15, needs: [[doctor]], urgency: 'normal' }));
  expect(await waiting()).toEqual(new Set([personId, other]));
  const { head: base, stammdaten } = must(await desk.openPerson(personId));
  must(await desk.writePerson({ personId, base, value: { ...stammdaten, verstorbenAm: TODAY } }));
  expect(await waiting()).toEqual(new Set([other]));
  const { affairs } = must(await desk.openAffairs(personId));
  expect(affairs.map(({ kind }) => kind)).toEqual(['wish']);
  const done = must(
    await desk.endAffairs(
      personId,
      affairs.map(({ recordId }) => recordId),
    ),
  );
  expect(must(await desk.openAffairs(personId)).affairs).toEqual([]);
  expect(code(await desk.undoAffairs(done))).toBe('ok');
  expect(must(await desk.openAffairs(personId)).affairs).toHaveLength(1);
  // Whoever waits is not archived by rule either.
  const tomorrow = localDay(Date.now() + 86_400_000);
  expect(must(await desk.archivePreview(tomorrow)).personIds).not.toContain(personId);
});

test('[K1] [PM52] the log names archive, return and death with words of their own', async () => {
  const personId = await enter('Protokollwort');
  await turn(desk, 'archive', personId);
  await turn(desk, 'bringBack', personId);
  const before = must(await desk.openPerson(personId));
  must(await desk.writePerson({ personId, base: before.head, value: { ...before.stammdaten, verstorbenAm: TODAY } }));
  const { verstorbenAm: _day, ...alive } = must(await desk.openPerson(personId)).stammdaten as Record<string, unknown>;
  const { head } = must(await desk.openPerson(personId));
  must(await desk.writePerson({ personId, base: head, value: alive }));
  const { desk: safe } = world.practice;
  must(await safe.sync());
  must(await fetchHistory(safe, [Buffer.from(personId, 'hex') as never], 'verify'));
  const { columns } = safe.follower;
  const seqs = Array.from({ length: columns.size }, (_, seq) => seq).filter(
    (seq) => columns.kindAt(seq) === PERSON_KIND && hexOf(columns.placeAt(seq)!.akte) === personId,
  );
  const house = await openHouseNames(safe);
  const names = { ...house, byDevice: new Map(), ofPerson: () => '' };
  const rows = await Promise.all(seqs.map((seq) => logRow(safe, names, seq)));
  expect(rows.map(({ person }) => person)).toEqual([undefined, 'archived', 'broughtBack', 'died', 'deathLifted']);
});
