import { APPEND_POLICY, logAuthorId } from '@siegel/akten';
import { Membership } from '@siegel/journal';
import { platformHasher, platformVerify } from '@siegel/seal';
import { equalBytes, hexOf, type LogFileHead, peekBody, ZERO_ID } from '@siegel/wire';
import { Attributor } from '../journal/attributor.ts';
import { type BoundBatch, JournalColumns } from '../journal/journal-columns.ts';
import { readBody } from '../journal/read-body.ts';
import { erasedEntries } from '../safe/audit-journal.ts';
import type { Bound, Fault } from './bind-log-entries.ts';
import { idOf } from './log-file-bytes.ts';

const AT_ONCE = 256;

/** What a log file holds of a journal. */
export interface World {
  readonly membership: Membership;
  readonly columns: JournalColumns;
  readonly attributor: Attributor;
  readonly batches: ReadonlyMap<number, BoundBatch>;
}

/** The journal with nothing in it but what the file holds; the house is attributed in order, as a device does that begins anew. */
export async function attributedHouse(
  bound: readonly Bound[],
  {
    head,
    orgPublic,
    faults,
  }: {
    readonly head: LogFileHead;
    readonly orgPublic: Uint8Array;
    readonly faults: Fault[];
  },
): Promise<World> {
  const columns = new JournalColumns();
  columns.startAt(head.size);
  const membership = new Membership();
  const tenant = idOf(head.tenant);
  const batches = new Map<number, BoundBatch>();
  let last = -1;
  for (const { seq, entry, leaf, batch } of bound.toSorted((a, b) => a.seq - b.seq)) {
    // The same entry twice says nothing more; rows that stand twice are told by their order.
    if (seq === last) continue;
    last = seq;
    columns.put(seq, leaf, entry, peekBody(entry.body, tenant));
    if (!batches.has(batch.firstSeq)) columns.batches.push(batch);
    batches.set(batch.firstSeq, batches.get(batch.firstSeq) ?? batch);
  }
  const attributor = new Attributor({
    columns,
    membership,
    policy: APPEND_POLICY,
    verify: platformVerify,
    tenant,
    orgPublic,
    logAuthor: () => logAuthorId(membership.logAt(head.size)?.logPublic ?? ZERO_ID, platformHasher.sha256),
  });
  for (const batch of columns.batches.from(0))
    if (attributor.isHouseBatch(batch)) for (const fault of await attributor.takeHouse(batch)) faults.push(fault);
  return { membership, columns, attributor, batches };
}

/** Attributes the rows on top of the house of the file; what does not hold goes into `faults`. */
export async function attributeRows(
  bound: readonly Bound[],
  { attributor, columns, batches }: World,
  faults: Fault[],
): Promise<void> {
  const wrong = new Set(faults.map(({ seq }) => seq));
  const erased = erasedEntries(columns, (seq) => wrong.has(seq));
  const signed = new Map<number, Promise<boolean>>();
  const rows = bound.filter(({ part }) => part === 'row');
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const checked = rows.slice(at, at + AT_ONCE).map(async ({ seq, entry, leaf, batch }) => {
      const held = batches.get(batch.firstSeq) ?? batch;
      const isSigned = signed.get(held.firstSeq) ?? attributor.isSigned(held);
      signed.set(held.firstSeq, isSigned);
      const isSame = equalBytes(held.statement.bytes, batch.statement.bytes);
      if (!isSame || !(await isSigned)) return { seq, code: 'STATEMENT_SIGNATURE_WRONG' } as const;
      const isStripped = entry.open === null && readBody(entry.body)?.openHash !== null;
      if (isStripped && !erased.has(hexOf(leaf.entryHash))) return { seq, code: 'CONTENT_WITHHELD' } as const;
      const code = await attributor.checkEntry(seq);
      return code === undefined ? undefined : { seq, code };
    });
    for (const fault of await Promise.all(checked))
      if (fault !== undefined && !wrong.has(fault.seq)) faults.push(fault);
  }
}
