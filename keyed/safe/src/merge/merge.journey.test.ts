import { hexOf, PERSON_MERGE_KIND, type Result } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { joinPractice } from '../../test-support/colleague.ts';
import { ILSE, must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { DuplicatesView, MergeWish } from '../channel/merge-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { localDay } from '../channel/local-day.ts';
import { exportAkte } from '../export/export-akte.ts';
import { logRow } from '../log/log-row.ts';
import { addSite } from '../sites/change-sites.ts';
import { runSiteJob } from '../sites/site-job.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { mergePreview } from './merge-preview.ts';
import { sealLift, sealMerge } from './seal-merge.ts';

let world: ServiceWorld;
let desk: SafeApi;
let colleague: SafeApi;
const line = new CutLine();

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk', line.fetch);
  colleague = await world.arrive('colleague');
}, 60_000);
afterAll(() => world.end());

/** The colleague hears of what is new and looks at somebody: a search finds others a few seconds later. */
async function hears(...personIds: readonly string[]): Promise<void> {
  world.pushHead();
  await vi.waitFor(async () => {
    for (const personId of personIds) expect(code(await colleague.openPerson(personId))).toBe('ok');
  });
}

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

async function enter(familienname: string, over: object = {}): Promise<string> {
  const made = must(await desk.createPerson({ ...ILSE, familienname, ...over }));
  return made.personId;
}

async function note(personId: string, text: string): Promise<string> {
  const value = { behandlungstag: '2026-11-20', text };
  return must(await desk.writeEintrag({ personId, kind: 'note', value })).recordId;
}

async function wishFor(staysId: string, goesId: string): Promise<MergeWish> {
  const { stays, goes } = must(await desk.mergePreview(staysId, goesId));
  return { staysId, goesId, staysHead: stays.head, goesHead: goes.head, choice: {} };
}

const textsOf = async (service: SafeApi, personId: string) =>
  must(await service.openPerson(personId))
    .eintraege.map(({ summary, ofPerson = '' }) => [summary, ofPerson].filter(Boolean).join(' | '))
    .toSorted();
const idsOf = async (service: SafeApi, query: string) =>
  (await service.search(query, 20)).exact.map(({ personId, foundAs = '' }) => `${personId}${foundAs}`);

test('[K1] [PM1] [PM8] [PM10] [PM12] [PM13] two persons become one everywhere, and are two again', async () => {
  const stays = await enter('Hoffmann', { telefon: '030 1' });
  const goes = await enter('Hofmann', { geburtsdatum: '1951-03-15', email: 'ilse@example.org', cave: 'Latex' });
  const [own, old] = [await note(stays, 'bei der einen'), await note(goes, 'bei der anderen')];
  await hears(stays, goes);
  expect(await idsOf(colleague, 'hofmann')).toEqual([goes]);
  const preview = must(await desk.mergePreview(stays, goes));
  expect(preview.warnings).toEqual(['GEBURTSDATUM']);
  expect(preview).toMatchObject({ stays: { eintraege: 1 }, goes: { eintraege: 1, firstDay: '2026-11-20' } });
  expect(preview.fields.find(({ name }) => name === 'cave')).toMatchObject({ mayBeBoth: true, side: 'both' });
  const wish = { ...(await wishFor(stays, goes)), choice: { geburtsdatum: 'goes' as const } };
  expect(code(await desk.mergePersons(wish))).toBe('ok');
  world.pushHead();
  for (const service of [desk, colleague])
    await vi.waitFor(async () => {
      expect(await textsOf(service, stays)).toEqual(['bei der anderen | Hofmann, Ilse', 'bei der einen']);
      // The old name and the old address lead to the one that stays.
      expect(await idsOf(service, 'hofmann')).toEqual([`${stays}Hofmann, Ilse`]);
      const view = must(await service.openPerson(goes));
      expect(view.person.personId).toBe(stays);
      expect(view.stammdaten).toMatchObject({
        familienname: 'Hoffmann',
        geburtsdatum: '1951-03-15',
        email: 'ilse@example.org',
        cave: 'Penicillin; Latex',
      });
      expect(view.merged).toMatchObject([{ personId: goes, name: 'Hofmann, Ilse', by: 'Dr. Jana Lindner' }]);
    });
  // What is written under the old name goes to the person that stays; what stands in the old Akte can still be changed there.
  const since = await note(goes, 'seitdem');
  const view = must(await desk.openPerson(stays));
  const akteOf = (id: string) => view.eintraege.find(({ recordId }) => recordId === id)?.akteId;
  expect(akteOf(since)).toBe(akteOf(own));
  const { head: base = '' } = view.eintraege.find(({ recordId }) => recordId === old) ?? {};
  const changed = { behandlungstag: '2026-11-20', text: 'bei der anderen, ergänzt' };
  must(await desk.writeEintrag({ personId: stays, recordId: old, kind: 'note', value: changed, base }));
  expect(code(await desk.liftMerge(goes))).toBe('ok');
  world.pushHead();
  for (const service of [desk, colleague])
    await vi.waitFor(async () => {
      expect(await textsOf(service, stays)).toEqual(['bei der einen', 'seitdem']);
      expect(await textsOf(service, goes)).toEqual(['bei der anderen, ergänzt']);
      expect(await idsOf(service, 'hofmann')).toEqual([goes]);
    });
  // The choice of fields is a version like any other.
  expect(must(await desk.openPerson(stays)).stammdaten).toMatchObject({ geburtsdatum: '1951-03-15' });
  expect(must(await desk.recordHistory(stays)).versions).toHaveLength(2);
  // Merged once more, the pointer is the same record.
  expect(code(await desk.mergePersons(await wishFor(stays, goes)))).toBe('ok');
});

test('[K1] [PM3] [PM4] [PM5] [PM6] [PM12] chains are followed; circles, second merges, stale looks and whoever lacks the right are refused', async () => {
  const [a, b, c] = [await enter('Anders'), await enter('Andersen'), await enter('Anderson')];
  await note(a, 'von a');
  await hears(a, b, c);
  const [ab, ba, ac, bc] = [await wishFor(b, a), await wishFor(a, b), await wishFor(c, a), await wishFor(c, b)];
  const { desk: safe } = world.practice;
  must(await safe.sync());
  must(await safe.loadIndex());
  // Sealed at the same time by three clients; one is first.
  const late = await Promise.all([ba, ac].map(async (wish) => must(await sealMerge(safe, wish))));
  expect(code(await desk.mergePersons(ab))).toBe('ok');
  for (const packets of late)
    expect(await safe.outbox.sendUnkept(packets)).toMatchObject({ ok: false, error: { code: 'PERSON_MERGED' } });
  expect(code(await desk.mergePersons(bc))).toBe('ok');
  // A chain: a -> b -> c.
  world.pushHead();
  await vi.waitFor(async () => expect(await textsOf(colleague, a)).toEqual(['von a | Anders, Ilse']));
  expect(must(await colleague.openPerson(a)).person.personId).toBe(c);
  expect(code(await desk.mergePreview(a, c))).toBe('PERSON_MERGED');
  expect(code(await desk.liftMerge(c))).toBe('PERSON_MERGED');
  expect(code(await desk.liftMerge(b))).toBe('ok');
  expect(must(await desk.openPerson(a)).person.personId).toBe(b);
  // Somebody changed the person since it was looked at.
  const [d, e] = [await enter('Dorn'), await enter('Dorner')];
  const stale = await wishFor(d, e);
  const seen = must(await desk.openPerson(e));
  must(await desk.writePerson({ personId: e, base: seen.head, value: { ...seen.stammdaten, ort: 'Neustadt' } }));
  expect(code(await desk.mergePersons(stale))).toBe('ENTRY_STALE');
  // Without a line nothing is merged, and nothing waits.
  const fresh = await wishFor(d, e);
  line.isCut = true;
  expect(code(await desk.mergePersons(fresh))).toBe('OFFLINE');
  line.isCut = false;
  expect(await idsOf(desk, 'dorner')).toEqual([e]);
  // Whoever reads and writes does not merge: here, at the server, and at every client.
  const nurse = await joinPractice(world.practice);
  must(await nurse.safe.loadIndex());
  expect(code(await sealMerge(nurse.safe, fresh))).toBe('RIGHT_MISSING');
  expect(code(await sealLift(nurse.safe, a))).toBe('RIGHT_MISSING');
  must(await safe.sync());
  const kinds = Array.from({ length: safe.follower.columns.size }, (_, seq) => safe.follower.columns.kindAt(seq));
  expect(kinds.filter((kind) => kind === PERSON_MERGE_KIND)).toHaveLength(6);
});

test('[K1] [PM30] [PM31] likely duplicates are found in steps, and what is none is remembered', async () => {
  const one = await enter('Zwillinger', { vorname: 'Uwe' });
  const two = await enter('Zwilinger', { vorname: 'Uwe' });
  const other = await enter('Zwillinger', { vorname: 'Uwe', geburtsdatum: '1980-01-01' });
  const search = () =>
    new Promise<DuplicatesView>((resolve) => {
      const end = desk.watchDuplicates((view) => {
        if (!view.isOver) return;
        end();
        resolve(view);
      });
    });
  const pairOf = ({ pairs }: DuplicatesView) =>
    pairs.find(({ persons }) => persons.some(({ personId }) => personId === one))?.persons.map((row) => row.personId);
  await vi.waitFor(async () => expect(pairOf(await search())).toEqual([one, two]));
  await desk.setNoDuplicate([two, one], true);
  const without = await search();
  expect(pairOf(without)).toBeUndefined();
  expect(without.noneCount).toBe(1);
  await desk.setNoDuplicate([one, two], false);
  expect(pairOf(await search())).toEqual([one, two]);
  expect(other).not.toBe(one);
});

test('[K1] [PM40] [PM41] [PM42] [PM43] [PM44] persons are archived by rule, found with the archive, and brought back', async () => {
  const old = await enter('Archivar');
  await note(old, 'liegt lange');
  const tomorrow = localDay(Date.now() + 86_400_000);
  const due = await vi.waitFor(async () => {
    const preview = must(await desk.archivePreview(tomorrow));
    expect(preview.personIds).toContain(old);
    return preview;
  });
  expect(due.shown.length).toBeGreaterThan(0);
  expect(must(await desk.archivePreview('2020-01-01')).personIds).toEqual([]);
  const finished = () =>
    new Promise<number>((resolve) => {
      const end = desk.watchArchiveJob(({ state, changed }) => {
        if (state !== 'done') return;
        setTimeout(() => end());
        resolve(changed.length);
      });
    });
  must(await desk.beginArchiveJob({ does: 'archive', personIds: [old] }));
  expect(await finished()).toBe(1);
  expect(await idsOf(desk, 'archivar')).toEqual([]);
  expect((await desk.search('archivar', 5, true)).exact).toMatchObject([{ personId: old, isArchived: true }]);
  await hears(old);
  expect(await idsOf(colleague, 'archivar')).toEqual([]);
  expect(await textsOf(desk, old)).toEqual(['liegt lange']);
  const value = { behandlungstag: '2026-11-22', text: 'nein' };
  expect(code(await desk.writeEintrag({ personId: old, kind: 'note', value }))).toBe('PERSON_ARCHIVED');
  expect(
    (await desk.matchPerson({ ...ILSE, familienname: 'Archivar' })).map(({ person }) => person.personId),
  ).toContain(old);
  must(await desk.beginArchiveJob({ does: 'bringBack', personIds: [old] }));
  await vi.waitFor(async () => expect(await idsOf(desk, 'archivar')).toEqual([old]));
  expect(code(await desk.writeEintrag({ personId: old, kind: 'note', value }))).toBe('ok');
});

test('[K1] [PM50] [PM51] what is open for somebody who has died is ended in one act and comes back with one', async () => {
  must(await desk.beginCalendar('de'));
  const doctor = must(await desk.calendar()).resources.find(({ kind }) => kind === 'person')?.resourceId ?? '';
  const person = await enter('Verstorben', { verstorbenAm: '2026-11-21', verstorbenLaut: 'Tochter' });
  const day = localDay(Date.now() + 7 * 86_400_000) as never;
  must(await desk.addAppointments([{ personId: person, day, from: 540, minutes: 15, resources: [doctor] }]));
  const value = { behandlungstag: '2026-11-20', titel: 'Rückruf', zustand: 'offen' };
  must(await desk.writeEintrag({ personId: person, kind: 'task', value }));
  expect((await desk.search('verstorben', 5)).exact).toMatchObject([{ isDead: true }]);
  const { affairs } = must(await desk.openAffairs(person));
  expect(affairs.map(({ kind }) => kind)).toEqual(['appointment', 'task']);
  const done = must(
    await desk.endAffairs(
      person,
      affairs.map(({ recordId }) => recordId),
    ),
  );
  expect(must(await desk.openAffairs(person)).affairs).toEqual([]);
  expect(must(await desk.dayView(day)).rows.map(({ state }) => state)).toEqual(['abgesagt']);
  expect(code(await desk.undoAffairs(done))).toBe('ok');
  expect(must(await desk.openAffairs(person)).affairs).toHaveLength(2);
});

test('[K1] [PM9] [PM14] [PM20] a merge stands in the log with both; an export has one person; who is not whole here is not merged', async () => {
  const { desk: safe, founded } = world.practice;
  const [stays, goes] = [await enter('Protokoll'), await enter('Protokol')];
  const merge = await wishFor(stays, goes);
  expect(code(await desk.mergePersons(merge))).toBe('ok');
  expect(code(await desk.liftMerge(goes))).toBe('ok');
  must(await safe.sync());
  // Every device has its turn once in ten seconds.
  await vi.waitFor(async () => must(await safe.loadIndex()), { timeout: 15_000, interval: 500 });
  const { columns } = safe.follower;
  const seqs = Array.from({ length: columns.size }, (_, seq) => seq).filter(
    (seq) => columns.kindAt(seq) === PERSON_MERGE_KIND && hexOf(columns.placeAt(seq)!.akte) === goes,
  );
  const house = await openHouseNames(safe);
  const names = { ...house, byDevice: new Map(), ofPerson: (id: string) => safe.index.get(id)?.familienname ?? '' };
  const rows = await Promise.all(seqs.map((seq) => logRow(safe, names, seq)));
  expect(rows.map(({ merge: does, userName }) => [does, userName])).toEqual([
    ['merged', 'Dr. Jana Lindner'],
    ['lifted', 'Dr. Jana Lindner'],
  ]);
  expect(rows[0]?.persons.map(({ name }) => name)).toEqual(['Protokol', 'Protokoll']);
  // Merged once more: an export of everybody has them once.
  expect(code(await desk.mergePersons(await wishFor(stays, goes)))).toBe('ok');
  must(await safe.sync());
  const files: string[] = [];
  const take = async (path: string) => void files.push(path);
  must(await exportAkte({ safe, tenantName: 'Praxis', today: '2026-11-22', take }, stays));
  expect(safe.merged.isGone(goes)).toBe(true);
  expect(files.filter((path) => path.endsWith('akte.html'))).toHaveLength(1);
  // One Akte went to a site the colleague does not belong to.
  const branch = must(await addSite(safe, { name: 'Zweigstelle', users: [safe.given.user] }));
  const [left, right] = [await enter('Links'), await enter('Linx')];
  const rights = ['administer', 'read-records', 'write-records'];
  const nurse = await joinPractice(world.practice, { rights });
  must(await safe.sync());
  const site = founded.founding.site;
  const job = { does: 'move', from: site, to: branch, persons: [right], releases: false } as const;
  const pause = () => Promise.resolve();
  const given = { isStopped: () => false, follow: () => safe.sync(), pause, onProgress: () => undefined };
  expect(must(await runSiteJob(safe, job, given))).toMatchObject({ done: 1 });
  must(await nurse.safe.sync());
  must(await nurse.safe.loadIndex());
  const nurseNames = await openHouseNames(nurse.safe);
  expect(code(await mergePreview(nurse.safe, [left, right], nurseNames))).toBe('MERGE_NOT_WHOLE');
});
