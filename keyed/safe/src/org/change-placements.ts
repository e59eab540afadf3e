import { isLocalDate, type LocalDate, type OrgHistory, type OrgPlacement } from '@siegel/akten';
import { platformRandom } from '@siegel/seal';
import { type ErrorCode, fail, type Id, type Result, WIRE_KINDS } from '@siegel/wire';
import { localDay } from '../channel/local-day.ts';
import type { OrgDone, PlacementWish } from '../channel/org-api.ts';
import { Safe } from '../safe/safe.ts';
import { beginOrgAct, enterOrgSteps, type OrgStep } from './enter-org.ts';
import { readOrg } from './read-org.ts';

const ID_BYTES = 16;
const MOST_FUNCTION = 200;

/** Places somebody in a unit from a day on. */
export async function placePerson(safe: Safe, wish: PlacementWish): Promise<Result<OrgDone>> {
  const begun = await beginOrgAct(safe);
  if (!begun.ok) return begun;
  const fault = placementFault(safe, (await readOrg(safe)).history, wish);
  if (fault !== undefined) return fail(fault);
  return enterOrgSteps(safe, [placementStep(safe, platformRandom(ID_BYTES) as Id, wish)]);
}

/** Corrects a placement, or ends it by its last day; the person stays the same. */
export async function changePlacement(safe: Safe, placementId: string, wish: PlacementWish): Promise<Result<OrgDone>> {
  const found = await placementNow(safe, placementId);
  if (!found.ok) return found;
  const { history, placement } = found.value;
  const asked = { ...wish, userId: placement.user };
  const fault = placementFault(safe, history, asked, placementId);
  if (fault !== undefined) return fail(fault);
  return enterOrgSteps(safe, [placementStep(safe, Safe.idOf(placementId), asked)]);
}

/** Somebody goes to another unit: the end here and the beginning there are one batch (OG6). */
export async function transferPlacement(
  safe: Safe,
  placementId: string,
  { unitId, day }: { readonly unitId: string; readonly day: LocalDate },
): Promise<Result<OrgDone>> {
  const found = await placementNow(safe, placementId);
  if (!found.ok) return found;
  const { history, placement } = found.value;
  const { until } = placement;
  if (!isLocalDate(day) || (until !== undefined && until < day)) return fail('PLACEMENT_DAYS');
  const there = { ...wishOf(placement), unitId, from: day };
  const fault = placementFault(safe, history, there, placementId);
  if (fault !== undefined) return fail(fault);
  return enterOrgSteps(safe, transferSteps(safe, placement, there));
}

/** What becomes of each placement in a unit that is removed today: over ones are laid aside, the others end yesterday or go on in
 *  `to`. `isOver`: nobody is there by it any more. */
export function leavePlacements(
  safe: Safe,
  { history, unitId, to }: { readonly history: OrgHistory; readonly unitId: string; readonly to: string | undefined },
): readonly { readonly isOver: boolean; readonly steps: readonly OrgStep[] }[] {
  const { membership, head } = safe.follower;
  const today = localDay(safe.given.now());
  const isActive = (id: string) => membership.org.placementAt(Safe.idOf(id), head.size)?.active === true;
  const here = history.placements.filter(({ unit, placement }) => unit === unitId && isActive(placement));
  return here.map((placement) => {
    const isOver = isPast(placement.until, today) || history.leftOn.has(placement.user);
    if (isOver) return { isOver, steps: [laidAside(placement)] };
    if (to === undefined) return { isOver, steps: [ended(safe, placement, dayBefore(today))] };
    const there = { ...wishOf(placement), unitId: to, from: later(placement.from, today) };
    // Who is there already only leaves here.
    const isThere = placementFault(safe, history, there, placement.placement) === 'PLACEMENT_THERE';
    if (isThere) return { isOver, steps: [ended(safe, placement, dayBefore(today))] };
    return { isOver, steps: transferSteps(safe, placement, there) };
  });
}

/** The end in one unit and the beginning in another; what has not begun yet only changes its unit. */
function transferSteps(safe: Safe, placement: OrgPlacement, there: PlacementWish): readonly OrgStep[] {
  if (placement.from >= there.from) return [placementStep(safe, Safe.idOf(placement.placement), there)];
  const begun = placementStep(safe, platformRandom(ID_BYTES) as Id, there);
  return [ended(safe, placement, dayBefore(there.from)), begun];
}

/** The placement with another last day; one that would end before it began never counted. */
function ended(safe: Safe, placement: OrgPlacement, until: LocalDate): OrgStep {
  const record = Safe.idOf(placement.placement);
  if (until < placement.from) return { ...laidAside(placement), open: openOf(placement.unit, 'withdrawn') };
  return placementStep(safe, record, { ...wishOf(placement), until });
}

function laidAside({ placement, unit }: OrgPlacement): OrgStep {
  return { kind: WIRE_KINDS.placement, record: Safe.idOf(placement), open: openOf(unit, 'past') };
}

function placementStep(safe: Safe, record: Id, wish: PlacementWish): OrgStep {
  const { unitId, userId, from, until, leads } = wish;
  const state = isPast(until, localDay(safe.given.now())) ? 'past' : 'active';
  const what = wish.function.trim().slice(0, MOST_FUNCTION);
  const sealed = {
    user: Safe.idOf(userId),
    from,
    leads,
    ...(what !== '' && { function: what }),
    ...(until !== undefined && { until }),
  };
  return { kind: WIRE_KINDS.placement, record, open: openOf(unitId, state), sealed };
}

const openOf = (unitId: string, state: string) => ({ unit: Safe.idOf(unitId), state });

/** The first thing that is wrong with a placement; `own` is left out of the question whether the person is there already. */
function placementFault(safe: Safe, history: OrgHistory, wish: PlacementWish, own?: string): ErrorCode | undefined {
  const { unitId, userId, from, until } = wish;
  const { membership, head } = safe.follower;
  const isDay = isLocalDate(from) && (until === undefined || (isLocalDate(until) && until >= from));
  if (!isDay) return 'PLACEMENT_DAYS';
  const member = membership.userAt(Safe.idOf(userId), head.size);
  // Somebody who has left keeps what was theirs; it can still be corrected.
  if (member === undefined || (!member.active && own === undefined)) return 'PLACEMENT_PERSON';
  if (membership.org.unitAt(Safe.idOf(unitId), head.size) === undefined) return 'UNIT_UNKNOWN';
  const isThere = history.placements.some(
    (other) =>
      other.counts &&
      other.placement !== own &&
      other.unit === unitId &&
      other.user === userId &&
      other.from <= (until ?? other.from) &&
      from <= (other.until ?? from),
  );
  return isThere ? 'PLACEMENT_THERE' : undefined;
}

async function placementNow(safe: Safe, placementId: string) {
  const begun = await beginOrgAct(safe);
  if (!begun.ok) return begun;
  const { history } = await readOrg(safe);
  const placement = history.placements.find((each) => each.placement === placementId && each.counts);
  return placement === undefined ? fail('PLACEMENT_UNKNOWN') : ({ ok: true, value: { history, placement } } as const);
}

function wishOf({ unit, user, from, until, leads, function: what }: OrgPlacement): PlacementWish {
  return { unitId: unit, userId: user, function: what, from, until, leads };
}

function isPast(until: LocalDate | undefined, today: LocalDate): boolean {
  return until !== undefined && until < today;
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** The day before, in the calendar alone: no time zone takes part. */
function dayBefore(day: LocalDate): LocalDate {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}
