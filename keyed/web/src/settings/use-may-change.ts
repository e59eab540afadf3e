import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** Whether whoever is signed in may change settings; undefined until that is known. */
export function useMayChange(): { readonly mayChange: boolean | undefined; readonly failure: Failure | undefined } {
  const safe = useSafe();
  const [mayChange, setMayChange] = useState<boolean>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void safe.settingsView().then((view) => (view.ok ? setMayChange(view.value.mayChange) : setFailure(view.error)));
  }, [safe]);
  return { mayChange, failure };
}
