import type { FreigabeAct } from '@siegel/akten';
import { releasedBy } from '@siegel/journal';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import { actAt, isFreigabeKind } from './freigabe-marks.ts';

/** Entries looked at before others have their turn. */
const STEP = 200_000;
const DAY_MS = 86_400_000;
/** How long what was decided stays in the list "for the person" (FG41). */
const DECIDED_SHOWN_MS = 30 * DAY_MS;

/** An Eintrag somebody may have to do with, and the Akte it belongs to. */
export interface WorkRecord {
  readonly record: Id;
  readonly akte: Id;
  /** The newest entry about it. */
  readonly seq: number;
}

/** What waits, by what it waits for. */
export interface FreigabeWork {
  /** For a Freigabe. */
  readonly presented: readonly WorkRecord[];
  /** For whoever wrote it. */
  readonly returned: readonly WorkRecord[];
  /** For a talk or a date; and what was released, or said, within the last 30 days. */
  readonly forPerson: readonly WorkRecord[];
}

type ByRecord = Map<string, WorkRecord>;

interface Seen {
  /** Journal size looked at so far. */
  to: number;
  heldBack: number;
  readonly presented: ByRecord;
  readonly returned: ByRecord;
  /** A talk or a date is waited for. */
  readonly waiting: ByRecord;
  /** Released or decided lately. */
  readonly lately: ByRecord;
}

const seenBySafe = new WeakMap<Safe, Seen>();

/** The records that wait for Freigabe, for their author, or for a word to the person, from the followed entries alone: their kinds lie in
 *  one column, so that ten million are passed in well under a second, and each entry is looked at once (FG13). Which of them still
 *  stand there is for the caller to say, who attributes only those. */
export async function freigabeWork(safe: Safe): Promise<FreigabeWork> {
  const { columns } = safe.follower;
  const seen = seenOf(safe);
  const lately = columns.size === 0 ? 0 : columns.receivedAt(columns.size - 1) - DECIDED_SHOWN_MS;
  while (seen.to < columns.size) {
    const end = Math.min(seen.to + STEP, columns.size);
    for (let seq = seen.to; seq < end; seq++)
      if (isFreigabeKind(columns.kindAt(seq)) && !safe.attributions.isHeldBack(seq)) take(safe, seen, seq, lately);
    seen.to = end;
    if (end < columns.size) await new Promise((resolve) => setTimeout(resolve));
  }
  for (const [record, { seq }] of seen.lately) if (columns.receivedAt(seq) < lately) seen.lately.delete(record);
  // What has moved to another site waits there.
  const hereOf = (records: Iterable<WorkRecord>) =>
    [...records].filter(({ akte }) => safe.directory.movedTo(akte) === undefined);
  const forPerson = hereOf([...seen.waiting.values(), ...seen.lately.values()]);
  return { presented: hereOf(seen.presented.values()), returned: hereOf(seen.returned.values()), forPerson };
}

function seenOf(safe: Safe): Seen {
  const heldBack = safe.attributions.heldBack.size;
  const before = seenBySafe.get(safe);
  // What turned out to be forged may have hidden something: everything is looked at once more.
  if (before !== undefined && before.heldBack === heldBack && before.to <= safe.follower.columns.size) return before;
  const maps = { presented: new Map(), returned: new Map(), waiting: new Map(), lately: new Map() };
  const seen: Seen = { to: 0, heldBack, ...maps };
  seenBySafe.set(safe, seen);
  return seen;
}

function take(safe: Safe, seen: Seen, seq: number, lately: number): void {
  const { columns } = safe.follower;
  const act = actAt(safe, seq);
  const akte = columns.placeAt(seq)?.akte;
  const target = act?.fields['target'];
  if (act === undefined || akte === undefined || !(target instanceof Uint8Array)) return;
  const of = hexOf(target);
  const found = { record: target.slice(), akte, seq };
  if (act.kind === WIRE_KINDS.patientenFreigabe) {
    seen.waiting.delete(of);
    seen.lately.delete(of);
  } else {
    seen.presented.delete(of);
    seen.returned.delete(of);
  }
  const into = listOf(act);
  if (into !== undefined && (into !== 'lately' || columns.receivedAt(seq) >= lately)) seen[into].set(of, found);
}

/** The list an act puts its Eintrag into. */
function listOf({ kind, fields }: FreigabeAct): 'presented' | 'returned' | 'waiting' | 'lately' | undefined {
  switch (kind) {
    case WIRE_KINDS.patientenFreigabe:
      return fields['when'] === 'atDate' || fields['when'] === 'afterTalk' ? 'waiting' : 'lately';
    case WIRE_KINDS.freigabeVorgelegt:
      return fields['state'] === 'withdrawn' ? undefined : 'presented';
    case WIRE_KINDS.freigabe:
      return releasedBy(kind, fields) === undefined ? 'presented' : 'lately';
    default:
      return 'returned';
  }
}
