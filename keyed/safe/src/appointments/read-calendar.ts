import { type BookablePlan, HUES, type HolidayPlace, LAENDER, type PlainRecord, RESOURCE_KINDS } from '@siegel/akten';
import { hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { AppointmentTypeView, CalendarView, ResourceView } from '../channel/appointment-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from '../safe/safe.ts';
import { type HouseValue, openHouseForm } from '../settings/house-form.ts';
import { sitesOf } from '../sites/site-list.ts';

const NO_PLAN: BookablePlan = { weekly: [], special: [], isClosedOnHolidays: true };
const openedBySeq = new WeakMap<Safe, Map<number, HouseValue>>();

/** Resources and types of the house in their order, those out of use included (TE41). @param siteNames by hex id of the site. */
export async function readCalendar(safe: Safe, siteNames: (site: Id) => string): Promise<CalendarView> {
  const resources: ResourceView[] = [];
  const types: AppointmentTypeView[] = [];
  let unreadable = 0;
  for (const record of calendarRecords(safe)) {
    const newest = await provenNewest(safe, record);
    const value = newest === undefined ? undefined : await openOnce(safe, newest);
    if (newest === undefined) continue;
    if (value === undefined) unreadable += 1;
    else if (newest.body.kind === WIRE_KINDS.resource) resources.push(resourceOf(record, value));
    else types.push(typeOf(record, value));
  }
  const { membership, head } = safe.follower;
  return {
    resources: resources.toSorted(inOrder),
    types: types.toSorted(inOrder),
    sites: await Promise.all(sitesOf(safe).map(({ site }) => siteOf(safe, site, siteNames(site)))),
    mayAdminister: membership.rightsAt(safe.given.user, head.size).has('administer'),
    unreadable,
  };
}

/** Where a site lies, if that is known. */
async function holidayPlaceOf(safe: Safe, site: Id): Promise<HolidayPlace | undefined> {
  const newest = await provenNewest(safe, site);
  const value = newest === undefined ? undefined : await openOnce(safe, newest);
  const land = LAENDER.find((known) => known === value?.['land']);
  if (land === undefined) return undefined;
  const communal = value?.['communal'] as HolidayPlace['communal'];
  return { land, ...(communal !== undefined && { communal }) };
}

async function siteOf(safe: Safe, site: Id, name: string): Promise<CalendarView['sites'][number]> {
  const holidays = await holidayPlaceOf(safe, site);
  return { siteId: hexOf(site), name, ...(holidays !== undefined && { holidays }) };
}

/** Hex ids of all resources and types that were ever entered. */
function calendarRecords({ follower: { columns } }: Safe): readonly Id[] {
  const found = new Map<string, Id>();
  for (const seq of columns.seqsOfAkte(ZERO_ID)) {
    const kind = columns.kindAt(seq);
    if (kind !== WIRE_KINDS.resource && kind !== WIRE_KINDS.appointmentType) continue;
    const record = columns.placeAt(seq)?.record;
    if (record !== undefined) found.set(hexOf(record), record);
  }
  return [...found.values()];
}

/** The newest version of a house record that holds. */
export async function provenNewest(safe: Safe, record: Id): Promise<RecordVersion | undefined> {
  for (const version of safe.records.versionsOf(record).toReversed())
    if ((await safe.attributions.faultOf(version.seq)) === undefined) return version;
  return undefined;
}

/** Its fields, opened once; undefined when a part does not open here. */
export async function openOnce(safe: Safe, version: RecordVersion): Promise<HouseValue | undefined> {
  const known = openedBySeq.get(safe) ?? new Map<number, HouseValue>();
  openedBySeq.set(safe, known);
  const before = known.get(version.seq);
  if (before !== undefined) return before;
  const opened = await openHouseForm(safe, version);
  // A state without any sealed part is a name that did not come: nobody enters one.
  if (opened === undefined && version.body.parts.length > 0) return undefined;
  const value = opened ?? ((readOpen(version.open) ?? {}) as HouseValue);
  known.set(version.seq, value);
  return value;
}

function resourceOf(record: Id, value: HouseValue): ResourceView {
  return {
    resourceId: hexOf(record),
    name: textOf(value['name']),
    shortName: textOf(value['shortName']),
    hue: oneOf(HUES, value['hue']) ?? 'grey',
    kind: oneOf(RESOURCE_KINDS, value['resourceKind']) ?? 'workplace',
    plan: (value['plan'] as BookablePlan | undefined) === undefined ? NO_PLAN : planOf(value['plan'] as PlainRecord),
    order: numberOf(value['order']),
    isUsed: value['state'] === 'active',
    ...(value['user'] instanceof Uint8Array && { userId: hexOf(value['user']) }),
    ...(value['site'] instanceof Uint8Array && { siteId: hexOf(value['site']) }),
  };
}

/** Ids of types are hex in views, bytes in what is kept. */
function planOf(plan: PlainRecord): BookablePlan {
  const { weekly, special, isClosedOnHolidays } = plan as unknown as BookablePlan;
  return {
    weekly: weekly.map(({ types, ...hours }) => ({
      ...hours,
      ...(types !== undefined && { types: (types as unknown as readonly Uint8Array[]).map((id) => hexOf(id)) }),
    })),
    special,
    isClosedOnHolidays,
  };
}

function typeOf(record: Id, value: HouseValue): AppointmentTypeView {
  const needs = (value['needs'] ?? []) as readonly (readonly Uint8Array[])[];
  const chain = (value['chain'] ?? []) as readonly { readonly text: string; readonly resource?: Uint8Array }[];
  return {
    typeId: hexOf(record),
    name: textOf(value['name']),
    shortName: textOf(value['shortName']),
    hue: oneOf(HUES, value['hue']) ?? 'grey',
    minutes: numberOf(value['minutes']) || 15,
    needs: needs.map((need) => need.map((id) => hexOf(id))),
    chain: chain.map(({ text, resource }) => ({ text, ...(resource !== undefined && { resource: hexOf(resource) }) })),
    hint: textOf(value['hint']),
    order: numberOf(value['order']),
    isUsed: value['state'] === 'active',
  };
}

function inOrder(
  a: { readonly order: number; readonly name: string },
  b: { readonly order: number; readonly name: string },
) {
  return a.order - b.order || a.name.localeCompare(b.name, 'de');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((one) => one === value);
}
