import { fetchOpaque } from '#opaque';
import type { Fetch } from '../server/server-request.ts';
import type { StatusBoard } from './status-board.ts';

/** Says before anybody has signed in whether the server answers: at once, and again now and then (the line of heads does it later).
 *  A refusal is an answer. Fetches meanwhile what the password will need. */
export function probeServer(
  board: StatusBoard,
  given: { readonly origin: string; readonly fetch: Fetch },
  everyMs: number,
): void {
  const ask = async () => {
    if (board.status.phase !== 'signed-out') return;
    const answer = await given.fetch(`${given.origin}/v1/tenant`, { cache: 'no-store' }).catch(() => undefined);
    const online = answer !== undefined;
    await answer?.body?.cancel();
    if (board.status.phase === 'signed-out' && board.status.online !== online) board.set({ online });
  };
  void ask().then(() => (board.status.phase === 'signed-out' ? fetchOpaque() : undefined));
  setInterval(() => void ask(), everyMs);
}
