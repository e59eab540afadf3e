import type { OpenedEntry } from '@siegel/journal';
import type { WriteTx } from '@siegel/store';
import { type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import type { SessionTable } from '../tenants/session-table.ts';

/** What an accepted entry does beside the journal, in its transaction: a tombstone erases (JN42), a removal of a user or
 *  device ends sessions (SY5). */
export async function applyEffects(tx: WriteTx, entry: OpenedEntry, sessions: SessionTable): Promise<void> {
  const { body, fields } = entry;
  if (body.kind === WIRE_KINDS.tombstone) await tx.erase((fields?.['entries'] ?? []) as readonly Hash[]);
  const removed = removedBy(entry);
  if (removed !== undefined) await sessions.endInTransaction(tx, removed.user, removed.device);
}

/** After the commit: the same removals for what lies in memory. */
export function forgetRemoved(entry: OpenedEntry, sessions: SessionTable): void {
  const removed = removedBy(entry);
  if (removed !== undefined) sessions.forgetOf(removed.user, removed.device);
}

function removedBy({ body, fields }: OpenedEntry): { readonly user: Id; readonly device?: Id } | undefined {
  if (fields?.['state'] !== 'removed') return undefined;
  if (body.kind === WIRE_KINDS.user) return { user: body.record };
  return body.kind === WIRE_KINDS.device ? { user: fields['user'] as Id, device: body.record } : undefined;
}
