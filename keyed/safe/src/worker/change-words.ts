import { type EintragKindName, kindByCode, type PlainRecord } from '@siegel/akten';
import { summaryOf } from './summary.ts';

/** What the Akte's table would show of a value of this kind, by wire code. */
export function changeWords(kind: number, value: PlainRecord): string {
  const name = kindByCode(kind)?.name;
  return name === undefined ? '' : summaryOf(name as EintragKindName, value);
}
