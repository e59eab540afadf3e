import {
  type CarriedFrom,
  carryEintrag,
  document,
  isMovedAway,
  kindByCode,
  nachtrag,
  type PlainRecord,
  type RecordKind,
  type ValueOf,
} from '@siegel/akten';
import { buildRecordEntry, isUnreadable, platformHasher } from '@siegel/seal';
import {
  type CborValue,
  concatBytes,
  decodeBody,
  encodeCbor,
  type EntryPacket,
  equalBytes,
  fail,
  FIRST_RECORD_KIND,
  hexOf,
  type Id,
  ok,
  type Result,
} from '@siegel/wire';
import { freigabeMarkOf, freigabeMarks } from '../freigabe/freigabe-marks.ts';
import type { RecordVersion, VisibleRecord } from '../records/visible-records.ts';
import type { KnownAkte } from '../records/akte-directory.ts';
import { type AttachmentFields, downloadAttachment, uploadAttachment } from '../safe/attachments.ts';
import { Safe } from '../safe/safe.ts';
import { type EintragPlace, sealNextVersion } from '../safe/write-records.ts';
import { releaseCarried, releasedAsBefore, type ReleasedMark } from './release-carried.ts';

const LABEL = new TextEncoder().encode('siegel/carried-record');
const FILE_FIELDS: ReadonlySet<string> = new Set([
  'blobIds',
  'dateischluessel',
  'noncevorsatz',
  'groesseBytes',
  'sha256',
]);

/** What goes along, and where to. */
export interface Carrying {
  readonly from: KnownAkte;
  readonly to: EintragPlace;
  /** Whether what is released there is released here by the own user (BS11). */
  readonly releases: boolean;
}

/** Eintraege that go along when an Akte is moved. */
function eintraegeOf(safe: Safe, akte: Id): readonly VisibleRecord[] {
  const records = safe.records.recordsOfAkte(akte).filter(({ newest }) => newest.body.kind >= FIRST_RECORD_KIND);
  // A Nachtrag stands under a released Eintrag: that one comes first.
  const isLast = ({ newest }: VisibleRecord) => (newest.body.kind === nachtrag.code ? 1 : 0);
  return records.toSorted((a, b) => isLast(a) - isLast(b));
}

/** True when a file has to be sealed anew, which the server takes for an Akte it knows only. */
export function hasFiles(safe: Safe, akte: Id): boolean {
  return eintraegeOf(safe, akte).some(({ newest }) => newest.body.kind === document.code);
}

/** Seals every Eintrag of an Akte anew as one of another Akte of the same person, with who wrote and released it (BS10, BS11). What
 *  has been carried already and says the same is left out, so that a move that was cut off is gone on with. Codes of opening: what
 *  does not open here cannot go along, and nothing of it is left behind; MOVE_HAS_RELEASED. */
export async function carryEintraege(safe: Safe, carrying: Carrying): Promise<Result<readonly EntryPacket[]>> {
  const packets: EntryPacket[] = [];
  const marks = await freigabeMarks(safe, carrying.from.akte);
  for (const record of eintraegeOf(safe, carrying.from.akte)) {
    const mark = marks.get(hexOf(record.newest.body.record));
    const released = mark?.state === 'Freigegeben' ? mark : undefined;
    const carried = await carryOne(safe, record, { ...carrying, released });
    if (!carried.ok) return carried;
    packets.push(...carried.value);
  }
  return ok(packets);
}

async function carryOne(
  safe: Safe,
  record: VisibleRecord,
  { from, to, releases, released }: Carrying & { readonly released: ReleasedMark | undefined },
): Promise<Result<readonly EntryPacket[]>> {
  // Where somebody put a version behind a Freigabe, opening has found it out: the one that was released is the newest again (FG7).
  const { newest } = safe.records.recordOf(record.newest.body.record) ?? record;
  const opened = await safe.open(newest);
  if (isUnreadable(opened)) return fail(opened.unreadable);
  const value = opened.value as PlainRecord;
  if (isMovedAway(value)) return ok([]);
  if (released !== undefined && !releases) return fail('MOVE_HAS_RELEASED');
  const origin = originOf(safe, { newest, person: from.person, released });
  const wish = {
    kind: kindByCode(newest.body.kind) as RecordKind,
    record: carriedRecordId(newest.body.record, to.akte),
    value: retargeted(carryEintrag(value, origin), to.akte),
  };
  const sealed = await sealCarried(safe, wish, to);
  if (!sealed.ok) return sealed;
  const packets = sealed.value === undefined ? [] : [sealed.value];
  return ok(
    released === undefined ? packets : [...packets, ...(await freigabeOf(safe, wish.record, packets, released))],
  );
}

/** Where an Eintrag comes from, who wrote it, and who released it. */
function originOf(
  safe: Safe,
  {
    newest: { body },
    person,
    released,
  }: { readonly newest: RecordVersion; readonly person: string; readonly released: ReleasedMark | undefined },
): CarriedFrom {
  const author = safe.follower.membership.deviceAt(body.author, safe.follower.head.size)?.user;
  return {
    record: body.record,
    person: Safe.idOf(person),
    ...(author !== undefined && { author }),
    authoredAt: body.authoredAt,
    ...(released !== undefined && releasedAsBefore(safe, released)),
  };
}

/** Cut off between an Eintrag and its Freigabe, only that one is missing. */
async function freigabeOf(
  safe: Safe,
  record: Id,
  [packet]: readonly EntryPacket[],
  released: ReleasedMark,
): Promise<readonly EntryPacket[]> {
  if (packet !== undefined) return releaseCarried(safe, decodeBody(packet.body), released);
  const carried = safe.records.recordOf(record)?.newest.body;
  const isReleased = (await freigabeMarkOf(safe, record)).state === 'Freigegeben';
  return isReleased || carried === undefined ? [] : releaseCarried(safe, carried, released);
}

interface CarriedRecord {
  readonly kind: RecordKind;
  readonly record: Id;
  readonly value: PlainRecord;
}

/** Undefined when it stands there already as it is. */
async function sealCarried(
  safe: Safe,
  { kind, record, value }: CarriedRecord,
  to: EintragPlace,
): Promise<Result<EntryPacket | undefined>> {
  const before = safe.records.recordOf(record);
  if (before !== undefined) {
    const opened = await safe.open(before.newest);
    if (isUnreadable(opened)) return fail(opened.unreadable);
    const known = opened.value as PlainRecord;
    if (isSameContent(known, value)) return ok(undefined);
    return sealNextVersion(safe, record, { ...value, ...filesOf(known) });
  }
  const filed = await withOwnFile(safe, to.akte, value);
  if (!filed.ok) return filed;
  return ok(await buildRecordEntry({ kind, record, value: filed.value as ValueOf<RecordKind> }, to, safe.author));
}

/** The record an Eintrag goes on as in another Akte: the same however often a move is taken up. */
function carriedRecordId(record: Id, akte: Id): Id {
  return platformHasher.sha256(concatBytes(LABEL, record, akte)).slice(0, 16) as Id;
}

/** A Nachtrag goes on under the Eintrag it was written to. */
function retargeted(value: PlainRecord, akte: Id): PlainRecord {
  const { target } = value;
  return target instanceof Uint8Array ? { ...value, target: carriedRecordId(target, akte) } : value;
}

/** The value with a file of its own: the server keeps sealed pieces by Akte. */
async function withOwnFile(safe: Safe, akte: Id, value: PlainRecord): Promise<Result<PlainRecord>> {
  if (value['blobIds'] === undefined) return ok(value);
  const content = await downloadAttachment(safe, value as unknown as AttachmentFields);
  if (!content.ok) return content;
  const uploaded = await uploadAttachment(safe, akte, content.value);
  return uploaded.ok ? ok({ ...value, ...uploaded.value } as PlainRecord) : uploaded;
}

function filesOf(value: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(value).filter(([name]) => FILE_FIELDS.has(name)));
}

/** A file is the same one when everything else is: it is never changed in a record. */
function isSameContent(a: PlainRecord, b: PlainRecord): boolean {
  const contentOf = (value: PlainRecord) =>
    encodeCbor(Object.fromEntries(Object.entries(value).filter(([name]) => !FILE_FIELDS.has(name))) as CborValue);
  return equalBytes(contentOf(a), contentOf(b));
}
