import { beginHouse, completeGroups } from '../roles/complete-house.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

/** Gives a new organisation its roles and groups before anybody works in it (RO1). What a broken line keeps from it is offered
 *  on the page of roles, and made at a later sign-in. */
export async function beginOwnHouse(session: SafeSession): Promise<void> {
  await session.whole;
  const { safe } = session.unlocked ?? {};
  if (safe === undefined) return;
  await beginHouse(safe, 'de');
  await session.catchUp();
}

const completed = new WeakSet<object>();

/** Once for each time somebody who administers comes in: makes the groups an older organisation lacks (RO11). */
export async function completeOwnGroups({ safe }: Unlocked): Promise<void> {
  if (completed.has(safe)) return;
  completed.add(safe);
  const made = await completeGroups(safe, 'de');
  // Tried again when the journal was followed next: without a line nothing could be written.
  if (!made.ok && made.error.code === 'OFFLINE') completed.delete(safe);
}
