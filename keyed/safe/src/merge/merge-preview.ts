import {
  appointment,
  isMovedAway,
  joinFields,
  joinWarnings,
  kindByCode,
  person,
  type PlainRecord,
  task,
} from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { AppointmentValue } from '../appointments/appointment-book.ts';
import { localDay } from '../channel/local-day.ts';
import type { MergePreview, MergeSide } from '../channel/merge-api.ts';
import { plainValue } from '../records/plain-value.ts';
import type { VisibleRecord } from '../records/visible-records.ts';
import { akteScope } from '../safe/readable-akten.ts';
import type { OpenedEntry, Safe } from '../safe/safe.ts';
import { rowOf, siteName } from '../worker/person-view.ts';
import type { HouseNames } from '../worker/staff-names.ts';

const MOST_LISTED = 20;

/** The opened record of one person, and everything that is theirs. */
export interface WholePerson {
  readonly personId: string;
  readonly record: VisibleRecord;
  readonly value: PlainRecord;
  readonly entries: readonly OpenedEntry[];
}

/** Whether this user may merge and part persons at all (PM3). */
export function mayMerge(safe: Safe): boolean {
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  return (['administer', 'write-records', 'read-records'] as const).every((right) => rights.has(right));
}

/** Opens a person who stands for themselves, every Akte of them: MERGE_NOT_WHOLE when one is not this user's, also one at a site this device
 *  only hears of; UNREADABLE when something does not open; PERSON_MERGED for somebody who is shown as another person. One delivery. */
export async function wholePerson(safe: Safe, personId: string): Promise<Result<WholePerson>> {
  if (safe.merged.pointerOf(personId)?.into !== undefined) return fail('PERSON_MERGED');
  const opened = await safe.openPerson(personId);
  if (!opened.ok) return opened;
  const { follower, directory, given, attributions } = safe;
  const owner = { follower, directory, user: given.user, isHeldBack: (seq: number) => attributions.isHeldBack(seq) };
  const akten = safe.merged.aktenOf(personId).filter(({ akte }) => directory.movedTo(akte) === undefined);
  const isElsewhere = safe.merged.aktenOf(personId).some(({ akte }) => {
    const to = directory.movedTo(akte);
    return to !== undefined && !akten.some((known) => hexOf(known.akte) === hexOf(to.akte));
  });
  if (isElsewhere || !akten.every(({ akte }) => akteScope(owner, akte) === 'all')) return fail('MERGE_NOT_WHOLE');
  const own = opened.value.find(({ record: { newest } }) => isPersonOf(personId, newest.body));
  if (own === undefined) return fail('AKTE_UNKNOWN');
  if (isUnreadable(own.opened)) return fail('UNREADABLE');
  return ok({ personId, record: own.record, value: own.opened.value as PlainRecord, entries: opened.value });
}

function isPersonOf(personId: string, body: { readonly kind: number; readonly akte: Uint8Array }): boolean {
  return body.kind === person.code && hexOf(body.akte) === personId;
}

/** Names the version of the Stammdaten. */
export function headOf(safe: Safe, { record }: WholePerson): string {
  return hexOf(safe.follower.columns.hashAt(record.newest.seq));
}

/** Both persons beside each other (PM10, PM11). */
export async function mergePreview(
  safe: Safe,
  [staysId, goesId]: readonly [string, string],
  names: HouseNames,
): Promise<Result<MergePreview>> {
  if (!mayMerge(safe)) return fail('RIGHT_MISSING');
  if (staysId === goesId) return fail('PERSON_MERGED');
  const stays = await wholePerson(safe, staysId);
  if (!stays.ok) return stays;
  const goes = await wholePerson(safe, goesId);
  if (!goes.ok) return goes;
  const shown = (value: unknown) => (value === undefined ? undefined : plainValue({ it: value as string })['it']);
  return ok({
    stays: sideOf(safe, stays.value, names),
    goes: sideOf(safe, goes.value, names),
    fields: joinFields(stays.value.value, goes.value.value).map(({ stays: own, goes: other, ...field }) => ({
      ...field,
      ...(own !== undefined && { stays: shown(own) }),
      ...(other !== undefined && { goes: shown(other) }),
    })),
    warnings: joinWarnings(stays.value.value, goes.value.value),
  });
}

function sideOf(safe: Safe, whole: WholePerson, names: HouseNames): MergeSide {
  const { personId, entries } = whole;
  const eintraege = entries.flatMap(({ record, opened }) => {
    const kind = kindByCode(record.newest.body.kind);
    if (kind === undefined || !('eintrag' in kind) || isUnreadable(opened) || isMovedAway(opened.value)) return [];
    return [{ kind: kind.name, value: opened.value as Readonly<Record<string, unknown>> }];
  });
  const days = eintraege.flatMap(({ value }) =>
    typeof value['behandlungstag'] === 'string' ? value['behandlungstag'] : [],
  );
  const [firstDay, lastDay] = [days.toSorted()[0], days.toSorted().at(-1)];
  const isOpen = ({ zustand }: Readonly<Record<string, unknown>>) =>
    zustand !== 'erledigt' && zustand !== 'abgebrochen';
  const tasks = eintraege.filter(({ kind, value }) => kind === task.name && isOpen(value));
  const sites = safe.merged.aktenOf(personId).filter(({ stammakte }) => !stammakte);
  return {
    person: rowOf(safe, personId) ?? { personId, familienname: wordOf(whole.value['familienname']), vorname: '' },
    head: headOf(safe, whole),
    eintraege: eintraege.length,
    ...(firstDay !== undefined && { firstDay }),
    ...(lastDay !== undefined && { lastDay }),
    siteNames: [...new Set(sites.map(({ site }) => siteName(safe, hexOf(site), names)))],
    appointments: comingAppointments(safe, entries),
    tasks: tasks.slice(0, MOST_LISTED).map(({ value }) => wordOf(value['titel'])),
  };
}

/** Appointments from today on that still stand. */
function comingAppointments(safe: Safe, entries: readonly OpenedEntry[]): MergeSide['appointments'] {
  const today = localDay(safe.given.now());
  const coming = entries.flatMap(({ record, opened }) => {
    if (record.newest.body.kind !== appointment.code || isUnreadable(opened)) return [];
    const { tag, von, zustand } = opened.value as unknown as AppointmentValue;
    return tag >= today && zustand === 'erwartet' ? [{ day: tag as string, from: von }] : [];
  });
  return coming.toSorted((a, b) => a.day.localeCompare(b.day) || a.from - b.from).slice(0, MOST_LISTED);
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
