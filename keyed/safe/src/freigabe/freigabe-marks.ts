import { type FreigabeAct, type FreigabeMark, foldFreigabe } from '@siegel/akten';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';

/** True for presenting, releasing, returning, and release to the person. */
export function isFreigabeKind(kind: number | undefined): boolean {
  return kind !== undefined && kind >= WIRE_KINDS.freigabe && kind <= WIRE_KINDS.patientenFreigabe;
}

/** Where each Eintrag of an Akte stands, by record in hex; one of which nobody has said anything is not in it. Only acts count whose
 *  author is proven (FG11). */
export async function freigabeMarks(safe: Safe, akte: Id): Promise<ReadonlyMap<string, FreigabeMark>> {
  const { columns } = safe.follower;
  const byRecord = new Map<string, FreigabeAct[]>();
  for (const seq of columns.seqsOfAkte(akte)) {
    if (!isFreigabeKind(columns.kindAt(seq)) || (await safe.attributions.faultOf(seq)) !== undefined) continue;
    const act = actAt(safe, seq);
    const target = act?.fields['target'];
    if (act === undefined || !(target instanceof Uint8Array)) continue;
    const acts = byRecord.get(hexOf(target)) ?? [];
    byRecord.set(hexOf(target), acts);
    acts.push(act);
  }
  const marks = new Map<string, FreigabeMark>();
  for (const [record, acts] of byRecord) {
    const [first] = acts as [FreigabeAct];
    const newest = safe.records.recordOf(first.fields['target'] as Id)?.newest;
    if (newest !== undefined) marks.set(record, foldFreigabe(columns.hashAt(newest.seq), acts));
  }
  return marks;
}

/** Where one Eintrag stands. */
export async function freigabeMarkOf(safe: Safe, record: Id): Promise<FreigabeMark> {
  const akte = safe.records.recordOf(record)?.newest.body.akte;
  const mark = akte === undefined ? undefined : (await freigabeMarks(safe, akte)).get(hexOf(record));
  return mark ?? { state: 'Entwurf' };
}

/** The act at `seq`, as far as its open fields are here. */
export function actAt({ follower: { columns } }: Safe, seq: number): FreigabeAct | undefined {
  const kind = columns.kindAt(seq);
  const fields = readOpen(columns.openAt(seq));
  return kind === undefined || fields === undefined
    ? undefined
    : { seq, kind, entryHash: columns.hashAt(seq).slice(), fields };
}
