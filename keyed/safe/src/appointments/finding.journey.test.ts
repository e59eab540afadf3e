import { addDays, appointmentWish, type FreePlace, mondayOf } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { AppointmentDraft } from '../channel/appointment-api.ts';
import type { FavouriteDraft, WishDraft } from '../channel/finding-api.ts';
import { localDay } from '../channel/local-day.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { readOpen } from '../journal/read-open.ts';

const MONDAY = addDays(mondayOf(localDay(Date.now())), 14);

const line = new CutLine();
let world: ServiceWorld;
let desk: SafeApi;
let colleague: SafeApi;
let doctor: string;
let lab: string;
let rooms: readonly string[];
let type: string;
let second: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  second = hexOf((await world.practice.addPerson('Frey', 'RR 130/80')).personId);
  desk = await world.arrive('desk', line.fetch);
  colleague = await world.arrive('colleague');
  must(await desk.beginCalendar('de'));
  const { resources, types } = must(await desk.calendar());
  const idOf = (kind: string) => resources.find((resource) => resource.kind === kind)?.resourceId ?? '';
  [doctor, lab, type] = [idOf('person'), idOf('workplace'), types[0]?.typeId ?? ''];
  rooms = resources.filter(({ kind }) => kind === 'room').map(({ resourceId }) => resourceId);
}, 60_000);
afterAll(() => world?.end());

const draft = (over: Partial<AppointmentDraft> = {}): AppointmentDraft => ({
  personId: world.personId,
  day: MONDAY,
  from: 540,
  minutes: 20,
  resources: [doctor],
  type,
  ...over,
});
const wish = (over: Partial<WishDraft> = {}): WishDraft => ({
  personId: second,
  minutes: 15,
  needs: [[doctor]],
  urgency: 'normal',
  from: MONDAY,
  to: MONDAY,
  ...over,
});
const chain = (over: Partial<FavouriteDraft> = {}): FavouriteDraft => ({
  name: 'Check-up',
  shortName: 'CHK',
  offset: { count: 3, unit: 'month' },
  spanDays: 7,
  order: 0,
  steps: [
    { minutes: 10, needs: [[lab]] },
    { minutes: 15, needs: [[doctor], rooms], type, wait: { least: 0, most: 30 } },
  ],
  ...over,
});
const rowsOf = async (day: string, service = desk) => must(await service.dayView(day)).rows;

test('[K3] [TE64] [TE65] a favourite is entered by who administers, changed, and taken out of use', async () => {
  const id = must(await desk.saveFavourite(chain()));
  must(await desk.saveFavourite({ ...chain({ name: 'Check-up 35' }), favouriteId: id }));
  await colleague.sendWaiting();
  const seen = must(await colleague.favourites());
  expect(seen.favourites).toEqual([{ ...chain({ name: 'Check-up 35' }), favouriteId: id, isUsed: true }]);
  expect(await desk.saveFavourite(chain({ name: ' ' }))).toMatchObject({ error: { code: 'CALENDAR_NAME_MISSING' } });
  expect(await desk.saveFavourite(chain({ steps: [{ minutes: 10, needs: [[]] }] }))).toMatchObject({
    error: { code: 'NEEDS_MISSING' },
  });
  must(await desk.setFavouriteUse(id, false));
  expect(must(await desk.favourites()).favourites.map(({ isUsed, name }) => `${name} ${isUsed}`)).toEqual([
    'Check-up 35 false',
  ]);
});

test('[K3] [TE67] a chain is found whole or not at all, and booked and taken back in one act', async () => {
  const { steps } = chain();
  const day = addDays(MONDAY, 1);
  const search = { from: day, to: day, most: 1, steps };
  const [found] = must(await desk.findFreeTimes(search));
  expect(found?.steps.map(({ from }) => from)).toEqual([480, 490]);
  const series = 'c'.repeat(32);
  const drafts = (found?.steps ?? []).map(({ from, to, resources }) =>
    draft({ day, from, minutes: to - from, resources, series }),
  );
  const booked = must(await desk.addAppointments(drafts));
  expect((await rowsOf(day)).map(({ from }) => from)).toEqual([480, 490]);
  must(await desk.undoAppointments(booked));
  expect(await rowsOf(day)).toEqual([]);
  // The doctor is away: the blood test alone is not offered.
  const closed = must(await desk.addAppointments([draft({ day, from: 480, minutes: 600 })]));
  expect(must(await desk.findFreeTimes(search))).toEqual([]);
  must(await desk.undoAppointments(closed));
});

test('[K3] [TE68] [TE69] a chain over several days is found together, one act with one way back, and known as one', async () => {
  const first = addDays(MONDAY, 2);
  const steps = [
    { minutes: 10, needs: [[lab]] },
    { minutes: 15, needs: [[doctor]], daysAfter: { least: 2, most: 7 } },
  ];
  const favouriteId = must(await desk.saveFavourite(chain({ name: 'Blut, dann Gespräch', shortName: 'BG', steps })));
  const kept = must(await desk.favourites()).favourites.find((one) => one.favouriteId === favouriteId);
  expect(kept?.steps).toEqual(steps);
  // The doctor is away on the first day that would do.
  const closed = must(await desk.addAppointments([draft({ day: addDays(first, 2), from: 0, minutes: 1_440 })]));
  const [found] = must(await desk.findFreeTimes({ from: first, to: first, most: 1, steps }));
  expect(found?.day).toBe(first);
  const [blood, talk] = found?.steps ?? [];
  const later = talk?.day ?? '';
  expect(later > addDays(first, 2)).toBe(true);
  const series = 'e'.repeat(32);
  const drafts = [
    draft({ day: first, from: blood?.from ?? 0, minutes: 10, resources: [lab], series }),
    draft({ day: later, from: talk?.from ?? 0, minutes: 15, series }),
  ];
  const booked = must(await desk.addAppointments(drafts));
  await colleague.sendWaiting();
  const [own] = must(await colleague.appointmentsOfPerson(world.personId, first)).chains;
  expect(own?.map(({ day }) => day) ?? []).toEqual([first, later]);
  expect(must(await colleague.laterOfSeries(booked.records[0]?.recordId ?? '')).map(({ day }) => day)).toEqual([
    first,
    later,
  ]);
  must(await desk.undoAppointments(booked));
  await colleague.sendWaiting();
  expect([...(await rowsOf(first, colleague)), ...(await rowsOf(later, colleague))]).toEqual([]);
  must(await desk.undoAppointments(closed));
});

test('[K3] [TE70] [TE71] of a wish only its state is open; it is in the list of the other workplace', async () => {
  const added = must(await desk.addWish(wish({ note: 'möglichst früh', daytime: 'vormittag', weekdays: [1, 2] })));
  await colleague.sendWaiting();
  const { wishes } = must(await colleague.waitingList());
  expect(wishes).toMatchObject([
    { person: { familienname: 'Frey' }, minutes: 15, note: 'möglichst früh', daytime: 'vormittag', weekdays: [1, 2] },
  ]);
  const { desk: safe } = world.practice;
  must(await safe.sync());
  const { columns } = safe.follower;
  const seqs = Array.from({ length: columns.size }, (_, seq) => seq).filter(
    (seq) => columns.kindAt(seq) === appointmentWish.code,
  );
  expect(seqs.map((seq) => readOpen(columns.openAt(seq)))).toEqual([{ zustand: 'wartet' }]);
  must(await desk.undoAppointments(added));
  expect(must(await desk.waitingList()).wishes).toEqual([]);
  expect(await desk.addWish(wish({ needs: [] }))).toMatchObject({ error: { code: 'NEEDS_MISSING' } });
});

test('[K3] [TE72] [TE73] [TE74] [TE75] a place that is called off is offered, refused, booked by the next, and all of it taken back', async () => {
  // A full morning and afternoon, so that nothing is free until somebody calls off.
  const full = must(
    await desk.addAppointments([
      draft({ from: 480, minutes: 60 }),
      draft({ from: 540 }),
      draft({ from: 560, minutes: 520 }),
    ]),
  );
  const urgent = must(await desk.addWish(wish({ personId: world.personId, urgency: 'dringend' })));
  const first = must(await desk.addWish(wish())).wishes?.[0]?.recordId ?? '';
  expect(must(await desk.waitingList()).places).toEqual([]);
  const recordId = full.records[1]?.recordId ?? '';
  must(await desk.changeAppointment(recordId, { state: 'abgesagt' }));
  const place: FreePlace = { day: MONDAY, from: 540, to: 560, resources: [doctor] };
  expect(must(await desk.countWaitingFor(place))).toBe(2);
  expect(must(await desk.countWaitingFor({ ...place, resources: [lab] }))).toBe(0);
  await colleague.sendWaiting();
  const { places, wishes } = must(await colleague.waitingList());
  expect(places).toMatchObject([{ ...place, cause: 'abgesagt' }]);
  expect(places[0]?.fits.map(({ wishId }) => wishId)).toEqual([urgent.wishes?.[0]?.recordId, first]);
  expect(wishes.map(({ urgency }) => urgency)).toEqual(['dringend', 'normal']);
  const offer = { day: MONDAY, from: 540, minutes: 15, resources: [doctor], untilMs: Date.now() + 3_600_000 };
  const offered = must(await colleague.changeWish(first, { offers: [{ ...offer, answer: 'offen' }] }));
  await desk.sendWaiting();
  const offersOf = async (id: string) =>
    must(await desk.waitingList()).wishes.find(({ wishId }) => wishId === id)?.offers;
  expect(await offersOf(first)).toEqual([{ ...offer, answer: 'offen' }]);
  must(await colleague.undoAppointments(offered));
  await desk.sendWaiting();
  expect(await offersOf(first)).toEqual([]);
  must(await desk.changeWish(first, { offers: [{ ...offer, answer: 'offen' }] }));
  const booked = must(await desk.bookWish(first, draft({ personId: second, minutes: 15 })));
  expect(
    (await rowsOf(MONDAY)).filter(({ state }) => state === 'erwartet').map(({ person }) => person?.familienname),
  ).toEqual(['Brandt', 'Frey', 'Brandt']);
  expect(must(await desk.waitingList()).wishes).toHaveLength(1);
  // The place is gone, for the other workplace, too; and nobody is booked twice for one wish.
  await colleague.sendWaiting();
  expect(must(await colleague.waitingList()).places).toEqual([]);
  expect(await colleague.bookWish(first, draft({ personId: second }))).toMatchObject({ error: { code: 'WISH_OVER' } });
  must(await desk.undoAppointments(booked));
  expect(await offersOf(first)).toEqual([{ ...offer, answer: 'offen' }]);
  expect(must(await desk.waitingList()).places).toHaveLength(1);
  expect((await rowsOf(MONDAY)).filter(({ state }) => state === 'erwartet')).toHaveLength(2);
});

test('[K3] [TE80] of a series one or all later ones are moved and called off, in one act each', async () => {
  const days = [0, 7, 14, 21].map((after) => addDays(MONDAY, 35 + after));
  const added = must(await desk.addAppointments(days.map((day) => draft({ day, series: 'd'.repeat(32) }))));
  must(await desk.addAppointments([draft({ day: addDays(MONDAY, 42), from: 900 })]));
  const ids = added.records.map(({ recordId }) => recordId);
  must(await desk.changeAppointment(ids[3] ?? '', { state: 'abgesagt' }));
  await colleague.sendWaiting();
  expect(must(await colleague.laterOfSeries(ids[1] ?? '')).map(({ day }) => day)).toEqual(days.slice(1, 3));
  const moved = must(await colleague.changeSeries(ids[1] ?? '', { days: 1, minutes: 30, fields: { reason: 'INR' } }));
  expect(moved.records).toHaveLength(2);
  await desk.sendWaiting();
  for (const day of days.slice(1, 3))
    expect(await rowsOf(addDays(day, 1))).toMatchObject([{ from: 570, reason: 'INR' }]);
  expect(await rowsOf(days[0] ?? '')).toMatchObject([{ from: 540 }]);
  must(await colleague.undoAppointments(moved));
  await desk.sendWaiting();
  expect((await rowsOf(days[2] ?? ''))[0]).toMatchObject({ from: 540 });
  const off = must(await desk.changeSeries(ids[0] ?? '', { fields: { state: 'abgesagt' } }));
  expect(off.records).toHaveLength(3);
  must(await desk.undoAppointments(off));
  await vi.waitFor(async () => expect((await rowsOf(days[0] ?? ''))[0]?.state).toBe('erwartet'));
});

test('[K3] [TE77] without a line a wish is written, changed and taken back on this device, says that it waits, and arrives', async () => {
  // Key and Akte are here: somebody was put on the list before.
  must(await desk.undoAppointments(must(await desk.addWish(wish()))));
  const before = must(await desk.waitingList()).wishes.map(({ wishId }) => wishId);
  line.isCut = true;
  const added = must(await desk.addWish(wish({ note: 'nur vormittags' })));
  expect(added.saved).toBe(false);
  const own = async (of = desk) => must(await of.waitingList()).wishes.filter(({ wishId }) => !before.includes(wishId));
  expect(await own()).toMatchObject([{ note: 'nur vormittags', urgency: 'normal', waits: 'queued' }]);
  const wishId = added.wishes?.[0]?.recordId ?? '';
  expect(must(await desk.changeWish(wishId, { urgency: 'dringend' })).saved).toBe(false);
  expect(await own()).toMatchObject([{ note: 'nur vormittags', urgency: 'dringend', waits: 'queued' }]);
  const gone = must(await desk.addWish(wish({ note: 'versehentlich' })));
  expect(must(await desk.undoAppointments(gone)).saved).toBe(false);
  expect(await own()).toHaveLength(1);
  // It waits in the list of what this device alone has, and leads to its Akte.
  expect((await desk.waitingEntries()).length).toBeGreaterThan(0);
  expect(await own(colleague)).toEqual([]);
  line.isCut = false;
  await desk.sendWaiting();
  await colleague.sendWaiting();
  expect(await own(colleague)).toMatchObject([{ note: 'nur vormittags', urgency: 'dringend' }]);
  const [sent] = await own();
  expect(sent?.waits).toBeUndefined();
  must(await desk.changeWish(sent?.wishId ?? '', { end: 'zurueckgezogen' }));
});

test('[K3] [TL20] [TL21] filters of the day list follow their user to every device, in their order, and go and come back', async () => {
  const filter = { name: 'Labor', order: 1, segment: 'expected', resources: [lab], types: [type], text: 'blut' };
  const second = { ...filter, name: 'Doku', order: 0, segment: 'undocumented', resources: [], types: [], text: '' };
  must(await desk.keepDayFilter(filter));
  must(await desk.keepDayFilter(second));
  await colleague.sendWaiting();
  expect(must(await colleague.dayFilters())).toEqual([second, filter]);
  must(await colleague.keepDayFilter({ ...filter, order: -1 }));
  await desk.sendWaiting();
  expect(must(await desk.dayFilters()).map(({ name }) => name)).toEqual(['Labor', 'Doku']);
  must(await desk.forgetDayFilter('Labor'));
  await colleague.sendWaiting();
  expect(must(await colleague.dayFilters())).toEqual([second]);
  // No text block, and no filter of the Akte.
  expect(must(await desk.textBlocks())).toMatchObject({ blocks: [], unreadable: 0 });
  expect(must(await desk.savedFilters())).toEqual([]);
  must(await desk.keepDayFilter(filter));
  expect(must(await desk.dayFilters())).toEqual([second, filter]);
  line.isCut = true;
  expect(await desk.keepDayFilter({ ...filter, name: 'weg' })).toMatchObject({ error: { code: 'OFFLINE' } });
  expect(must(await desk.dayFilters())).toEqual([second, filter]);
  line.isCut = false;
});
