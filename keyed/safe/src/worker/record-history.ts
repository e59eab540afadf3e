import { changedFields, kindByCode, type PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { FieldChange, HistoryVersion, RecordHistory } from '../channel/history-api.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { fetchHistory } from '../safe/open-history.ts';
import { areHere } from '../safe/is-here.ts';
import type { Safe } from '../safe/safe.ts';
import { authorName } from './person-view.ts';
import { recordNamed } from './record-named.ts';
import type { HouseNames } from './staff-names.ts';

/** Every version of a record with what it changed (AT1, AT3). Offline, what is here has to do. */
export async function recordHistory(safe: Safe, recordId: string, names: HouseNames): Promise<Result<RecordHistory>> {
  const record = recordNamed(safe, recordId);
  if (record === undefined) return fail('AKTE_UNKNOWN');
  const { body } = record.newest;
  const versions = safe.records.versionsOf(body.record);
  const isHere = await areHere(safe, versions);
  const fetched = isHere ? ok(0) : await fetchHistory(safe, [body.akte], 'open');
  if (!fetched.ok && fetched.error.code !== 'OFFLINE') return fetched;
  const opened = await Promise.all(versions.map((version) => openedVersion(safe, version, names)));
  return ok({ kind: kindByCode(body.kind)?.name ?? String(body.kind), versions: withChanges(opened, fetched.ok) });
}

async function openedVersion(safe: Safe, version: RecordVersion, names: HouseNames) {
  const opened = await safe.open(version);
  return {
    head: hexOf(safe.follower.columns.hashAt(version.seq)),
    author: authorName(safe, version, names),
    authoredAtMs: version.body.authoredAt,
    receivedAtMs: version.receivedAt,
    value: isUnreadable(opened) ? opened : (opened.value as PlainRecord),
  };
}

function withChanges(
  versions: readonly Omit<HistoryVersion, 'changes'>[],
  wasAsked: boolean,
): readonly HistoryVersion[] {
  let before: PlainRecord = {};
  return versions.map((version) => {
    const { value } = version;
    if (isUnreadable(value)) {
      // A part that is not here while nobody could be asked was not withheld by anybody.
      const isMissing = !wasAsked && value.unreadable === 'CONTENT_WITHHELD';
      return { ...version, value: isMissing ? { unreadable: 'OFFLINE' as const } : value, changes: [] };
    }
    const after = value as PlainRecord;
    const changes = changedFields(before, after).map((field) => fieldChange(field, before[field], after[field]));
    before = after;
    return { ...version, changes };
  });
}

function fieldChange(field: string, before: unknown, after: unknown): FieldChange {
  return { field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
