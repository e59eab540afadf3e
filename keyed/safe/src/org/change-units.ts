import { type OrgHistory, orgTemplate, type OrgUnitVersion } from '@siegel/akten';
import { platformRandom } from '@siegel/seal';
import { fail, hexOf, type Id, type Result, WIRE_KINDS } from '@siegel/wire';
import type { OrgDone, UnitHeirs, UnitTarget, UnitWish } from '../channel/org-api.ts';
import { houseNameOf } from '../roles/house-entry.ts';
import { Safe } from '../safe/safe.ts';
import type { HouseValue } from '../settings/house-form.ts';
import { leavePlacements } from './change-placements.ts';
import { beginOrgAct, enterOrgSteps, type OrgStep } from './enter-org.ts';
import { readOrg } from './read-org.ts';

const ID_BYTES = 16;
/** Room between siblings, so that a move writes one entry. */
const GAP = 1024;
const MOST_SHORT = 20;
const MOST_KIND = 60;

/** A unit as it stands now. */
interface UnitNow extends OrgUnitVersion {
  readonly unit: string;
}

/** Adds a unit as the last one of its siblings. */
export async function addUnit(safe: Safe, parentId: string | undefined, wish: UnitWish): Promise<Result<OrgDone>> {
  const begun = await beginOrgAct(safe);
  if (!begun.ok) return begun;
  if (houseNameOf(wish.name) === '') return fail('NAME_MISSING');
  const now = unitsNow((await readOrg(safe)).history);
  const order = (siblingsOf(now, parentId).at(-1)?.order ?? 0) + GAP;
  return enterOrgSteps(safe, [unitStep(newId(), parentId, sealedUnit(wish, order))]);
}

/** Gives a unit another name, kind, short name, Betriebsstätte or first day. */
export async function changeUnit(safe: Safe, unitId: string, wish: UnitWish): Promise<Result<OrgDone>> {
  const found = await unitNow(safe, unitId);
  if (!found.ok) return found;
  if (houseNameOf(wish.name) === '') return fail('NAME_MISSING');
  const { parent, order } = found.value.unit;
  return enterOrgSteps(safe, [unitStep(Safe.idOf(unitId), parent, sealedUnit(wish, order))]);
}

/** Puts a unit elsewhere in the tree, or elsewhere among its siblings. */
export async function moveUnit(safe: Safe, unitId: string, to: UnitTarget): Promise<Result<OrgDone>> {
  const found = await unitNow(safe, unitId);
  if (!found.ok) return found;
  const siblings = siblingsOf(found.value.now, to.parentId).filter(({ unit }) => unit !== unitId);
  const at = siblings.findIndex(({ unit }) => unit === to.beforeId);
  const place = at === -1 ? siblings.length : at;
  const order = orderBetween(siblings[place - 1]?.order, siblings[place]?.order);
  if (order !== undefined)
    return enterOrgSteps(safe, [unitStep(Safe.idOf(unitId), to.parentId, sealedNow(found.value.unit, order))]);
  // No room left between the two: all of them get new places.
  const inOrder = siblings.toSpliced(place, 0, found.value.unit);
  const steps = inOrder.map((unit, i) => unitStep(Safe.idOf(unit.unit), to.parentId, sealedNow(unit, (i + 1) * GAP)));
  return enterOrgSteps(safe, steps);
}

/** Removes a unit; its people and units go where `heirs` says, in the same batch (OG4, OG23). */
export async function removeUnit(safe: Safe, unitId: string, heirs?: UnitHeirs): Promise<Result<OrgDone>> {
  const found = await unitNow(safe, unitId);
  if (!found.ok) return found;
  const { now, unit, history } = found.value;
  const below = siblingsOf(now, unitId);
  const placements = leavePlacements(safe, { history, unitId, to: heirs?.peopleTo });
  const isAsked = below.length > 0 || placements.some(({ isOver }) => !isOver);
  if (isAsked && heirs === undefined) return fail('UNIT_NOT_EMPTY');
  let order = siblingsOf(now, heirs?.unitsTo).at(-1)?.order ?? 0;
  const moved = below.map((each) => unitStep(Safe.idOf(each.unit), heirs?.unitsTo, sealedNow(each, (order += GAP))));
  const open = { state: 'removed', ...(unit.parent !== undefined && { parent: Safe.idOf(unit.parent) }) };
  const removed: OrgStep = { kind: WIRE_KINDS.orgUnit, record: Safe.idOf(unitId), open };
  return enterOrgSteps(safe, [...moved, ...placements.flatMap(({ steps }) => steps), removed]);
}

/** Enters a template into an empty chart, by names of the language asked for (OG21). */
export async function beginOrg(safe: Safe, of: 'practice' | 'social', language: 'de' | 'en'): Promise<Result<OrgDone>> {
  const begun = await beginOrgAct(safe);
  if (!begun.ok) return begun;
  if (unitsNow((await readOrg(safe)).history).length > 0) return fail('UNITS_THERE');
  const template = orgTemplate(of);
  const ids = template.map(newId);
  const steps = template.map(({ parent, name, unitKind }, i) => {
    const above = parent === undefined ? undefined : ids[parent];
    const sealed = sealedUnit({ name: name[language], unitKind: unitKind[language] }, (i + 1) * GAP);
    return unitStep(ids[i] ?? newId(), above && hexOf(above), sealed);
  });
  return enterOrgSteps(safe, steps);
}

/** Units that are there now, siblings in their order. */
export function unitsNow({ units }: OrgHistory): readonly UnitNow[] {
  return units
    .flatMap(({ unit, versions }) => {
      const newest = versions.at(-1);
      return newest?.active === true ? [{ ...newest, unit }] : [];
    })
    .toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'de'));
}

async function unitNow(safe: Safe, unitId: string) {
  const begun = await beginOrgAct(safe);
  if (!begun.ok) return begun;
  const { history } = await readOrg(safe);
  const now = unitsNow(history);
  const unit = now.find((each) => each.unit === unitId);
  return unit === undefined ? fail('UNIT_UNKNOWN') : ({ ok: true, value: { history, now, unit } } as const);
}

function siblingsOf(units: readonly UnitNow[], parent: string | undefined): readonly UnitNow[] {
  return units.filter((unit) => unit.parent === parent);
}

/** A place between two; undefined when there is no room. */
function orderBetween(before = 0, after: number | undefined): number | undefined {
  if (after === undefined) return before + GAP;
  const between = Math.floor((before + after) / 2);
  return between > before && between < after ? between : undefined;
}

function unitStep(record: Id, parent: string | undefined, sealed: HouseValue): OrgStep {
  const open = { state: 'active', ...(parent !== undefined && { parent: Safe.idOf(parent) }) };
  return { kind: WIRE_KINDS.orgUnit, record, open, sealed };
}

function sealedUnit({ name, shortName = '', unitKind = '', siteId, from }: UnitWish, order: number): HouseValue {
  return {
    name: houseNameOf(name),
    order,
    ...textField('shortName', shortName.trim().slice(0, MOST_SHORT)),
    ...textField('unitKind', unitKind.trim().slice(0, MOST_KIND)),
    ...(siteId !== undefined && { site: Safe.idOf(siteId) }),
    ...(from !== undefined && { from }),
  };
}

function sealedNow({ name, shortName, unitKind, site, from }: UnitNow, order: number): HouseValue {
  return sealedUnit({ name, shortName, unitKind, siteId: site, from }, order);
}

const textField = (name: string, text: string): HouseValue => (text === '' ? {} : { [name]: text });
const newId = (): Id => platformRandom(ID_BYTES) as Id;
