import { addDays } from '@siegel/akten';
import { equalBytes, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { AppointmentDone, AppointmentFields } from '../channel/appointment-api.ts';
import type { SeriesChange, SeriesTime } from '../channel/finding-api.ts';
import { Safe } from '../safe/safe.ts';
import { bookOf, type KnownAppointment } from './appointment-book.ts';
import { type SealedAct, sealChange } from './write-appointments.ts';

/** This appointment and the expected ones of the same series or chain that come after it, in order of time (TE80). Those of one person
 *  only: a series lies in one Akte. Alone when it belongs to none. */
export async function laterOfSeries(safe: Safe, recordId: string): Promise<readonly KnownAppointment[]> {
  const first = await bookOf(safe).one(Safe.idOf(recordId));
  if (first === undefined) return [];
  const { serie } = first.value;
  if (serie === undefined) return [first];
  const all = await bookOf(safe).ofAkte(first.akte, first.value.tag);
  const later = all.filter(
    ({ record, value }) =>
      !equalBytes(record, first.record) &&
      value.serie !== undefined &&
      equalBytes(value.serie, serie) &&
      value.zustand === 'erwartet' &&
      isAfter(value, first.value),
  );
  return [first, ...later.toSorted((a, b) => (isAfter(a.value, b.value) ? 1 : -1))];
}

/** Seals the same change of an appointment and all later ones of its series as one act (TE80): every one is moved by as much, the rest
 *  is set. AKTE_UNKNOWN, APPOINTMENT_WRONG, UNREADABLE; OFFLINE while one of them waits on this device. */
export async function sealSeries(safe: Safe, recordId: string, change: SeriesChange): Promise<Result<SealedAct>> {
  const later = await laterOfSeries(safe, recordId);
  if (later.length === 0) return fail('AKTE_UNKNOWN');
  if (later.length > 1 && later.some(({ waits }) => waits !== undefined)) return fail('OFFLINE');
  const acts: SealedAct[] = [];
  for (const known of later) {
    const sealed = await sealChange(safe, hexOf(known.record), fieldsFor(known, change), known.head);
    if (!sealed.ok) return sealed;
    acts.push(sealed.value);
  }
  const records: AppointmentDone['records'] = acts.flatMap((act) => act.records);
  const instead = acts.find((act) => act.instead !== undefined)?.instead;
  return ok({
    packets: acts.flatMap(({ packets }) => packets),
    records,
    ...(instead !== undefined && { instead }),
  });
}

/** When one of a series is. */
export function seriesTime({ record, value }: KnownAppointment): SeriesTime {
  return { recordId: hexOf(record), day: value.tag, from: value.von };
}

function fieldsFor({ value }: KnownAppointment, { days = 0, minutes = 0, fields }: SeriesChange): AppointmentFields {
  return {
    ...fields,
    ...(days !== 0 && { day: addDays(value.tag, days) }),
    ...(minutes !== 0 && { from: value.von + minutes }),
  };
}

function isAfter(a: KnownAppointment['value'], b: KnownAppointment['value']): boolean {
  return a.tag === b.tag ? a.von > b.von : a.tag > b.tag;
}
