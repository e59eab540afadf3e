import { person } from '@siegel/akten';
import { fail, ok, type Result } from '@siegel/wire';
import { type PinWish, sealPin } from '../entry-types/seal-pin.ts';
import { Safe } from '../safe/safe.ts';
import { waitingHeadOf } from '../safe/pending-entries.ts';
import { recordNamed } from './record-named.ts';
import type { SafeSession } from './safe-session.ts';
import { writeAndTell } from './write-and-tell.ts';

/** How often it is sealed anew behind what somebody else wrote a moment before. */
const MOST_ATTEMPTS = 3;

/** Pins an Eintrag or takes the pin away, in the person's own record: the Eintrag and its Freigabe stay as they are, and the server
 *  cannot tell it from a new phone number (PN1, ADR 0052). Only with a line: a change of the same record that waits here would be lost. */
export async function setPinned(
  session: SafeSession,
  personId: string,
  recordId: string,
  isPinned: boolean,
): Promise<Result<true>> {
  for (let attempt = 1; ; attempt++) {
    const pinned = await pinOnce(session, personId, { eintrag: Safe.idOf(recordId), isPinned });
    if (pinned.ok || pinned.error.code !== 'ENTRY_STALE' || attempt === MOST_ATTEMPTS) return pinned;
    await session.catchUp();
  }
}

async function pinOnce(session: SafeSession, personId: string, wish: PinWish): Promise<Result<true>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  const record = recordNamed(safe, personId);
  if (record?.newest.body.kind !== person.code) return fail('AKTE_UNKNOWN');
  const id = record.newest.body.record;
  if (!session.board.status.online || waitingHeadOf(safe, id) !== undefined) return fail('OFFLINE');
  const sealed = await sealPin(safe, record, wish);
  if (!sealed.ok) return sealed;
  if (sealed.value === undefined) return ok(true);
  const written = await writeAndTell(session, [personId], { packets: [sealed.value] });
  if (!written.ok || written.value.saved) return written.ok ? ok(true) : written;
  // The line was cut just now.
  await safe.outbox.drop(id);
  session.report(session.board.status.phase);
  await session.persons.tell(personId);
  return fail('OFFLINE');
}
