import type { LocalDate } from '../field-type.ts';
import type { OrgHistory } from './org-history.ts';
import { placementsAt } from './placements-at.ts';
import { unitsAt } from './units-at.ts';

/** Whom each unit means on a day: whoever is placed in it or in a unit under it (OG14). By unit of that day, users in hex; a unit
 *  nobody is placed in means nobody. */
export function unitMembersAt(history: OrgHistory, day: LocalDate): ReadonlyMap<string, ReadonlySet<string>> {
  const units = unitsAt(history, day);
  const members = new Map(units.map(({ unit }) => [unit, new Set<string>()]));
  const parents = new Map(units.map(({ unit, parent }) => [unit, parent]));
  for (const { unit, user } of placementsAt(history, day))
    for (let at: string | undefined = unit; at !== undefined; at = parents.get(at)) members.get(at)?.add(user);
  return members;
}
