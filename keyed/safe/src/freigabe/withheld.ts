import { mayLeaveHouse } from '@siegel/akten';
import { freigabeRulesOf } from '@siegel/journal';
import { hexOf, type Id } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import { rulesNow } from '../safe/house-rules.ts';
import type { Safe } from '../safe/safe.ts';
import { freigabeMarks } from './freigabe-marks.ts';

/** Which records of some Akten stay in the house under the rules of now (FG31): asked for every record of an export. */
export async function withheldOf(safe: Safe, akten: readonly Id[]): Promise<(newest: RecordVersion) => boolean> {
  const rules = freigabeRulesOf(rulesNow(safe));
  if (!rules.isForced) return () => false;
  const released = new Set<string>();
  for (const akte of akten)
    for (const [record, mark] of await freigabeMarks(safe, akte))
      if (mark.state === 'Freigegeben') released.add(record);
  return ({ body }) => !mayLeaveHouse({ kind: body.kind, isReleased: released.has(hexOf(body.record)) }, rules);
}

/** True when only released versions leave the house. */
export function isFreigabeForced(safe: Safe): boolean {
  return freigabeRulesOf(rulesNow(safe)).isForced;
}
