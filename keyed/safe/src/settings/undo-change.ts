import { fail, type Result } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import { type HouseChanges, newestHouseForm, reviseHouseForm } from './house-form.ts';
import { mayUndo, readChanges } from './read-changes.ts';

/** Sets what a change changed back to what stood there before, as a new entry; everything else stays as it is now (EI8).
 *  CHANGE_NOT_UNDONE for one that cannot be set back; codes of `reviseHouseForm`. */
export async function undoChange(safe: Safe, seq: number): Promise<Result<true>> {
  const change = (await readChanges(safe)).find((known) => known.seq === seq);
  if (change === undefined || !mayUndo(change)) return fail('CHANGE_NOT_UNDONE');
  const { record, kind, before = {}, after = {} } = change;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differing = names.filter((name) => name !== 'floors' && !isSame(before[name], after[name]));
  if (differing.length === 0) return fail('CHANGE_NOT_UNDONE');
  const newest = await newestHouseForm(safe, record);
  if (newest === undefined) return fail('UNREADABLE');
  const changes: HouseChanges = Object.fromEntries(differing.map((name) => [name, before[name]]));
  return reviseHouseForm(safe, { kind, record, parent: newest.parent, before: newest.value, changes });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
