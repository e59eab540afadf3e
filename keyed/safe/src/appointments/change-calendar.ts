import { type BookablePlan, type HolidayPlace, type PlainRecord } from '@siegel/akten';
import { buildEntry, compartmentKey, platformRandom, userCoSigner } from '@siegel/seal';
import { equalBytes, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { AppointmentTypeDraft, ResourceDraft } from '../channel/appointment-api.ts';
import { enterBatch } from '../roles/enter-batch.ts';
import { organisationKey } from '../roles/house-entry.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { Safe } from '../safe/safe.ts';
import { newestHouseForm, reviseHouseForm } from '../settings/house-form.ts';
import { calendarToBegin } from './calendar-defaults.ts';
import { readCalendar } from './read-calendar.ts';

const ID_BYTES = 16;

/** A resource, type or favourite with its fields, to be entered. */
export interface CalendarEntry {
  readonly kind:
    | typeof WIRE_KINDS.resource
    | typeof WIRE_KINDS.appointmentType
    | typeof WIRE_KINDS.appointmentFavourite
    | typeof WIRE_KINDS.entryType;
  readonly record: Id;
  readonly state: 'active' | 'removed';
  /** Undefined: what is sealed stays as it is. */
  readonly sealed?: PlainRecord;
}

/** Enters or changes a resource; @returns its id. CALENDAR_NAME_MISSING, RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE, ENTRY_STALE. */
export function saveResource(safe: Safe, draft: ResourceDraft): Promise<Result<string>> {
  const record = draft.resourceId === undefined ? platformRandom(ID_BYTES) : Safe.idOf(draft.resourceId);
  return save(safe, { kind: WIRE_KINDS.resource, record, state: 'active', sealed: resourceFields(draft) }, draft.name);
}

/** The same for a type of appointment. */
export function saveAppointmentType(safe: Safe, draft: AppointmentTypeDraft): Promise<Result<string>> {
  const record = draft.typeId === undefined ? platformRandom(ID_BYTES) : Safe.idOf(draft.typeId);
  return save(
    safe,
    { kind: WIRE_KINDS.appointmentType, record, state: 'active', sealed: typeFields(draft) },
    draft.name,
  );
}

/** Takes a resource or type out of use, or back; what is booked stays (TE41). */
export async function setCalendarUse(safe: Safe, record: Id, isUsed: boolean): Promise<Result<true>> {
  const kind = newestVersion(safe, record)?.body.kind;
  if (kind !== WIRE_KINDS.resource && kind !== WIRE_KINDS.appointmentType) return fail('ENTRY_STALE');
  return enterCalendar(safe, [{ kind, record, state: isUsed ? 'active' : 'removed' }]);
}

/** Says whose holidays hold at a site; undefined: none are known. */
export async function saveHolidayPlace(safe: Safe, site: Id, place: HolidayPlace | undefined): Promise<Result<true>> {
  const newest = await newestHouseForm(safe, site);
  const before = newest?.value ?? { state: 'active' };
  const changes = { land: place?.land, communal: place?.communal };
  const written = await reviseHouseForm(safe, {
    kind: WIRE_KINDS.site,
    record: site,
    parent: newest?.parent,
    before,
    changes,
  });
  return written.ok ? safe.sync() : written;
}

/** Makes what a house begins with, in an empty calendar (TE42). CALENDAR_THERE. */
export async function beginCalendar(
  safe: Safe,
  language: 'de' | 'en',
  nameOf: (user: Id) => string,
): Promise<Result<true>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { resources, types } = await readCalendar(safe, () => '');
  if (resources.length > 0 || types.length > 0) return fail('CALENDAR_THERE');
  const profile = safe.follower.membership.genesis?.profile === 'social' ? 'social' : 'practice';
  const people = whoTreats(safe).map((user) => ({ user, name: nameOf(user) }));
  const begun = calendarToBegin({ profile, language, people });
  const entries: CalendarEntry[] = [
    ...begun.resources.map((draft) => ({
      kind: WIRE_KINDS.resource,
      record: platformRandom(ID_BYTES) as Id,
      state: 'active' as const,
      sealed: resourceFields(draft),
    })),
    ...begun.types.map((draft) => ({
      kind: WIRE_KINDS.appointmentType,
      record: platformRandom(ID_BYTES) as Id,
      state: 'active' as const,
      sealed: typeFields(draft),
    })),
  ];
  return enterCalendar(safe, entries);
}

/** Enters resources and types in one batch. RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE, ENTRY_STALE. */
export async function enterCalendar(safe: Safe, entries: readonly CalendarEntry[]): Promise<Result<true>> {
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('administer')) return fail('RIGHT_MISSING');
  const key = organisationKey(safe);
  const [first] = entries;
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  if (first === undefined) return ok(true);
  const packets = await Promise.all(
    entries.map(({ kind, record, state, sealed }) =>
      buildEntry(
        {
          kind,
          schemaVersion: 1,
          record,
          parent: newestVersion(safe, record),
          open: { state },
          coSigners: [userCoSigner(safe.author)],
          ...(sealed !== undefined && {
            sealed: new Map([['admin', sealed] as const]),
            keyOf: () => compartmentKey(key, 'admin'),
          }),
        },
        safe.author,
      ),
    ),
  );
  return enterBatch(safe, packets, first.record);
}

async function save(safe: Safe, entry: CalendarEntry, name: string): Promise<Result<string>> {
  if (name.trim() === '') return fail('CALENDAR_NAME_MISSING');
  const entered = await enterCalendar(safe, [entry]);
  return entered.ok ? ok(hexOf(entry.record)) : entered;
}

/** Active people who may release: doctors in a practice, professionals elsewhere. */
function whoTreats({ follower: { membership, head }, given }: Safe): readonly Id[] {
  const users = membership.usersAt(head.size).filter(({ active, userKind }) => active && userKind === 'person');
  const treats = users.filter(({ user }) => membership.rightsAt(user, head.size).has('freigeben'));
  const chosen = treats.length > 0 ? treats : users.filter(({ user }) => equalBytes(user, given.user));
  return chosen.map(({ user }) => user);
}

/** Fields of a resource as they are sealed. */
export function resourceFields(draft: ResourceDraft): PlainRecord {
  const { name, shortName, hue, kind, userId, siteId, plan, order } = draft;
  return {
    name: name.trim(),
    shortName: shortName.trim(),
    hue,
    resourceKind: kind,
    plan: planFields(plan),
    order,
    ...(userId !== undefined && { user: Safe.idOf(userId) }),
    ...(siteId !== undefined && { site: Safe.idOf(siteId) }),
  };
}

function planFields({ weekly, special, isClosedOnHolidays }: BookablePlan): PlainRecord {
  return {
    weekly: weekly.map(({ types, ...hours }) => ({
      ...hours,
      ...(types !== undefined && { types: types.map((id) => Safe.idOf(id)) }),
    })),
    special: special.map(({ from, to, hours }) => ({ from, to, hours: hours.map((range) => ({ ...range })) })),
    isClosedOnHolidays,
  } as PlainRecord;
}

/** Fields of a type as they are sealed. */
export function typeFields(draft: AppointmentTypeDraft): PlainRecord {
  const { name, shortName, hue, minutes, needs, chain, hint, order } = draft;
  return {
    name: name.trim(),
    shortName: shortName.trim(),
    hue,
    minutes,
    order,
    hint,
    needs: needs.map((need) => need.map((id) => Safe.idOf(id))),
    chain: chain.map(({ text, resource }) => ({
      text,
      ...(resource !== undefined && { resource: Safe.idOf(resource) }),
    })),
  };
}
