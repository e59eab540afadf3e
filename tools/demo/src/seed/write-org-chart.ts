import { addUnit, placePerson, type Safe } from '@siegel/safe';
import { hexOf, type Id } from '@siegel/wire';
import { ORG_CHART } from '../data/org-chart.ts';
import { expectOk } from './expect-ok.ts';

/** Enters the practice's org chart as the founder would: every unit with who is placed there (DM12). @returns the units' ids
 *  by name. */
export async function writeOrgChart(
  safe: Safe,
  userByAccount: ReadonlyMap<string, Id>,
): Promise<ReadonlyMap<string, string>> {
  const unitIds = new Map<string, string>();
  for (const { name, art, kuerzel = '', unter, plaetze } of ORG_CHART) {
    const wish = { name, unitKind: art, shortName: kuerzel };
    const above = unter === undefined ? undefined : unitIds.get(unter);
    const [unit] = expectOk('org chart', await addUnit(safe, above, wish)).records;
    const unitId = unit?.recordId ?? '';
    unitIds.set(name, unitId);
    for (const { anmeldename, funktion, seit, bis, leitet = false } of plaetze) {
      const userId = hexOf(userByAccount.get(anmeldename) ?? safe.given.user);
      const place = { unitId, userId, function: funktion, from: seit, until: bis, leads: leitet };
      expectOk('org chart', await placePerson(safe, place));
    }
  }
  return unitIds;
}
