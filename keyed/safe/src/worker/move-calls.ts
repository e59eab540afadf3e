import type { MoveApi } from '../channel/move-api.ts';
import type { SafeSession } from './safe-session.ts';

// Fetched when somebody moves an Eintrag.
const moves = () => import('./move-work.ts');

/** Moves of an Eintrag of the wrong person. */
export function moveCalls(session: SafeSession): MoveApi {
  return {
    moveEintrag: async (wish) => (await moves()).move(session, wish),
    takeMoveBack: async (copyId) => (await moves()).takeBack(session, copyId),
  };
}
