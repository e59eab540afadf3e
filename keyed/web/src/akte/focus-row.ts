import { focusSoon } from '../parts/focus-soon.ts';

/** The row of the Akte the keys speak of. */
export function rowOfAkte(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
}

/** The keys go on in the row once what stood above or beside it has gone. */
export function focusRow(): void {
  focusSoon(rowOfAkte);
}
