import { platformHasher } from '@siegel/seal';
import { hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { ChangedField, ChangeSubject, ChangeValue, SettingsChange } from '../channel/settings-api.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import { deviceAt } from '../log/read-log.ts';
import type { Safe } from '../safe/safe.ts';
import { type HouseValue, openHouseForm } from './house-form.ts';
import { organisationRecord } from './organisation.ts';

/** One change with the fields on both sides, as it is needed to take it back. */
export interface KnownChange {
  readonly seq: number;
  readonly record: Id;
  readonly kind: number;
  readonly subject: ChangeSubject;
  readonly before: HouseValue | undefined;
  readonly after: HouseValue | undefined;
  readonly isProven: boolean;
}

const SUBJECTS: ReadonlyMap<number, ChangeSubject> = new Map<number, ChangeSubject>([
  [WIRE_KINDS.policy, 'rules'],
  [WIRE_KINDS.group, 'group'],
  [WIRE_KINDS.site, 'site'],
  [WIRE_KINDS.role, 'role'],
]);

/** Every change of rules, name, look, sites, groups and roles, oldest first; each was attributed before (EI7). What the founding
 *  itself wrote is no change. */
export async function readChanges(safe: Safe): Promise<readonly KnownChange[]> {
  const changes: KnownChange[] = [];
  for (const { record, kind } of settledRecords(safe)) changes.push(...(await changesOf(safe, record, kind)));
  return changes.toSorted((a, b) => a.seq - b.seq);
}

/** Records of the house that hold settings, whoever may have written to them. */
function settledRecords({ follower: { columns } }: Safe): readonly { readonly record: Id; readonly kind: number }[] {
  const found = new Map<string, { readonly record: Id; readonly kind: number }>();
  for (const seq of columns.seqsOfAkte(ZERO_ID)) {
    const place = columns.placeAt(seq);
    if (place !== undefined && SUBJECTS.has(place.kind)) found.set(hexOf(place.record), place);
  }
  return [...found.values()];
}

async function changesOf(safe: Safe, record: Id, kind: number): Promise<readonly KnownChange[]> {
  const { columns, membership } = safe.follower;
  const changes: KnownChange[] = [];
  // The genesis is the first word on rules; everything else begins with nothing.
  let before: HouseValue | undefined =
    kind === WIRE_KINDS.policy ? ((membership.policyAt(1)?.rules ?? {}) as HouseValue) : undefined;
  for (const seq of columns.seqsOfRecord(record)) {
    const entry = columns.entryAt(seq);
    if (entry === undefined) continue;
    const body = readBody(entry.body);
    const isProven = (await safe.attributions.faultOf(seq)) === undefined;
    const version = { seq, open: entry.open, receivedAt: columns.receivedAt(seq) };
    const after = body !== undefined && isProven ? await openHouseForm(safe, { ...version, body }) : undefined;
    const subject = subjectOf(safe, record, kind);
    if (!isOfFounding(safe, seq)) changes.push({ seq, record, kind, subject, before, after, isProven });
    // What does not hold has changed nothing.
    if (isProven) before = after ?? (readOpen(entry.open) as HouseValue | undefined);
  }
  return changes;
}

function subjectOf(safe: Safe, record: Id, kind: number): ChangeSubject {
  const organisation = organisationRecord(safe);
  if (organisation !== undefined && hexOf(organisation) === hexOf(record)) return 'organisation';
  return SUBJECTS.get(kind) ?? 'group';
}

/** The batch of the genesis is the founding. */
function isOfFounding({ follower: { columns } }: Safe, seq: number): boolean {
  return columns.batchOf(seq)?.firstSeq === 0;
}

/** Names that stand for ids in a change. */
export interface ChangeNames {
  readonly byUser: ReadonlyMap<string, string>;
  readonly byGroup: ReadonlyMap<string, string>;
  readonly byDevice: ReadonlyMap<string, string>;
}

/** A change as the page shows it: who, from which device, and every field that differs. */
export function settingsChange(safe: Safe, change: KnownChange, names: ChangeNames): SettingsChange {
  const { seq, subject, before, after, isProven } = change;
  const device = deviceAt(safe, seq);
  const member = device === undefined ? undefined : safe.follower.membership.deviceAt(device, Number.MAX_SAFE_INTEGER);
  return {
    seq,
    atMs: safe.follower.columns.receivedAt(seq),
    subject,
    name: textOf(after?.['name'] ?? before?.['name']),
    userId: member === undefined ? '' : hexOf(member.user),
    userName: member === undefined ? '' : (names.byUser.get(hexOf(member.user)) ?? ''),
    deviceName: device === undefined ? '' : (names.byDevice.get(hexOf(device)) ?? ''),
    fields: after === undefined ? [] : changedFields(before ?? {}, after).map((field) => named(field, names)),
    isNew: before === undefined,
    isProven,
    isReadable: after !== undefined,
    mayUndo: mayUndo(change),
  };
}

/** Rules and the look of the house can be set back; what begins a site or a role cannot be unsaid. */
export function mayUndo({ subject, before, after, isProven }: KnownChange): boolean {
  const isOfHouse = subject === 'rules' || subject === 'organisation';
  return isOfHouse && isProven && before !== undefined && after !== undefined;
}

/** Every field that differs, groups of fields taken apart: `password.length`. The id of a group's site says nothing to anybody. */
function changedFields(before: HouseValue, after: HouseValue): readonly ChangedField[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => field !== 'site')
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ field, ...sideOf('before', old[field]), ...sideOf('after', now[field]) }));
}

function sideOf<K extends 'before' | 'after'>(side: K, value: ChangeValue | undefined) {
  return value === undefined ? {} : ({ [side]: value } as { readonly [S in K]: ChangeValue });
}

function flat(value: HouseValue, path = ''): Record<string, ChangeValue> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, field]): Record<string, ChangeValue> => {
      const at = `${path}${name}`;
      if (field instanceof Uint8Array)
        return { [at]: `${field.length}:${hexOf(platformHasher.sha256(field)).slice(0, 8)}` };
      if (Array.isArray(field)) return { [at]: field.map(wordsOf) };
      if (typeof field === 'object') return flat(field as HouseValue, `${at}.`);
      return { [at]: field as string | number | boolean };
    }),
  ) as Record<string, ChangeValue>;
}

/** One item of a list as words: ids as hex, the fields of an item one after the other. */
function wordsOf(item: HouseValue[string]): string {
  if (item instanceof Uint8Array) return hexOf(item);
  return typeof item === 'object' ? Object.values(item).map(wordsOf).join(' ') : String(item);
}

/** Names in place of the ids of people and groups. */
function named(field: ChangedField, { byUser, byGroup }: ChangeNames): ChangedField {
  const nameOf = (id: string) => byUser.get(id) ?? byGroup.get(id) ?? id;
  const side = (value: ChangeValue | undefined) =>
    Array.isArray(value)
      ? value.map((words: string) => words.replaceAll(/\b[0-9a-f]{32}\b/g, (id) => nameOf(id)))
      : value;
  return { field: field.field, ...sideOf('before', side(field.before)), ...sideOf('after', side(field.after)) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
