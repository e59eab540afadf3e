import { olderKeyIds, type OpenedEntry } from '@siegel/journal';
import type { WriteTx } from '@siegel/store';
import { type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import { UserFactors } from '../factors/user-factors.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { blobsNamedBy, dropOrphanedBlobs } from './erased-blobs.ts';

/** What an accepted entry does beside the journal, in its transaction: a tombstone erases (JN42), a removal of a user or
 *  device ends sessions (SY5), taking factors off takes them (ZF20). @returns attachments whose bytes go once the commit is durable. */
export async function applyEffects(tx: WriteTx, entry: OpenedEntry): Promise<readonly Hash[]> {
  const removed = removedBy(entry);
  if (removed !== undefined) await tx.removeSessionsOf(removed.user, removed.device);
  const cleared = clearedOfFactors(entry);
  if (cleared !== undefined) await UserFactors.removeAll(tx, cleared);
  // The older wraps were for others: what somebody takes from the disk from now on does not open with their keys (BS23).
  if (carriesOlderKeys(entry)) await tx.dropOlderWraps(entry.body.akte);
  if (entry.body.kind !== WIRE_KINDS.tombstone) return [];
  const targets = (entry.fields?.['entries'] ?? []) as readonly Hash[];
  const named = await blobsNamedBy(tx, targets);
  await tx.erase(targets);
  return dropOrphanedBlobs(tx, named);
}

/** True for a case key that was wrapped for other groups, all of its versions with it. */
function carriesOlderKeys({ body, fields }: OpenedEntry): boolean {
  return body.kind === WIRE_KINDS.caseKey && fields !== null && olderKeyIds(fields).length > 0;
}

/** After the commit: the same removals for what lies in memory. */
export function forgetRemoved(entry: OpenedEntry, { sessions, factors }: TenantCore): void {
  const removed = removedBy(entry);
  if (removed !== undefined) sessions.forgetOf(removed.user, removed.device);
  const cleared = clearedOfFactors(entry);
  if (cleared !== undefined) factors.forget(cleared);
}

/** Whose second factors go with this entry: taken off by administration (ZF20), or with the user. */
function clearedOfFactors({ body, fields }: OpenedEntry): Id | undefined {
  if (body.kind === WIRE_KINDS.factorsRemoved) return fields?.['user'] as Id | undefined;
  return body.kind === WIRE_KINDS.user && fields?.['state'] === 'removed' ? body.record : undefined;
}

function removedBy({ body, fields }: OpenedEntry): { readonly user: Id; readonly device?: Id } | undefined {
  if (fields?.['state'] !== 'removed') return undefined;
  if (body.kind === WIRE_KINDS.user) return { user: body.record };
  return body.kind === WIRE_KINDS.device ? { user: fields['user'] as Id, device: body.record } : undefined;
}
