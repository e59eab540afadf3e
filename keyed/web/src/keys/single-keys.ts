import { useSyncExternalStore } from 'react';

const KEPT_AS = 'siegel-einzeltasten';
const CHANGED = 'siegel:single-keys';

/** Whether single letters, digits and signs do something in lists; chosen for this browser (EV20). */
function areSingleKeysOn(storage: Pick<Storage, 'getItem'> = localStorage): boolean {
  return storage.getItem(KEPT_AS) !== 'aus';
}

/** Switches them for this browser; what is on screen follows at once. */
export function switchSingleKeys(isOn: boolean, storage: Pick<Storage, 'setItem' | 'removeItem'> = localStorage): void {
  if (isOn) storage.removeItem(KEPT_AS);
  else storage.setItem(KEPT_AS, 'aus');
  window.dispatchEvent(new Event(CHANGED));
}

/** The choice, as it is now. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(watch, areSingleKeysOn);
}

function watch(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener('storage', changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener('storage', changed);
  };
}
