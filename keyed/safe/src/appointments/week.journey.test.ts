import { addDays, dayNumber, type LocalDate, mondayOf } from '@siegel/akten';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Safe } from '../safe/safe.ts';
import { CutLine } from '../../test-support/cut-line.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { AppointmentDraft } from '../channel/appointment-api.ts';
import { localDay } from '../channel/local-day.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import type { BlockedTimeChange, WeekView } from '../channel/week-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Fetch } from '../server/server-request.ts';
import { bookOf } from './appointment-book.ts';

const TODAY = localDay(Date.now());
const TOMORROW = addDays(TODAY, 1);
const MONDAY = mondayOf(addDays(TODAY, 7));
const [TUESDAY, FRIDAY] = [addDays(MONDAY, 1), addDays(MONDAY, 4)];
const HOUR = 60;
const DAY_MS = 86_400_000;

let world: ServiceWorld;
let desk: SafeApi;
let colleague: SafeApi;
const line = new CutLine();
let doctor: string;
let lab: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk', line.fetch);
  colleague = await world.arrive('colleague');
  must(await desk.beginCalendar('de'));
  const { resources } = must(await desk.calendar());
  doctor = resources.find(({ kind }) => kind === 'person')?.resourceId ?? '';
  lab = resources.find(({ kind }) => kind === 'workplace')?.resourceId ?? '';
}, 60_000);
afterAll(() => world.end());

const draft = (over: Partial<AppointmentDraft> = {}): AppointmentDraft => ({
  personId: world.personId,
  day: TUESDAY,
  from: 9 * HOUR,
  minutes: 15,
  resources: [doctor],
  reason: 'Husten',
  ...over,
});
const leave = (over: Partial<BlockedTimeChange> = {}): BlockedTimeChange => ({
  days: [TUESDAY],
  from: 8 * HOUR,
  minutes: 4 * HOUR,
  resources: [doctor],
  title: 'Urlaub Lindner',
  isUsed: true,
  ...over,
});
const weekOf = async (service: SafeApi): Promise<WeekView> => must(await service.weekView(MONDAY));
const placesOf = async (day: string) =>
  must(await desk.findFreeTimes({ from: day, to: day, most: 1, steps: [{ minutes: 15, needs: [[doctor]] }] }));

async function deliveries(): Promise<number> {
  const { desk: safe } = world.practice;
  must(await safe.sync());
  const { columns } = safe.follower;
  return Array.from({ length: columns.size }, (_, seq) => seq).filter(
    (seq) => columns.kindAt(seq) === WIRE_KINDS.delivery && (readOpen(columns.openAt(seq)) ?? {})['purpose'] === 'day',
  ).length;
}

test('[K3] [KG3] [KG4] a week comes in one request, and a change at another workplace is in it', async () => {
  const days = [MONDAY, TUESDAY, FRIDAY];
  const added = must(await desk.addAppointments(days.map((day) => draft({ day }))));
  const other = await world.practice.addPerson('Frey', 'RR 130/80');
  await desk.sendWaiting();
  must(await desk.addAppointments([draft({ personId: hexOf(other.personId), from: 10 * HOUR })]));
  // Tomorrow: nothing was written then, so that nothing came ahead.
  const fresh = await world.arrive('fresh', fetch, () => Date.now() + DAY_MS);
  const before = await deliveries();
  const week = await weekOf(fresh);
  expect(week.days.map(({ day, rows }) => `${day} ${rows.map(({ reason }) => reason).join(' ')}`.trim())).toEqual(
    Array.from({ length: 7 }, (_, after) => addDays(MONDAY, after)).map((day) =>
      day === TUESDAY ? `${day} Husten Husten` : days.includes(day) ? `${day} Husten` : day,
    ),
  );
  await weekOf(fresh);
  expect((await deliveries()) - before).toBe(1);
  const seen: WeekView[] = [];
  await weekOf(colleague);
  const stop = colleague.watchWeek(MONDAY, (view) => seen.push(view));
  must(await desk.changeAppointment(added.records[0]!.recordId, { day: addDays(MONDAY, 2), from: 700 }));
  world.pushHead();
  await vi.waitFor(() => expect(seen.at(-1)?.days[2]?.rows).toMatchObject([{ from: 700, reason: 'Husten' }]), 5_000);
  expect(seen.at(-1)?.days[0]?.rows).toEqual([]);
  stop();
});

test('[KG3] [TE50] without a line each near day of a week is there by itself', async () => {
  must(await colleague.addAppointments([draft({ day: TODAY, from: 1_000, reason: 'Knie' })]));
  await desk.sendWaiting();
  const monday = mondayOf(TODAY);
  const dayOfWeek = async () =>
    must(await desk.weekView(monday)).days.flatMap(({ rows }) => rows.map(({ reason }) => reason));
  expect(await dayOfWeek()).toContain('Knie');
  line.isCut = true;
  const again = must(await desk.dayView(TODAY));
  expect(again.rows).toMatchObject([{ reason: 'Knie', isOpened: true }]);
  expect(await dayOfWeek()).toContain('Knie');
  expect(await desk.changeBlockedTimes([leave()])).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
  line.isCut = false;
  await desk.sendWaiting();
  expect((await weekOf(desk)).blocked).toEqual([]);
  // On a device that had to fetch: each day's own part, and no other's.
  const { desk: safe } = world.practice;
  must(await safe.sync());
  await bookOf(safe).ofDays(Array.from({ length: 7 }, (_, after) => addDays(monday, after)));
  expect(await safe.akten.days.read(dayNumber(TODAY))).not.toEqual([]);
  expect(await safe.akten.days.read(dayNumber(addDays(TODAY, 1)))).toEqual([]);
});

test('[TE50] a start without a line opens near days, whatever way their appointments came', async () => {
  const { given } = world.practice.founded;
  const start = async (fetch: Fetch) => must(await Safe.open({ ...given, address: { ...given.address, fetch } }));
  const withLine = await start(fetch);
  must(await colleague.addAppointments([draft({ day: TOMORROW, from: 600, reason: 'Impfung' })]));
  must(await desk.addAppointments([draft({ day: TODAY, from: 1_100, reason: 'Blutbild' })]));
  must(await withLine.sync());
  // The Akte brings what belongs to it: no day is asked for.
  must(await withLine.openPerson(world.personId));
  await bookOf(withLine).ofDays([TODAY, TOMORROW]);
  await withLine.close();
  const safe = await start(() => Promise.reject(new TypeError('no line')));
  const reasons = async (day: LocalDate) => (await bookOf(safe).ofDay(day)).map(({ value }) => value.anlass);
  expect(await reasons(TODAY)).toEqual(['Knie', 'Blutbild']);
  expect(await reasons(TOMORROW)).toContain('Impfung');
  await safe.close();
});

test('[K3] [KG20] [KG22] a blocked time takes free places away, warns, and tells the server no word of why', async () => {
  expect((await placesOf(TUESDAY))[0]?.steps[0]?.from).toBe(8 * HOUR);
  const done = must(await desk.changeBlockedTimes([leave({ days: [FRIDAY, TUESDAY, TUESDAY] })]));
  expect(done.over).toBe(3);
  expect((await placesOf(TUESDAY))[0]?.steps[0]?.from ?? 15 * HOUR).toBe(15 * HOUR);
  const wish = { day: TUESDAY, from: 11 * HOUR, to: 11 * HOUR + 15, resources: [doctor] };
  expect(must(await desk.clashesOf(wish))).toMatchObject([{ personName: 'Urlaub Lindner', from: 8 * HOUR }]);
  expect(must(await desk.clashesOf({ ...wish, resources: [lab] }))).toEqual([]);
  await colleague.sendWaiting();
  expect((await weekOf(colleague)).blocked).toMatchObject([{ title: 'Urlaub Lindner', days: [TUESDAY, FRIDAY] }]);
  const { columns } = world.practice.desk.follower;
  must(await world.practice.desk.sync());
  const open = Array.from({ length: columns.size }, (_, seq) => seq)
    .filter((seq) => columns.kindAt(seq) === WIRE_KINDS.blockedTime)
    .map((seq) => readOpen(columns.openAt(seq)));
  expect(Object.keys(open[0] ?? {}).toSorted()).toEqual(['days', 'from', 'minutes', 'resources', 'state']);
  must(await desk.undoBlockedTimes(done));
  expect((await weekOf(desk)).blocked).toEqual([]);
  expect((await placesOf(TUESDAY))[0]?.steps[0]?.from).toBe(8 * HOUR);
});

test('[KG21] one day of a series is moved by itself, taken back whole, and never over somebody else', async () => {
  const made = must(await desk.changeBlockedTimes([leave({ days: [TUESDAY, FRIDAY] })]));
  const blockedId = made.blocked[0]!.blockedId;
  const { title: _, ...kept } = leave({ blockedId, days: [FRIDAY] });
  const moved = must(await desk.changeBlockedTimes([kept, leave({ from: 9 * HOUR, resources: [lab] })]));
  const shown = async () =>
    (await weekOf(desk)).blocked
      .map(({ days, from, resources, title }) => `${days.join(' ')} ${from} ${resources.join()} ${title}`)
      .toSorted();
  expect(await shown()).toEqual([`${TUESDAY} 540 ${lab} Urlaub Lindner`, `${FRIDAY} 480 ${doctor} Urlaub Lindner`]);
  await colleague.sendWaiting();
  const undone = must(await colleague.undoBlockedTimes(moved));
  await desk.sendWaiting();
  expect(await shown()).toEqual([`${TUESDAY} ${FRIDAY} 480 ${doctor} Urlaub Lindner`]);
  expect(await desk.undoBlockedTimes(moved)).toMatchObject({ error: { code: 'APPOINTMENT_CHANGED' } });
  expect(undone.blocked).toHaveLength(2);
  for (const wrong of [{ minutes: 0 }, { days: [] }, { resources: [] }, { from: 23 * HOUR }, { days: ['2026-02-30'] }])
    expect(await desk.changeBlockedTimes([leave(wrong)])).toMatchObject({ error: { code: 'APPOINTMENT_WRONG' } });
  expect(await desk.changeBlockedTimes([leave({ title: ' ' })])).toMatchObject({
    error: { code: 'CALENDAR_NAME_MISSING' },
  });
});
