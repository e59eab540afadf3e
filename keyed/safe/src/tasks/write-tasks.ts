import {
  type Compartment,
  nextDueDay,
  type PlainRecord,
  standOf,
  task,
  validateRecord,
  type ValueOf,
} from '@siegel/akten';
import {
  buildEntry,
  buildRecordEntry,
  type CaseKey,
  compartmentKey,
  isUnreadable,
  platformHasher,
  platformRandom,
} from '@siegel/seal';
import {
  decodeBody,
  type EntryPacket,
  equalBytes,
  fail,
  hexOf,
  type Id,
  ok,
  type Result,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { localDay } from '../channel/local-day.ts';
import type { TaskDone, TaskDraft, TaskFields } from '../channel/task-api.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { organisationKey } from '../roles/house-entry.ts';
import { akteAtSite } from '../safe/akte-at-site.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { Safe } from '../safe/safe.ts';
import { openOwnSites } from '../sites/site-list.ts';
import { fetchDesk } from './fetch-desk.ts';
import { type KnownTask, taskBookOf } from './task-book.ts';
import { fieldsBefore, taskNow, withTaskChanges } from './task-fields.ts';

const ID_BYTES = 16;

/** Packets of one act, and what takes it back. */
export interface SealedTasks {
  readonly packets: readonly EntryPacket[];
  readonly records: TaskDone['records'];
  /** A record that waits on this device and gives way to the packet. */
  readonly instead?: Id;
}

/** Seals a new task: in the Akte of its person at the own site, or without a person for the house (AU1, AU20). TASK_TITLE_MISSING,
 *  AKTE_UNKNOWN, KEY_UNKNOWN, GROUP_KEY_MISSING, RIGHT_MISSING; OFFLINE: the key of the Akte is not here. */
export async function sealTask(safe: Safe, draft: TaskDraft): Promise<Result<SealedTasks>> {
  const { personId, fromRecord, ...fields } = draft;
  if (draft.title.trim() === '') return fail('TASK_TITLE_MISSING');
  const by = { user: safe.given.user, nowMs: safe.given.now() };
  const value = withTaskChanges({}, { state: 'offen', ...fields }, by);
  if (personId === undefined) return newOfHouse(safe, value);
  const home = await homeForTask(safe, personId, fromRecord);
  if (!home.ok) return home;
  const from = fromRecord === undefined ? {} : { ausEintrag: Safe.idOf(fromRecord) };
  const dated = { ...value, ...from, behandlungstag: localDay(by.nowMs) };
  const packet = await newOfPerson(safe, dated, home.value);
  return packet.ok ? ok({ ...packet.value, packets: [...home.value.packets, ...packet.value.packets] }) : packet;
}

/** Seals a change of one task. UNREADABLE, AKTE_UNKNOWN, RIGHT_MISSING.
 *  @param head the version that was looked at; TASK_CHANGED when another one is the newest. */
export async function sealTaskChange(
  safe: Safe,
  recordId: string,
  fields: TaskFields,
  head?: string,
): Promise<Result<SealedTasks>> {
  const known = await taskBookOf(safe).one(Safe.idOf(recordId));
  if (known === undefined) return fail('AKTE_UNKNOWN');
  if (head !== undefined && known.head !== head) return fail('TASK_CHANGED');
  if (fields.title?.trim() === '') return fail('TASK_TITLE_MISSING');
  const by = { user: safe.given.user, nowMs: safe.given.now() };
  const value = withTaskChanges(known.value, fields, by);
  if (known.waits !== undefined && !waitsAlone(safe, known.record)) return fail('OFFLINE');
  const sealed =
    known.kind === WIRE_KINDS.houseTask
      ? await nextOfHouse(safe, known, value)
      : await nextOfPerson(safe, known, value);
  if (!sealed.ok) return sealed;
  return ok({
    packets: [sealed.value],
    records: [{ recordId, head: headOf(sealed.value), before: fieldsBefore(known.value, fields) }],
    ...(known.waits !== undefined && { instead: known.record }),
  });
}

/** Seals that a task is done; of one that repeats, its next one as well: both in one batch, so that neither is there alone (AU5). */
export async function sealTaskDone(safe: Safe, recordId: string): Promise<Result<SealedTasks>> {
  const known = await taskBookOf(safe).one(Safe.idOf(recordId));
  const done = await sealTaskChange(safe, recordId, { state: 'erledigt' });
  if (!done.ok || known === undefined) return done;
  const next = await nextOfSeries(safe, known);
  if (next === undefined) return done;
  if (!next.ok) return next;
  const { packets, records } = next.value;
  return ok({
    ...done.value,
    packets: [...done.value.packets, ...packets],
    records: [...done.value.records, ...records],
  });
}

/** Seals what takes an act back: every task as it was before; what was new counts as never written (AU6). */
export async function sealTaskUndo(safe: Safe, done: TaskDone): Promise<Result<SealedTasks>> {
  const packets: EntryPacket[] = [];
  const records: TaskDone['records'][number][] = [];
  let instead: Id | undefined;
  for (const { recordId, head, before } of done.records) {
    const sealed = await sealTaskChange(safe, recordId, before ?? { state: 'abgebrochen' }, head);
    if (!sealed.ok) return sealed;
    packets.push(...sealed.value.packets);
    records.push(...sealed.value.records);
    instead = sealed.value.instead ?? instead;
  }
  if (instead !== undefined && packets.length > 1) return fail('OFFLINE');
  return ok({ packets, records, ...(instead !== undefined && { instead }) });
}

async function nextOfSeries(safe: Safe, known: KnownTask): Promise<Result<SealedTasks> | undefined> {
  const { repeat, dueDay, state } = taskNow(known.value);
  const today = localDay(safe.given.now());
  const day = repeat === null || state === 'erledigt' ? undefined : nextDueDay(repeat, dueDay ?? undefined, today);
  if (day === undefined) return undefined;
  const by = { user: safe.given.user, nowMs: safe.given.now() };
  const value = withTaskChanges(known.value, { dueDay: day, state: 'offen' }, by);
  if (known.kind === WIRE_KINDS.houseTask) return newOfHouse(safe, value);
  const key = await keyFor(safe, known.akte);
  if (!key.ok) return key;
  return newOfPerson(safe, { ...value, behandlungstag: today }, { ...known, key: key.value });
}

/** Where something about a person is written. */
export interface TaskHome {
  readonly akte: Id;
  readonly site: Id;
  readonly key: CaseKey;
}

async function newOfPerson(safe: Safe, value: PlainRecord, home: TaskHome): Promise<Result<SealedTasks>> {
  const valid = validTask(value);
  if (!valid.ok) return valid;
  const record = platformRandom(ID_BYTES) as Id;
  const packet = await buildRecordEntry({ kind: task, record, value: valid.value }, home, safe.author);
  return ok({ packets: [packet], records: [{ recordId: hexOf(record), head: headOf(packet) }] });
}

async function newOfHouse(safe: Safe, value: PlainRecord): Promise<Result<SealedTasks>> {
  const record = platformRandom(ID_BYTES) as Id;
  const packet = await houseEntry(safe, record, value);
  if (!packet.ok) return packet;
  return ok({ packets: [packet.value], records: [{ recordId: hexOf(record), head: headOf(packet.value) }] });
}

async function nextOfHouse(safe: Safe, { record }: KnownTask, value: PlainRecord): Promise<Result<EntryPacket>> {
  return houseEntry(safe, record, value);
}

async function houseEntry(safe: Safe, record: Id, value: PlainRecord): Promise<Result<EntryPacket>> {
  const key = organisationKey(safe);
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  const { stand: _, ...sealed } = value;
  const draft = {
    kind: WIRE_KINDS.houseTask,
    schemaVersion: 1,
    record,
    parent: newestVersion(safe, record),
    open: { stand: standOf(value) },
    sealed: new Map([['admin' as Compartment, sealed]]),
    keyOf: () => compartmentKey(key, 'admin'),
  };
  return ok(await buildEntry(draft, safe.author));
}

async function nextOfPerson(safe: Safe, known: KnownTask, value: PlainRecord): Promise<Result<EntryPacket>> {
  const valid = validTask(value);
  if (!valid.ok) return valid;
  const key = await keyFor(safe, known.akte);
  if (!key.ok) return key;
  const newest = safe.records.recordOf(known.record)?.newest;
  const opened = newest === undefined ? undefined : await safe.open(newest);
  // Nothing is saved over what nobody can read (SL14).
  if (opened !== undefined && isUnreadable(opened)) return fail('UNREADABLE');
  const parent = newestVersion(safe, known.record);
  const wish = {
    kind: task,
    record: known.record,
    value: valid.value,
    ...(parent !== undefined && { parent }),
    ...(opened !== undefined && { previous: opened.parts }),
  };
  return ok(await buildRecordEntry(wish, { akte: known.akte, site: known.site, key: key.value }, safe.author));
}

/** The Akte a task or message goes to, with its key: that of the Eintrag it was made from, else the one at the own site, which is founded when it is not there. KEY_UNKNOWN, RIGHT_MISSING, OFFLINE. */
export async function homeForTask(
  safe: Safe,
  personId: string,
  fromRecord: string | undefined,
): Promise<Result<TaskHome & { readonly packets: readonly EntryPacket[] }>> {
  await safe.provenAkten(personId);
  const own = openOwnSites(safe);
  const akten = safe.directory.openAktenOfPerson(personId).filter(({ stammakte }) => !stammakte);
  const of = fromRecord === undefined ? undefined : safe.records.recordOf(Safe.idOf(fromRecord))?.newest.body.akte;
  const isOwn = ({ site }: { readonly site: Id }) => own.some((one) => equalBytes(one, site));
  const known = akten.find((akte) => of !== undefined && equalBytes(akte.akte, of) && isOwn(akte)) ?? akten.find(isOwn);
  if (known !== undefined) {
    const key = await keyFor(safe, known.akte);
    return key.ok ? ok({ akte: known.akte, site: known.site, key: key.value, packets: [] }) : key;
  }
  const [site] = own;
  if (site === undefined) return fail('RIGHT_MISSING');
  const at = await akteAtSite(safe, personId, { site });
  return at.ok ? ok({ ...at.value, site }) : at;
}

/** The key to write with. Where none is here only the wraps are asked for, not the Akte. */
async function keyFor(safe: Safe, akte: Id): Promise<Result<CaseKey>> {
  if (safe.keys.caseKey(akte) === undefined) {
    const fetched = await fetchDesk(safe, [{ akte, record: ZERO_ID }]);
    if (!fetched.ok) return fetched;
  }
  return writingKey(safe, akte);
}

/** True when the only packet of the only batch that waits is of this record. */
function waitsAlone({ outbox }: Safe, record: Id): boolean {
  const batches = [...outbox.waiting, ...outbox.refused.map(({ packets }) => packets)].filter((batch) =>
    batch.some(({ body }) => equalBytes(decodeBody(body).record, record)),
  );
  return batches.length === 1 && batches[0]?.length === 1;
}

function validTask(value: PlainRecord): Result<ValueOf<typeof task>> {
  const { stand: _, ...fields } = value;
  const valid = validateRecord(task, fields);
  return valid.ok ? ok(valid.value) : fail('MESSAGE_MALFORMED');
}

function headOf({ body }: EntryPacket): string {
  return hexOf(platformHasher.sha256(body));
}
