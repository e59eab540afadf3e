import { completeGroups } from '../roles/complete-house.ts';
import type { Unlocked } from './unlocked.ts';

const completed = new WeakSet<object>();

/** Once for each time somebody who administers comes in: makes the groups an older organisation lacks (RO11). */
export async function completeOwnGroups({ safe }: Unlocked): Promise<void> {
  if (completed.has(safe)) return;
  completed.add(safe);
  const made = await completeGroups(safe, 'de');
  // Tried again when the journal was followed next: without a line nothing could be written.
  if (!made.ok && made.error.code === 'OFFLINE') completed.delete(safe);
}
