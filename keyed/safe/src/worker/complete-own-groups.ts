import { completeGroups } from '../roles/complete-house.ts';
import { completeOffices } from '../strict/strict-mode.ts';
import type { Unlocked } from './unlocked.ts';

const completed = new WeakSet<object>();

/** Once for each time somebody who administers comes in: makes the groups an older organisation lacks (RO11), and those of a strict one
 *  that are missing for a site (BS21). */
export async function completeOwnGroups({ safe }: Unlocked): Promise<void> {
  if (completed.has(safe)) return;
  completed.add(safe);
  const groups = await completeGroups(safe, 'de');
  const made = groups.ok ? await completeOffices(safe, 'de') : groups;
  // Tried again when the journal was followed next: without a line nothing could be written.
  if (!made.ok && made.error.code === 'OFFLINE') completed.delete(safe);
}
