import { staff } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { hexOf, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { openFormName } from '../safe/name-device.ts';
import type { HouseSafe } from '../snapshot/quick-start.ts';

/** Names of the house that lie sealed: of colleagues by user id, of groups and roles by their ids. */
export interface HouseNames {
  readonly byUser: ReadonlyMap<string, string>;
  readonly byGroup: ReadonlyMap<string, string>;
  readonly byRole: ReadonlyMap<string, string>;
}

/** Opens the names of colleagues and groups from what came with the group keys. What does not open has no name. */
export async function openHouseNames(safe: HouseSafe): Promise<HouseNames> {
  const byUser = new Map<string, string>();
  const byGroup = new Map<string, string>();
  const byRole = new Map<string, string>();
  for (const record of safe.records.recordsOfAkte(ZERO_ID)) {
    const { body } = record.newest;
    if (body.kind === staff.code) {
      const opened = await safe.open(record.newest);
      if (isUnreadable(opened)) continue;
      const { userId, anzeigename } = opened.value as { readonly userId: Uint8Array; readonly anzeigename: string };
      byUser.set(hexOf(userId), anzeigename);
    } else if (body.kind === WIRE_KINDS.group) byGroup.set(hexOf(body.record), await openFormName(safe, record.newest));
    else if (body.kind === WIRE_KINDS.role) byRole.set(hexOf(body.record), await openFormName(safe, record.newest));
  }
  return { byUser, byGroup, byRole };
}

/** Name of the organisation: that of its group. */
export function tenantNameOf({ follower: { membership, head } }: HouseSafe, names: HouseNames): string {
  const organisation = membership.groupsAt(head.size).find(({ groupKind }) => groupKind === 'organisation');
  return organisation === undefined ? '' : (names.byGroup.get(hexOf(organisation.group)) ?? '');
}
