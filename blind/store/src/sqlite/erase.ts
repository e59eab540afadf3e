import { decodeBody, type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import { newParts } from '@siegel/journal';
import { peekBody } from '../body-peek.ts';
import { projectCaseKeys } from './projection.ts';
import { caseKeySeqs, versionSeqs } from './read-akten.ts';
import type { EntryLookup } from './read-entry.ts';
import { ENVELOPES_PER_ENTRY, WRAPS_PER_ENTRY } from './schema.ts';
import type { Prepare } from './statements.ts';

/** Removes what lies beside the named entries (JN42, ST20..ST22). @returns how many were newly erased. */
export function eraseEntries(prepare: Prepare, lookup: EntryLookup, entryHashes: readonly Hash[]): number {
  const recordsTouched = new Set<number>();
  const aktenTouched = new Set<number>();
  let erased = 0;
  for (const entryHash of entryHashes) {
    const seq = lookup.seqOfHash(entryHash);
    if (seq === undefined) continue;
    erased += prepare('INSERT INTO erased (seq) VALUES (?) ON CONFLICT (seq) DO NOTHING').run(seq).changes;
    prepare('DELETE FROM open_fields WHERE seq = ?').run(seq);
    prepare('DELETE FROM wrap WHERE id >= ? AND id < ?').run(seq * WRAPS_PER_ENTRY, (seq + 1) * WRAPS_PER_ENTRY);
    prepare('DELETE FROM freigabe WHERE seq = ?').run(seq);
    const { kind, record, akte } = peekBody(lookup.body(seq));
    const recordNo = lookup.recordNo(record);
    if (recordNo !== undefined) recordsTouched.add(recordNo);
    const akteNo = kind === WIRE_KINDS.caseKey ? lookup.akteNo(akte) : undefined;
    if (akteNo !== undefined) aktenTouched.add(akteNo);
  }
  for (const no of recordsTouched) removeDeadEnvelopes(prepare, lookup, no);
  for (const no of aktenTouched) projectCaseKeys(prepare, lookup, no);
  return erased;
}

/** Removes the wraps beside all case-key entries of an Akte but its newest. @returns how many. */
export function dropOlderWraps(prepare: Prepare, lookup: EntryLookup, akte: Id): number {
  const no = lookup.akteNo(akte);
  let dropped = 0;
  for (const seq of no === undefined ? [] : caseKeySeqs(prepare, no).slice(0, -1))
    dropped += prepare('DELETE FROM wrap WHERE id >= ? AND id < ?').run(
      seq * WRAPS_PER_ENTRY,
      (seq + 1) * WRAPS_PER_ENTRY,
    ).changes;
  return dropped;
}

/** Removes the envelopes of a record that only erased versions list: a part that a living version still carries is that
 *  version's content too, and erasing the older one must not destroy it (ST21). */
function removeDeadEnvelopes(prepare: Prepare, lookup: EntryLookup, recordNo: number): void {
  const livingById = new Map<number, boolean>();
  const bringerByCompartment = new Map<number, number>();
  let parent: ReturnType<typeof decodeBody> | undefined;
  for (const seq of versionSeqs({ prepare, lookup }, recordNo).toReversed()) {
    const body = decodeBody(lookup.body(seq));
    for (const part of newParts(body, parent)) bringerByCompartment.set(part.compartment, seq);
    const living = prepare('SELECT seq FROM erased WHERE seq = ?').get(seq) === undefined;
    for (const { compartment } of body.parts) {
      const id = (bringerByCompartment.get(compartment) ?? seq) * ENVELOPES_PER_ENTRY + compartment;
      livingById.set(id, living || livingById.get(id) === true);
    }
    parent = body;
  }
  for (const [id, living] of livingById) if (!living) prepare('DELETE FROM envelope WHERE id = ?').run(id);
}
