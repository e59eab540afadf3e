import { appointment, appointmentWish, type PlainRecord, task } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { AppointmentValue } from '../appointments/appointment-book.ts';
import type { WishValue } from '../appointments/wish-fields.ts';
import { sealChange } from '../appointments/write-appointments.ts';
import { sealUndoOfAct, sealWishChange } from '../appointments/write-wishes.ts';
import type { AffairsDone, OpenAffair, OpenAffairs } from '../channel/archive-api.ts';
import { localDay } from '../channel/local-day.ts';
import { type OpenedEntry, Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';

const CLOSED: ReadonlySet<unknown> = new Set(['erledigt', 'abgebrochen']);

/** Appointments from today on that still stand, those of series among them, wishes that wait, and open tasks, in order of their day (PM51).
 *  One delivery. */
export async function openAffairs(safe: Safe, personId: string): Promise<Result<OpenAffairs>> {
  const entries = await safe.openPerson(personId);
  if (!entries.ok) return entries;
  const today = localDay(safe.given.now());
  const affairs = entries.value.flatMap((entry) => affairOf(entry, today));
  const rank = ({ day = '9999', from = 0 }: OpenAffair) => `${day} ${String(from).padStart(4, '0')}`;
  return ok({ affairs: affairs.toSorted((a, b) => rank(a).localeCompare(rank(b))) });
}

/** What of an entry is still open; nothing for most. */
function affairOf({ record: { newest }, opened }: OpenedEntry, today: string): readonly OpenAffair[] {
  if (isUnreadable(opened)) return [];
  const recordId = hexOf(newest.body.record);
  switch (newest.body.kind) {
    case appointment.code:
      return appointmentOf(recordId, opened.value as unknown as AppointmentValue, today);
    case appointmentWish.code:
      return wishOf(recordId, opened.value as unknown as WishValue);
    case task.code:
      return taskOf(recordId, opened.value as PlainRecord);
    default:
      return [];
  }
}

function appointmentOf(recordId: string, value: AppointmentValue, today: string): readonly OpenAffair[] {
  const { tag, von, zustand, anlass, serie } = value;
  if (zustand !== 'erwartet' || tag < today) return [];
  return [{ recordId, kind: 'appointment', day: tag, from: von, title: anlass ?? '', isSeries: serie !== undefined }];
}

function wishOf(recordId: string, { zustand, bis, notiz }: WishValue): readonly OpenAffair[] {
  const until = bis === undefined ? {} : { day: bis };
  return zustand === 'wartet' ? [{ recordId, kind: 'wish', ...until, title: notiz ?? '', isSeries: false }] : [];
}

function taskOf(recordId: string, { titel, zustand, faelligAm }: PlainRecord): readonly OpenAffair[] {
  if (CLOSED.has(zustand)) return [];
  const day = typeof faelligAm === 'string' ? { day: faelligAm } : {};
  return [{ recordId, kind: 'task', ...day, title: typeof titel === 'string' ? titel : '', isSeries: false }];
}

/** Seals one act that ends what was chosen, and what takes it back begins from. */
export async function sealEnd(
  safe: Safe,
  personId: string,
  recordIds: readonly string[],
): Promise<Result<{ readonly packets: readonly EntryPacket[]; readonly done: AffairsDone }>> {
  const open = await openAffairs(safe, personId);
  if (!open.ok) return open;
  const chosen = open.value.affairs.filter(({ recordId }) => recordIds.includes(recordId));
  if (chosen.length !== recordIds.length) return fail('ENTRY_STALE');
  const packets: EntryPacket[] = [];
  const appointments: AffairsDone['appointments'][number][] = [];
  const wishes: AffairsDone['wishes'][number][] = [];
  const tasks: AffairsDone['tasks'][number][] = [];
  for (const { recordId, kind } of chosen) {
    if (kind === 'task') {
      const next = await sealTask(safe, recordId, 'abgebrochen');
      if (!next.ok) return next;
      packets.push(next.value.packet);
      tasks.push({ recordId, ...(next.value.before !== undefined && { state: next.value.before }) });
      continue;
    }
    if (kind === 'wish') {
      const ended = await sealWishChange(safe, recordId, { end: 'zurueckgezogen' });
      if (!ended.ok) return ended;
      packets.push(...ended.value.packets);
      wishes.push(...(ended.value.wishes ?? []));
      continue;
    }
    const change = await sealChange(safe, recordId, { state: 'abgesagt' });
    if (!change.ok) return change;
    packets.push(...change.value.packets);
    appointments.push(...change.value.records);
  }
  return ok({ packets, done: { personId, appointments, wishes, tasks } });
}

/** Seals what takes such an act back; APPOINTMENT_CHANGED, ENTRY_STALE where somebody has changed the same since. */
export async function sealEndUndo(safe: Safe, done: AffairsDone): Promise<Result<readonly EntryPacket[]>> {
  const back = await sealUndoOfAct(safe, { records: done.appointments, wishes: done.wishes, saved: true });
  if (!back.ok) return back;
  const packets = [...back.value.packets];
  for (const { recordId, state } of done.tasks) {
    const next = await sealTask(safe, recordId, state);
    if (!next.ok) return next;
    packets.push(next.value.packet);
  }
  return ok(packets);
}

async function sealTask(
  safe: Safe,
  recordId: string,
  state: string | undefined,
): Promise<Result<{ readonly packet: EntryPacket; readonly before?: string }>> {
  const record = safe.records.recordOf(Safe.idOf(recordId));
  const opened = record === undefined ? undefined : await safe.open(record.newest);
  if (record === undefined || opened === undefined || isUnreadable(opened)) return fail('UNREADABLE');
  const { zustand, ...rest } = opened.value as PlainRecord;
  const value = state === undefined ? rest : { ...rest, zustand: state };
  const next = await sealNextVersion(safe, record.newest.body.record, value);
  return next.ok ? ok({ packet: next.value, ...(typeof zustand === 'string' && { before: zustand }) }) : next;
}
