import { kindByName, mayLeaveHouse } from '@siegel/akten';
import type { EintragView, PersonView } from '@siegel/safe';
import { akteLines, type AkteLine, SHOW_ALL } from './akte-lines.ts';
import { isUnreadable } from './eintrag-text.ts';

/** What of an Akte goes on paper or into a PDF, and what of it may not. */
export interface Leaving {
  readonly lines: readonly AkteLine[];
  readonly withheld: number;
  readonly unreadable: number;
  /** Of how many a selection was made; undefined for the whole Akte. */
  readonly chosenOf: number | undefined;
}

/** Everything that opens here, of what is ticked if anything is, and under the forced mode only what may leave the house (FG30). */
export function leaving({ eintraege, may }: PersonView, ticked: ReadonlySet<string>): Leaving {
  const wanted = ticked.size === 0 ? eintraege : eintraege.filter(({ recordId }) => ticked.has(recordId));
  const readable = wanted.filter(({ value }) => !isUnreadable(value));
  const out = readable.filter((eintrag) => may.printUnreleased || mayGo(eintrag));
  return {
    lines: akteLines(out, SHOW_ALL),
    withheld: readable.length - out.length,
    unreadable: wanted.length - readable.length,
    chosenOf: ticked.size === 0 ? undefined : eintraege.length,
  };
}

function mayGo({ kind, freigabe }: EintragView): boolean {
  return mayLeaveHouse({ kind: kindByName(kind).code, isReleased: freigabe?.state === 'released' }, { isForced: true });
}
