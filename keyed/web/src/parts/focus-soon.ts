/** Gives the focus to what is there once the page is drawn anew. Whoever has gone elsewhere by then stays there: a place that was asked
 *  for first never takes the focus from one that was asked for later (EV43).
 *  @param find looked for when the page is drawn; `null` leaves the focus where it is. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  const had = document.activeElement;
  requestAnimationFrame(() => {
    const has = document.activeElement;
    if (has === had || has === null || has === document.body) find()?.focus();
  });
}
