import { appointmentWish, type PlainRecord, validateRecord, type ValueOf } from '@siegel/akten';
import { buildRecordEntry, isUnreadable, platformRandom } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { AppointmentDone, AppointmentDraft } from '../channel/appointment-api.ts';
import type { WishDraft } from '../channel/finding-api.ts';
import type { WishFields, WishOffer } from '../channel/wish-fields.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { Safe } from '../safe/safe.ts';
import { withChanges } from './appointment-fields.ts';
import {
  headOf,
  homeOf,
  keyFor,
  type SealedAct,
  sealAppointments,
  sealUndo,
  waitingAlone,
} from './write-appointments.ts';
import { type KnownWish, wishBookOf } from './wish-book.ts';
import { keptWish, wishBefore, wishFieldsOf } from './wish-fields.ts';

const ID_BYTES = 16;

/** Seals a new wish in the person's Akte at the own site, which is founded when it is not there. NEEDS_MISSING, AKTE_UNKNOWN, KEY_UNKNOWN,
 *  RIGHT_MISSING; OFFLINE: without a line only where the Akte and its key are here. */
export async function sealWish(safe: Safe, { personId, ...fields }: WishDraft): Promise<Result<SealedAct>> {
  const kept = keptWish({ sinceMs: safe.given.now(), ...fields, end: null });
  const valid = validateRecord(appointmentWish, withChanges({}, kept));
  if (!valid.ok || needsNobody(fields)) return fail('NEEDS_MISSING');
  const home = await homeOf(safe, personId);
  if (!home.ok) return home;
  const { at, site } = home.value;
  const record = platformRandom(ID_BYTES) as Id;
  const wish = { kind: appointmentWish, record, value: valid.value };
  const packet = await buildRecordEntry(wish, { ...at, site }, safe.author);
  const wishes = [{ recordId: hexOf(record), head: headOf(packet) }];
  return ok({ packets: [...at.packets, packet], records: [], wishes });
}

/** Seals a change of a wish; a part it does not change is carried. AKTE_UNKNOWN, NEEDS_MISSING, UNREADABLE.
 *  @param head the version that was looked at; APPOINTMENT_CHANGED when another one is the newest. */
export async function sealWishChange(
  safe: Safe,
  recordId: string,
  fields: WishFields,
  head?: string,
): Promise<Result<SealedAct>> {
  const record = Safe.idOf(recordId);
  const known = await wishBookOf(safe).one(record);
  if (known === undefined) return fail('AKTE_UNKNOWN');
  if (head !== undefined && known.head !== head) return fail('APPOINTMENT_CHANGED');
  if (known.waits !== undefined && waitingAlone(safe, record) === undefined) return fail('OFFLINE');
  const valid = validateRecord(appointmentWish, withChanges(known.value as unknown as PlainRecord, keptWish(fields)));
  if (!valid.ok || needsNobody(fields)) return fail('NEEDS_MISSING');
  const packet = await nextWish(safe, known, valid.value);
  if (!packet.ok) return packet;
  return ok({
    packets: [packet.value],
    records: [],
    wishes: [{ recordId, head: headOf(packet.value), before: wishBefore(known.value, fields) }],
    ...(known.waits !== undefined && { instead: record }),
  });
}

/** The next version of a wish, sealed where it differs from the newest. */
async function nextWish(
  safe: Safe,
  { record, akte, site }: KnownWish,
  value: ValueOf<typeof appointmentWish>,
): Promise<Result<EntryPacket>> {
  const key = await keyFor(safe, akte);
  if (!key.ok) return key;
  const newest = safe.records.recordOf(record)?.newest;
  const opened = newest === undefined ? undefined : await safe.open(newest);
  // Nothing that is sealed anew may leave out what was there (SL14).
  if (opened !== undefined && (isUnreadable(opened) || opened.closed.length > 0)) return fail('UNREADABLE');
  const parent = newestVersion(safe, record);
  const next = {
    kind: appointmentWish,
    record,
    value,
    ...(parent !== undefined && { parent }),
    ...(opened !== undefined && { previous: opened.parts }),
  };
  return ok(await buildRecordEntry(next, { akte, site, key: key.value }, safe.author));
}

/** Seals the appointment of somebody who waits, and the end of the wish, as one act (TE74). WISH_OVER: it was booked or withdrawn
 *  meanwhile. */
export async function sealBookedWish(safe: Safe, wishId: string, draft: AppointmentDraft): Promise<Result<SealedAct>> {
  const known = await wishBookOf(safe).one(Safe.idOf(wishId));
  if (known === undefined) return fail('AKTE_UNKNOWN');
  if (known.value.zustand === 'beendet') return fail('WISH_OVER');
  const booked = await sealAppointments(safe, [draft]);
  if (!booked.ok) return booked;
  const offers = wishFieldsOf(known.value).offers.map((offer) => takenUp(offer, draft));
  const ended = await sealWishChange(safe, wishId, { end: 'gebucht', offers });
  if (!ended.ok) return ended;
  // What waits alone cannot give way to a batch.
  if (ended.value.instead !== undefined) return fail('OFFLINE');
  return ok({
    packets: [...booked.value.packets, ...ended.value.packets],
    records: booked.value.records,
    wishes: ended.value.wishes ?? [],
  });
}

/** Seals what takes back an act with wishes in it, whole or not at all: appointments as `sealUndo` does, wishes as they stood; a new
 *  one ends as entered by mistake (TE75). */
export async function sealUndoOfAct(safe: Safe, done: AppointmentDone): Promise<Result<SealedAct>> {
  const { wishes = [] } = done;
  const appointments = await sealUndo(safe, done);
  if (!appointments.ok) return appointments;
  const acts: SealedAct[] = [appointments.value];
  for (const { recordId, head, before } of wishes) {
    const sealed = await sealWishChange(safe, recordId, before ?? { end: 'zurueckgenommen' }, head);
    if (!sealed.ok) return sealed;
    acts.push(sealed.value);
  }
  const packets = acts.flatMap((act) => act.packets);
  const instead = acts.find((act) => act.instead !== undefined)?.instead;
  // Several that wait change places one by one, or not at all.
  if (instead !== undefined && packets.length > 1) return fail('OFFLINE');
  return ok({
    packets,
    records: appointments.value.records,
    wishes: acts.flatMap((act) => act.wishes ?? []),
    ...(instead !== undefined && { instead }),
  });
}

/** An offer that is booked was accepted. */
function takenUp(offer: WishOffer, { day, from }: AppointmentDraft): WishOffer {
  const isThis = offer.day === day && offer.from === from && offer.answer === 'offen';
  return isThis ? { ...offer, answer: 'angenommen' } : offer;
}

function needsNobody({ needs }: WishFields): boolean {
  return needs !== undefined && !needs.some((need) => need.length > 0);
}
