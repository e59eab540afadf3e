import { person } from '@siegel/akten';
import type { VisibleRecord } from '../records/visible-records.ts';
import { Safe } from '../safe/safe.ts';

/** The record of an id as the page names it. A person is named by its Stammakte's id: the record that is meant is the person in
 *  it. */
export function recordNamed(safe: Safe, recordHex: string): VisibleRecord | undefined {
  const id = Safe.idOf(recordHex);
  return (
    safe.records.recordOf(id) ??
    safe.records.recordsOfAkte(id).find(({ newest: { body } }) => body.kind === person.code)
  );
}
