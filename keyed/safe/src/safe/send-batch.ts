import { checkpointOrigin, verifyCheckpoint } from '@siegel/journal';
import { platformHasher, platformVerify, signBatch } from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, type Hash, ok, peekBody, type Result } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { appendBatch } from '../server/append.ts';
import type { RequestFailure } from '../server/server-request.ts';
import type { SafeGiven } from './safe-given.ts';

/** A batch the server says it has written; believed when the followed journal shows it there. */
export interface AcknowledgedBatch {
  readonly firstSeq: number;
  readonly hashes: readonly Hash[];
}

/** What sending needs of the safe. */
export interface Sender {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
}

/** Signs packets as one batch and sends it; what the server says of it is signed by the log this device follows. */
export async function sendBatch(
  { follower, given }: Sender,
  packets: readonly EntryPacket[],
): Promise<Result<AcknowledgedBatch, RequestFailure>> {
  const { tenant, device, address } = given;
  // The log this device follows, not what the server calls itself: nothing is signed for another copy of it (WR14).
  const log = follower.membership.logAt(follower.head.size);
  if (log === undefined) return fail('OFFLINE');
  const request = await signBatch(packets, { tenant, instance: log.instance, device, seen: follower.head });
  const ack = await appendBatch(address, request, platformHasher);
  if (!ack.ok) return ack;
  const expected = { origin: checkpointOrigin(tenant, log.instance), publicKey: log.logPublic };
  const verifier = { sha256: platformHasher.sha256, verify: platformVerify };
  const signed = await verifyCheckpoint(ack.value.checkpoint, expected, verifier);
  if (!signed.ok) return signed;
  return ok({ firstSeq: ack.value.firstSeq, hashes: packets.map(({ body }) => platformHasher.sha256(body)) });
}

/** True when the followed journal shows all of the packets. */
export function isInJournal({ follower, given }: Sender, packets: readonly EntryPacket[]): boolean {
  const { columns } = follower;
  return packets.every(({ body }) => {
    const place = peekBody(body, given.tenant);
    const hash = platformHasher.sha256(body);
    return (
      place !== undefined && columns.seqsOfRecord(place.record).some((seq) => equalBytes(columns.hashAt(seq), hash))
    );
  });
}
