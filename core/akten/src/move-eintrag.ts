import type { PlainRecord } from './split-record.ts';

/** The other end of a move: a record, and the person whose Akte it stands in. */
export interface MovedPlace {
  readonly record: Uint8Array;
  readonly person: Uint8Array;
}

/** Where an Eintrag came from that came along to another site: who wrote and released it there, as the journal of that site says,
 *  which nobody of the new site can read (BS10). */
export interface CarriedFrom extends MovedPlace {
  /** User. */
  readonly author?: Uint8Array;
  readonly authoredAt?: number;
  /** User. */
  readonly releasedBy?: Uint8Array;
  readonly releasedAt?: number;
}

/** The value of an Eintrag as it goes on in the Akte of its person at another site. Who wrote it first stays named, however often it
 *  is carried along. */
export function carryEintrag(value: PlainRecord, from: CarriedFrom): PlainRecord {
  const before = value['movedFrom'] as CarriedFrom | undefined;
  const isCarriedBefore = before?.author !== undefined;
  const first = isCarriedBefore ? { author: before.author, authoredAt: before.authoredAt ?? 0 } : {};
  return { ...withoutMarks(value), movedFrom: { ...from, ...first } };
}

/** An Eintrag was written for the wrong person. The copy in the right Akte says where it came from, the original where it
 *  went; both are written in one batch, so that it never stands in both or in none (AT40). */
export interface MovedPair {
  readonly copy: PlainRecord;
  readonly original: PlainRecord;
}

/** The two values of a move. `from` is the original, `to` the copy; every other field goes along (AT41). */
export function moveEintrag(
  value: PlainRecord,
  { from, to }: { readonly from: MovedPlace; readonly to: MovedPlace },
): MovedPair {
  const content = withoutMarks(value);
  return {
    copy: { ...content, movedFrom: { ...from } },
    original: { ...value, movedTo: { ...to } },
  };
}

/** Takes a move back: the original stands in its Akte again with what it says now, the copy is withdrawn and says where its
 *  content is. What was changed in the copy meanwhile goes back with it (AT42). */
export function takeMoveBack(
  copy: PlainRecord,
  original: PlainRecord,
  { from, to }: { readonly from: MovedPlace; readonly to: MovedPlace },
): MovedPair {
  const { movedFrom } = original;
  return {
    original: { ...withoutMarks(copy), ...(movedFrom !== undefined && { movedFrom }) },
    copy: moveEintrag(copy, { from: to, to: from }).original,
  };
}

/** True for an Eintrag that went to another Akte: it leaves the lists and stays in the history (AT43). */
export function isMovedAway(value: object): boolean {
  return 'movedTo' in value && value.movedTo !== undefined;
}

function withoutMarks(value: PlainRecord): PlainRecord {
  const { movedFrom: _from, movedTo: _to, ...content } = value;
  return content;
}
