import type { PlainRecord } from '@siegel/akten';
import type { PlannedPerson, UnplacedItem } from '@siegel/interchange';
import { type CborValue, encodeCbor, equalBytes } from '@siegel/wire';
import { plainValue } from '../records/plain-value.ts';

/** What the file says about a person that is there already and that the person's record does not say: kept word for word, so
 *  that nothing is lost and nothing is overwritten unseen (IX6). */
export function differingItems(planned: PlannedPerson['value'], known: PlainRecord): readonly UnplacedItem[] {
  const { unplaced = [], source: _, ...fields } = planned;
  const differing = Object.entries(fields as PlainRecord).flatMap(([feld, value]): readonly UnplacedItem[] => {
    const before = known[feld];
    const isSame = before !== undefined && equalBytes(encodeCbor(before as CborValue), encodeCbor(value as CborValue));
    return isSame
      ? []
      : [{ feld, inhalt: typeof value === 'string' ? value : JSON.stringify(plainValue({ value })['value']) }];
  });
  return [...differing, ...unplaced];
}
