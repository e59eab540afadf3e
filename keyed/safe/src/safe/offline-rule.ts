import { policyRecordId } from '@siegel/akten';
import { buildEntry, platformHasher, userCoSigner } from '@siegel/seal';
import { fail, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { newestVersion } from './newest-version.ts';
import type { Safe } from './safe.ts';

/** Whether devices may keep a way in without the server, as the followed journal says now (DV15). */
export function isOfflineSlotAllowed({ follower: { membership, head } }: Safe): boolean {
  return membership.policyAt(head.size)?.isOfflineSlotAllowed !== false;
}

/** Allows or forbids offline slots for everybody. RIGHT_MISSING without the right to administer; ENTRY_STALE when somebody else
 *  changed the rules at the same time. */
export async function setOfflineSlotAllowed(safe: Safe, isAllowed: boolean): Promise<Result<true>> {
  const { follower, author } = safe;
  const policy = follower.membership.policyAt(follower.head.size);
  if (policy === undefined) return fail('GENESIS_WRONG');
  const record = policyRecordId(author.tenant, platformHasher.sha256);
  const draft = {
    kind: WIRE_KINDS.policy,
    schemaVersion: 1,
    record,
    parent: newestVersion(safe, record),
    open: { floors: policy.floors, offlineSlot: isAllowed ? 'allowed' : 'forbidden' },
    coSigners: [userCoSigner(author)],
  };
  const written = await safe.write([await buildEntry(draft, author)]);
  if (!written.ok) return written;
  if (written.value.saved) return ok(true);
  await safe.outbox.drop(record);
  return fail('OFFLINE');
}
