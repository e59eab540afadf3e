import {
  document,
  isMovedAway,
  kindByCode,
  type MovedPlace,
  moveEintrag,
  type PlainRecord,
  type RecordKind,
  takeMoveBack,
  type ValueOf,
} from '@siegel/akten';
import { buildRecordEntry, isUnreadable, platformRandom } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { WriteOutcome } from '../channel/akte-api.ts';
import type { MoveWish } from '../channel/move-api.ts';
import { freigabeMarkOf } from '../freigabe/freigabe-marks.ts';
import type { VisibleRecord } from '../records/visible-records.ts';
import { type AkteAtSite, akteAtSite } from '../safe/akte-at-site.ts';
import { type AttachmentFields, downloadAttachment, uploadAttachment } from '../safe/attachments.ts';
import { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';
import type { SafeSession } from './safe-session.ts';
import { settleBase } from './settle-base.ts';
import { writeAndTell } from './write-and-tell.ts';

interface Source {
  readonly record: VisibleRecord;
  readonly person: string;
  readonly value: PlainRecord;
}

/** Moves an Eintrag to another person (AT40). */
export async function move(
  session: SafeSession,
  { recordId, base, toPersonId }: MoveWish,
): Promise<Result<WriteOutcome>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  if (!session.board.status.online) return fail('MOVE_NEEDS_SERVER');
  const found = await sourceOf(safe, recordId);
  if (!found.ok) return found;
  const { record, person, value } = found.value;
  const target = await targetOf(safe, found.value, { base, toPersonId });
  if (!target.ok) return target;
  const copyId = platformRandom(16) as Id;
  const ends = { from: placeOf(record, person), to: { record: copyId, person: Safe.idOf(toPersonId) } };
  const moved = moveEintrag(value, ends);
  const filed = await withOwnFile(session, { target: target.value, record, value: moved.copy });
  if (!filed.ok) return filed;
  const copy = await sealCopy(safe, { record, copyId, target: target.value, value: filed.value.value });
  const original = await sealNextVersion(safe, record.newest.body.record, moved.original);
  if (!original.ok) return original;
  const packets = [...filed.value.founding, copy, original.value];
  const written = await writeAndTell(session, [person, toPersonId], { packets });
  return written.ok ? ok({ recordId: hexOf(copyId), saved: written.value.saved }) : written;
}

/** The Akte the Eintrag goes to: of another person, at the same site; refused for a version that nobody saw. */
async function targetOf(
  safe: Safe,
  { record, person, value }: Source,
  { base, toPersonId }: Pick<MoveWish, 'base' | 'toPersonId'>,
) {
  const { record: id, site } = record.newest.body;
  const fresh = await settleBase(safe, id, { base, value });
  if (!fresh.ok) return fresh;
  const isPerson = (await safe.provenAkten(toPersonId)).some(({ stammakte }) => stammakte);
  if (isMovedAway(value) || person === toPersonId || !isPerson) return fail('MOVE_TARGET_WRONG');
  return akteAtSite(safe, toPersonId, { site });
}

/** Takes a move back (AT42). Both records of it stand in Akten this user has the keys of; they get their next versions in one batch. */
export async function takeBack(session: SafeSession, copyId: string): Promise<Result<WriteOutcome>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  if (!session.board.status.online) return fail('MOVE_NEEDS_SERVER');
  const copy = await sourceOf(safe, copyId);
  if (!copy.ok) return copy;
  const from = copy.value.value['movedFrom'] as MovedPlace | undefined;
  if (from === undefined || isMovedAway(copy.value.value)) return fail('MOVE_TARGET_WRONG');
  const opened = await safe.openPerson(hexOf(from.person));
  if (!opened.ok) return opened;
  const original = await sourceOf(safe, hexOf(from.record));
  if (!original.ok) return original;
  if (!isMovedAway(original.value.value)) return fail('MOVE_TARGET_WRONG');
  const ends = { from, to: placeOf(copy.value.record, copy.value.person) };
  const values = takeMoveBack(copy.value.value, original.value.value, ends);
  const next = await sealBoth(safe, [
    [original.value.record, withFileOf(values.original, original.value.value)],
    [copy.value.record, values.copy],
  ]);
  if (!next.ok) return next;
  const written = await writeAndTell(session, [original.value.person, copy.value.person], { packets: next.value });
  return written.ok ? ok({ recordId: hexOf(from.record), saved: written.value.saved }) : written;
}

async function sealBoth(
  safe: Safe,
  both: readonly (readonly [VisibleRecord, PlainRecord])[],
): Promise<Result<readonly EntryPacket[]>> {
  const packets: EntryPacket[] = [];
  for (const [record, value] of both) {
    const sealed = await sealNextVersion(safe, record.newest.body.record, value);
    if (!sealed.ok) return sealed;
    packets.push(sealed.value);
  }
  return ok(packets);
}

async function sourceOf(safe: Safe, recordId: string): Promise<Result<Source>> {
  const record = safe.records.recordOf(Safe.idOf(recordId));
  const kind: RecordKind | undefined = record === undefined ? undefined : kindByCode(record.newest.body.kind);
  const person = record === undefined ? undefined : safe.merged.personOfAkte(record.newest.body.akte);
  if (record === undefined || kind?.eintrag === undefined || person === undefined) return fail('MOVE_TARGET_WRONG');
  const opened = await safe.open(record.newest);
  if (isUnreadable(opened)) return fail('UNREADABLE');
  if ((await freigabeMarkOf(safe, record.newest.body.record)).state === 'Freigegeben') return fail('MOVE_RELEASED');
  return ok({ record, person, value: opened.value as PlainRecord });
}

function placeOf(record: VisibleRecord, person: string): MovedPlace {
  return { record: record.newest.body.record, person: Safe.idOf(person) };
}

interface Copy {
  readonly record: VisibleRecord;
  readonly copyId: Id;
  readonly target: AkteAtSite;
  readonly value: PlainRecord;
}

function sealCopy(safe: Safe, { record, copyId, target, value }: Copy): Promise<EntryPacket> {
  const kind = kindByCode(record.newest.body.kind) as RecordKind;
  const home = { akte: target.akte, site: record.newest.body.site, key: target.key };
  return buildRecordEntry({ kind, record: copyId, value: value as ValueOf<RecordKind> }, home, safe.author);
}

const FILE_FIELDS = ['blobIds', 'dateischluessel', 'noncevorsatz', 'groesseBytes', 'sha256'] as const;

/** The value with a file of its own in the Akte it goes to: the server keeps sealed pieces by Akte. An Akte that is new must be
 *  known to the server before. @returns what is still to be written of its founding. */
async function withOwnFile(
  session: SafeSession,
  { target, record, value }: Pick<Copy, 'target' | 'record' | 'value'>,
): Promise<Result<{ readonly value: PlainRecord; readonly founding: readonly EntryPacket[] }>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  if (record.newest.body.kind !== document.code || value['blobIds'] === undefined)
    return ok({ value, founding: target.packets });
  const content = await downloadAttachment(safe, value as unknown as AttachmentFields);
  if (!content.ok) return content;
  if (target.packets.length > 0) {
    const founded = await writeAndTell(session, [], { packets: target.packets });
    if (!founded.ok) return founded;
    if (!founded.value.saved) return fail('MOVE_NEEDS_SERVER');
  }
  const uploaded = await uploadAttachment(safe, target.akte, content.value);
  return uploaded.ok ? ok({ value: { ...value, ...uploaded.value } as PlainRecord, founding: [] }) : uploaded;
}

/** The value with the file another version of it had in its Akte. */
function withFileOf(value: PlainRecord, other: PlainRecord): PlainRecord {
  const content = Object.entries(value).filter(([name]) => !FILE_FIELDS.some((field) => field === name));
  const file = Object.entries(other).filter(([name]) => FILE_FIELDS.some((field) => field === name));
  return Object.fromEntries([...content, ...file]);
}
