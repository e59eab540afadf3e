const KEPT_AS = 'siegel-namen-verborgen';

/** What invented names are made from; undefined while names are shown (EV30). It is random and says nothing of anybody. */
export function hiddenSalt(storage: Pick<Storage, 'getItem'> = localStorage): string | undefined {
  return storage.getItem(KEPT_AS) ?? undefined;
}

/** Hides names in this browser, or shows them again. The page is loaded anew: nothing of what stood there before stays in it (EV31). */
export function switchHidden(isHidden: boolean): void {
  if (isHidden) localStorage.setItem(KEPT_AS, crypto.randomUUID());
  else localStorage.removeItem(KEPT_AS);
  window.location.reload();
}

/** Other windows of this browser follow. */
export function followHidden(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === KEPT_AS) window.location.reload();
  });
}
