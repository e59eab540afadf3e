import {
  addDays,
  type Daytime,
  groupOfNeeds,
  type LocalDate,
  type NeedGroup,
  needsOfGroups,
  RESOURCE_KINDS,
  type ResourceKind,
  type VacancyStep,
  type Weekday,
} from '@siegel/akten';
import type { CalendarView, WishView } from '@siegel/safe';

/** Who and what is wanted, by kind of resource: any of the doctors and any of the rooms. */
export type NeedGroups = Readonly<Record<ResourceKind, NeedGroup>>;

/** What somebody looks or waits for, as it is filled in. */
export interface AskedPlace {
  readonly type: string | undefined;
  readonly minutes: number;
  readonly groups: NeedGroups;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly daytime: Daytime | undefined;
  readonly weekdays: readonly Weekday[];
}

const USUAL_MINUTES = 15;
const USUAL_DAYS = 28;
const NONE: NeedGroup = { mode: 'any', resources: [] };

/** What the form begins with: the first type, any of the people, four weeks. */
export function emptyAsked(calendar: CalendarView, today: LocalDate): AskedPlace {
  const type = calendar.types.find(({ isUsed }) => isUsed);
  const people = calendar.resources.filter(({ kind, isUsed }) => isUsed && kind === 'person');
  return {
    type: type?.typeId,
    minutes: type?.minutes ?? USUAL_MINUTES,
    groups: { ...noGroups(), person: { mode: 'any', resources: people.map(({ resourceId }) => resourceId) } },
    from: today,
    to: addDays(today, USUAL_DAYS),
    daytime: undefined,
    weekdays: [],
  };
}

/** The same for a wish that is there. */
export function askedOfWish(wish: WishView, calendar: CalendarView, today: LocalDate): AskedPlace {
  return {
    type: wish.type,
    minutes: wish.minutes,
    groups: groupsOf(wish.needs, calendar),
    from: wish.from ?? today,
    to: wish.to ?? addDays(today, USUAL_DAYS),
    daytime: wish.daytime,
    weekdays: wish.weekdays ?? [],
  };
}

/** Nobody and nothing yet. */
function noGroups(): NeedGroups {
  return { person: NONE, room: NONE, device: NONE, workplace: NONE };
}

/** The groups behind needs; what a group cannot say begins empty. */
export function groupsOf(needs: readonly (readonly string[])[], { resources }: CalendarView): NeedGroups {
  const kindOf = new Map(resources.map(({ resourceId, kind }) => [resourceId, kind]));
  const groups = RESOURCE_KINDS.map(
    (kind) => [kind, groupOfNeeds(needs, (resource) => kindOf.get(resource) === kind) ?? NONE] as const,
  );
  return { ...noGroups(), ...Object.fromEntries(groups) };
}

/** Of each need one resource (TE60). */
export function needsOf(groups: NeedGroups): readonly (readonly string[])[] {
  return needsOfGroups(RESOURCE_KINDS.map((kind) => groups[kind]));
}

/** The one step of what is asked for. */
export function stepOf({ minutes, groups, type }: Pick<AskedPlace, 'minutes' | 'groups' | 'type'>): VacancyStep {
  return { minutes, needs: needsOf(groups), ...(type !== undefined && { type }) };
}
