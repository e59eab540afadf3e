import { type EntryPacket, fail, type Id, ok, type Result } from '@siegel/wire';
import { wrapForWanted } from '../renewal/renew-akten.ts';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import type { SafeSession } from './safe-session.ts';

/** Sends packets as one batch, follows the journal behind them, and shows the persons they are about to whoever watches.
 *  `saved` is false while they wait on this device. @param instead as in `Safe.write`. */
export async function writeAndTell(
  session: SafeSession,
  personIds: readonly string[],
  { packets, instead }: { readonly packets: readonly EntryPacket[]; readonly instead?: Id | undefined },
): Promise<Result<{ readonly saved: boolean }>> {
  if (session.unlocked === undefined) return fail('SESSION_MISSING');
  const written = await session.unlocked.safe.write(packets, instead);
  if (!written.ok) {
    // A full device refuses and says so in the status, too (OF10).
    session.report(session.board.status.phase);
    return written;
  }
  await session.catchUp();
  // A site that has just got its first Akte of somebody is to see who they are (BS26); what cannot be done here stays due.
  const { safe } = session.unlocked;
  if (isStrictNow(safe)) await wrapForWanted(safe, [...new Set(personIds)]);
  for (const personId of new Set(personIds)) await session.persons.tell(personId);
  return ok({ saved: written.value.saved });
}
