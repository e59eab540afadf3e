import type { LocalDate } from '../field-type.ts';
import type { OrgHistory, OrgPlacement } from './org-history.ts';
import { unitsAt } from './units-at.ts';

/** Who is placed where on a day: Leitung first, else in the order of entry. A unit shows a person once (OG5); nobody is shown in a
 *  unit that is not there, nor from the day on they were taken out (OG11). */
export function placementsAt(history: OrgHistory, day: LocalDate): readonly OrgPlacement[] {
  const units = new Set(unitsAt(history, day).map(({ unit }) => unit));
  const seen = new Set<string>();
  const ofDay = history.placements.filter((placement) => {
    if (!units.has(placement.unit) || !isOn(placement, day, history.leftOn.get(placement.user))) return false;
    const place = `${placement.unit} ${placement.user}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
  return ofDay.toSorted((a, b) => Number(b.leads) - Number(a.leads));
}

/** Where one person is placed on a day: no unit, one, or several. `user` as lower-case hex. */
export function placementsOf(history: OrgHistory, user: string, day: LocalDate): readonly OrgPlacement[] {
  return placementsAt(history, day).filter((placement) => placement.user === user);
}

function isOn({ from, until, counts }: OrgPlacement, day: LocalDate, leftOn: LocalDate | undefined): boolean {
  if (!counts || day < from || (until !== undefined && day > until)) return false;
  return leftOn === undefined || day < leftOn;
}
