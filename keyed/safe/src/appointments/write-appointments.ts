import {
  appointment,
  type Compartment,
  compartmentsOf,
  type PlainRecord,
  splitRecord,
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
import { newParts } from '@siegel/journal';
import {
  assert,
  type CborValue,
  decodeBody,
  type EntryPacket,
  equalBytes,
  fail,
  hexOf,
  type Id,
  ok,
  type Result,
} from '@siegel/wire';
import type { AppointmentDone, AppointmentDraft, AppointmentFields } from '../channel/appointment-api.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { type AkteAtSite, akteAtSite } from '../safe/akte-at-site.ts';
import { fetchContent } from '../safe/fetch-content.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { Safe } from '../safe/safe.ts';
import { openOwnSites } from '../sites/site-list.ts';
import { bookOf, type KnownAppointment } from './appointment-book.ts';
import { fieldsBefore, keptChanges, withChanges } from './appointment-fields.ts';

const ID_BYTES = 16;

/** Packets of one act, and what takes it back. */
export interface SealedAct {
  readonly packets: readonly EntryPacket[];
  readonly records: AppointmentDone['records'];
  readonly wishes?: NonNullable<AppointmentDone['wishes']>;
  /** A record that waits on this device and gives way to the packet. */
  readonly instead?: Id;
}

/** Seals new appointments: those of one act go in one batch (TE46). Each lies in the person's Akte at the own site, which is founded
 *  when it is not there. APPOINTMENT_WRONG, AKTE_UNKNOWN, KEY_UNKNOWN, RIGHT_MISSING; OFFLINE: without a line only where the Akte and
 *  its key are here. */
export async function sealAppointments(safe: Safe, drafts: readonly AppointmentDraft[]): Promise<Result<SealedAct>> {
  const packets: EntryPacket[] = [];
  const records: AppointmentDone['records'][number][] = [];
  const homes = new Map<string, { readonly at: AkteAtSite; readonly site: Id }>();
  for (const draft of drafts) {
    const value = valueOf(draft);
    if (value === undefined) return fail('APPOINTMENT_WRONG');
    const known = homes.get(draft.personId);
    const home = known === undefined ? await homeOf(safe, draft.personId) : ok(known);
    if (!home.ok) return home;
    if (known === undefined) packets.push(...home.value.at.packets);
    homes.set(draft.personId, home.value);
    const { at, site } = home.value;
    const record = platformRandom(ID_BYTES) as Id;
    const packet = await buildRecordEntry({ kind: appointment, record, value }, { ...at, site }, safe.author);
    packets.push(packet);
    records.push({ recordId: hexOf(record), head: headOf(packet) });
  }
  return ok({ packets, records });
}

/** Seals a change of one appointment. Only the compartments it touches are opened and sealed anew: who calls a patient in needs
 *  neither key nor content (TE47). UNREADABLE: a touched part does not open; APPOINTMENT_WRONG; AKTE_UNKNOWN.
 *  @param head the version that was looked at; APPOINTMENT_CHANGED when another one is the newest. */
export async function sealChange(
  safe: Safe,
  recordId: string,
  fields: AppointmentFields,
  head?: string,
): Promise<Result<SealedAct>> {
  const record = Safe.idOf(recordId);
  const known = await bookOf(safe).one(record);
  if (known === undefined) return fail('AKTE_UNKNOWN');
  if (head !== undefined && known.head !== head) return fail('APPOINTMENT_CHANGED');
  const changes = keptChanges(fields);
  const value = withChanges(known.value as unknown as PlainRecord, changes);
  const valid = validateRecord(appointment, value);
  if (!valid.ok) return fail('APPOINTMENT_WRONG');
  const touched = touchedBy(Object.keys(changes));
  const sealed =
    known.waits === undefined
      ? await nextVersion(safe, known, { value: valid.value, touched })
      : await insteadOfWaiting(safe, known, { value: valid.value, touched });
  if (!sealed.ok) return sealed;
  const before = fieldsBefore(known.value, fields);
  return ok({
    packets: [sealed.value],
    records: [{ recordId, head: headOf(sealed.value), before }],
    ...(known.waits !== undefined && { instead: record }),
  });
}

/** Seals what takes an act back: every record as it was before; what was new is taken out and never counted (TE48). */
export async function sealUndo(safe: Safe, done: AppointmentDone): Promise<Result<SealedAct>> {
  const packets: EntryPacket[] = [];
  const records: AppointmentDone['records'][number][] = [];
  let instead: Id | undefined;
  for (const { recordId, head, before } of done.records) {
    const sealed = await sealChange(safe, recordId, before ?? { state: 'zurueckgenommen' }, head);
    if (!sealed.ok) return sealed;
    packets.push(...sealed.value.packets);
    records.push(...sealed.value.records);
    instead = sealed.value.instead ?? instead;
  }
  // Several that wait change places one by one, or not at all.
  if (instead !== undefined && packets.length > 1) return fail('OFFLINE');
  return ok({ packets, records, ...(instead !== undefined && { instead }) });
}

async function nextVersion(
  safe: Safe,
  known: KnownAppointment,
  { value, touched }: { readonly value: ValueOf<typeof appointment>; readonly touched: readonly Compartment[] },
): Promise<Result<EntryPacket>> {
  const parent = newestVersion(safe, known.record);
  if (parent === undefined || hexOf(parent.entryHash) !== known.head) return fail('APPOINTMENT_CHANGED');
  const key = touched.length === 0 ? undefined : await keyFor(safe, known.akte);
  if (key?.ok === false) return key;
  if (touched.length > 0 && !(await opensAll(safe, known.record, touched))) return fail('UNREADABLE');
  const { open, sealed } = splitRecord(appointment, value);
  const draft = {
    kind: appointment.code,
    schemaVersion: appointment.schemaVersion,
    record: known.record,
    akte: known.akte,
    site: known.site,
    parent,
    open: open as { readonly [name: string]: CborValue },
    sealed: new Map(touched.map((compartment) => [compartment, sealed.get(compartment) ?? {}])),
    keyOf: (compartment: Compartment) => {
      assert(key?.ok === true, 'TE47: a touched part comes with its key');
      return compartmentKey(key.value, compartment);
    },
  };
  return ok(await buildEntry(draft, safe.author));
}

/** Nothing that is sealed anew may leave out what was there (SL14). */
async function opensAll(safe: Safe, record: Id, touched: readonly Compartment[]): Promise<boolean> {
  const newest = safe.records.recordOf(record)?.newest;
  const opened = newest === undefined ? undefined : await safe.open(newest);
  return opened !== undefined && !isUnreadable(opened) && !touched.some((one) => opened.closed.includes(one));
}

/** What waits on this device gives way to one version that says both. Part of a batch it cannot: OFFLINE. */
async function insteadOfWaiting(
  safe: Safe,
  known: KnownAppointment,
  { value, touched }: { readonly value: ValueOf<typeof appointment>; readonly touched: readonly Compartment[] },
): Promise<Result<EntryPacket>> {
  const packet = waitingAlone(safe, known.record);
  if (packet === undefined) return fail('OFFLINE');
  const parent = newestVersion(safe, known.record);
  // Neither of the two touches a part: no key and no content is needed for both in one.
  if (parent !== undefined && touched.length === 0 && newParts(decodeBody(packet.body), parent.body).length === 0)
    return nextVersion(safe, { ...known, head: hexOf(parent.entryHash) }, { value, touched });
  return known.isOpened ? wholeVersion(safe, known, value) : fail('UNREADABLE');
}

/** The only packet of the only batch that waits with this record; undefined when there are more. */
export function waitingAlone({ outbox }: Safe, record: Id): EntryPacket | undefined {
  const batches = [...outbox.waiting, ...outbox.refused.map(({ packets }) => packets)].filter((batch) =>
    batch.some(({ body }) => equalBytes(decodeBody(body).record, record)),
  );
  return batches.length === 1 && batches[0]?.length === 1 ? batches[0][0] : undefined;
}

/** The next version from all fields: every part that differs from the newest is sealed anew. */
async function wholeVersion(
  safe: Safe,
  known: KnownAppointment,
  value: ValueOf<typeof appointment>,
): Promise<Result<EntryPacket>> {
  const key = await keyFor(safe, known.akte);
  if (!key.ok) return key;
  const newest = safe.records.recordOf(known.record)?.newest;
  const opened = newest === undefined ? undefined : await safe.open(newest);
  if (opened !== undefined && isUnreadable(opened)) return fail('UNREADABLE');
  const parent = newestVersion(safe, known.record);
  const wish = {
    kind: appointment,
    record: known.record,
    value,
    ...(parent !== undefined && { parent }),
    ...(opened !== undefined && { previous: opened.parts }),
  };
  return ok(await buildRecordEntry(wish, { akte: known.akte, site: known.site, key: key.value }, safe.author));
}

/** The Akte of a person at an own site with its key; founded when it is not there. AKTE_UNKNOWN, KEY_UNKNOWN, RIGHT_MISSING, OFFLINE. */
export async function homeOf(
  safe: Safe,
  ofPerson: string,
): Promise<Result<{ readonly at: AkteAtSite; readonly site: Id }>> {
  const personId = safe.merged.standsFor(ofPerson);
  if (safe.index.get(personId)?.isArchived === true) return fail('PERSON_ARCHIVED');
  const own = openOwnSites(safe);
  await safe.provenAkten(personId);
  const akten = safe.directory.openAktenOfPerson(personId).filter(({ stammakte }) => !stammakte);
  const known = akten.find(({ site }) => own.some((one) => equalBytes(one, site)));
  if (known !== undefined) {
    const key = await keyFor(safe, known.akte);
    return key.ok ? ok({ at: { akte: known.akte, key: key.value, packets: [] }, site: known.site }) : key;
  }
  const [site] = own;
  if (site === undefined) return fail('RIGHT_MISSING');
  const at = await akteAtSite(safe, personId, { site });
  return at.ok ? ok({ at: at.value, site }) : at;
}

/** The key to write with. Where none is here only the wraps are asked for, not the Akte. */
export async function keyFor(safe: Safe, akte: Id): Promise<Result<CaseKey>> {
  if (safe.keys.caseKey(akte) === undefined) {
    const body = { akten: [hexOf(akte)], purpose: 'day', appointments: [] };
    const fetched = await fetchContent(safe.given.address, { path: 'akten', body }, safe);
    if (!fetched.ok) return fetched;
  }
  return writingKey(safe, akte);
}

function valueOf(draft: AppointmentDraft): ValueOf<typeof appointment> | undefined {
  const { personId: _, isWalkIn, series, ...fields } = draft;
  const value = withChanges({ zustand: 'erwartet' }, keptChanges(fields));
  const valid = validateRecord(appointment, {
    ...value,
    ...(isWalkIn === true && { ohneTermin: true }),
    ...(series !== undefined && { serie: Safe.idOf(series) }),
  });
  return valid.ok ? valid.value : undefined;
}

function touchedBy(names: readonly string[]): readonly Compartment[] {
  return compartmentsOf(appointment).filter((compartment) =>
    names.some((name) => {
      const field = appointment.fields[name as keyof typeof appointment.fields];
      return field.zone === 'sealed' && field.compartment === compartment;
    }),
  );
}

/** Names the version of a packet, in hex. */
export function headOf({ body }: EntryPacket): string {
  return hexOf(platformHasher.sha256(body));
}
