import { useEffect, useRef } from 'react';
import type { AkteLine } from './akte-lines.ts';
import type { EintragListHandle } from './eintrag-list.tsx';

/** Brings a row just written into view once it is there: a backdated one stands further up. A row that is on screen
 *  already (a change in place) is left where it is. */
export function useShowWritten(
  lines: readonly AkteLine[],
  list: { readonly current: EintragListHandle | null },
): (recordId: string) => void {
  const awaited = useRef<string>(undefined);
  const isThere = (recordId: string) => lines.some(({ eintrag }) => eintrag.recordId === recordId);
  useEffect(() => {
    const recordId = awaited.current;
    if (recordId === undefined || !isThere(recordId)) return;
    awaited.current = undefined;
    list.current?.show(recordId);
  });
  return (recordId) => {
    if (!isThere(recordId)) awaited.current = recordId;
  };
}
