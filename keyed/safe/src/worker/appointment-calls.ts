import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { KnownAppointment } from '../appointments/appointment-book.ts';
import type { SealedAct } from '../appointments/write-appointments.ts';
import type { AppointmentApi, AppointmentDone } from '../channel/appointment-api.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

/** How often a change is sealed anew behind what somebody else wrote a moment before. */
const MOST_ATTEMPTS = 3;

// Fetched when somebody looks at a day, not before anybody has signed in.
const days = () => import('./day-view.ts');
const calendars = () => import('./calendar-of.ts');
const writing = () => import('../appointments/write-appointments.ts');
const wishes = () => import('../appointments/write-wishes.ts');
const freeTimes = () => import('../appointments/free-times.ts');
const calendarChanges = () => import('../appointments/change-calendar.ts');

/** The day list and everything about appointments. */
export function appointmentCalls(session: SafeSession): AppointmentApi {
  const inHouse = async <T>(use: (house: Unlocked) => Promise<Result<T>>): Promise<Result<T>> =>
    session.unlocked === undefined ? fail('SESSION_MISSING') : use(session.unlocked);
  const changing = <T>(use: (house: Unlocked) => Promise<Result<T>>): Promise<Result<T>> =>
    inHouse(async (house) => {
      const changed = await use(house);
      await session.catchUp();
      return changed;
    });
  return {
    dayView: (day) => inHouse(async (house) => ok(await (await days()).dayView(house, day))),
    watchDay: (day, listener) => session.days.watch(day, listener),
    addAppointments: (drafts) => act(session, async (safe) => (await writing()).sealAppointments(safe, drafts)),
    changeAppointment: (recordId, fields) =>
      act(session, async (safe) => (await writing()).sealChange(safe, recordId, fields)),
    undoAppointments: (done) =>
      act(session, async (safe) =>
        done.wishes === undefined ? (await writing()).sealUndo(safe, done) : (await wishes()).sealUndoOfAct(safe, done),
      ),
    findFreeTimes: (wish) =>
      inHouse(async (house) =>
        (await freeTimes()).findFreeTimes(house.safe, await (await calendars()).calendarOf(house), wish),
      ),
    clashesOf: (wish) =>
      inHouse(async ({ safe }) =>
        ok(await (await freeTimes()).clashesWith(safe, wish, (known) => nameOfPerson(safe, known))),
      ),
    calendar: () => inHouse(async (house) => ok(await (await calendars()).calendarOf(house))),
    saveResource: (resource) => changing(async ({ safe }) => (await calendarChanges()).saveResource(safe, resource)),
    saveAppointmentType: (type) =>
      changing(async ({ safe }) => (await calendarChanges()).saveAppointmentType(safe, type)),
    setCalendarUse: (recordId, isUsed) =>
      changing(async ({ safe }) => (await calendarChanges()).setCalendarUse(safe, Safe.idOf(recordId), isUsed)),
    saveHolidayPlace: (siteId, place) =>
      changing(async ({ safe }) => (await calendarChanges()).saveHolidayPlace(safe, Safe.idOf(siteId), place)),
    beginCalendar: (language) =>
      changing(async ({ safe, names }) =>
        (await calendarChanges()).beginCalendar(safe, language, (user) => names.byUser.get(hexOf(user)) ?? ''),
      ),
  };
}

/** Seals, sends and shows one act. What somebody else wrote a moment before is followed, and the act sealed behind it: it names only
 *  the fields it changes (TE47). */
export async function act(
  session: SafeSession,
  seal: (safe: Safe) => Promise<Result<SealedAct>>,
): Promise<Result<AppointmentDone>> {
  for (let attempt = 1; ; attempt++) {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return fail('SESSION_MISSING');
    const sealed = await seal(safe);
    if (!sealed.ok) return sealed;
    const { packets, instead, ...done } = sealed.value;
    const written = await safe.write(packets, instead);
    if (written.ok) {
      // What was sealed here is not fetched from elsewhere.
      for (const { envelopes } of packets) for (const envelope of envelopes) safe.cache.put(envelope);
      await (written.value.saved ? session.catchUp() : session.days.tellAll());
      session.report(session.board.status.phase);
      return ok({ ...done, saved: written.value.saved });
    }
    await session.catchUp();
    if (written.error.code !== 'ENTRY_STALE' || attempt === MOST_ATTEMPTS) return written;
  }
}

function nameOfPerson(safe: Safe, { akte }: KnownAppointment): string {
  const personId = safe.merged.personOfAkte(akte);
  const row = personId === undefined ? undefined : safe.index.get(personId);
  return row === undefined ? '' : `${row.familienname}, ${row.vorname}`;
}
