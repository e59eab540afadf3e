import { type CborValue, encodeCbor, equalBytes } from '@siegel/wire';
import type { RecordKind } from './kind.ts';
import type { PlainRecord } from './split-record.ts';

/** Three versions of one record: what both started from, and what each made of it. */
export interface ThreeVersions {
  readonly base: PlainRecord;
  readonly mine: PlainRecord;
  readonly theirs: PlainRecord;
}

/** What becomes of two changes of one version: one value, or the fields a human has to decide about. */
export type MergeOutcome =
  | { readonly merged: PlainRecord }
  | { readonly clashing: readonly string[]; readonly mayMerge: boolean };

/** Joins two changes where nobody can be hurt by it: fields only one side changed, and only of kinds marked `mergeable`.
 *  Clinical text, dose and diagnosis are never joined without a human, not even when the fields differ (AT51). */
export function mergeRecords(kind: Pick<RecordKind, 'mergeable'>, versions: ThreeVersions): MergeOutcome {
  const { base, mine, theirs } = versions;
  const byMe = changedFields(base, mine);
  const byThem = changedFields(base, theirs);
  if (byMe.length === 0) return { merged: theirs };
  if (byThem.length === 0) return { merged: mine };
  const clashing = byMe.filter((field) => byThem.includes(field) && !isSameValue(mine[field], theirs[field]));
  if (!kind.mergeable) return { clashing: [...new Set([...byMe, ...byThem])], mayMerge: false };
  if (clashing.length > 0) return { clashing, mayMerge: true };
  return { merged: withFields(theirs, mine, byMe) };
}

/** Names of the fields in which two versions differ, in the order they appear. */
export function changedFields(before: PlainRecord, after: PlainRecord): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSameValue(before[name], after[name]));
}

/** `target` with `fields` as they stand in `source`; a field that is absent there is absent here. */
function withFields(target: PlainRecord, source: PlainRecord, fields: readonly string[]): PlainRecord {
  const kept = Object.entries(target).filter(([name]) => !fields.includes(name));
  const taken = Object.entries(source).filter(([name]) => fields.includes(name));
  return Object.fromEntries([...kept, ...taken]);
}

/** True for equal content, bytes and lists included. */
export function isSameValue(a: PlainRecord[string] | undefined, b: PlainRecord[string] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return equalBytes(encodeCbor(a as CborValue), encodeCbor(b as CborValue));
}
