import { type RefObject, useEffect } from 'react';

/** Gives the focus to the stop of Tab of a list when it comes on screen and nobody is anywhere else: its keys work at once. */
export function useFirstRow(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const isElsewhere = document.activeElement?.closest('input, textarea, select, [role=dialog]') ?? null;
    if (isElsewhere === null) list.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
  }, [list]);
}
