import { type AkteLine, akteLine, akteRoot } from '@siegel/journal';
import { buildEntry, platformHasher, platformRandom, userCoSigner } from '@siegel/seal';
import { bytesOfHex, hexOf, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { Safe } from './safe.ts';

/** Says under the signatures of device and user that the journal was verified up to the follower's head (JN30, JN31). To be
 *  called only after an audit without findings. @returns the id of the attestation. */
export async function attest(safe: Safe, verified: JournalFollower): Promise<Result<Id>> {
  const author = safe.author;
  const { size, root } = verified.head;
  const open = {
    logSize: size,
    root,
    siteScope: verified.membership.userAt(author.user, size)?.sites ?? [],
    akteRoot: akteRoot(akteLines(verified), platformHasher),
  };
  const record = platformRandom(16) as Id;
  const draft = { kind: WIRE_KINDS.attestation, schemaVersion: 1, record, open, coSigners: [userCoSigner(author)] };
  const written = await safe.write([await buildEntry(draft, author)]);
  return written.ok ? ok(record) : written;
}

/** One line per Akte this device reads: its entries by their hashes, in order. */
function akteLines({ columns }: JournalFollower): readonly AkteLine[] {
  const lines: AkteLine[] = [];
  for (const hex of columns.akteIds()) {
    const akte = bytesOfHex(hex);
    if (akte === undefined || hex === hexOf(ZERO_ID)) continue;
    const hashes = columns.seqsOfAkte(akte).map((seq) => columns.hashAt(seq));
    lines.push(akteLine(akte, hashes, platformHasher.sha256));
  }
  return lines;
}
