import type { Result } from '@siegel/wire';
import { changeRules } from './house-rules.ts';
import type { Safe } from './safe.ts';

/** Whether devices may keep a way in without the server, as the followed journal says now (DV15). */
export function isOfflineSlotAllowed({ follower: { membership, head } }: Safe): boolean {
  return membership.policyAt(head.size)?.isOfflineSlotAllowed !== false;
}

/** Allows or forbids offline slots for everybody; failures as `changeRules`. */
export function setOfflineSlotAllowed(safe: Safe, isAllowed: boolean): Promise<Result<true>> {
  return changeRules(safe, { offlineSlot: isAllowed ? 'allowed' : 'forbidden' });
}
