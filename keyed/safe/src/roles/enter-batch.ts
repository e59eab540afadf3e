import { type EntryPacket, fail, type Id, type Result } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';

/** Writes a change of the house at once or not at all, and follows the journal behind it. `record`: what is taken back when the
 *  server cannot be asked: who may what is never decided later, unseen (OFFLINE). */
export async function enterBatch(
  safe: Safe,
  packets: readonly EntryPacket[],
  record: Id,
): Promise<Result<true, RequestFailure>> {
  const written = await safe.write(packets);
  if (!written.ok) return written;
  if (!written.value.saved) {
    await safe.outbox.drop(record);
    return fail('OFFLINE');
  }
  return safe.sync();
}
