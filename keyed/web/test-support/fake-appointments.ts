import { findVacancies, type Hue, type Vacancy, type Weekday } from '@siegel/akten';
import type {
  AppointmentApi,
  AppointmentFields,
  AppointmentRow,
  AppointmentTypeView,
  CalendarView,
  DayView,
  FreeTimeWish,
  ResourceView,
} from '@siegel/safe';
import { localDay } from '@siegel/safe/channel';
import { fail, ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

const MINUTE_MS = 60_000;
const OWN_USER = 'a'.repeat(32);
const hex = (mark: string, number: number) => `${mark}${String(number).padStart(31, '0')}`;
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const PLAN = {
  weekly: WEEKDAYS.flatMap((weekday) => [{ weekday, from: 0, to: 1440 }]),
  special: [],
  isClosedOnHolidays: true,
};

const RESOURCES: readonly ResourceView[] = (
  [
    ['Dr. Albers', 'KA', 'violet', 'person'],
    ['Dr. Weigel', 'JW', 'rust', 'person'],
    ['Labor / MFA', 'LB', 'grey', 'workplace'],
    ['Zimmer 1', 'Z1', 'grey', 'room'],
    ['Zimmer 2', 'Z2', 'grey', 'room'],
    ['Zimmer 3', 'Z3', 'grey', 'room'],
    ['Technik', 'T', 'grey', 'room'],
  ] as const
).map(([name, shortName, hue, kind], order) => ({
  resourceId: hex('b', order),
  name,
  shortName,
  hue,
  kind,
  plan: PLAN,
  order,
  isUsed: true,
}));

const TYPES: readonly AppointmentTypeView[] = (
  [
    ['SPR', 'Sprechstunde', 'blue', 15],
    ['AKU', 'Akut', 'red', 10],
    ['LAB', 'Labor', 'pink', 10],
    ['DMP', 'DMP', 'violet', 20],
    ['EKG', 'EKG', 'rust', 20],
    ['IMP', 'Impfung', 'indigo', 10],
    ['CHE', 'Check-up', 'green', 30],
  ] as const satisfies readonly (readonly [string, string, Hue, number])[]
).map(([shortName, name, hue, minutes], order) => ({
  typeId: hex('c', order),
  name,
  shortName,
  hue,
  minutes,
  needs: [],
  chain: [],
  hint: '',
  order,
  isUsed: true,
}));

const REASONS = [
  'Laborbesprechung',
  'Schulter links',
  'Nüchternblut, Eisen',
  'DMP Diabetes, Fuß',
  'EKG, Lungenfunktion',
  'HPV 2',
  'Check-up 35, Haut',
  'Knöchel, mit Vater',
  'Rezept, Blutdruck',
  'Husten seit 10 Tagen',
  'Migräne, Verlauf',
  'INR',
  'Wunde Unterschenkel',
];
const CHAINS = [
  ['Labor', 'Arzt'],
  ['Arzt'],
  ['Labor'],
  ['Labor', 'Fuß', 'Arzt'],
  ['EKG', 'LuFu', 'Arzt'],
  ['Aufklärung', 'Impfung'],
];

const CALENDAR: CalendarView = {
  resources: RESOURCES,
  types: TYPES,
  sites: [{ siteId: '0'.repeat(32), name: 'Lindenhof', holidays: { land: 'NW' } }],
  mayAdminister: true,
  unreadable: 0,
};

/** An invented calendar, and a day of 47 appointments around now. */
export function fakeAppointments(world: FakeWorld, nowMs: () => number): AppointmentApi {
  const book = new FakeBook(inventedDay(world, localDay(nowMs()), nowMs()));
  return {
    dayView: async (day) => ok(book.viewOf(day)),
    watchDay: (day, listener) => book.watch(day, listener),
    async addAppointments(drafts) {
      const records = drafts.map(({ personId, isWalkIn = false, ...draft }) => {
        const recordId = hex('d', book.rows.size);
        const person = world.persons.find((row) => row.personId === personId);
        const row = { ...emptyRow(recordId, draft.day, draft.from), isWalkIn, personId };
        book.put(person === undefined ? row : { ...row, person }, draft);
        return { recordId, head: '' };
      });
      return ok({ records, saved: true });
    },
    async changeAppointment(recordId, fields) {
      const row = book.rows.get(recordId);
      if (row === undefined) return fail('AKTE_UNKNOWN');
      const values = new Map<string, unknown>(Object.entries(row));
      const before = Object.fromEntries(Object.keys(fields).map((name) => [name, values.get(name) ?? null]));
      book.put(row, fields);
      return ok({ records: [{ recordId, head: '', before }], saved: true });
    },
    async undoAppointments({ records }) {
      for (const { recordId, before } of records) book.takeBack(recordId, before);
      return ok({ records: [], saved: true });
    },
    findFreeTimes: async (wish) => ok(book.free(wish)),
    clashesOf: async () => ok([]),
    // Signing in leads to the search here, as in a house that has no calendar yet: most tests begin there.
    calendar: async () => ok({ ...CALENDAR, resources: [], types: [] }),
    saveResource: async () => ok(''),
    saveAppointmentType: async () => ok(''),
    setCalendarUse: async () => ok(true),
    saveHolidayPlace: async () => ok(true),
    beginCalendar: async () => ok(true),
  };
}

/** The appointments of the fake safe, and who is told of a change. */
class FakeBook {
  readonly rows: Map<string, AppointmentRow>;
  readonly #watchers = new Set<{ readonly day: string; readonly listener: (view: DayView) => void }>();

  constructor(rows: readonly AppointmentRow[]) {
    this.rows = new Map(rows.map((row) => [row.recordId, row]));
  }

  viewOf(day: string): DayView {
    const rows = [...this.rows.values()].filter((row) => row.day === day).toSorted((a, b) => a.from - b.from);
    return { day, rows, calendar: CALENDAR, ownUser: OWN_USER, mayWrite: true };
  }

  watch(day: string, listener: (view: DayView) => void): () => void {
    const watcher = { day, listener };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  put(row: AppointmentRow, fields: AppointmentFields): void {
    const changed = Object.entries({ ...row, ...fields }).filter(([, value]) => value !== null);
    this.rows.set(row.recordId, Object.fromEntries(changed) as unknown as AppointmentRow);
    this.#tell();
  }

  takeBack(recordId: string, before: AppointmentFields | undefined): void {
    const row = this.rows.get(recordId);
    if (row !== undefined && before !== undefined) this.put(row, before);
    else this.rows.delete(recordId);
    this.#tell();
  }

  free({ from, to, steps, most }: FreeTimeWish): readonly Vacancy[] {
    const taken = (resource: string, day: string) =>
      this.viewOf(day)
        .rows.filter(({ resources }) => resources.includes(resource))
        .map((row) => ({ from: row.from, to: row.from + row.minutes }));
    return findVacancies({ from, to, steps, most, grid: 5 }, { bookable: () => [{ from: 0, to: 1440 }], taken });
  }

  #tell(): void {
    for (const { day, listener } of this.#watchers) listener(this.viewOf(day));
  }
}

function emptyRow(recordId: string, day: string, from: number): AppointmentRow {
  return {
    recordId,
    day,
    from,
    minutes: 15,
    resources: [],
    state: 'erwartet',
    chain: [],
    documented: [],
    billed: [],
    isWalkIn: false,
    isOpened: true,
  };
}

function inventedDay(world: FakeWorld, day: string, now: number): readonly AppointmentRow[] {
  const at = new Date(now);
  const minute = at.getHours() * 60 + at.getMinutes();
  // The day lies around now, whenever that is.
  const start = Math.max(0, Math.min(900, Math.floor(minute / 15) * 15 - 195));
  return Array.from({ length: 47 }, (_, i): AppointmentRow => {
    const from = start + Math.floor(i / 2.4) * 15;
    const state = stateAt(minute - from, i);
    const person = world.persons[i * 3];
    const chain = CHAINS[i % CHAINS.length] ?? [];
    return {
      ...emptyRow(hex('e', i), day, from),
      minutes: 10 + (i % 3) * 5,
      resources: [RESOURCES[i % 3]?.resourceId ?? ''],
      state,
      type: TYPES[i % TYPES.length]?.typeId ?? '',
      reason: REASONS[i % REASONS.length] ?? '',
      chain: chain.map((text, at2) => ({ text, isDone: at2 < stepsDone(state, chain.length, i) })),
      isWalkIn: i === 19,
      ...visitOf(i, state, now),
      ...(person !== undefined && { person, personId: person.personId }),
    };
  });
}

function visitOf(i: number, state: AppointmentRow['state'], now: number): Partial<AppointmentRow> {
  if (state === 'fertig') return { documented: i % 5 === 0 ? [] : [OWN_USER], billed: i % 4 === 0 ? [OWN_USER] : [] };
  if (state !== 'da' && state !== 'imRaum' && state !== 'aufgerufen') return {};
  const sinceMs = now - (3 + ((i * 7) % 33)) * MINUTE_MS;
  return { sinceMs, ...(state === 'imRaum' && { room: RESOURCES[3 + (i % 4)]?.resourceId ?? '' }) };
}

function stepsDone(state: AppointmentRow['state'], steps: number, i: number): number {
  if (state === 'fertig') return steps;
  if (state === 'erwartet') return 0;
  return state === 'imRaum' || i % 3 === 0 ? steps - 1 : 0;
}

function stateAt(late: number, i: number): AppointmentRow['state'] {
  if (late > 75) return i === 7 ? 'nichtErschienen' : 'fertig';
  if (late > 45) return i % 2 === 0 ? 'imRaum' : 'fertig';
  if (late > -5) return i % 5 === 0 ? 'aufgerufen' : 'da';
  return 'erwartet';
}
