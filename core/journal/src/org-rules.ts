import { type Body, equalBytes, type ErrorCode, type Id } from '@siegel/wire';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';

/** An entry of the org chart; `membership` answers for the state before `seq`. */
interface OrgChange {
  readonly body: Body;
  readonly fields: Fields;
  readonly seq: number;
}

/** OG4: a unit stands under one that is there and never under itself; one with units or current placements is not removed. */
export function orgUnitFault({ body, fields, seq }: OrgChange, membership: Membership): ErrorCode | undefined {
  if (fields['state'] !== 'active') return isEmptyUnit(body.record, seq, membership) ? undefined : 'UNIT_NOT_EMPTY';
  const parent = fields['parent'] as Id | undefined;
  if (parent === undefined) return undefined;
  if (equalBytes(parent, body.record)) return 'UNIT_CYCLE';
  if (membership.org.unitAt(parent, seq)?.active !== true) return 'UNIT_UNKNOWN';
  return standsUnder(parent, body.record, { seq, membership }) ? 'UNIT_CYCLE' : undefined;
}

/** OG4: a current placement names a unit that is there. */
export function placementFault({ fields, seq }: OrgChange, membership: Membership): ErrorCode | undefined {
  const unit = membership.org.unitAt(fields['unit'] as Id, seq);
  const isThere = fields['state'] === 'active' ? unit?.active === true : unit !== undefined;
  return isThere ? undefined : 'UNIT_UNKNOWN';
}

function isEmptyUnit(unit: Id, seq: number, membership: Membership): boolean {
  const isHere = (id: Id | undefined) => id !== undefined && equalBytes(id, unit);
  const hasUnits = membership.org.unitsAt(seq).some(({ active, parent }) => active && isHere(parent));
  return !hasUnits && !membership.org.placementsAt(seq).some((placement) => placement.active && isHere(placement.unit));
}

/** True when `above` is on the way from `unit` to the root. The tree before `seq` has no circle, so the way ends. */
function standsUnder(
  unit: Id,
  above: Id,
  { seq, membership }: { readonly seq: number; readonly membership: Membership },
): boolean {
  let at: Id | undefined = unit;
  while (at !== undefined) {
    if (equalBytes(at, above)) return true;
    at = membership.org.unitAt(at, seq)?.parent;
  }
  return false;
}
