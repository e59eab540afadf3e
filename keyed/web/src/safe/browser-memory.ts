const TAB = 'siegel-tab';
const MARK = 'siegel-war-hier=1';
const YEAR_SECONDS = 31_536_000;

/** The random name of this tab, which outlives a reload and nothing else. `isFresh`: it was made just now. */
export function nameOfTab(storage: Pick<Storage, 'getItem' | 'setItem'>, anew: boolean) {
  const kept = anew ? null : storage.getItem(TAB);
  if (kept !== null && /^[0-9a-f]{32}$/.test(kept)) return { tab: kept, isFresh: false };
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  storage.setItem(TAB, tab);
  return { tab, isFresh: true };
}

/** Somebody has signed in here: asks the browser to throw nothing away, and leaves a mark that outlives the storage (a cookie
 *  without any content), so that an evicted browser can be told from a new one (DV50). */
export function keepStorage(): void {
  document.cookie = `${MARK}; Path=/; Secure; SameSite=Strict; Max-Age=${YEAR_SECONDS}`;
  void navigator.storage.persist?.();
}

/** True when somebody has signed in here before, whatever became of the storage. */
export function wasHere(): boolean {
  return document.cookie.includes(MARK);
}
