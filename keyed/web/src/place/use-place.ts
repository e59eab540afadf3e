import { useCallback, useSyncExternalStore } from 'react';
import { type Place, pathOfPlace, placeOfPath } from './place.ts';

const CHANGED = 'siegel:place';

/** The place in the address bar, and a way to go elsewhere. `go` replaces the history entry when `replace` is set. */
export function usePlace(): { readonly place: Place; readonly go: (place: Place, replace?: boolean) => void } {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname);
  const go = useCallback((place: Place, replace = false) => {
    const target = pathOfPlace(place);
    if (target === window.location.pathname) return;
    if (replace) window.history.replaceState(null, '', target);
    else window.history.pushState(null, '', target);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return { place: placeOfPath(path), go };
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    window.removeEventListener('popstate', changed);
    window.removeEventListener(CHANGED, changed);
  };
}
