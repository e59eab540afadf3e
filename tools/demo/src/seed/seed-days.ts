import {
  addDays,
  type AppointmentState,
  type BookablePlan,
  type Hue,
  type ResourceKind,
  type Weekday,
} from '@siegel/akten';
import {
  type AppointmentDraft,
  type CalendarEntry,
  enterCalendar,
  resourceFields,
  type Safe,
  sealAppointments,
  typeFields,
} from '@siegel/safe';
import { platformRandom } from '@siegel/seal';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { expectOk } from './expect-ok.ts';
import { BEGINS, type PlannedAppointment, planDay } from './plan-day.ts';

const ID_BYTES = 16;
const MINUTE_MS = 60_000;
/** Appointments of a full day, and how many days are filled from today on. */
const A_DAY = 52;
const DAYS = 3;
/** Who came without an appointment. */
const WALK_IN = 21;
const ROOMS = 4;
const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const HOURS: BookablePlan = {
  weekly: WORKDAYS.flatMap((weekday) => [
    { weekday, from: BEGINS, to: 750 },
    { weekday, from: 870, to: 1080 },
  ]),
  special: [],
  isClosedOnHolidays: true,
};

type ResourceLine = readonly [name: string, shortName: string, hue: Hue, kind: ResourceKind];
const PLACES: readonly ResourceLine[] = [
  ['Labor / MFA', 'LB', 'grey', 'workplace'],
  ['Zimmer 1', 'Z1', 'grey', 'room'],
  ['Zimmer 2', 'Z2', 'grey', 'room'],
  ['Zimmer 3', 'Z3', 'grey', 'room'],
  ['Technik', 'TK', 'grey', 'room'],
  ['Empfang', 'EM', 'grey', 'workplace'],
];

type TypeLine = readonly [
  shortName: string,
  name: string,
  hue: Hue,
  minutes: number,
  chain: readonly string[],
  reasons: readonly string[],
];
const SPRECHSTUNDE: TypeLine = [
  'SPR',
  'Sprechstunde',
  'blue',
  15,
  ['Arzt'],
  [
    'Laborbesprechung',
    'Schulter links',
    'Rezept, Blutdruck',
    'Migräne, Verlauf',
    'Schilddrüse, Befund',
    'Gicht, Verlauf',
  ],
];
const TYPES: readonly TypeLine[] = [
  SPRECHSTUNDE,
  [
    'AKU',
    'Akut',
    'red',
    10,
    ['Arzt'],
    ['Husten seit 10 Tagen', 'Harnwegsinfekt', 'Knöchel, mit Vater', 'Ohr, mit Mutter'],
  ],
  ['LAB', 'Labor', 'pink', 10, ['Labor'], ['Nüchternblut, Eisen', 'INR', 'HbA1c']],
  ['DMP', 'DMP', 'violet', 20, ['Labor', 'Fuß', 'Arzt'], ['DMP Diabetes, Fuß', 'DMP COPD']],
  ['EKG', 'EKG', 'rust', 20, ['EKG', 'LuFu', 'Arzt'], ['EKG, Lungenfunktion', 'Belastungs-EKG']],
  ['IMP', 'Impfung', 'indigo', 10, ['Aufklärung', 'Impfung'], ['Grippe, Pneumokokken', 'HPV 2', 'Reiseimpfung']],
  ['CHE', 'Check-up', 'green', 30, ['Labor', 'EKG', 'Arzt'], ['Check-up 35, Haut']],
];
/** Which type follows which over a day. */
const ORDER = [0, 0, 2, 0, 1, 3, 0, 5, 0, 2, 4, 0, 1, 0, 6, 2, 0] as const;

/** Somebody with a calendar of their own. */
export interface DemoDoctor {
  readonly user: Id;
  readonly name: string;
  readonly shortName: string;
}

/** Gives the demo practice a calendar, and a full day of appointments around the time it begins, so that the waiting room lives (DM1);
 *  the days after are booked. */
export async function seedDays(safe: Safe, doctors: readonly DemoDoctor[], nowMs: number): Promise<void> {
  expectOk('calendar', await safe.sync());
  const resources = [...doctors.map(ofDoctor), ...PLACES.map(ofPlace)].map((fields, order) =>
    entry(WIRE_KINDS.resource, resourceFields({ ...fields, plan: HOURS, order })),
  );
  const types = TYPES.map(([shortName, name, hue, minutes, chain], order) =>
    entry(
      WIRE_KINDS.appointmentType,
      typeFields({ name, shortName, hue, minutes, needs: [], chain: chain.map((text) => ({ text })), hint: '', order }),
    ),
  );
  expectOk('calendar', await enterCalendar(safe, [...resources, ...types]));
  const ids = {
    resources: resources.map(({ record }) => hexOf(record)),
    types: types.map(({ record }) => hexOf(record)),
    doctors: doctors.map(({ user }) => hexOf(user)),
  };
  const persons = [...safe.directory.persons()];
  const now = new Date(nowMs);
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  for (let after = 0; after < DAYS; after++) {
    const isToday = after === 0;
    const planned = planDay(Math.min(A_DAY, persons.length), isToday ? minuteOf(now) : undefined);
    const drafts = planned.map((one, i) =>
      draftOf(i, one, {
        personId: persons[(after * A_DAY + i) % persons.length] ?? '',
        day: addDays(today, after),
        nowMs: isToday ? nowMs : undefined,
        ids,
      }),
    );
    const sealed = expectOk('calendar', await sealAppointments(safe, drafts));
    expectOk('calendar', await safe.write(sealed.packets));
  }
}

interface DraftGiven {
  readonly personId: string;
  readonly day: string;
  /** Of the day on which the demo begins. */
  readonly nowMs: number | undefined;
  readonly ids: Ids;
}

interface Ids {
  readonly resources: readonly string[];
  readonly types: readonly string[];
  readonly doctors: readonly string[];
}

function draftOf(
  i: number,
  { from, state }: PlannedAppointment,
  { personId, day, nowMs, ids }: DraftGiven,
): AppointmentDraft {
  const which = ORDER[i % ORDER.length] ?? 0;
  const [shortName, , , minutes, steps, reasons] = TYPES[which] ?? SPRECHSTUNDE;
  const done = stepsDone(state, steps.length, i);
  return {
    personId,
    day,
    from,
    minutes,
    resources: [resourceOf(i, shortName, ids)],
    state,
    type: ids.types[which] ?? '',
    reason: reasons[i % reasons.length] ?? '',
    chain: steps.map((text, at) => ({ text, isDone: at < done })),
    isWalkIn: i === WALK_IN,
    ...visitOf(i, state, { nowMs, ids }),
  };
}

function resourceOf(i: number, shortName: string, { resources, doctors }: Ids): string {
  const isAtLab = shortName === 'LAB' || shortName === 'IMP';
  return resources[isAtLab ? doctors.length : i % doctors.length] ?? '';
}

/** What of a visit follows from how far it is: since when, where, and who has ticked it off. */
function visitOf(
  i: number,
  state: AppointmentState,
  { nowMs = 0, ids }: Pick<DraftGiven, 'nowMs' | 'ids'>,
): Partial<AppointmentDraft> {
  const doctor = ids.doctors[i % ids.doctors.length] ?? '';
  if (state === 'fertig')
    return { ...(i % 7 !== 3 && { documented: [doctor] }), ...(i % 3 === 0 && { billed: [doctor] }) };
  if (state !== 'da' && state !== 'aufgerufen' && state !== 'imRaum') return {};
  const sinceMs = nowMs - (2 + ((i * 7) % 29)) * MINUTE_MS;
  const room = ids.resources[ids.doctors.length + 1 + (i % ROOMS)];
  return { sinceMs, ...(state === 'imRaum' && room !== undefined && { room }) };
}

function stepsDone(state: AppointmentState, steps: number, i: number): number {
  if (state === 'fertig') return steps;
  if (state === 'erwartet') return 0;
  return state === 'imRaum' || i % 3 === 0 ? steps - 1 : 0;
}

function minuteOf(at: Date): number {
  return at.getHours() * 60 + at.getMinutes();
}

function ofDoctor({ user, name, shortName }: DemoDoctor, i: number) {
  const hue: Hue = i === 0 ? 'violet' : 'rust';
  return { name, shortName, hue, kind: 'person' as const, userId: hexOf(user) };
}

function ofPlace([name, shortName, hue, kind]: ResourceLine) {
  return { name, shortName, hue, kind };
}

function entry(kind: CalendarEntry['kind'], sealed: NonNullable<CalendarEntry['sealed']>): CalendarEntry {
  return { kind, record: platformRandom(ID_BYTES) as Id, state: 'active', sealed };
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
