import { releasedBy } from '@siegel/journal';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import { actAt, isFreigabeKind } from './freigabe-marks.ts';

/** Entries looked at before others have their turn. */
const STEP = 200_000;

interface Seen {
  /** Journal size looked at so far. */
  to: number;
  heldBack: number;
  /** Records somebody presented, and nobody returned or released since: the Akte of each, by record in hex. */
  readonly open: Map<string, { readonly record: Id; readonly akte: Id }>;
}

const seenBySafe = new WeakMap<Safe, Seen>();

/** The records that wait for Freigabe, from the followed entries alone: their kinds lie in one column, so that ten million are passed
 *  in well under a second, and each entry is looked at once (FG13). Which of them are still at the version presented is for the
 *  caller to say, who attributes only those. */
export async function presentedRecords(safe: Safe): Promise<readonly { readonly record: Id; readonly akte: Id }[]> {
  const { columns } = safe.follower;
  const heldBack = safe.attributions.heldBack.size;
  let seen = seenBySafe.get(safe);
  // What turned out to be forged may have hidden something: everything is looked at once more.
  if (seen === undefined || seen.heldBack !== heldBack || seen.to > columns.size)
    seen = { to: 0, heldBack, open: new Map() };
  seenBySafe.set(safe, seen);
  while (seen.to < columns.size) {
    const end = Math.min(seen.to + STEP, columns.size);
    for (let seq = seen.to; seq < end; seq++)
      if (isFreigabeKind(columns.kindAt(seq)) && !safe.attributions.isHeldBack(seq)) take(safe, seen, seq);
    seen.to = end;
    if (end < columns.size) await new Promise((resolve) => setTimeout(resolve));
  }
  return [...seen.open.values()];
}

function take(safe: Safe, { open }: Seen, seq: number): void {
  const act = actAt(safe, seq);
  const akte = safe.follower.columns.placeAt(seq)?.akte;
  const target = act?.fields['target'];
  if (act === undefined || akte === undefined || !(target instanceof Uint8Array)) return;
  const isFirst = act.kind === WIRE_KINDS.freigabe && releasedBy(act.kind, act.fields) === undefined;
  const isPresented = act.kind === WIRE_KINDS.freigabeVorgelegt && act.fields['state'] !== 'withdrawn';
  if (isFirst || isPresented) open.set(hexOf(target), { record: target.slice(), akte });
  else if (act.kind !== WIRE_KINDS.patientenFreigabe) open.delete(hexOf(target));
}
