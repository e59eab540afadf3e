import { addDays, appointment, type LocalDate } from '@siegel/akten';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { changeRules } from '../safe/house-rules.ts';
import { CutLine } from '../../test-support/cut-line.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { AppointmentDraft, DayView } from '../channel/appointment-api.ts';
import { localDay } from '../channel/local-day.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { massReads } from '../log/mass-reads.ts';
import { readOpen } from '../journal/read-open.ts';

const TODAY = localDay(Date.now());
const DAY = addDays(TODAY, 7);
const DAY_MS = 86_400_000;

let world: ServiceWorld;
let desk: SafeApi;
let colleague: SafeApi;
const line = new CutLine();
let doctor: string;
let room: string;
let type: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk', line.fetch);
  colleague = await world.arrive('colleague');
  must(await desk.beginCalendar('de'));
  const { resources, types } = must(await desk.calendar());
  doctor = resources.find(({ kind }) => kind === 'person')?.resourceId ?? '';
  room = resources.find(({ kind }) => kind === 'room')?.resourceId ?? '';
  type = types[0]?.typeId ?? '';
}, 60_000);
afterAll(() => world.end());

const draft = (over: Partial<AppointmentDraft> = {}): AppointmentDraft => ({
  personId: world.personId,
  day: DAY,
  from: 540,
  minutes: 15,
  resources: [doctor],
  type,
  reason: 'Husten seit zehn Tagen',
  ...over,
});
const dayOf = async (service: SafeApi, day: LocalDate = DAY) => must(await service.dayView(day));
const rowOf = ({ rows }: DayView, recordId: string) => rows.find((row) => row.recordId === recordId);

/** Deliveries in the log so far, by purpose and number of Akten. */
async function deliveries(): Promise<readonly string[]> {
  const { desk: safe } = world.practice;
  must(await safe.sync());
  const { columns } = safe.follower;
  return Array.from({ length: columns.size }, (_, seq) => seq).flatMap((seq) => {
    if (columns.kindAt(seq) !== WIRE_KINDS.delivery) return [];
    const open = readOpen(columns.openAt(seq)) ?? {};
    return [`${open['purpose'] as string} ${(open['akten'] as unknown[] | undefined)?.length ?? 0}`];
  });
}

test('[K3] [TE41] [TE42] an empty calendar begins with a resource per doctor and five types, once', async () => {
  const { resources, types, mayAdminister } = must(await desk.calendar());
  expect(resources.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    'person Dr. Jana Lindner',
    'workplace Labor und MFA',
    'room Zimmer 1',
    'room Zimmer 2',
  ]);
  expect(types.map(({ shortName }) => shortName)).toEqual(['SPR', 'AKU', 'KON', 'LAB', 'IMP']);
  expect(mayAdminister).toBe(true);
  expect(await desk.beginCalendar('de')).toMatchObject({ ok: false, error: { code: 'CALENDAR_THERE' } });
  const [first] = resources;
  must(await desk.saveResource({ ...first!, name: 'Dr. Lindner', shortName: 'DL' }));
  must(await desk.setCalendarUse(room, false));
  expect(must(await desk.calendar()).resources.map(({ name, isUsed }) => `${name} ${isUsed}`)).toEqual([
    'Dr. Lindner true',
    'Labor und MFA true',
    'Zimmer 1 false',
    'Zimmer 2 true',
  ]);
  must(await desk.setCalendarUse(room, true));
  expect(await desk.saveResource({ ...first!, name: ' ' })).toMatchObject({ error: { code: 'CALENDAR_NAME_MISSING' } });
});

test('[K3] [TE40] [TE44] [TE47] a change at one workplace is in the view of the other; only what a state touches is sealed', async () => {
  const added = must(await desk.addAppointments([draft()]));
  const recordId = added.records[0]!.recordId;
  expect(added.saved).toBe(true);
  const seen: DayView[] = [];
  await colleague.sendWaiting();
  expect(rowOf(await dayOf(colleague), recordId)).toMatchObject({
    person: { familienname: 'Brandt' },
    reason: 'Husten seit zehn Tagen',
    state: 'erwartet',
    isOpened: true,
  });
  const stop = colleague.watchDay(DAY, (view) => seen.push(view));
  const sinceMs = Date.now();
  must(await desk.changeAppointment(recordId, { state: 'da', sinceMs }));
  world.pushHead();
  await vi.waitFor(() => expect(seen.map((view) => rowOf(view, recordId)?.state)).toContain('da'), 5_000);
  expect(rowOf(seen.at(-1)!, recordId)).toMatchObject({ sinceMs, reason: 'Husten seit zehn Tagen' });
  stop();
  // No part was sealed anew: both versions carry the same parts.
  const { records } = world.practice.desk;
  must(await world.practice.desk.sync());
  const [one, two] = records.versionsOf(
    world.practice.desk.records
      .recordsOfAkte(world.practice.akte)
      .find(({ newest }) => newest.body.kind === appointment.code)!.newest.body.record,
  );
  expect(two!.body.parts).toEqual(one!.body.parts);
  expect(readOpen(two!.open)?.['zustand']).toBe('da');
});

test('[K3] [TE48] every act is taken back in one call, unless somebody changed the same since', async () => {
  const added = must(await desk.addAppointments([draft({ from: 600 }), draft({ from: 615, resources: [room] })]));
  const [first] = added.records;
  const moved = must(await desk.changeAppointment(first!.recordId, { from: 660, reason: 'Ohr' }));
  expect(rowOf(await dayOf(desk), first!.recordId)).toMatchObject({ from: 660, reason: 'Ohr' });
  must(await desk.undoAppointments(moved));
  expect(rowOf(await dayOf(desk), first!.recordId)).toMatchObject({ from: 600, reason: 'Husten seit zehn Tagen' });
  expect(await desk.undoAppointments(moved)).toMatchObject({ error: { code: 'APPOINTMENT_CHANGED' } });
  const other = must(await desk.addAppointments([draft({ from: 700 }), draft({ from: 715 })]));
  must(await desk.undoAppointments(other));
  const { rows } = await dayOf(desk);
  for (const { recordId } of other.records) expect(rows.map((row) => row.recordId)).not.toContain(recordId);
});

test('[K3] [TE43] [TE45] [TE12] [TE14] free times are those of the plans without what is booked; a clash warns', async () => {
  const monday = '2026-12-07';
  must(await desk.addAppointments([draft({ day: monday, from: 480, minutes: 60, resources: [doctor, room] })]));
  const wish = { from: monday, to: monday, most: 2, steps: [{ minutes: 30, needs: [[doctor], [room]] }] };
  expect(must(await desk.findFreeTimes(wish)).map(({ steps }) => steps[0]?.from)).toEqual([540, 545]);
  expect(must(await desk.clashesOf({ day: monday, from: 500, to: 520, resources: [room] }))).toMatchObject([
    { from: 480, minutes: 60, personName: 'Brandt, Ilse' },
  ]);
  must(await desk.saveHolidayPlace(must(await desk.calendar()).sites[0]!.siteId, { land: 'NW' }));
  const christmas = { from: '2026-12-25', to: '2026-12-25', most: 1, steps: [{ minutes: 30, needs: [[doctor]] }] };
  expect(must(await desk.findFreeTimes(christmas))).toEqual([]);
  expect((await dayOf(desk, '2026-12-25')).holiday).toBe('1. Weihnachtstag');
});

test('[K3] [TE44] [SY28] a day costs one delivery that hands out no other part of an Akte', async () => {
  // Tomorrow: nothing was written today, so that nothing came ahead.
  const fresh = await world.arrive('fresh', fetch, () => Date.now() + DAY_MS);
  const before = await deliveries();
  await dayOf(fresh);
  await dayOf(fresh);
  const since = (await deliveries()).slice(before.length).filter((line) => line.startsWith('day'));
  expect(since).toEqual(['day 1']);
});

test('[TE51] [LG20] who leafs through the months is counted as reading, who has the week on screen is not', async () => {
  const { practice } = world;
  const { desk: safe } = practice;
  const far = addDays(TODAY, 60);
  const near = addDays(TODAY, 2);
  for (const [day, names] of [
    [near, ['Wolters', 'Frey']],
    [far, ['Pohl', 'Radtke']],
  ] as const)
    for (const [i, name] of names.entries()) {
      const { personId } = await practice.addPerson(name, 'RR 130/80');
      await desk.sendWaiting();
      must(await desk.addAppointments([draft({ personId: hexOf(personId), day, from: 600 + i * 20 })]));
    }
  const alarms = async () => {
    must(await safe.sync());
    return (await massReads(safe, new Map())).length;
  };
  const leafing = await world.arrive('leafing', fetch, () => Date.now() + DAY_MS);
  must(await changeRules(safe, { massReadAkten: 1, massReadMinutes: 1 }));
  const before = await alarms();
  expect((await dayOf(leafing, near)).rows.map(({ isOpened }) => isOpened)).toEqual([true, true]);
  expect(await alarms()).toBe(before);
  expect((await dayOf(leafing, far)).rows.map(({ isOpened }) => isOpened)).toEqual([true, true]);
  expect(await alarms()).toBe(before + 1);
});

test('[K3] [TE49] [TE50] without a line the day is there, changes wait, and are joined with what others did meanwhile', async () => {
  const added = must(await desk.addAppointments([draft({ day: TODAY, from: 1000, note: 'Überweisung liegt bereit' })]));
  const recordId = added.records[0]!.recordId;
  await colleague.sendWaiting();
  await dayOf(colleague, TODAY);
  line.isCut = true;
  const called = must(await desk.changeAppointment(recordId, { state: 'da', sinceMs: 5_000_000 }));
  expect(called.saved).toBe(false);
  must(await desk.changeAppointment(recordId, { room }));
  expect(rowOf(await dayOf(desk, TODAY), recordId)).toMatchObject({ state: 'da', room, waits: 'queued' });
  must(await colleague.changeAppointment(recordId, { reason: 'Knie' }));
  line.isCut = false;
  await desk.sendWaiting();
  await vi.waitFor(async () => {
    expect(rowOf(await dayOf(desk, TODAY), recordId)).toMatchObject({ state: 'da', room, reason: 'Knie' });
    expect(rowOf(await dayOf(desk, TODAY), recordId)?.waits).toBeUndefined();
  }, 5_000);
});

test('[TE46] a series is one act, and its appointments know each other', async () => {
  const series = hexOf(crypto.getRandomValues(new Uint8Array(16)));
  const days = [0, 7, 14].map((after) => addDays(DAY, 30 + after));
  const added = must(await desk.addAppointments(days.map((day) => draft({ day, series }))));
  expect(added.records).toHaveLength(3);
  for (const day of days) expect((await dayOf(desk, day)).rows).toMatchObject([{ series }]);
  must(await desk.undoAppointments(added));
  for (const day of days) expect((await dayOf(desk, day)).rows).toEqual([]);
  expect(await desk.addAppointments([draft({ day: '2026-02-30' })])).toMatchObject({
    error: { code: 'APPOINTMENT_WRONG' },
  });
});
