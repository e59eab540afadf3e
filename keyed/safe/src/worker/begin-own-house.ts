import { beginHouse } from '../roles/complete-house.ts';
import type { SafeSession } from './safe-session.ts';

/** Gives a new organisation its roles and groups before anybody works in it (RO1). What a broken line keeps from it is offered
 *  on the page of roles, and made at a later sign-in. */
export async function beginOwnHouse(session: SafeSession): Promise<void> {
  await session.whole;
  const { safe } = session.unlocked ?? {};
  if (safe === undefined) return;
  await beginHouse(safe, 'de');
  await session.catchUp();
}
