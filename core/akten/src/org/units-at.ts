import type { LocalDate } from '../field-type.ts';
import type { OrgHistory, OrgUnitHistory, OrgUnitVersion, UnitOfDay } from './org-history.ts';

/** The units that are there on a day, as a tree: parents before their children, siblings by order, then name, then id (OG10, OG13).
 *  A unit whose parent is not there that day stands under the next one above that is, else under the organisation. */
export function unitsAt(history: OrgHistory, day: LocalDate): readonly UnitOfDay[] {
  const firstDays = firstDaysOf(history);
  const versions = new Map(history.units.map((unit) => [unit.unit, versionAt(unit, day)]));
  const there = history.units.filter((unit) => isThere(unit, day, firstDays.get(unit.unit)));
  const ids = new Set(there.map(({ unit }) => unit));
  const ofDay = there.map(({ unit }): UnitOfDay => {
    const { active: _active, enteredOn: _enteredOn, parent, ...fields } = versions.get(unit) as OrgUnitVersion;
    return { ...fields, unit, parent: nextAbove(parent, { ids, versions }) };
  });
  return inTreeOrder(ofDay);
}

/** What was known of a unit at the end of a day; before it was entered, what it began with. */
function versionAt({ versions }: OrgUnitHistory, day: LocalDate): OrgUnitVersion {
  return versions.findLast(({ enteredOn }) => enteredOn <= day) ?? versions[0];
}

function isThere(unit: OrgUnitHistory, day: LocalDate, firstDay: LocalDate | undefined): boolean {
  return (firstDay ?? unit.versions[0].enteredOn) <= day && versionAt(unit, day).active;
}

/** Since when each unit is there: the day it was told, else the earliest of its entry, of a placement in it, and of the first day of
 *  a unit that was entered under it. */
function firstDaysOf({ units, placements }: OrgHistory): ReadonlyMap<string, LocalDate> {
  const days = new Map<string, LocalDate>();
  const notLaterThan = (unit: string, day: LocalDate) => {
    const known = days.get(unit);
    if (known === undefined || day < known) days.set(unit, day);
  };
  for (const { unit, from, counts } of placements) if (counts) notLaterThan(unit, from);
  // Under a unit stand such that were entered later: backwards, every day has reached the unit above in time.
  for (const { unit, versions } of units.toReversed()) {
    const told = versions.at(-1)?.from;
    if (told === undefined) notLaterThan(unit, versions[0].enteredOn);
    else days.set(unit, told);
    const [{ parent }] = versions;
    if (parent !== undefined) notLaterThan(parent, days.get(unit) ?? versions[0].enteredOn);
  }
  return days;
}

/** The next unit above that is there. Every step leads to one that was entered before, or up the tree of that day: it ends. */
function nextAbove(
  parent: string | undefined,
  { ids, versions }: { readonly ids: ReadonlySet<string>; readonly versions: ReadonlyMap<string, OrgUnitVersion> },
): string | undefined {
  let at = parent;
  const seen = new Set<string>();
  while (at !== undefined && !ids.has(at)) {
    if (seen.has(at)) return undefined;
    seen.add(at);
    at = versions.get(at)?.parent;
  }
  return at;
}

function inTreeOrder(units: readonly UnitOfDay[]): readonly UnitOfDay[] {
  const below = Map.groupBy(units, ({ parent }) => parent);
  const under = (parent: string | undefined): readonly UnitOfDay[] =>
    (below.get(parent) ?? []).toSorted(bySiblingOrder).flatMap((unit) => [unit, ...under(unit.unit)]);
  return under(undefined);
}

function bySiblingOrder(a: UnitOfDay, b: UnitOfDay): number {
  return a.order - b.order || a.name.localeCompare(b.name, 'de') || (a.unit < b.unit ? -1 : 1);
}
