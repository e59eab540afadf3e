import {
  type CarriedFrom,
  type EintragKindName,
  type EintragLook,
  isMovedAway,
  kindByCode,
  kuerzelOf,
} from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import type { EintragView } from '../channel/akte-api.ts';
import type { FreigabeView } from '../channel/freigabe-view.ts';
import type { ProofLevel } from '../channel/sign-in-api.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import type { PendingEntry } from '../safe/pending-entries.ts';
import type { OpenedEntry } from '../safe/safe.ts';
import { summaryOf } from './summary.ts';

/** What rows need beside the record: who wrote a version, what names it, and how far it is proven. */
export interface RowNames {
  readonly authorOf: (version: RecordVersion) => string;
  readonly headOf: (version: RecordVersion) => string;
  readonly level: ProofLevel;
  /** Who a user is; for Eintraege that came along from another site (BS10). */
  readonly nameOfUser?: (user: Uint8Array) => string;
  readonly freigabeOf?: (version: RecordVersion) => FreigabeView | undefined;
}

/** What the row of an Eintrag shows; undefined for records that are no rows of the Akte: the person, and what was moved away
 *  (AT43). */
export function eintragView(entry: OpenedEntry, names: RowNames): EintragView | undefined {
  const { record, opened } = entry;
  const { body, receivedAt } = record.newest;
  const kind = kindByCode(body.kind);
  if (kind === undefined || !('eintrag' in kind)) return undefined;
  if (isMovedAway(isUnreadable(opened) ? {} : opened.value)) return undefined;
  const name = kind.name as EintragKindName;
  const value = isUnreadable(opened) ? opened : (opened.value as Readonly<Record<string, unknown>>);
  const look: { readonly kuerzel: string; readonly hue: string } = isUnreadable(opened)
    ? (kind.eintrag as EintragLook)
    : kuerzelOf(name, value as Readonly<Record<string, unknown>>);
  const freigabe = names.freigabeOf?.(record.newest);
  return {
    ...(freigabe !== undefined && { freigabe }),
    ...targetOf(value),
    recordId: hexOf(body.record),
    akteId: hexOf(body.akte),
    kind: name,
    kuerzel: look.kuerzel,
    hue: look.hue,
    behandlungstag: dayOf(value, body.authoredAt),
    summary: isUnreadable(opened) ? '' : summaryOf(name, value as Readonly<Record<string, unknown>>),
    value,
    ...writtenBy(record, value, names),
    receivedAtMs: receivedAt,
    versions: record.versions,
    head: names.headOf(record.newest),
    state: 'saved',
    level: names.level,
  };
}

/** Who wrote it and when; of what came along from another site who wrote it there, until somebody changes it (BS10). */
function writtenBy(
  { newest, versions }: OpenedEntry['record'],
  value: object,
  { authorOf, nameOfUser }: RowNames,
): Pick<EintragView, 'author' | 'authoredAtMs' | 'carriedBy'> {
  const by = authorOf(newest);
  const from = 'movedFrom' in value ? (value.movedFrom as CarriedFrom | undefined) : undefined;
  if (from?.author === undefined || nameOfUser === undefined || versions > 1)
    return { author: by, authoredAtMs: newest.body.authoredAt };
  return { author: nameOfUser(from.author), authoredAtMs: from.authoredAt ?? newest.body.authoredAt, carriedBy: by };
}

function targetOf(value: object): { readonly targetId?: string } {
  return 'target' in value && value.target instanceof Uint8Array ? { targetId: hexOf(value.target) } : {};
}

function dayOf(value: object, authoredAt: number): string {
  const day = 'behandlungstag' in value ? value.behandlungstag : undefined;
  return typeof day === 'string' ? day : new Date(authoredAt).toISOString().slice(0, 10);
}

/** The rows of the journal with what only this device has: a queued version stands in the place of the one before it, a
 *  refused one beside the version that counts. */
export function withPending(
  rows: readonly EintragView[],
  pending: readonly PendingEntry[],
  names: RowNames,
): readonly EintragView[] {
  const byRecord = new Map(rows.map((row) => [row.recordId, row]));
  for (const { state, head, body, opened } of pending) {
    const before = byRecord.get(hexOf(body.record));
    const record = { newest: { seq: -1, body, open: null, receivedAt: 0 }, versions: (before?.versions ?? 0) + 1 };
    const row = eintragView({ record, opened }, { ...names, headOf: () => head });
    if (row !== undefined) byRecord.set(row.recordId, pendingRow(row, before, { state, body }));
    else if (state === 'queued') byRecord.delete(hexOf(body.record));
  }
  return [...byRecord.values()];
}

function pendingRow(
  row: EintragView,
  before: EintragView | undefined,
  { state, body }: Pick<PendingEntry, 'state' | 'body'>,
): EintragView {
  const refused = isUnreadable(row.value) || state !== 'conflict' ? undefined : row.value;
  const beside = {
    ...(refused !== undefined && { refused }),
    ...(refused !== undefined && body.parent !== null && { refusedBase: hexOf(body.parent) }),
  };
  return state === 'conflict' && before !== undefined
    ? { ...before, state, ...beside }
    : { ...row, receivedAtMs: null, state, ...beside };
}

/** Newest day first, within a day newest first. */
export function compareEintraege(a: EintragView, b: EintragView): number {
  if (a.behandlungstag !== b.behandlungstag) return a.behandlungstag < b.behandlungstag ? 1 : -1;
  return b.authoredAtMs - a.authoredAtMs;
}
