import type { OpenedEntry } from '@siegel/journal';
import type { WriteTx } from '@siegel/store';
import { type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { blobsNamedBy, dropOrphanedBlobs } from './erased-blobs.ts';

/** What an accepted entry does beside the journal, in its transaction: a tombstone erases (JN42), a removal of a user or
 *  device ends sessions (SY5). @returns attachments whose bytes go once the commit is durable. */
export async function applyEffects(tx: WriteTx, entry: OpenedEntry): Promise<readonly Hash[]> {
  const removed = removedBy(entry);
  if (removed !== undefined) await tx.removeSessionsOf(removed.user, removed.device);
  if (entry.body.kind !== WIRE_KINDS.tombstone) return [];
  const targets = (entry.fields?.['entries'] ?? []) as readonly Hash[];
  const named = await blobsNamedBy(tx, targets);
  await tx.erase(targets);
  return dropOrphanedBlobs(tx, named);
}

/** After the commit: the same removals for what lies in memory. */
export function forgetRemoved(entry: OpenedEntry, { sessions }: TenantCore): void {
  const removed = removedBy(entry);
  if (removed !== undefined) sessions.forgetOf(removed.user, removed.device);
}

function removedBy({ body, fields }: OpenedEntry): { readonly user: Id; readonly device?: Id } | undefined {
  if (fields?.['state'] !== 'removed') return undefined;
  if (body.kind === WIRE_KINDS.user) return { user: body.record };
  return body.kind === WIRE_KINDS.device ? { user: fields['user'] as Id, device: body.record } : undefined;
}
