import type { ParentVersion } from '@siegel/seal';
import { decodeBody, type Id } from '@siegel/wire';
import type { Safe } from './safe.ts';

/** What the next entry of a house record builds on; the first user, device and rules have none, they stand in the genesis. */
export function newestVersion({ follower: { columns } }: Safe, record: Id): ParentVersion | undefined {
  const seq = columns.seqsOfRecord(record).at(-1);
  const entry = seq === undefined ? undefined : columns.entryAt(seq);
  if (seq === undefined || entry === undefined) return undefined;
  return { entryHash: columns.hashAt(seq), body: decodeBody(entry.body) };
}
