import { APPEND_POLICY } from '@siegel/akten';
import { type BatchRefusal, checkBatch, type OpenedBatch } from '@siegel/journal';
import { peekBody, type ReadView } from '@siegel/store';
import {
  classOfKind,
  equalBytes,
  FIRST_RECORD_KIND,
  type Hash,
  type Id,
  LEAF_CLASS,
  PERSON_MERGE_KIND,
  WIRE_KINDS,
} from '@siegel/wire';
import { allVerified } from '../platform/verify.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import type { CommitView } from './commit-view.ts';

/** The state a batch of a commit meets. */
export interface BatchTurn {
  readonly reads: ReadView;
  readonly view: CommitView;
  readonly firstSeq: number;
  readonly receivedAt: number;
  /** Root of the own tree at a size, as far as it was read before the commit. */
  readonly rootAt: (size: number) => Hash | undefined;
}

/** Every rule on a batch whose turn it is. Accepted: undefined, and membership and view contain it. Refused: nothing of it
 *  stays. JN1..JN14, FG2..FG10, SY12. */
export async function refusalOf(
  batch: OpenedBatch,
  turn: BatchTurn,
  core: TenantCore,
): Promise<BatchRefusal | undefined> {
  const refusal = await beyondJournalRefusal(batch, turn.reads);
  if (refusal !== undefined) return refusal;
  const checked = checkBatch(batch, {
    view: turn.view,
    membership: core.membership,
    policy: APPEND_POLICY,
    logAuthor: core.logAuthor,
    tenant: core.tenant,
    instance: core.instance,
    firstSeq: turn.firstSeq,
    receivedAt: turn.receivedAt,
    rootAt: turn.rootAt,
  });
  if (!checked.ok) return checked.error;
  if (!(await allVerified(checked.value.checks))) {
    core.membership.rollback(turn.firstSeq);
    return { code: 'CO_SIGNATURE_WRONG' };
  }
  turn.view.put(batch);
  return undefined;
}

/** Rules on what lies outside the journal: attachments that are named, entries that are to be erased. */
async function beyondJournalRefusal(batch: OpenedBatch, reads: ReadView): Promise<BatchRefusal | undefined> {
  for (const [index, { body, fields }] of batch.entries.entries()) {
    if (fields === null) continue;
    const fault =
      body.kind === WIRE_KINDS.tombstone
        ? await tombstoneFault(hashesOf(fields['entries']), reads)
        : await blobFault(hashesOf(fields['blobIds']), body.akte, reads);
    if (fault !== undefined) return { code: fault, facts: { index } };
  }
  return undefined;
}

/** Open ids and hashes alone, and without them somebody hides what they say (FG10, PM2). */
const NEVER_ERASED: ReadonlySet<number> = new Set([
  WIRE_KINDS.freigabe,
  WIRE_KINDS.patientenFreigabe,
  PERSON_MERGE_KIND,
]);

/** Only records are erased, their case keys and the names of staff included: membership, keys of the house and the log stay
 *  for ever. A Freigabe and a word to the person stay, too: they name nobody, and without them what is released could be changed, or
 *  what was taken back seen (FG10). */
async function tombstoneFault(targets: readonly Hash[], reads: ReadView) {
  const seqs = await reads.seqsOfHashes(targets);
  for (const seq of seqs) {
    const row = seq === undefined ? undefined : await reads.entryAt(seq);
    if (row === undefined) return 'RANGE_UNKNOWN';
    const { kind } = peekBody(row.body);
    if (NEVER_ERASED.has(kind)) return 'KIND_NOT_ALLOWED';
    if (kind < FIRST_RECORD_KIND && classOfKind(kind) !== LEAF_CLASS.records) return 'KIND_NOT_ALLOWED';
  }
  return undefined;
}

/** An attachment is complete and of the same Akte before a record names it (SY12). */
async function blobFault(blobIds: readonly Hash[], akte: Id, reads: ReadView) {
  for (const hash of blobIds) {
    const row = await reads.blob(hash);
    if (row === undefined || !row.complete || !equalBytes(row.akte, akte)) return 'BLOB_UNKNOWN';
  }
  return undefined;
}

/** Whatever is no list of byte strings is left to the check of open fields, which refuses it. */
function hashesOf(value: unknown): readonly Hash[] {
  return Array.isArray(value) ? value.filter((item): item is Hash => item instanceof Uint8Array) : [];
}
