import { type EintragKindName, type EintragLook, kindByCode, kuerzelOf } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import type { EintragView } from '../channel/akte-api.ts';
import type { ProofLevel } from '../channel/sign-in-api.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import type { PendingEntry } from '../safe/pending-entries.ts';
import type { OpenedEntry } from '../safe/safe.ts';
import { summaryOf } from './summary.ts';

/** What the row of an Eintrag shows; undefined for records that are no rows of the Akte (the person). */
export function eintragView(
  entry: OpenedEntry,
  names: { readonly authorOf: (version: RecordVersion) => string; readonly level: ProofLevel },
): EintragView | undefined {
  const { record, opened } = entry;
  const { body, receivedAt } = record.newest;
  const kind = kindByCode(body.kind);
  if (kind === undefined || !('eintrag' in kind)) return undefined;
  const name = kind.name as EintragKindName;
  const value = isUnreadable(opened) ? opened : (opened.value as Readonly<Record<string, unknown>>);
  const look: { readonly kuerzel: string; readonly hue: string } = isUnreadable(opened)
    ? (kind.eintrag as EintragLook)
    : kuerzelOf(name, value as Readonly<Record<string, unknown>>);
  return {
    recordId: hexOf(body.record),
    akteId: hexOf(body.akte),
    kind: name,
    kuerzel: look.kuerzel,
    hue: look.hue,
    behandlungstag: dayOf(value, body.authoredAt),
    summary: isUnreadable(opened) ? '' : summaryOf(name, value as Readonly<Record<string, unknown>>),
    value,
    author: names.authorOf(record.newest),
    authoredAtMs: body.authoredAt,
    receivedAtMs: receivedAt,
    versions: record.versions,
    state: 'saved',
    level: names.level,
  };
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
  names: { readonly authorOf: (version: RecordVersion) => string; readonly level: ProofLevel },
): readonly EintragView[] {
  const byRecord = new Map(rows.map((row) => [row.recordId, row]));
  for (const { state, body, opened } of pending) {
    const before = byRecord.get(hexOf(body.record));
    const record = { newest: { seq: -1, body, open: null, receivedAt: 0 }, versions: (before?.versions ?? 0) + 1 };
    const row = eintragView({ record, opened }, names);
    if (row === undefined) continue;
    const refused = isUnreadable(row.value) ? undefined : row.value;
    const shown =
      state === 'conflict' && before !== undefined
        ? { ...before, state, ...(refused !== undefined && { refused }) }
        : { ...row, receivedAtMs: null, state, ...(state === 'conflict' && refused !== undefined && { refused }) };
    byRecord.set(row.recordId, shown);
  }
  return [...byRecord.values()];
}

/** Newest day first, within a day newest first. */
export function compareEintraege(a: EintragView, b: EintragView): number {
  if (a.behandlungstag !== b.behandlungstag) return a.behandlungstag < b.behandlungstag ? 1 : -1;
  return b.authoredAtMs - a.authoredAtMs;
}
