import { archiveFault, OverlaidView } from '@siegel/journal';
import { platformHasher } from '@siegel/seal';
import { decodeBody, type EntryPacket, type ErrorCode, unpackOpenFields } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { AkteMemory, SeqView } from '../journal/seq-view.ts';

/** Why a batch would be refused because somebody in it is in the archive, by the rule the server asks (PM45): said before anything is kept
 *  or sent. A batch that brings them back may go on to write. Undefined when nothing stands in the way as far as this device knows. */
export function closedByArchive(
  { follower: { columns }, attributions }: { readonly follower: JournalFollower; readonly attributions: Attributions },
  packets: readonly EntryPacket[],
): ErrorCode | undefined {
  const view = new SeqView(columns, columns.size, new AkteMemory(), new Set(attributions.heldBack.keys()));
  const entries = packets.map(({ body, open }) => ({
    bytes: body,
    body: decodeBody(body),
    fields: open === null ? null : unpackOpenFields(open),
  }));
  if (entries.every((entry) => archiveFault(entry, { view }) === undefined)) return undefined;
  const over = new OverlaidView(view);
  for (const { bytes, body, fields } of entries) {
    const fault = archiveFault({ body, fields }, { view: over });
    if (fault !== undefined) return fault;
    over.put({ entryHash: platformHasher.sha256(bytes), body }, fields);
  }
  return undefined;
}
