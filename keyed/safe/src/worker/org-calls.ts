import { fail, hexOf, ok, type Result } from '@siegel/wire';
import { type OrgPlacement, placementsAt, placementsOf, unitsAt } from '@siegel/akten';
import { localDay } from '../channel/local-day.ts';
import type { OrgApi, OrgDone, OrgView, PlacementView, UnitView } from '../channel/org-api.ts';
import { readOrg } from '../org/read-org.ts';
import type { Safe } from '../safe/safe.ts';
import { sitesOf } from '../sites/site-list.ts';
import { professionsOf } from './people-view.ts';
import type { SafeSession } from './safe-session.ts';
import { type HouseNames, openHouseNames, tenantNameOf } from './staff-names.ts';

// Fetched when somebody changes the chart: most days nobody does.
const placementsModule = () => import('../org/change-placements.ts');
const unitsModule = () => import('../org/change-units.ts');
const undoingModule = () => import('../org/enter-org.ts');

/** Showing and changing the org chart. */
export function orgCalls(session: SafeSession): OrgApi {
  async function changing(change: (safe: Safe) => Promise<Result<OrgDone>>): Promise<Result<OrgDone>> {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return fail('SESSION_MISSING');
    const changed = await change(safe);
    await session.catchUp();
    return changed;
  }
  return {
    orgView: async (day) =>
      session.unlocked === undefined ? fail('SESSION_MISSING') : ok(await orgView(session.unlocked.safe, day)),
    addUnit: (parentId, wish) => changing(async (safe) => (await unitsModule()).addUnit(safe, parentId, wish)),
    changeUnit: (unitId, wish) => changing(async (safe) => (await unitsModule()).changeUnit(safe, unitId, wish)),
    moveUnit: (unitId, to) => changing(async (safe) => (await unitsModule()).moveUnit(safe, unitId, to)),
    removeUnit: (unitId, heirs) => changing(async (safe) => (await unitsModule()).removeUnit(safe, unitId, heirs)),
    placePerson: (wish) => changing(async (safe) => (await placementsModule()).placePerson(safe, wish)),
    changePlacement: (placementId, wish) =>
      changing(async (safe) => (await placementsModule()).changePlacement(safe, placementId, wish)),
    transferPlacement: (placementId, unitId, day) =>
      changing(async (safe) => (await placementsModule()).transferPlacement(safe, placementId, { unitId, day })),
    beginOrg: (template, language) =>
      changing(async (safe) => (await unitsModule()).beginOrg(safe, template, language)),
    undoOrg: (done) => changing(async (safe) => (await undoingModule()).undoOrg(safe, done)),
  };
}

/** The chart of a day with everything the screen shows. */
export async function orgView(safe: Safe, askedDay?: string): Promise<OrgView> {
  const { membership, head } = safe.follower;
  const today = localDay(safe.given.now());
  const day = askedDay ?? today;
  const { history, unreadable } = await readOrg(safe);
  const names = await openHouseNames(safe);
  const professions = await professionsOf(safe);
  const sites = sitesOf(safe).map(({ site, group }) => ({
    siteId: hexOf(site),
    name: names.byGroup.get(hexOf(group)) ?? '',
  }));
  const own = hexOf(safe.given.user);
  const view = viewer(names, own);
  const ofDay = placementsAt(history, day).map(view);
  const all = history.placements.filter(({ counts }) => counts).map(view);
  const units = unitsAt(history, day).map(({ unit, parent, name, shortName, unitKind, site, from }): UnitView => {
    const isHere = ({ unitId }: PlacementView) => unitId === unit;
    return {
      unitId: unit,
      name,
      shortName,
      unitKind,
      siteName: sites.find(({ siteId }) => siteId === site)?.name ?? '',
      people: ofDay.filter(isHere).toSorted(byLeadAndName),
      history: all.filter(isHere).toSorted((a, b) => (a.from < b.from ? 1 : -1)),
      ...(parent !== undefined && { parentId: parent }),
      ...(site !== undefined && { siteId: site }),
      ...(from !== undefined && { from }),
    };
  });
  const people = membership
    .usersAt(head.size)
    .filter(({ active, userKind }) => active && userKind === 'person')
    .map(({ user }) => ({
      userId: hexOf(user),
      name: names.byUser.get(hexOf(user)) ?? '',
      profession: professions.get(hexOf(user)) ?? '',
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
  const ownPlaces = placementsOf(history, own, day).map(({ unit, function: what, leads }) => ({
    unit: units.find(({ unitId }) => unitId === unit)?.name ?? '',
    function: what,
    leads,
  }));
  return {
    day,
    today,
    mayAdminister: membership.rightsAt(safe.given.user, head.size).has('administer'),
    organisation: tenantNameOf(safe, names),
    profile: membership.genesis?.profile === 'social' ? 'social' : 'practice',
    units,
    own: ownPlaces,
    people,
    sites,
    unreadable,
    isEmpty: history.units.every(({ versions }) => versions.at(-1)?.active !== true),
  };
}

function viewer({ byUser }: HouseNames, own: string) {
  return ({ placement, unit, user, function: what, from, until, leads }: OrgPlacement): PlacementView => ({
    placementId: placement,
    unitId: unit,
    userId: user,
    name: byUser.get(user) ?? '',
    function: what,
    from,
    leads,
    isOwn: user === own,
    ...(until !== undefined && { until }),
  });
}

function byLeadAndName(a: PlacementView, b: PlacementView): number {
  return Number(b.leads) - Number(a.leads) || a.name.localeCompare(b.name, 'de');
}
