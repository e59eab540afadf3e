import { decodeBody, type Id, SIGNER } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** Where the versions of a user stand that count, oldest first. */
export function versionsOf({ follower: { columns }, attributions }: Safe, user: Id): readonly number[] {
  return columns.seqsOfRecord(user).filter((seq) => !attributions.isHeldBack(seq));
}

/** Who signed a version of a user; undefined for the kit. */
export function versionSigner({ follower: { columns } }: Safe, seq: number): Id | undefined {
  const entry = columns.entryAt(seq);
  if (entry === undefined) return undefined;
  return decodeBody(entry.body).coSignatures.find(({ signer }) => signer === SIGNER.user)?.signerId;
}
