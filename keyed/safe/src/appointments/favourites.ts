import { DAYTIMES, OFFSET_UNITS, type PlainRecord, type VacancyStep, type Weekday } from '@siegel/akten';
import { platformRandom } from '@siegel/seal';
import { fail, hexOf, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { FavouriteDraft, FavouritesView, FavouriteView } from '../channel/finding-api.ts';
import { Safe } from '../safe/safe.ts';
import type { HouseValue } from '../settings/house-form.ts';
import { enterCalendar } from './change-calendar.ts';
import { openOnce, provenNewest } from './read-calendar.ts';

const ID_BYTES = 16;
const USUAL_MINUTES = 15;

/** The favourites of the house in their order, those out of use included (TE64). What does not open here is left out. */
export async function readFavourites(safe: Safe): Promise<FavouritesView> {
  const favourites: FavouriteView[] = [];
  for (const record of favouriteRecords(safe)) {
    const newest = await provenNewest(safe, record);
    const value = newest === undefined ? undefined : await openOnce(safe, newest);
    if (value !== undefined) favourites.push(favouriteOf(record, value));
  }
  const { membership, head } = safe.follower;
  return {
    favourites: favourites.toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'de')),
    mayAdminister: membership.rightsAt(safe.given.user, head.size).has('administer'),
  };
}

/** Enters or changes a favourite; @returns its id. CALENDAR_NAME_MISSING, NEEDS_MISSING, RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE,
 *  ENTRY_STALE. */
export async function saveFavourite(safe: Safe, draft: FavouriteDraft): Promise<Result<string>> {
  if (draft.name.trim() === '') return fail('CALENDAR_NAME_MISSING');
  if (draft.steps.length === 0 || draft.steps.some(isEmpty)) return fail('NEEDS_MISSING');
  const record = draft.favouriteId === undefined ? (platformRandom(ID_BYTES) as Id) : Safe.idOf(draft.favouriteId);
  const kind = WIRE_KINDS.appointmentFavourite;
  const entered = await enterCalendar(safe, [{ kind, record, state: 'active', sealed: favouriteFields(draft) }]);
  return entered.ok ? ok(hexOf(record)) : entered;
}

/** Takes a favourite out of use, or back into it. */
export function setFavouriteUse(safe: Safe, record: Id, isUsed: boolean): Promise<Result<true>> {
  return enterCalendar(safe, [{ kind: WIRE_KINDS.appointmentFavourite, record, state: isUsed ? 'active' : 'removed' }]);
}

/** Fields of a favourite as they are sealed. */
export function favouriteFields(draft: FavouriteDraft): PlainRecord {
  const { name, shortName, offset, spanDays, daytime, weekdays, steps, order } = draft;
  return {
    name: name.trim(),
    shortName: shortName.trim(),
    offsetCount: offset.count,
    offsetUnit: offset.unit,
    spanDays,
    steps: steps.map(({ type, minutes, needs, wait, daysAfter }) => ({
      minutes,
      needs: needs.map((need) => need.map((id) => Safe.idOf(id))),
      ...(type !== undefined && { type: Safe.idOf(type) }),
      ...(wait !== undefined && { waitLeast: wait.least, waitMost: wait.most }),
      ...(daysAfter !== undefined && { daysLeast: daysAfter.least, daysMost: daysAfter.most }),
    })),
    order,
    ...(daytime !== undefined && { daytime }),
    ...(weekdays !== undefined && weekdays.length > 0 && { weekdays: [...weekdays] }),
  };
}

function isEmpty({ needs }: VacancyStep): boolean {
  return needs.length === 0 || needs.some((need) => need.length === 0);
}

function favouriteRecords({ follower: { columns } }: Safe): readonly Id[] {
  const found = new Map<string, Id>();
  for (const seq of columns.seqsOfAkte(ZERO_ID)) {
    if (columns.kindAt(seq) !== WIRE_KINDS.appointmentFavourite) continue;
    const record = columns.placeAt(seq)?.record;
    if (record !== undefined) found.set(hexOf(record), record);
  }
  return [...found.values()];
}

function favouriteOf(record: Id, value: HouseValue): FavouriteView {
  const daytime = DAYTIMES.find((one) => one === value['daytime']);
  const weekdays = value['weekdays'] as readonly Weekday[] | undefined;
  return {
    favouriteId: hexOf(record),
    name: typeof value['name'] === 'string' ? value['name'] : '',
    shortName: typeof value['shortName'] === 'string' ? value['shortName'] : '',
    offset: {
      count: numberOr(value['offsetCount'], 0),
      unit: OFFSET_UNITS.find((unit) => unit === value['offsetUnit']) ?? 'week',
    },
    spanDays: numberOr(value['spanDays'], 0),
    steps: ((value['steps'] ?? []) as readonly KeptStep[]).map(stepOf),
    order: numberOr(value['order'], 0),
    isUsed: value['state'] === 'active',
    ...(daytime !== undefined && { daytime }),
    ...(weekdays !== undefined && { weekdays }),
  };
}

interface KeptStep {
  readonly type?: Uint8Array;
  readonly minutes?: number;
  readonly needs?: readonly (readonly Uint8Array[])[];
  readonly waitLeast?: number;
  readonly waitMost?: number;
  readonly daysLeast?: number;
  readonly daysMost?: number;
}

function stepOf({ type, minutes, needs = [], waitLeast, waitMost, daysLeast, daysMost }: KeptStep): VacancyStep {
  return {
    minutes: minutes ?? USUAL_MINUTES,
    needs: needs.map((need) => need.map((id) => hexOf(id))),
    ...(type !== undefined && { type: hexOf(type) }),
    ...(waitMost !== undefined && { wait: { least: waitLeast ?? 0, most: waitMost } }),
    ...(daysMost !== undefined && { daysAfter: { least: daysLeast ?? 1, most: daysMost } }),
  };
}

function numberOr(value: unknown, other: number): number {
  return typeof value === 'number' ? value : other;
}
